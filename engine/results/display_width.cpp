#include "engine/results/display_width.h"

#include <fmt/format.h>
#include <unicode/brkiter.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <memory>

#include "base/utf8.h"

namespace quoth {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::size_t width_of(char32_t code_point) {
  const auto c = static_cast<UChar32>(code_point);
  switch (u_charType(c)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
    case U_CONTROL_CHAR:
      return c == 0x00ad ? 1 : 0;  // the soft hyphen is drawn
    default:
      break;
  }
  const int32_t east_asian = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
}

// A cluster is as wide as its widest code point; the emoji selector and pairs of regional indicators make it
// wide.
std::size_t width_of_cluster(std::string_view cluster) {
  constexpr char32_t kEmojiSelector = 0xfe0f, kIndicatorA = 0x1f1e6, kIndicatorZ = 0x1f1ff;
  std::size_t width = 0, indicators = 0;
  for (std::size_t position = 0; position < cluster.size();) {
    const char32_t c = utf8::next(cluster, position);
    if (c >= kIndicatorA && c <= kIndicatorZ) ++indicators;
    width = c == kEmojiSelector && width > 0 ? 2 : std::max(width, width_of(c));
  }
  return indicators >= 2 ? 2 : width;
}

// Calls visit(cluster) for each grapheme cluster until it returns false.
template <typename Visit>
void each_cluster(std::string_view text, Visit visit) {
  if (is_ascii(text)) {
    for (std::size_t i = 0; i < text.size(); ++i)
      if (!visit(text.substr(i, 1))) return;
    return;
  }
  thread_local const std::unique_ptr<icu::BreakIterator> clusters = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> made(
        icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    return U_SUCCESS(status) ? std::move(made) : nullptr;
  }();
  UErrorCode status = U_ZERO_ERROR;
  UText* opened = utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(text.size()), &status);
  if (clusters) clusters->setText(opened, status);
  if (clusters && U_SUCCESS(status)) {
    int32_t begin = clusters->first();
    for (int32_t end = clusters->next(); end != icu::BreakIterator::DONE; begin = end, end = clusters->next())
      if (!visit(text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin)))) break;
  } else {  // without ICU's data: by code points
    for (std::size_t position = 0; position < text.size();) {
      const std::size_t begin = position;
      utf8::next(text, position);
      if (!visit(text.substr(begin, position - begin))) break;
    }
  }
  utext_close(opened);
}

}  // namespace

std::size_t display_width(std::string_view text) {
  if (is_ascii(text)) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return c >= 0x20 && c != 0x7f; }));
  }
  std::size_t width = 0;
  each_cluster(text, [&](std::string_view cluster) {
    width += width_of_cluster(cluster);
    return true;
  });
  return width;
}

std::string shorten(std::string_view text, std::size_t width) {
  if (display_width(text) <= width) return std::string(text);
  if (width == 0) return {};
  std::size_t taken = 0, bytes = 0;
  each_cluster(text, [&](std::string_view cluster) {
    taken += width_of_cluster(cluster);
    if (taken > width - 1) return false;
    bytes += cluster.size();
    return true;
  });
  return std::string(text.substr(0, bytes)) + "…";
}

std::string printable(std::string_view text) {
  const auto changes_direction = [](char32_t c) {
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
  };
  std::string out;
  out.reserve(text.size());
  for (std::size_t position = 0; position < text.size();) {
    const std::size_t begin = position;
    const char32_t c = utf8::next(text, position);
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029 || changes_direction(c)) {
      fmt::format_to(std::back_inserter(out), "\\u{{{:x}}}", static_cast<std::uint32_t>(c));
    } else {
      out += text.substr(begin, position - begin);
    }
  }
  return out;
}

}  // namespace quoth

#include "rdf/iri.h"

#include <array>
#include <filesystem>
#include <system_error>

#include "base/utf8.h"

namespace quoth {
namespace {

constexpr bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// What no IRIREF may hold, by byte.
constexpr std::array<bool, 256> kForbidden = [] {
  std::array<bool, 256> table{};
  for (std::size_t i = 0; i <= 0x20; ++i) table[i] = true;
  for (const char c : {'<', '>', '"', '{', '}', '|', '^', '`', '\\'})
    table[static_cast<unsigned char>(c)] = true;
  return table;
}();

bool has_forbidden(std::string_view text) {
  for (const char c : text) {
    if (kForbidden[static_cast<unsigned char>(c)]) return true;
  }
  return false;
}

// The length of the scheme in front of its colon, or 0.
std::size_t scheme_length(std::string_view text) {
  if (text.empty() || !is_alpha(text[0])) return 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const char c = text[i];
    if (c == ':') return i;
    if (!is_alpha(c) && !is_digit(c) && c != '+' && c != '-' && c != '.') return 0;
  }
  return 0;
}

// The five components (RFC 3986, section 3). An absent component differs from an empty one, so each keeps its
// delimiters: "http:", "//host", "/path", "?query", "#fragment".
struct Parts {
  std::string_view scheme, authority, path, query, fragment;
};

Parts split(std::string_view text) {
  Parts parts;
  const auto take = [&text](std::size_t length) {
    const std::string_view part = text.substr(0, length);
    text.remove_prefix(part.size());
    return part;
  };
  if (const std::size_t length = scheme_length(text); length > 0) parts.scheme = take(length + 1);
  if (text.starts_with("//")) parts.authority = take(text.find_first_of("/?#", 2));
  parts.path = take(text.find_first_of("?#"));
  if (text.starts_with('?')) parts.query = take(text.find('#'));
  parts.fragment = text;
  return parts;
}

// Appends `path` without its "." and ".." segments (RFC 3986 5.2.4). What stood in `out` before is not
// touched.
void append_without_dots(std::string& out, std::string_view path) {
  const std::size_t start = out.size();
  const auto drop_last_segment = [&] {
    const std::size_t slash = out.rfind('/');
    out.resize(slash == std::string::npos || slash < start ? start : slash);
  };
  std::string_view in = path;
  while (!in.empty()) {
    if (in.starts_with("../")) {
      in.remove_prefix(3);
    } else if (in.starts_with("./") || in.starts_with("/./")) {
      in.remove_prefix(2);
    } else if (in == "/.") {
      in = "/";
    } else if (in.starts_with("/../")) {
      in.remove_prefix(3);
      drop_last_segment();
    } else if (in == "/..") {
      in = "/";
      drop_last_segment();
    } else if (in == "." || in == "..") {
      in = {};
    } else {
      const std::size_t end = std::min(in.find('/', 1), in.size());
      out += in.substr(0, end);
      in.remove_prefix(end);
    }
  }
}

// 5.2.3: the reference's path in the place of the last segment of the base's.
std::string merge_paths(const Parts& base, std::string_view path) {
  if (!base.authority.empty() && base.path.empty()) return "/" + std::string(path);
  const std::size_t slash = base.path.rfind('/');
  return std::string(base.path.substr(0, slash == std::string_view::npos ? 0 : slash + 1)) +
         std::string(path);
}

Error invalid(std::string_view why, std::string_view reference) {
  return {ErrorCode::kInvalid, std::string(why) + ": <" + std::string(reference) + ">", {}, {}};
}

}  // namespace

bool has_scheme(std::string_view reference) { return scheme_length(reference) > 0; }

bool is_valid_iri(std::string_view iri) { return has_scheme(iri) && !has_forbidden(iri); }

Result<std::string> resolve_iri(std::string_view base, std::string_view reference) {
  if (has_forbidden(reference)) return invalid("an IRI may not hold this character", reference);
  if (has_scheme(reference)) return std::string(reference);
  const Parts from = split(base);
  if (from.scheme.empty()) return invalid("a relative IRI needs a base", reference);
  if (has_forbidden(base)) return invalid("the base is no valid IRI", base);

  const Parts ref = split(reference);
  std::string out;
  out.reserve(base.size() + reference.size());
  out += from.scheme;
  if (!ref.authority.empty()) {
    out += ref.authority;
    append_without_dots(out, ref.path);
    out += ref.query;
  } else {
    out += from.authority;
    if (ref.path.empty()) {
      out += from.path;
      out += ref.query.empty() ? from.query : ref.query;
    } else {
      if (ref.path.starts_with('/')) {
        append_without_dots(out, ref.path);
      } else {
        append_without_dots(out, merge_paths(from, ref.path));
      }
      out += ref.query;
    }
  }
  out += ref.fragment;
  return out;
}

std::string file_iri(std::string_view path) {
  std::error_code error;
  const std::filesystem::path given{std::string(path)};
  std::filesystem::path absolute = std::filesystem::absolute(given, error);
  if (error) absolute = given;
  const std::string text = absolute.lexically_normal().generic_string();

  constexpr char kHex[] = "0123456789ABCDEF";
  std::string out = text.starts_with('/') ? "file://" : "file:///";
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t start = i;
    const char32_t c = utf8::next(text, i);
    const bool stray = c == 0xfffd && i - start == 1;
    if (stray || (c < 0x80 && (kForbidden[c] || c == '%' || c == '?' || c == '#' || c == 0x7f))) {
      const auto byte = static_cast<unsigned char>(text[start]);
      out += {'%', kHex[byte >> 4], kHex[byte & 15]};
    } else {
      out.append(text, start, i - start);
    }
  }
  return out;
}

}  // namespace quoth

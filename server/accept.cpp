#include "server/accept.h"

#include <algorithm>
#include <cctype>
#include <tuple>

namespace quoth::server {
namespace {

std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlanks = " \t";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::string to_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return lower;
}

// Takes what stands before the next `separator` outside of quotes off `rest`.
std::string_view take_part(std::string_view& rest, char separator) {
  bool quoted = false;
  std::size_t end = 0;
  for (; end < rest.size() && (quoted || rest[end] != separator); ++end) {
    if (rest[end] == '"') quoted = !quoted;
    if (quoted && rest[end] == '\\' && end + 1 < rest.size()) ++end;
  }
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return trim(part);
}

// "1", "0.25": at most three digits behind the point.
std::optional<int> parse_quality(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return std::nullopt;
  if (text.size() > 1 && text[1] != '.') return std::nullopt;
  int quality = (text[0] - '0') * 1000;
  int unit = 100;
  for (const char c : text.substr(std::min<std::size_t>(text.size(), 2))) {
    if (c < '0' || c > '9') return std::nullopt;
    quality += (c - '0') * unit;
    unit /= 10;
  }
  return quality <= 1000 ? std::optional(quality) : std::nullopt;
}

}  // namespace

std::optional<Accept::Range> Accept::parse_range(std::string_view text) {
  const std::string media_type = to_lower(take_part(text, ';'));
  const std::size_t slash = media_type.find('/');
  if (slash == 0 || slash == std::string::npos || slash + 1 == media_type.size()) return std::nullopt;
  Range range{media_type.substr(0, slash), media_type.substr(slash + 1)};
  if (range.type == "*" && range.subtype != "*") return std::nullopt;
  while (!text.empty()) {
    const std::string_view parameter = take_part(text, ';');
    if (!parameter.starts_with("q=") && !parameter.starts_with("Q=")) continue;
    const std::optional<int> quality = parse_quality(parameter.substr(2));
    if (!quality) return std::nullopt;
    range.quality = *quality;
  }
  return range;
}

Accept Accept::parse(std::string_view field) {
  Accept accept;
  while (!field.empty())
    if (std::optional<Range> range = parse_range(take_part(field, ','))) accept.ranges_.push_back(*range);
  if (accept.ranges_.empty()) accept.ranges_.push_back({"*", "*"});
  return accept;
}

// The most exact range decides: "text/*, text/csv;q=0" does not want CSV.
Accept::Wish Accept::wish_for(std::string_view media_type) const {
  const std::size_t slash = media_type.find('/');
  const std::string_view type = media_type.substr(0, slash), subtype = media_type.substr(slash + 1);
  Wish wish;
  for (const Range& range : ranges_) {
    if (range.type != "*" && range.type != type) continue;
    if (range.subtype != "*" && range.subtype != subtype) continue;
    const int exactness = (range.type != "*" ? 1 : 0) + (range.subtype != "*" ? 1 : 0);
    if (exactness > wish.exactness) wish = {range.quality, exactness};
  }
  return wish;
}

std::optional<std::size_t> Accept::best_of(std::span<const std::string_view> media_types) const {
  std::optional<std::size_t> best;
  Wish best_wish;
  for (std::size_t i = 0; i < media_types.size(); ++i) {
    const Wish wish = wish_for(media_types[i]);
    if (wish.quality == 0) continue;
    const auto rank = [](const Wish& w) { return std::tuple(w.quality, w.exactness); };
    if (best && rank(wish) <= rank(best_wish)) continue;
    best = i;
    best_wish = wish;
  }
  return best;
}

}  // namespace quoth::server

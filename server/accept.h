// What a client wants to get: the Accept field of its request (RFC 9110, 12.5.1).
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quoth::server {

class Accept {
 public:
  // Of all such fields, joined by commas. A range that cannot be read is passed over; where none is left, anything is
  // welcome.
  static Accept parse(std::string_view field);

  // Which of `media_types` is wanted most; of several, the one that is named most exactly, then the first. Nothing: none
  // is wanted.
  std::optional<std::size_t> best_of(std::span<const std::string_view> media_types) const;

 private:
  struct Range {
    std::string type, subtype;  // in lower case; "*" for any
    int quality = 1000;         // in thousandths
  };
  struct Wish {
    int quality = 0, exactness = -1;
  };
  static std::optional<Range> parse_range(std::string_view text);
  Wish wish_for(std::string_view media_type) const;

  std::vector<Range> ranges_;
};

}  // namespace quoth::server

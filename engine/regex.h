// Regular expressions of XPath (XPath Functions 3.1, section 5.6), on RE2: matching takes time that is linear in
// the text. Back-references, subtraction in classes, and Unicode blocks are not offered.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace re2 {
class RE2;
}

namespace quoth {

class Regex {
 public:
  // `flags`: any of s, m, i, x and q. kInvalid with what is wrong, kUnsupported for what RE2 cannot do.
  static Result<Regex> compile(std::string_view pattern, std::string_view flags);
  Regex(Regex&&) noexcept;
  ~Regex();

  bool matches(std::string_view text) const;  // anywhere in it

  // Every match replaced. kInvalid for a replacement with a bad "$" or "\", and for a pattern that matches the
  // empty text; kLimit if the result would have more than `most` bytes.
  Result<std::string> replace(std::string_view text, std::string_view replacement, std::size_t most) const;

 private:
  Regex(std::unique_ptr<re2::RE2> compiled, bool literal);
  std::unique_ptr<re2::RE2> compiled_;
  bool literal_;  // flag q: the replacement is taken as it is, too
};

// Compiles each pattern once. One thread at a time.
class RegexCache {
 public:
  // nullptr if it cannot be compiled. Valid until the next call.
  const Regex* find(const std::string& pattern, const std::string& flags);

 private:
  static constexpr std::size_t kMost = 64;  // for patterns that come from the data
  std::map<std::pair<std::string, std::string>, std::optional<Regex>> compiled_;
};

}  // namespace quoth

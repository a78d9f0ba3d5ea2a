#include "engine/regex.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <vector>

#include "base/utf8.h"

namespace quoth {
namespace {

Error invalid(std::string message) { return {ErrorCode::kInvalid, std::move(message), {}, {}}; }
Error unsupported(std::string message) { return {ErrorCode::kUnsupported, std::move(message), {}, {}}; }

// Inside brackets. XPath's \w is everything but punctuation, separators and "other".
constexpr std::string_view kDigits = "\\p{Nd}";
constexpr std::string_view kWord = "\\p{L}\\p{M}\\p{N}\\p{S}";
constexpr std::string_view kNoWord = "\\p{P}\\p{Z}\\p{C}";
constexpr std::string_view kSpace = " \\t\\n\\r";
constexpr std::string_view kNameStart =
    ":A-Z_a-z\\x{C0}-\\x{D6}\\x{D8}-\\x{F6}\\x{F8}-\\x{2FF}\\x{370}-\\x{37D}\\x{37F}-\\x{1FFF}\\x{200C}-"
    "\\x{200D}\\x{2070}-\\x{218F}\\x{2C00}-\\x{2FEF}\\x{3001}-\\x{D7FF}\\x{F900}-\\x{FDCF}\\x{FDF0}-"
    "\\x{FFFD}\\x{10000}-\\x{EFFFF}";
constexpr std::string_view kNameRest = "\\-.0-9\\x{B7}\\x{300}-\\x{36F}\\x{203F}-\\x{2040}";

// Writes an XPath pattern as one of RE2. Only what the two read differently is looked at: RE2 finds the rest.
class PatternWriter {
 public:
  PatternWriter(std::string_view pattern, std::string_view flags)
      : pattern_(pattern),
        dot_is_all_(flags.find('s') != flags.npos),
        skips_blanks_(flags.find('x') != flags.npos) {}

  Result<std::string> write() {
    while (position_ < pattern_.size()) {
      const char c = pattern_[position_++];
      if (c == '\\') {
        QUOTH_CHECK(escape(false));
      } else if (c == '[') {
        QUOTH_CHECK(character_class());
      } else if (c == '(') {
        QUOTH_CHECK(group());
      } else if (c == '{') {
        QUOTH_CHECK(count());
      } else if (c == '}' || c == ']') {
        return invalid(fmt::format("a '{}' that stands for itself needs a backslash", c));
      } else if (c == '.') {
        out_ += dot_is_all_ ? "." : "[^\\n\\r]";
      } else if (!skips_blanks_ || !is_blank(c)) {
        out_ += c;
      }
    }
    return std::move(out_);
  }

 private:
  static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }
  bool at(char c) const { return position_ < pattern_.size() && pattern_[position_] == c; }

  void add(std::string_view set, bool in_class, bool negated = false) {
    if (in_class) {
      out_ += set;
    } else {
      out_ += fmt::format("[{}{}]", negated ? "^" : "", set);
    }
  }

  // Behind a backslash.
  Status escape(bool in_class) {
    if (position_ == pattern_.size()) return invalid("nothing follows the last backslash");
    const char c = pattern_[position_++];
    switch (c) {
      case 'd':
        out_ += kDigits;
        return {};
      case 'D':
        out_ += "\\P{Nd}";
        return {};
      case 'w':
        add(kWord, in_class);
        return {};
      case 'W':
        in_class ? add(kNoWord, true) : add(kWord, false, true);
        return {};
      case 's':
        add(kSpace, in_class);
        return {};
      case 'S':
        in_class ? add("\\S", true) : add(kSpace, false, true);
        return {};
      case 'i':
      case 'c':
        add(c == 'i' ? std::string(kNameStart) : std::string(kNameStart).append(kNameRest), in_class);
        return {};
      case 'I':
      case 'C':
        if (in_class) return unsupported(fmt::format("'\\{}' inside brackets is not supported", c));
        add(c == 'I' ? std::string(kNameStart) : std::string(kNameStart).append(kNameRest), false, true);
        return {};
      case 'p':
      case 'P':
        return property(c);
      default:
        break;
    }
    if (is_digit(c) && !in_class) return unsupported("back-references are not supported");
    constexpr std::string_view kOthers = "nrt\\|.?*+(){}-[]^$";
    if (kOthers.find(c) == kOthers.npos) {
      std::size_t end = position_ - 1;
      utf8::next(pattern_, end);
      return invalid(
          fmt::format("'\\{}' is no escape of XPath's", pattern_.substr(position_ - 1, end - position_ + 1)));
    }
    out_ += {'\\', c};
    return {};
  }

  Status property(char c) {
    const std::size_t end = at('{') ? pattern_.find('}', position_) : pattern_.npos;
    if (end == pattern_.npos) return invalid(fmt::format("'\\{}' needs a category, as in '\\{}{{L}}'", c, c));
    const std::string_view name = pattern_.substr(position_, end + 1 - position_);
    if (name.starts_with("{Is")) return unsupported("Unicode blocks ('\\p{Is…}') are not supported");
    out_ += '\\';
    out_ += c;
    out_ += name;
    position_ = end + 1;
    return {};
  }

  // Behind "[".
  Status character_class() {
    out_ += '[';
    if (at('^')) {
      out_ += '^';
      ++position_;
    }
    if (at(']')) return invalid("there is nothing between brackets");
    while (position_ < pattern_.size() && !at(']')) {
      const char c = pattern_[position_++];
      if (c == '[') {
        if (position_ > 1 && pattern_[position_ - 2] == '-')
          return unsupported("subtraction inside brackets is not supported");
        return invalid("a '[' inside brackets needs a backslash");
      }
      if (c == '\\') {
        QUOTH_CHECK(escape(true));
      } else {
        out_ += c;
      }
    }
    if (!at(']')) return invalid("a '[' is not closed");
    out_ += ']';
    ++position_;
    return {};
  }

  // Behind "(".
  Status group() {
    out_ += '(';
    if (!at('?')) return {};
    if (!pattern_.substr(position_).starts_with("?:")) return invalid("only ':' may follow \"(?\"");
    out_ += "?:";
    position_ += 2;
    return {};
  }

  // Behind "{": n, or n, with a comma and perhaps m.
  Status count() {
    const std::size_t end = std::min(pattern_.find('}', position_), pattern_.size());
    std::string_view inside = pattern_.substr(position_, end - position_);
    const auto skip_digits = [&] {
      const std::size_t digits = std::min(inside.find_first_not_of("0123456789"), inside.size());
      inside.remove_prefix(digits);
      return digits > 0;
    };
    bool good = end < pattern_.size() && skip_digits();
    if (good && inside.starts_with(',')) {
      inside.remove_prefix(1);
      skip_digits();
    }
    good = good && inside.empty();
    if (!good) return invalid("a '{' must begin a count, as in '{2,3}', or have a backslash");
    out_ += '{';
    out_ += pattern_.substr(position_, end + 1 - position_);
    position_ = end + 1;
    return {};
  }

  std::string_view pattern_;
  bool dot_is_all_, skips_blanks_;
  std::size_t position_ = 0;
  std::string out_;
};

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

// A replacement taken apart: what stands as it is, each followed by a group (-1: none).
struct Part {
  std::string text;
  int group = -1;
};

Result<std::vector<Part>> parts_of(std::string_view replacement, int groups) {
  std::vector<Part> parts(1);
  for (std::size_t i = 0; i < replacement.size(); ++i) {
    const char c = replacement[i];
    const char next = i + 1 < replacement.size() ? replacement[i + 1] : '\0';
    if (c == '\\') {
      if (next != '\\' && next != '$')
        return invalid("in a replacement, a backslash stands only before '$' or another one");
      parts.back().text += next;
      ++i;
    } else if (c == '$') {
      if (next < '0' || next > '9')
        return invalid("in a replacement, '$' is followed by a group's number, or is written '\\$'");
      // As many digits as a group has: $12 is group 1 and a "2" where there are fewer than 12.
      int group = next - '0';
      ++i;
      while (i + 1 < replacement.size() && replacement[i + 1] >= '0' && replacement[i + 1] <= '9' &&
             group * 10 + (replacement[i + 1] - '0') <= groups) {
        group = group * 10 + (replacement[++i] - '0');
      }
      parts.back().group = group;
      parts.emplace_back();
    } else {
      parts.back().text += c;
    }
  }
  return parts;
}

}  // namespace

Regex::Regex(std::unique_ptr<re2::RE2> compiled, bool literal)
    : compiled_(std::move(compiled)), literal_(literal) {}
Regex::Regex(Regex&&) noexcept = default;
Regex::~Regex() = default;

Result<Regex> Regex::compile(std::string_view pattern, std::string_view flags) {
  const std::size_t unknown = flags.find_first_not_of("smixq");
  if (unknown != flags.npos) {
    std::size_t end = unknown;
    utf8::next(flags, end);
    return invalid(fmt::format("there is no flag '{}' of regular expressions, only s, m, i, x and q",
                               flags.substr(unknown, end - unknown)));
  }
  const bool literal = flags.find('q') != flags.npos;
  std::string translated;
  if (literal) {
    translated = re2::RE2::QuoteMeta(piece(pattern));
  } else {
    QUOTH_TRY(translated, PatternWriter(pattern, flags).write());
    if (flags.find('m') != flags.npos) translated.insert(0, "(?m)");
    if (flags.find('s') != flags.npos) translated.insert(0, "(?s)");
  }
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_case_sensitive(flags.find('i') == flags.npos);
  auto compiled = std::make_unique<re2::RE2>(piece(translated), options);
  if (!compiled->ok()) return invalid(compiled->error());
  return Regex(std::move(compiled), literal);
}

bool Regex::matches(std::string_view text) const { return re2::RE2::PartialMatch(piece(text), *compiled_); }

Result<std::string> Regex::replace(std::string_view text, std::string_view replacement,
                                   std::size_t most) const {
  if (matches("")) return invalid("the pattern of a replacement must not match the empty text");
  const int groups = compiled_->NumberOfCapturingGroups();
  std::vector<Part> parts;
  if (literal_) {
    parts.push_back({std::string(replacement), -1});
  } else {
    QUOTH_TRY(parts, parts_of(replacement, groups));
  }
  std::vector<re2::StringPiece> found(static_cast<std::size_t>(groups) + 1);
  std::string out;
  std::size_t position = 0;
  while (compiled_->Match(piece(text), position, text.size(), re2::RE2::UNANCHORED, found.data(),
                          static_cast<int>(found.size())) &&
         !found[0].empty()) {
    const auto begin = static_cast<std::size_t>(found[0].data() - text.data());
    out += text.substr(position, begin - position);
    for (const Part& part : parts) {
      out += part.text;
      if (part.group < 0 || part.group > groups) continue;
      const re2::StringPiece& group = found[static_cast<std::size_t>(part.group)];
      if (group.data() != nullptr) out.append(group.data(), group.size());
    }
    position = begin + found[0].size();
    if (out.size() > most) return Error{ErrorCode::kLimit, "the text becomes too large", {}, {}};
  }
  out += text.substr(position);
  return out;
}

const Regex* RegexCache::find(const std::string& pattern, const std::string& flags) {
  const auto found = compiled_.find(std::pair(pattern, flags));
  if (found != compiled_.end()) return found->second ? &*found->second : nullptr;
  if (compiled_.size() >= kMost) compiled_.clear();
  std::optional<Regex>& regex = compiled_[std::pair(pattern, flags)];
  if (auto compiled = Regex::compile(pattern, flags)) regex.emplace(*std::move(compiled));
  return regex ? &*regex : nullptr;
}

}  // namespace quoth

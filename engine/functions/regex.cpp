// REGEX and REPLACE (SPARQL 17.4.3.14, 17.4.3.15).
#include "engine/regex.h"

#include <array>

#include "engine/functions/support.h"
#include "engine/functions/tables.h"

namespace quoth {
namespace {

// The compiled pattern of the second argument, with the flags of the argument at `flags`, if that is there.
const Regex* pattern_of(Arguments& arguments, std::size_t flags) {
  const TermArgument pattern(arguments, 1);
  if (!pattern || !is_plain_string(*pattern)) return nullptr;
  if (arguments.size() <= flags) return arguments.evaluator().regexes().find(pattern->text(), {});
  const TermArgument given(arguments, flags);
  if (!given || !is_plain_string(*given)) return nullptr;
  return arguments.evaluator().regexes().find(pattern->text(), given->text());
}

Optional regex(Arguments& arguments) {
  const TermArgument text(arguments, 0);
  if (!text || !is_string(*text)) return std::nullopt;
  const Regex* pattern = pattern_of(arguments, 2);
  return pattern ? Optional(boolean(pattern->matches(text->text()))) : std::nullopt;
}

Optional replace(Arguments& arguments) {
  const TermArgument text(arguments, 0), replacement(arguments, 2);
  if (!text || !is_string(*text) || !replacement || !is_plain_string(*replacement)) return std::nullopt;
  const Regex* pattern = pattern_of(arguments, 3);
  if (pattern == nullptr) return std::nullopt;
  auto replaced = pattern->replace(text->text(), replacement->text(), kMaxText);
  if (!replaced) {
    if (replaced.error().code == ErrorCode::kLimit) arguments.evaluator().allows_text(kMaxText + 1);
    return std::nullopt;
  }
  if (!arguments.evaluator().allows_text(replaced->size())) return std::nullopt;
  return like(*text, *std::move(replaced));
}

// ---- What is wrong with constants

const std::string* constant_text(const algebra::Call& call, std::size_t i) {
  const Term* term = i < call.arguments.size() ? std::get_if<Term>(&call.arguments[i].value) : nullptr;
  return term != nullptr && is_plain_string(*term) ? &term->text() : nullptr;
}

using Complaint = Function::Complaint;

// An unknown flag is the flags' fault; without known flags only the pattern is looked at.
std::optional<Complaint> check_pattern(const algebra::Call& call, std::size_t flags_at) {
  const std::string* flags = constant_text(call, flags_at);
  if (flags != nullptr) {
    if (const auto compiled = Regex::compile({}, *flags); !compiled)
      return Complaint{flags_at, compiled.error().message};
  } else if (call.arguments.size() > flags_at) {
    return std::nullopt;
  }
  const std::string* pattern = constant_text(call, 1);
  if (pattern == nullptr) return std::nullopt;
  const auto compiled = Regex::compile(*pattern, flags == nullptr ? std::string() : *flags);
  if (compiled) return std::nullopt;
  return Complaint{1, "bad regular expression: " + compiled.error().message};
}

std::optional<Complaint> check_regex(const algebra::Call& call) { return check_pattern(call, 2); }

std::optional<Complaint> check_replace(const algebra::Call& call) {
  if (auto complaint = check_pattern(call, 3)) return complaint;
  const std::string* pattern = constant_text(call, 1);
  const std::string* replacement = constant_text(call, 2);
  const std::string* flags = constant_text(call, 3);
  if (pattern == nullptr || replacement == nullptr || (flags == nullptr && call.arguments.size() > 3))
    return std::nullopt;
  const auto compiled = Regex::compile(*pattern, flags == nullptr ? std::string() : *flags);
  if (!compiled) return std::nullopt;
  const auto replaced = compiled->replace({}, *replacement, kMaxText);
  if (replaced) return std::nullopt;
  return Complaint{compiled->matches({}) ? std::size_t{1} : std::size_t{2}, replaced.error().message};
}

using enum Function::Needs;

constexpr std::array kFunctions{
    Function{"regex", "REGEX", 2, 3, kLiteral, regex, Function::kConstant, check_regex},
    Function{"replace", "REPLACE", 3, 4, kLiteral, replace, Function::kConstant, check_replace},
};

}  // namespace

std::span<const Function> regex_functions() { return kFunctions; }

}  // namespace quoth

// Fuzzing check scripts: any bytes are a script. What must hold of every one:
// - parsing it ends, with a tree or with an error that has a place in it;
// - a check's pattern lies within one line of the text and is not blank;
// - a comment at the end changes nothing;
// - weights and thresholds are in their bounds.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <variant>

#include "parser/parse_claim.h"
#include "parser/parse_script.h"

using namespace quoth;

namespace {

[[noreturn]] void fail(const char* what, std::string_view text) {
  std::fprintf(stderr, "%s:\n%.*s\n", what, static_cast<int>(text.size()), text.data());
  std::abort();
}

void check_policy(const script::Policy& policy, std::string_view text) {
  if (policy.span.begin >= policy.span.end || policy.span.end > text.size())
    fail("a line lies outside", text);
  if (const auto* threshold = std::get_if<script::Threshold>(&policy.value);
      threshold != nullptr && !(threshold->value > 0 && threshold->value <= 1))
    fail("a threshold out of bounds", text);
  const auto* accept = std::get_if<script::Accept>(&policy.value);
  if (accept != nullptr &&
      (accept->claimant.items.empty() || (accept->about && accept->about->items.empty())))
    fail("a name is empty", text);
}

void check_check(const script::Check& check, std::string_view text) {
  for (const script::Policy& policy : check.policy) check_policy(policy, text);
  if (check.pattern.begin >= check.pattern.end || check.pattern.end > text.size())
    fail("a pattern lies outside", text);
  const std::string_view pattern = text.substr(check.pattern.begin, check.pattern.end - check.pattern.begin);
  if (pattern.find('\n') != std::string_view::npos) fail("a pattern of several lines", text);
  if (const auto statement = claim::parse_statement(pattern); !statement && !statement.error().offset)
    fail("an error without a place", text);
}

std::string outcome(const Result<script::Script>& script) {
  return script ? script::to_text(*script) : script.error().message;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const Result<script::Script> script = script::parse_script(text, "script");
  if (!script) {
    if (!script.error().offset || *script.error().offset > size || !script.error().location)
      fail("an error without a place", text);
    return 0;
  }
  for (const script::Line& line : script->lines) {
    if (const auto* policy = std::get_if<script::Policy>(&line.value)) check_policy(*policy, text);
    if (const auto* check = std::get_if<script::Check>(&line.value)) check_check(*check, text);
  }
  if (outcome(script::parse_script(text + "\n # more", "script")) != outcome(script))
    fail("a comment changes it", text);
  return 0;
}

#include "parser/script_ast.h"

#include <fmt/format.h>

#include "base/variant.h"

namespace quoth::script {
namespace {

std::string to_text(const Node& node) {
  std::string text;
  for (const claim::Item& item : node.items) text += (text.empty() ? "" : " ") + claim::to_text(item);
  return "[" + text + "]";
}

std::string to_text(const Policy& policy) {
  return std::visit(Overloaded{
                        [](const AcceptAll&) { return std::string("accept all"); },
                        [](const Accept& accept) {
                          std::string text = "accept " + to_text(accept.claimant);
                          if (accept.weight) text += fmt::format(" {}", accept.weight->value);
                          if (accept.about) text += " about " + to_text(*accept.about);
                          return text;
                        },
                        [](const Ignore& ignore) { return "ignore " + to_text(ignore.who); },
                        [](const Weigh& weigh) {
                          return "weigh " + to_text(weigh.source) + fmt::format(" {}", weigh.weight.value);
                        },
                        [](const DirectOnly&) { return std::string("direct only"); },
                        [](const Require& require) { return fmt::format("require {}", require.origins); },
                        [](const Threshold& threshold) {
                          return fmt::format("threshold {} {}", threshold.is_for ? "for" : "against",
                                             threshold.value);
                        },
                    },
                    policy.value);
}

std::string to_text(const Check& check) {
  std::string text = "check \"" + check.name + "\"\n";
  for (const Policy& policy : check.policy) text += "  " + to_text(policy) + "\n";
  text += fmt::format("  pattern {}-{}\n", check.pattern.begin, check.pattern.end);
  if (!check.expected) return text;
  switch (*check.expected) {
    case Expected::kSupported:
      return text + "  expect supported\n";
    case Expected::kRefuted:
      return text + "  expect refuted\n";
    case Expected::kConflictingEvidence:
      return text + "  expect conflicting evidence\n";
    case Expected::kNotEnoughEvidence:
      break;
  }
  return text + "  expect not enough evidence\n";
}

}  // namespace

std::string to_text(const Script& script) {
  std::string text;
  for (const Line& line : script.lines) {
    text += std::visit(
        Overloaded{
            [](const Prefix& prefix) { return fmt::format("prefix {}: <{}>\n", prefix.label, prefix.iri); },
            [](const Load& load) { return fmt::format("load \"{}\"\n", load.path); },
            [](const Policy& policy) { return to_text(policy) + "\n"; },
            [](const Check& check) { return to_text(check); },
        },
        line.value);
  }
  return text;
}

}  // namespace quoth::script

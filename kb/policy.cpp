#include "kb/policy.h"

#include <fmt/format.h>

#include "base/variant.h"

namespace quoth {

std::string show_weight(double weight) {
  constexpr int kDigits = 6;  // products of weights are not shown to the last bit
  return fmt::format("{:.{}g}", weight, kDigits);
}

std::string to_text(const PolicyLine& line, const std::function<std::string(const Term&)>& name) {
  return std::visit(
      Overloaded{
          [&](const Accept& accept) {
            if (!accept.claimant) return std::string("accept all");
            std::string text = "accept " + name(*accept.claimant);
            if (accept.weight != 1) text += " " + show_weight(accept.weight);
            if (accept.about) text += " about " + name(*accept.about);
            return text;
          },
          [&](const Ignore& ignore) { return "ignore " + name(ignore.who); },
          [&](const Weigh& weigh) { return "weigh " + name(weigh.source) + " " + show_weight(weigh.weight); },
          [](const DirectOnly&) { return std::string("direct only"); },
          [](const Require& require) {
            return fmt::format("require {} {}", require.origins, require.origins == 1 ? "source" : "sources");
          },
          [](const Threshold& threshold) {
            return fmt::format("threshold {} {}", threshold.is_for ? "for" : "against",
                               show_weight(threshold.weight));
          },
      },
      line);
}

}  // namespace quoth

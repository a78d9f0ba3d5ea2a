#include "engine/passes.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace quoth {
namespace {

constexpr std::array kPasses{
    Pass{"fold-constants", passes::fold_constants, nullptr},
    Pass{"push-filters", passes::push_filters, nullptr},
    Pass{"join-equalities", passes::join_equalities, nullptr},
    Pass{"early-filters", nullptr, &PlannerChoices::push_filters},
    Pass{"order-joins", nullptr, &PlannerChoices::order_joins},
    Pass{"merge-joins", nullptr, &PlannerChoices::merge_joins},
    Pass{"bind-joins", nullptr, &PlannerChoices::bind_joins},
    Pass{"lateral-joins", nullptr, &PlannerChoices::lateral_joins},
    Pass{"top-k", nullptr, &PlannerChoices::top_k},
};

}  // namespace

std::span<const Pass> all_passes() { return kPasses; }

Result<EnabledPasses> enabled_passes(std::span<const std::string> disabled) {
  for (const std::string& name : disabled) {
    if (std::none_of(kPasses.begin(), kPasses.end(), [&](const Pass& pass) { return pass.name == name; })) {
      return Error{ErrorCode::kInvalid, fmt::format("there is no optimiser pass \"{}\"", name), {}, {}};
    }
  }
  EnabledPasses out;
  for (const Pass& pass : kPasses) {
    const bool on = std::find(disabled.begin(), disabled.end(), pass.name) == disabled.end();
    if (pass.choice != nullptr) out.choices.*pass.choice = on;
    if (pass.rewrite != nullptr && on) out.rewritings.push_back(&pass);
  }
  return out;
}

}  // namespace quoth

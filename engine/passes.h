// The steps that make a query cheaper without changing its solutions. Each has a name by which it can be
// switched off; random queries must give the same with every step, and without each one.
//
// To add one that rewrites algebra: write `algebra::Node f(algebra::Node)` in a file of engine/passes/ and
// list it in passes.cpp. Choices that are made while planning are listed there too, without a function.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/algebra.h"
#include "engine/planner.h"

namespace quoth {

struct Pass {
  std::string_view name;
  algebra::Node (*rewrite)(algebra::Node);  // nullptr: a choice of the planner
  bool PlannerChoices::*choice;             // of the planner; nullptr for a rewriting
};

std::span<const Pass> all_passes();  // in the sequence in which they run

// What is left to do after some passes are switched off; kInvalid for a name that is none.
struct EnabledPasses {
  std::vector<const Pass*> rewritings;
  PlannerChoices choices;
};
Result<EnabledPasses> enabled_passes(std::span<const std::string> disabled);

namespace passes {

// Computes what has no variables; drops conditions that always hold; parts that cannot have a solution become
// empty.
algebra::Node fold_constants(algebra::Node node);

// Moves conditions towards the patterns: into branches of unions, below optional parts, joins of other groups
// …
algebra::Node push_filters(algebra::Node node);

// Joins parts that only a condition ?a = ?b connects on a key for that, instead of trying all pairs.
algebra::Node join_equalities(algebra::Node node);

}  // namespace passes
}  // namespace quoth

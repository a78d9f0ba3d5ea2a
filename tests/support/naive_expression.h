// Expressions (SPARQL 17), as plainly as naive_engine.h: of what it is a part.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <optional>

#include "engine/algebra.h"
#include "rdf/term.h"

namespace quoth::naive {

using Solution = std::map<algebra::Variable, Term>;
using Maybe = std::optional<Term>;

// What a variable of EveryGraph is bound to for the background: no term that can be written.
Term background_mark();

// Whether a pattern of EXISTS has a solution where the variables have these values.
using HasSolution = std::function<bool(const algebra::Node&, const Solution&)>;

// Nothing for an error. Aborts for a function that has no meaning here.
Maybe evaluate(const algebra::Expression& expression, const Solution& solution,
               const HasSolution& has_solution);

std::optional<bool> truth(const Maybe& term);  // 17.2.2
Term integer(std::int64_t number);

}  // namespace quoth::naive

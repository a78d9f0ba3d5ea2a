// The rules of the claim grammar that several files use, and what these have in common: the one context in which all
// are instantiated, actions, and spans. Rules that are needed inside lexeme[] stay in their file.
#pragma once
#include <string>
#include <utility>

#include "parser/claim_ast.h"
#include "parser/grammar/claim_actions.h"
#include "parser/grammar/claim_tokens.h"

namespace quoth::claim {

using Context = x3::context<x3::skipper_tag, const Blank, x3::context<StateTag, ClaimState>>;

// Fails at the end of the pattern if it has fewer parts than these; `not` needs two behind it.
void require_parts(std::size_t least, const Pattern& words, const ClaimState& state);

// ---- Rules: those of claim_items.cpp, claim_clauses.cpp and claim_questions.cpp

using PartsRule = x3::rule<struct PartsId, Pattern>;
using VerbPartsRule = x3::rule<struct VerbPartsId, Pattern>;
using NamesAndNotRule = x3::rule<struct NamesAndNotId, Pattern>;
using WholePatternRule = x3::rule<struct WholePatternId, Pattern>;
using NodeRule = x3::rule<struct NodeId, Node>;
using ClauseRule = x3::rule<struct ClauseId, Clause>;
using CountClauseRule = x3::rule<struct CountClauseId, Clause>;
using QuestionRule = x3::rule<struct QuestionId, Statement>;

inline constexpr PartsRule parts = "a name";
inline constexpr VerbPartsRule verb_parts = "a verb";
inline constexpr NamesAndNotRule names_and_not = kObject;  // of any number of parts
inline constexpr WholePatternRule pattern = kObject;       // of three parts at least
inline constexpr NodeRule node = "a name or a variable";
inline constexpr ClauseRule clause = "a clause";
inline constexpr CountClauseRule count_clause = "a clause";  // also `by`
inline constexpr QuestionRule question = "a question";       // that is no count and no check

BOOST_SPIRIT_DECLARE(PartsRule, VerbPartsRule, NamesAndNotRule, WholePatternRule, NodeRule, ClauseRule,
                     CountClauseRule, QuestionRule)

inline constexpr std::string_view kClauseOrEnd =
    "a clause (from, to, since, before, on, during, about, where, sort by, limit) or the end";
inline constexpr std::string_view kAndClauseOrEnd =
    "\"and\", a clause (from, to, since, before, on, during, about, where, sort by, limit) or the end";

}  // namespace quoth::claim

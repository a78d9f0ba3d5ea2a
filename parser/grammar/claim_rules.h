// The rules of the claim grammar that several files use, and what these have in common: the one context in which all
// are instantiated, actions, and spans. Rules that are needed inside lexeme[] stay in their file.
#pragma once
#include <string>
#include <utility>

#include "parser/claim_ast.h"
#include "parser/grammar/claim_tokens.h"

namespace quoth::claim {

using Context = x3::context<x3::skipper_tag, const Blank, x3::context<StateTag, ClaimState>>;

// ---- Actions. Every attribute is set here, by member pointer: X3's own propagation misreads std::variant.

template <typename Struct, typename Member>
auto to(Member Struct::*member) {
  return [member](auto& context) { x3::_val(context).*member = std::move(x3::_attr(context)); };
}

template <typename Struct, typename Member>
auto append_to(Member Struct::*member) {
  return [member](auto& context) { (x3::_val(context).*member).push_back(std::move(x3::_attr(context))); };
}

template <typename Struct, typename Member>
auto set(Member Struct::*member, Member value) {
  return [member, value](auto& context) { x3::_val(context).*member = value; };
}

inline const auto itself = [](auto& context) { x3::_val(context) = std::move(x3::_attr(context)); };
inline const auto set_value = [](auto& context) { x3::_val(context).value = std::move(x3::_attr(context)); };

template <typename Alternative>
auto as() {
  return [](auto& context) { x3::_val(context).value = Alternative{std::move(x3::_attr(context))}; };
}

// Fails at the end of the pattern if it has fewer parts than these; `not` needs two behind it.
void require_parts(std::size_t least, const Pattern& words, const ClaimState& state);

// Notes in the rule's value which stretch of the text it stands for.
template <typename Subject>
struct Spanned : x3::unary_parser<Subject, Spanned<Subject>> {
  using base_type = x3::unary_parser<Subject, Spanned<Subject>>;
  explicit Spanned(const Subject& around) : base_type(around) {}

  template <typename Context, typename Value, typename Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context& context, Value& value,
             Attribute& attribute) const {
    x3::skip_over(first, last, context);
    const Iterator begin = first;
    if (!this->subject.parse(first, last, context, value, attribute)) return false;
    const ClaimState& state = x3::get<StateTag>(context);
    value.span = {state.offset(begin), state.offset(state.token_end)};
    return true;
  }
};

template <typename Parser>
auto spanned(const Parser& parser) {
  return Spanned<typename x3::extension::as_parser<Parser>::value_type>(x3::as_parser(parser));
}

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

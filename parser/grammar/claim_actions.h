// What the rules of the claim language and of scripts do with attributes, and the spans that they note.
#pragma once
#include <utility>

#include "parser/grammar/actions.h"
#include "parser/grammar/claim_tokens.h"

namespace quoth::claim {

using grammar::append_to;
using grammar::as;
using grammar::set;
using grammar::set_value;
using grammar::to;
inline constexpr auto itself = grammar::keep;

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

}  // namespace quoth::claim

// What the rules of the claim language and of scripts do with attributes, and the spans that they note.
#pragma once
#include <utility>

#include "parser/grammar/claim_tokens.h"

namespace quoth::claim {

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

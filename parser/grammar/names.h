// What X3 calls a parser in an expectation_failure: the words that a user reads after "expected". Rules have
// their names; here are terminals and actions.
#pragma once
#include <boost/spirit/home/x3.hpp>
#include <string>
#include <type_traits>

namespace quoth::grammar {

// A parser with a member name().
struct NamedTerminal {};

// `named("a graph name or '.'")[parser]`: a name for what is no rule.
template <typename Subject>
struct Named : boost::spirit::x3::unary_parser<Subject, Named<Subject>>, NamedTerminal {
  using Base = boost::spirit::x3::unary_parser<Subject, Named<Subject>>;
  static constexpr bool is_pass_through_unary = true;
  static constexpr bool handles_container = Subject::handles_container;

  constexpr Named(const Subject& s, const char* t) : Base(s), text(t) {}
  std::string name() const { return text; }

  template <typename Iterator, typename Context, typename RuleContext, typename Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext& rule_context,
             Attribute& attribute) const {
    return this->subject.parse(first, last, context, rule_context, attribute);
  }

  const char* text;
};

struct NamedGenerator {
  template <typename Subject>
  constexpr Named<Subject> operator[](const Subject& subject) const {
    return {subject, text};
  }
  const char* text;
};
constexpr NamedGenerator named(const char* text) { return {text}; }

}  // namespace quoth::grammar

namespace boost::spirit::x3 {

template <typename Parser>
struct get_info<Parser, std::enable_if_t<std::is_base_of_v<quoth::grammar::NamedTerminal, Parser>>> {
  using result_type = std::string;
  std::string operator()(const Parser& parser) const { return parser.name(); }
};

template <typename Subject, typename Action>
struct get_info<action<Subject, Action>> {
  using result_type = std::string;
  std::string operator()(const action<Subject, Action>& parser) const { return what(parser.subject); }
};

template <typename Subject>
struct get_info<plus<Subject>> {
  using result_type = std::string;
  std::string operator()(const plus<Subject>& parser) const { return what(parser.subject); }
};

template <typename Left, typename Right>
struct get_info<list<Left, Right>> {
  using result_type = std::string;
  std::string operator()(const list<Left, Right>& parser) const { return what(parser.left); }
};

template <typename Left, typename Right>
struct get_info<alternative<Left, Right>> {
  using result_type = std::string;
  std::string operator()(const alternative<Left, Right>& parser) const {
    return what(parser.left) + " or " + what(parser.right);
  }
};

template <typename Left, typename Right>
struct get_info<sequence<Left, Right>> {
  using result_type = std::string;
  std::string operator()(const sequence<Left, Right>& parser) const { return what(parser.left); }
};

}  // namespace boost::spirit::x3

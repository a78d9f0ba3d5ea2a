// The rules of the grammar of queries and updates that several files use, and what these have in common: the one
// context in which all are instantiated, actions, and spans.
#pragma once
#include <boost/spirit/home/x3.hpp>
#include <string_view>
#include <utility>
#include <vector>

#include "parser/grammar/actions.h"
#include "parser/grammar/expression_tokens.h"
#include "parser/grammar/names.h"
#include "parser/grammar/query_tokens.h"
#include "parser/query_ast.h"

namespace quoth::sparql {

using grammar::append_to;
using grammar::as;
using grammar::keep;
using grammar::mark;
using grammar::named;
using grammar::scan_of;
using grammar::ScanTag;
using grammar::set;
using grammar::set_value;
using grammar::to;

using Iterator = const char*;
using Context = x3::context<ScanTag, QueryScan>;

// ---- Actions, beside those of actions.h

inline constexpr auto add = [](auto& context) { x3::_val(context).push_back(std::move(x3::_attr(context))); };
inline constexpr auto add_part = [](auto& context) {
  x3::_val(context).parts.push_back(std::move(x3::_attr(context)));
};
inline constexpr auto leave = [](auto& context) { --scan_of(context).depth; };
inline constexpr auto begin_template = [](auto& context) { scan_of(context).in_template = true; };
inline constexpr auto end_template = [](auto& context) { scan_of(context).in_template = false; };

inline constexpr auto set_variable = [](auto& context) {
  x3::_val(context).value = Variable{std::string(x3::_attr(context).text)};
};
// Of "a".
inline constexpr auto set_type = [](auto& context) {
  x3::_val(context).value = Iri{std::string(rdf::kType)};
};
// A number or a boolean.
inline constexpr auto set_number = [](auto& context) {
  const TermView& number = x3::_attr(context);
  Literal literal;
  literal.lexical = number.text;
  literal.datatype = Iri{std::string(number.datatype)};
  x3::_val(context).value = std::move(literal);
};

// A name, with its place.
struct PlacedName {
  Name value;
  Span span;
};
inline constexpr auto set_name = [](auto& context) {
  std::visit([&](auto& name) { x3::_val(context).value = std::move(name); }, x3::_attr(context).value);
};

// ---- Spans

// Notes in the rule's value which stretch of the text it stands for.
template <typename Subject>
struct Spanned : x3::unary_parser<Subject, Spanned<Subject>> {
  using base_type = x3::unary_parser<Subject, Spanned<Subject>>;
  explicit Spanned(const Subject& around) : base_type(around) {}

  template <typename ContextType, typename Value, typename Attribute>
  bool parse(Iterator& first, const Iterator& last, const ContextType& context, Value& value,
             Attribute& attribute) const {
    const QueryScan& scan = x3::get<ScanTag>(context);
    const Iterator begin = scan.skip_blanks(first, last);
    if (!this->subject.parse(first, last, context, value, attribute)) return false;
    value.span = {scan.offset(begin), scan.offset(first)};
    return true;
  }
};

template <typename Parser>
auto spanned(const Parser& parser) {
  return Spanned<typename x3::extension::as_parser<Parser>::value_type>(x3::as_parser(parser));
}

// ---- Rules

using Expressions = std::vector<Expression>;
using GraphNodes = std::vector<GraphNode>;

struct PlacedVariable {
  Variable value;
  Span span;
};
struct PlacedGraphName {
  GraphName value;
  Span span;
};

// expression.cpp
using ExpressionRule = x3::rule<struct ExpressionId, Expression>;
using ConstraintRule = x3::rule<struct ConstraintId, Expression>;
using LiteralRule = x3::rule<struct LiteralId, Literal>;
using NameRule = x3::rule<struct NameId, PlacedName>;
inline constexpr ExpressionRule expression = "an expression";
inline constexpr ConstraintRule constraint = "an expression in brackets or a function call";
inline constexpr LiteralRule literal = "a literal";
inline constexpr NameRule name = "an IRI or a prefixed name";

// path.cpp
using PathRule = x3::rule<struct PathId, Path>;
inline constexpr PathRule path = "a property path";

// triples.cpp
using TriplesBlockRule = x3::rule<struct TriplesBlockId, TriplesBlock>;
using DataValueRule = x3::rule<struct DataValueId, GraphNode>;
inline constexpr TriplesBlockRule triples_block = "triples";
inline constexpr DataValueRule data_value = "an IRI, a literal, a triple term or UNDEF";

// pattern.cpp
using GroupRule = x3::rule<struct GroupId, GroupPattern>;
using InlineDataRule = x3::rule<struct InlineDataId, InlineData>;
using GraphNameRule = x3::rule<struct GraphNameId, PlacedGraphName>;
using PlacedVariableRule = x3::rule<struct PlacedVariableId, PlacedVariable>;
inline constexpr GroupRule group = "'{'";
inline constexpr InlineDataRule inline_data = "a variable or '('";
inline constexpr GraphNameRule graph_name = "a variable, an IRI or a prefixed name";
inline constexpr PlacedVariableRule placed_variable = "a variable";

// query.cpp
using SelectRule = x3::rule<struct SelectId, Select>;
using PrologueRule = x3::rule<struct PrologueId, Prologue>;
inline constexpr SelectRule sub_select = "SELECT";
inline constexpr PrologueRule prologue = "a declaration";

BOOST_SPIRIT_DECLARE(ExpressionRule, ConstraintRule, LiteralRule, NameRule, PathRule, TriplesBlockRule,
                     DataValueRule, GroupRule, InlineDataRule, GraphNameRule, PlacedVariableRule, SelectRule,
                     PrologueRule)

}  // namespace quoth::sparql

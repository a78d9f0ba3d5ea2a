#include "parser/grammar/expression.h"

#include <memory>
#include <utility>

#include "parser/grammar/query_match.h"

namespace quoth::sparql {
namespace {

// ---- Actions

// A chain of one operand is that operand.
Expression as_expression(Expression&& expression) { return std::move(expression); }
Expression as_expression(Chain&& chain) {
  if (chain.operators.empty()) return std::move(chain.operands.front());
  const Span span{chain.operands.front().span.begin, chain.operands.back().span.end};
  return {std::move(chain), span};
}

const auto add_operand = [](auto& context) {
  x3::_val(context).operands.push_back(as_expression(std::move(x3::_attr(context))));
};
const auto add_operator = [](auto& context) { x3::_val(context).operators.push_back(x3::_attr(context)); };
const auto set_expression = [](auto& context) {
  x3::_val(context) = as_expression(std::move(x3::_attr(context)));
};

struct Arguments {
  Iterator distinct = nullptr;  // where that word is, if it is there
  Expressions list;
};
const auto set_distinct = [](auto& context) { x3::_val(context).distinct = scan_of(context).token; };
const auto refuse_distinct = [](auto& context) {
  const Iterator place = x3::_attr(context).distinct;
  if (place == nullptr) return;
  scan_of(context).fail(place, "DISTINCT belongs to aggregates");
  x3::_pass(context) = false;
};

const auto begin_comparison = [](auto& context) {
  Chain chain;
  chain.operands.push_back(std::move(x3::_val(context)));
  chain.operators.push_back(x3::_attr(context));
  x3::_val(context).value = std::move(chain);
};
const auto end_comparison = [](auto& context) {
  std::get<Chain>(x3::_val(context).value).operands.push_back(as_expression(std::move(x3::_attr(context))));
};
const auto begin_membership = [](auto& context) {
  Expression element = std::move(x3::_val(context));
  x3::_val(context).value = Membership{x3::_attr(context), Box<Expression>(std::move(element)), {}};
};
const auto end_membership = [](auto& context) {
  refuse_distinct(context);
  std::get<Membership>(x3::_val(context).value).list = std::move(x3::_attr(context).list);
};

const auto set_not = [](auto& context) {
  x3::_val(context).value = Unary{Operator::kNot, Box<Expression>(std::move(x3::_attr(context)))};
  --scan_of(context).depth;
};
// The operand is not there yet.
const auto begin_sign = [](auto& context) {
  x3::_val(context).value = Unary{x3::_attr(context), Box<Expression>(Expression())};
};
const auto end_sign = [](auto& context) {
  std::get<Unary>(x3::_val(context).value).operand = Box<Expression>(std::move(x3::_attr(context)));
};

const auto set_lexical = [](auto& context) { x3::_val(context).lexical = x3::_attr(context).text; };
const auto set_language = [](auto& context) {
  x3::_val(context).language = x3::_attr(context).language;
  x3::_val(context).direction = x3::_attr(context).direction;
};
const auto set_datatype = [](auto& context) {
  x3::_val(context).datatype = std::move(x3::_attr(context).value);
  x3::_val(context).datatype_span = x3::_attr(context).span;
};

const auto set_iri = [](auto& context) {
  x3::_val(context).value = Iri{std::string(x3::_attr(context).text)};
};
const auto set_prefixed = [](auto& context) {
  const std::string_view text = x3::_attr(context).text;
  const std::size_t colon = text.find(':');
  x3::_val(context).value =
      PrefixedName{std::string(text.substr(0, colon)), std::string(text.substr(colon + 1))};
};
const auto set_placed_name = [](auto& context) {
  set_name(context);
  x3::_val(context).span = x3::_attr(context).span;
};

// What was read as an IRI is a function's name after all.
const auto call_iri = [](auto& context) {
  Expression& value = x3::_val(context);
  Call call;
  call.function_span = value.span;
  if (auto* iri = std::get_if<Iri>(&value.value)) {
    call.function = std::move(*iri);
  } else {
    call.function = std::get<PrefixedName>(std::move(value.value));
  }
  call.distinct = x3::_attr(context).distinct != nullptr;
  call.arguments = std::move(x3::_attr(context).list);
  value.value = std::move(call);
};

const auto begin_call = [](auto& context) {
  const std::string_view word = x3::_attr(context).text;
  const std::size_t begin = scan_of(context).offset(word.data());
  x3::_val(context).value = Call{Keyword{std::string(word)}, {begin, begin + word.size()}, {}};
};
const auto end_call = [](auto& context) {
  refuse_distinct(context);
  std::get<Call>(x3::_val(context).value).arguments = std::move(x3::_attr(context).list);
};

const auto set_exists = [](auto& context) {
  Exists exists;
  exists.negated = x3::_attr(context);
  x3::_val(context).value = std::move(exists);
};
const auto set_exists_pattern = [](auto& context) {
  std::get<Exists>(x3::_val(context).value).pattern =
      std::make_shared<const GroupPattern>(std::move(x3::_attr(context)));
};

const auto begin_aggregate = [](auto& context) {
  const QueryScan& scan = scan_of(context);
  Aggregate& aggregate = x3::_val(context);
  aggregate.function = x3::_attr(context).text;
  const std::size_t begin = scan.offset(scan.token);
  aggregate.function_span = {begin, begin + aggregate.function.size()};
};
const auto refuse_star = [](auto& context) {
  scan_of(context).fail(scan_of(context).token, "only COUNT takes '*'");
  x3::_pass(context) = false;
};
const auto must_be_count = [](auto& context) {
  if (x3::_val(context).function != "COUNT") refuse_star(context);
};
const auto must_concatenate = [](auto& context) {
  x3::_pass(context) = x3::_val(context).function == "GROUP_CONCAT";
};
const auto set_separator = [](auto& context) {
  x3::_val(context).separator = std::string(x3::_attr(context).text);
};

// ---- Rules, from the loosest operator to what stands alone

const x3::rule<struct DisjunctionId, Chain> disjunction = "an expression";
const x3::rule<struct ConjunctionId, Chain> conjunction = "an expression";
const x3::rule<struct RelationId, Expression> relation = "an expression";
const x3::rule<struct SumId, Chain> sum = "an expression";
const x3::rule<struct ProductId, Chain> product = "an expression";
const x3::rule<struct UnaryId, Expression> unary = "an expression";
const x3::rule<struct OperandId, Expression> operand = "an expression";
const x3::rule<struct ArgumentsId, Arguments> arguments = "'('";
const x3::rule<struct CallId, Expression> call = "a function";
const x3::rule<struct IriOrCallId, Expression> iri_or_call = "an IRI";
const x3::rule<struct ExistsId, Expression> exists = "EXISTS";
const x3::rule<struct AggregateId, Aggregate> aggregate = "an aggregate";
const x3::rule<struct TripleTermId, TripleTerm> triple_term = "a triple term";
const x3::rule<struct SubjectId, Expression> subject = "a subject (a variable or an IRI)";
const x3::rule<struct VerbId, Expression> verb = "a predicate (a variable, an IRI or 'a')";
const x3::rule<struct ObjectId, Expression> object =
    "an object (a variable, an IRI, a literal or a triple term)";

const auto expression_def = disjunction[set_expression];
const auto disjunction_def = conjunction[add_operand] >>
                             *(or_operator[add_operator] > conjunction[add_operand]);
const auto conjunction_def = relation[add_operand] >> *(and_operator[add_operator] > relation[add_operand]);
const auto relation_def =
    spanned(sum[set_expression] >> -((comparison[begin_comparison] > sum[end_comparison]) |
                                     (in_token[begin_membership] > arguments[end_membership])));
const auto sum_def = product[add_operand] >> *(additive[add_operator] > product[add_operand]);
const auto product_def = unary[add_operand] >> *(multiplicative[add_operator] > unary[add_operand]);
const auto unary_def =
    operand[keep] | spanned((enter("!") > unary[set_not]) | (sign[begin_sign] > operand[end_sign]));
const auto operand_def =
    spanned((enter("(") > expression[keep] > mark(")")[leave]) | variable_token[set_variable] |
            triple_term[set_value] | iri_or_call[keep] | literal[set_value] | grammar::number[set_number] |
            boolean_token[set_number] | exists[keep] | aggregate[set_value] | call[keep]);
const auto constraint_def = spanned((enter("(") > expression[keep] > mark(")")[leave]) | exists[keep] |
                                    aggregate[set_value] | (name[set_placed_name] > arguments[call_iri]) |
                                    (possible_function_name[begin_call] > arguments[end_call]));

const auto arguments_def =
    enter("(") >
    named("an expression or ')'")[mark(")")[leave] | mark("*")[refuse_star] |
                                  (-distinct_token[set_distinct] >> expression[append_to(&Arguments::list)] >>
                                   *(mark(",") > expression[append_to(&Arguments::list)]) >
                                   named("',' or ')'")[mark(")")][leave])];
const auto call_def = function_name[begin_call] > arguments[end_call];
const auto iri_or_call_def = name[set_placed_name] >> -(&mark("(") > arguments[call_iri]);
const auto name_def = spanned(grammar::iri_ref[set_iri] | grammar::prefixed_name[set_prefixed]);

const auto exists_def = exists_token[set_exists] > group[set_exists_pattern];
const auto separator =
    mark(";")[must_concatenate] > keyword("SEPARATOR") > mark("=") >
    named("a string")[grammar::long_quoted_string[set_separator] |
                      grammar::long_apostrophe_string[set_separator] | grammar::quoted_string[set_separator] |
                      grammar::apostrophe_string[set_separator]];
const auto aggregate_def =
    aggregate_token[begin_aggregate] > enter("(") > -keyword("DISTINCT")[set(&Aggregate::distinct, true)] >
    named("an expression")[mark("*")[must_be_count] | expression[append_to(&Aggregate::argument)]] >
    -separator > mark(")")[leave];

const auto literal_def = (grammar::long_quoted_string[set_lexical] |
                          grammar::long_apostrophe_string[set_lexical] | grammar::quoted_string[set_lexical] |
                          grammar::apostrophe_string[set_lexical]) >>
                         -(grammar::language_tag[set_language] | (mark("^^") > name[set_datatype]));

const auto triple_term_def = enter("<<(") > subject[add_part] > verb[add_part] > object[add_part] >
                             mark(")>>")[leave];
const auto subject_def = spanned(variable_token[set_variable] | name[set_name]);
const auto verb_def =
    spanned(variable_token[set_variable] | name[set_name] | grammar::keyword("a")[set_type]);
const auto object_def = spanned(variable_token[set_variable] | triple_term[set_value] | name[set_name] |
                                literal[set_value] | grammar::number[set_number] | boolean_token[set_number]);

BOOST_SPIRIT_DEFINE(disjunction, conjunction, relation, sum, product, unary, operand, arguments, call,
                    iri_or_call, exists, aggregate, triple_term, subject, verb, object)

}  // namespace

BOOST_SPIRIT_DEFINE(expression, constraint, name, literal)
BOOST_SPIRIT_INSTANTIATE(ExpressionRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(ConstraintRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(NameRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(LiteralRule, Iterator, Context)

std::optional<Mismatch> match_expression(std::string_view source, std::size_t begin,
                                         ParsedExpression& parsed) {
  std::string padded(source);
  padded.append(kPadding, '\0');
  QueryScan scan;
  scan.begin = begin;
  return match(expression, padded, scan, parsed.expression, "an expression", &parsed.end);
}

}  // namespace quoth::sparql

#include "parser/grammar/expression.h"

#include <boost/spirit/home/x3.hpp>
#include <utility>

#include "parser/grammar/expression_tokens.h"
#include "parser/grammar/names.h"
#include "rdf/vocabulary.h"

namespace quoth::sparql {
namespace {

using grammar::mark;
using grammar::ScanTag;

using Arguments = std::vector<Expression>;

ExpressionScan& scan_of(auto& context) { return x3::get<ScanTag>(context); }

// ---- Actions. Every attribute is set here: X3's own propagation misreads std::variant.

const auto itself = [](auto& context) { x3::_val(context) = std::move(x3::_attr(context)); };
const auto set_value = [](auto& context) { x3::_val(context).value = std::move(x3::_attr(context)); };

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
const auto add_expression = [](auto& context) { x3::_val(context).push_back(std::move(x3::_attr(context))); };

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
  std::get<Membership>(x3::_val(context).value).list = std::move(x3::_attr(context));
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

const auto leave = [](auto& context) { --scan_of(context).depth; };

const auto set_variable = [](auto& context) {
  x3::_val(context).value = Variable{std::string(x3::_attr(context).text)};
};
const auto set_type = [](auto& context) { x3::_val(context).value = Iri{std::string(rdf::kType)}; };

const auto set_number = [](auto& context) {
  const TermView& number = x3::_attr(context);
  Literal literal;
  literal.lexical = number.text;
  literal.datatype = Iri{std::string(number.datatype)};
  x3::_val(context).value = std::move(literal);
};

const auto set_lexical = [](auto& context) { x3::_val(context).lexical = x3::_attr(context).text; };
const auto set_language = [](auto& context) {
  x3::_val(context).language = x3::_attr(context).language;
  x3::_val(context).direction = x3::_attr(context).direction;
};
const auto set_datatype = [](auto& context) {
  Expression& datatype = x3::_attr(context);
  Literal& literal = x3::_val(context);
  literal.datatype_span = datatype.span;
  if (auto* iri = std::get_if<Iri>(&datatype.value)) {
    literal.datatype = std::move(*iri);
  } else {
    literal.datatype = std::get<PrefixedName>(std::move(datatype.value));
  }
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

const auto add_part = [](auto& context) { x3::_val(context).parts.push_back(std::move(x3::_attr(context))); };

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
  call.arguments = std::move(x3::_attr(context));
  value.value = std::move(call);
};

const auto begin_call = [](auto& context) {
  const std::string_view word = x3::_attr(context).text;
  const std::size_t begin = scan_of(context).offset(word.data());
  x3::_val(context).value = Call{Keyword{std::string(word)}, {begin, begin + word.size()}, {}};
};
const auto end_call = [](auto& context) {
  std::get<Call>(x3::_val(context).value).arguments = std::move(x3::_attr(context));
};

// Notes in the rule's value which stretch of the text it stands for.
template <typename Subject>
struct Spanned : x3::unary_parser<Subject, Spanned<Subject>> {
  using base_type = x3::unary_parser<Subject, Spanned<Subject>>;
  explicit Spanned(const Subject& around) : base_type(around) {}

  template <typename Context, typename Value, typename Attribute>
  bool parse(const char*& first, const char* const& last, const Context& context, Value& value,
             Attribute& attribute) const {
    const ExpressionScan& scan = x3::get<ScanTag>(context);
    const char* const begin = scan.skip_blanks(first, last);
    if (!this->subject.parse(first, last, context, value, attribute)) return false;
    value.span = {scan.offset(begin), scan.offset(first)};
    return true;
  }
};

template <typename Parser>
auto spanned(const Parser& parser) {
  return Spanned<typename x3::extension::as_parser<Parser>::value_type>(x3::as_parser(parser));
}

// ---- Rules, from the loosest operator to what stands alone

const x3::rule<struct ExpressionId, Expression> expression = "an expression";
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
const x3::rule<struct IriId, Expression> iri = "an IRI or a prefixed name";
const x3::rule<struct LiteralId, Literal> literal = "a literal";
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
    operand[itself] | spanned((enter("!") > unary[set_not]) | (sign[begin_sign] > operand[end_sign]));
const auto operand_def =
    spanned((enter("(") > expression[itself] > mark(")")[leave]) | variable_token[set_variable] |
            triple_term[set_value] | iri_or_call[itself] | literal[set_value] | grammar::number[set_number] |
            boolean_token[set_number] | call[itself]);

const auto arguments_def = enter("(") >
                           (mark(")")[leave] | no_distinct |
                            (expression[add_expression] >> *(mark(",") > expression[add_expression]) >
                             grammar::named("',' or ')'")[mark(")")][leave]));
const auto call_def = function_name[begin_call] > arguments[end_call];
const auto iri_def = spanned(grammar::iri_ref[set_iri] | grammar::prefixed_name[set_prefixed]);
const auto iri_or_call_def = iri[itself] >> -(&mark("(") > arguments[call_iri]);

const auto literal_def = (grammar::long_quoted_string[set_lexical] |
                          grammar::long_apostrophe_string[set_lexical] | grammar::quoted_string[set_lexical] |
                          grammar::apostrophe_string[set_lexical]) >>
                         -(grammar::language_tag[set_language] | (mark("^^") > iri[set_datatype]));

const auto triple_term_def = enter("<<(") > subject[add_part] > verb[add_part] > object[add_part] >
                             mark(")>>")[leave];
const auto subject_def = spanned(variable_token[set_variable] | iri[itself]);
const auto verb_def = spanned(variable_token[set_variable] | iri[itself] | grammar::keyword("a")[set_type]);
const auto object_def = spanned(variable_token[set_variable] | triple_term[set_value] | iri[itself] |
                                literal[set_value] | grammar::number[set_number] | boolean_token[set_number]);

BOOST_SPIRIT_DEFINE(expression, disjunction, conjunction, relation, sum, product, unary, operand, arguments,
                    call, iri_or_call, iri, literal, triple_term, subject, verb, object)

}  // namespace

std::optional<ExpressionMismatch> match_expression(std::string_view source, std::size_t begin,
                                                   ParsedExpression& parsed) {
  constexpr std::size_t kPadding = 64;  // zeros, which stop every loop of a terminal
  std::string padded(source);
  padded.append(kPadding, '\0');
  ExpressionScan scan;
  scan.text = padded.data();
  scan.begin = begin;
  const char* place = padded.data();
  const char* const last = padded.data() + source.size();
  std::string wanted = "an expression";
  try {
    const bool matched = x3::parse(place, last, x3::with<ScanTag>(scan)[expression], parsed.expression);
    if (matched && !scan.failure) {
      parsed.end = scan.offset(place);
      return std::nullopt;
    }
  } catch (const x3::expectation_failure<const char*>& failure) {
    place = failure.where();
    wanted = failure.which();
  }
  if (scan.failure) {
    return ExpressionMismatch{scan.failure->code, std::move(scan.failure->message),
                              scan.offset(scan.failure->where)};
  }
  place = scan.skip_blanks(place, last);
  return ExpressionMismatch{ErrorCode::kSyntax, "expected " + wanted, scan.offset(place)};
}

}  // namespace quoth::sparql

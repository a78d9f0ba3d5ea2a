// The clauses of the claim language.
#include <charconv>
#include <string>
#include <string_view>
#include <utility>

#include "parser/grammar/claim_rules.h"
#include "parser/grammar/claim_tokens.h"
#include "parser/grammar/names.h"
#include "parser/parse_expression.h"

namespace quoth::claim {
namespace {

const auto set_limit = [](auto& context) {
  const std::string_view digits = x3::_attr(context).view();
  Limit limit;
  std::from_chars(digits.data(), digits.data() + digits.size(), limit.count);
  x3::_val(context).value = limit;
};

const auto set_date = [](auto& context) { x3::_val(context).text = x3::_attr(context).view(); };

auto set_relation(Said::Relation relation) { return set(&Said::relation, relation); }

const auto set_key = [](auto& context) {
  x3::_val(context).variable = {std::string(x3::_attr(context).view().substr(1))};
};
// `said`, `source` and `count` may go without the mark of a variable: they are no names there.
const auto set_key_word = [](auto& context) {
  std::string name(x3::_attr(context).view());
  for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  x3::_val(context).variable = {std::move(name)};
};
const auto set_descending = set(&SortKey::descending, true);

const auto add_variable = [](auto& context) {
  x3::_val(context).variables.push_back({std::string(x3::_attr(context).view().substr(1))});
};

// A column that is no variable of the patterns.
struct ColumnWord : Token<ColumnWord, Slice> {
  std::size_t length(std::string_view text, const ClaimState&) const {
    const std::size_t length = word_length(text);
    for (const std::string_view column : {"said", "source", "count"})
      if (equals_ignoring_case(text.substr(0, length), column)) return length;
    return 0;
  }
};

// The longest expression of SPARQL that stands here; its attribute is the tree.
struct ExpressionToken : x3::parser<ExpressionToken>, grammar::NamedTerminal {
  using attribute_type = sparql::Expression;
  static constexpr bool has_attribute = true;
  std::string name() const { return "an expression"; }

  template <typename RuleContext, typename Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext&,
             Attribute& attribute) const {
    x3::skip_over(first, last, context);
    ClaimState& state = x3::get<StateTag>(context);
    Result<sparql::ParsedExpression> parsed = sparql::parse_expression(state.text, state.offset(first));
    if (!parsed) {
      const Error& error = parsed.error();
      state.refused = {error.code, error.message, error.offset.value_or(state.offset(first))};
      return false;
    }
    attribute = std::move(parsed->expression);
    first = state.text.data() + parsed->end;
    state.token_end = first;
    return true;
  }
};

// ---- Rules

const x3::rule<struct DateId, Date> date = "a date such as 2014, 2014-03 or 2014-03-28";
const x3::rule<struct FromId, From> from = "a source";
const x3::rule<struct ToId, To> addressee = "whom";
const x3::rule<struct SaidId, Said> said = "a date";
const x3::rule<struct DuringId, During> during = "a date";
const x3::rule<struct AboutId, About> about = "a name or a variable";
const x3::rule<struct WhereId, Where> where = "an expression";
const x3::rule<struct SortKeyId, SortKey> sort_key = "a variable, said, source or count";
const x3::rule<struct SortById, SortBy> sort_by = "\"by\"";
const x3::rule<struct CountById, CountBy> count_by = "a variable";

const auto date_def = spanned(DateToken()[set_date]);
const auto from_def = keyword("from") > node[to(&From::source)];
const auto addressee_def = keyword("to") > node[to(&To::addressee)];
const auto said_def = (keyword("since")[set_relation(Said::Relation::kSince)] |
                       keyword("before")[set_relation(Said::Relation::kBefore)] |
                       keyword("on")[set_relation(Said::Relation::kOn)]) > date[to(&Said::date)];
const auto during_def = keyword("during") > date[to(&During::date)] >
                        -(keyword("until") > date[to(&During::until)]);
const auto about_def = keyword("about") > node[to(&About::what)];

const auto where_def = keyword("where") > ExpressionToken()[to(&Where::condition)];
const auto descending = (keyword("descending") | keyword("desc"))[set_descending];
const auto ascending = keyword("ascending") | keyword("asc");
const auto column = VariableToken()[set_key] | ColumnWord()[set_key_word];
const auto sort_key_def =
    spanned(((descending | ascending) > column) | (column >> -(descending | ascending)));
const auto sort_by_def = (keyword("sort") >> keyword("by")) >
                         (sort_key[append_to(&SortBy::keys)] % mark(',', "\",\""));
const auto count_by_def = keyword("by") > +(VariableToken()[add_variable]);

const auto clause_def = spanned(from[set_value] | addressee[set_value] | said[set_value] | during[set_value] |
                                about[set_value] | where[set_value] | sort_by[set_value] |
                                (keyword("limit") > WholeNumber()[set_limit]) | ClauseNotOffered());
const auto count_clause_def = spanned(count_by[set_value]) | clause[itself];

BOOST_SPIRIT_DEFINE(date, from, addressee, said, during, about, where, sort_key, sort_by, count_by)

}  // namespace

BOOST_SPIRIT_DEFINE(clause, count_clause)
BOOST_SPIRIT_INSTANTIATE(ClauseRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(CountClauseRule, Iterator, Context)

}  // namespace quoth::claim

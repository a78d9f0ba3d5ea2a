#include "parser/grammar/claim.h"

#include <string>
#include <utility>

#include "parser/claim_forms.h"
#include "parser/grammar/claim_rules.h"
#include "parser/grammar/claim_tokens.h"
#include "parser/grammar/names.h"

namespace quoth::claim {
namespace {

const auto set_body = [](auto& context) { x3::_val(context).value = std::move(x3::_attr(context).value); };

const x3::rule<struct FindId, Find> find = "a pattern or a question";
const x3::rule<struct CountedId, Find> counted = kObject;
const x3::rule<struct CountId, Count> count = kObject;
const x3::rule<struct CheckId, Check> check = kObject;
const x3::rule<struct BodyId, Statement> body = "a pattern or a question";
const x3::rule<struct StatementId, Statement> statement = "a pattern or a question";

const auto and_clause_or_end = end(kAndClauseOrEnd);
const auto end_of_clauses = end(kClauseOrEnd);

const auto patterns = pattern[append_to(&Find::patterns)] >>
                      *(keyword("and") > pattern[append_to(&Find::patterns)]);
const auto find_def =
    (patterns >> -(+clause[append_to(&Find::clauses)] > end_of_clauses)) > and_clause_or_end;
const auto counted_def =
    (patterns >> -(+count_clause[append_to(&Find::clauses)] > end_of_clauses)) > and_clause_or_end;
const auto count_def = counted[to(&Count::find)];
const auto check_def = pattern[to(&Check::pattern)] > *clause[append_to(&Check::clauses)] > end_of_clauses;

const auto body_def = (keyword("check") > check[set_value]) | (keyword("count") > count[set_value]) |
                      question[set_body] | ((keyword("how") >> keyword("many")) > count[set_value]) |
                      find[set_value];
const auto statement_def = -keyword("explain")[set(&Statement::explain, true)] > body[set_body];

BOOST_SPIRIT_DEFINE(find, counted, count, check, body, statement)

// A word of the form where none is expected may have been meant as part of a name.
std::string form_word_hint(std::string_view rest) {
  const FormWord kind = form_word(rest);
  if (kind == FormWord::kNone || kind == FormWord::kOpener) return {};
  return "\n\"" + std::string(rest.substr(0, word_length(rest))) +
         "\" is a word of the language; a name that holds it stands in single quotes";
}

}  // namespace

std::optional<Mismatch> match_statement(std::string_view source, std::span<const Span> names,
                                        Statement& result, Expected* expected) {
  ClaimState state(source, names);
  state.expected = expected;
  const Iterator end = source.data() + source.size();
  Iterator place = source.data();
  std::string wanted = "a pattern or a question";
  try {
    const auto grammar = x3::with<StateTag>(state)[x3::skip(Blank())[statement]];
    if (x3::parse(place, end, grammar, result)) return std::nullopt;
    place = source.data();
  } catch (const x3::expectation_failure<Iterator>& failure) {
    place = failure.where();
    wanted = failure.which();
  }
  if (state.refused) return state.refused;
  if (place != state.unskipped) place += blank_length(rest(place, end));
  const std::size_t offset = state.offset(place);
  return Mismatch{ErrorCode::kSyntax,
                  "expected " + wanted + form_word_hint(source.substr(offset)) + nearest_forms(source),
                  offset};
}

}  // namespace quoth::claim

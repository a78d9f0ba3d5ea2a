// The questions of the claim language.
#include <utility>

#include "parser/grammar/claim_rules.h"
#include "parser/grammar/claim_tokens.h"
#include "parser/grammar/names.h"

namespace quoth::claim {
namespace {

// Somebody and a verb, at least; which words are which name is not known here.
const auto whole_question = [](auto& context) {
  require_parts(2, x3::_val(context).words, x3::get<StateTag>(context));
};
const auto is_whole = x3::eps[whole_question];

const x3::rule<struct ContentId, Content> content = "what is claimed";
const x3::rule<struct WhatToDoId, WhatDidToDo> what_to_do = "a question";
const x3::rule<struct WhatDidId, WhatDid> what_did = "a question";
const x3::rule<struct KnowId, WhatDoWeKnow> know = "\"we know about\"";
const x3::rule<struct WhoId, WhoQuestion> who = "a verb";
const x3::rule<struct WhoSaidWhatId, WhoSaidWhat> who_said_what = "said what";
const x3::rule<struct DidId, DidQuestion> did = "\"did\"";
const x3::rule<struct SourcesId, SourcesQuestion> sources = "\"sources\"";

const auto end_of_clauses = end(kClauseOrEnd);

const auto negated_content = set(&Content::negated, true);
const auto content_def = spanned(
    ((-keyword("not")[negated_content] >> keyword("to")[set(&Content::connective, Connective::kTo)] >>
      -keyword("not")[negated_content]) > parts[to(&Content::words)]) |
    (keyword("that")[set(&Content::connective, Connective::kThat)] > pattern[to(&Content::words)]) |
    (keyword("whether")[set(&Content::connective, Connective::kWhether)] > pattern[to(&Content::words)]));

// "not to do", "to do", and a beginning of it at the end of the text.
const auto to_do = -keyword("not")[set(&WhatDidToDo::negated, true)] >> keyword("to") >>
                   (keyword("do") | (&x3::eoi > keyword("do")));
const auto what_to_do_def =
    names_and_not[to(&WhatDidToDo::words)] >> to_do >> is_whole >> *clause[append_to(&WhatDidToDo::clauses)];
const auto what_did_def =
    names_and_not[to(&WhatDid::words)] >> is_whole >> *clause[append_to(&WhatDid::clauses)];
const auto know_def = (keyword("we") >> keyword("know") >> keyword("about")) >
                      node[to(&WhatDoWeKnow::about)] > *clause[append_to(&WhatDoWeKnow::clauses)];

const auto say = keyword("said") | keyword("says") | keyword("say");
const auto who_said_what_def = say >> keyword("what") >> *clause[append_to(&WhoSaidWhat::clauses)];
const auto who_def = verb_parts[to(&WhoQuestion::words)] > -content[to(&WhoQuestion::content)] >
                     *clause[append_to(&WhoQuestion::clauses)];

const auto did_def = keyword("did") > names_and_not[to(&DidQuestion::words)] > is_whole >
                     -content[to(&DidQuestion::content)] > *clause[append_to(&DidQuestion::clauses)];

const auto sources_def = (keyword("sources") | keyword("source")) > say >
                         keyword("that") > pattern[to(&SourcesQuestion::pattern)] >
                         *clause[append_to(&SourcesQuestion::clauses)];

template <auto Member, typename Value>
auto mark_as(Value value) {
  return [value](auto& context) {
    auto& alternative = x3::_attr(context);
    alternative.*Member = value;
    x3::_val(context).value = std::move(alternative);
  };
}

using Asks = DidQuestion::Asks;
const auto question_def =
    (keyword("what") > ((keyword("did") > (what_to_do[set_value] | what_did[set_value]) > end_of_clauses) |
                        (keyword("do") > know[set_value] > end_of_clauses))) |
    (keyword("who") > (who_said_what[set_value] | (x3::eps > who[set_value])) > end_of_clauses) |
    (&keyword("did") >> did[mark_as<&DidQuestion::asks>(Asks::kWhether)] > end_of_clauses) |
    (keyword("when") > did[mark_as<&DidQuestion::asks>(Asks::kWhen)] > end_of_clauses) |
    (keyword("which") > sources[set_value] > end_of_clauses) |
    (keyword("how") >> keyword("many") >>
     ((keyword("times") > did[mark_as<&DidQuestion::asks>(Asks::kHowOften)]) |
      sources[mark_as<&SourcesQuestion::how_many>(true)]) > end_of_clauses);

BOOST_SPIRIT_DEFINE(content, what_to_do, what_did, know, who, who_said_what, did, sources)

}  // namespace

BOOST_SPIRIT_DEFINE(question)
BOOST_SPIRIT_INSTANTIATE(QuestionRule, Iterator, Context)

}  // namespace quoth::claim

// Property paths [93]–[104].
#include <utility>

#include "parser/grammar/query_rules.h"

namespace quoth::sparql {
namespace {

// One branch, or one step, stands for itself.
const auto set_branches = [](auto& context) {
  PathAlternative& alternative = x3::_attr(context);
  if (alternative.branches.size() == 1) {
    x3::_val(context).value = std::move(alternative.branches.front().value);
  } else {
    x3::_val(context).value = std::move(alternative);
  }
};
const auto set_steps = [](auto& context) {
  PathSequence& sequence = x3::_attr(context);
  if (sequence.steps.size() == 1) {
    x3::_val(context).value = std::move(sequence.steps.front().value);
  } else {
    x3::_val(context).value = std::move(sequence);
  }
};

const auto set_repeat = [](auto& context) {
  Path& repeated = x3::_val(context);
  Path inner = std::move(repeated);
  repeated.value = PathRepeat{Box<Path>(std::move(inner)), x3::_attr(context)};
};

const auto set_property = [](auto& context) { x3::_val(context).iri = std::move(x3::_attr(context).value); };
const auto set_type_property = [](auto& context) { x3::_val(context).iri = Iri{std::string(rdf::kType)}; };

const x3::rule<struct AlternativeId, PathAlternative> alternative = "a property path";
const x3::rule<struct SequenceId, PathSequence> steps = "a property path";
const x3::rule<struct StepsId, Path> sequence = "a property path";
const x3::rule<struct StepId, Path> step = "a property path";
const x3::rule<struct ElementId, Path> element = "a property path";
const x3::rule<struct PrimaryId, Path> primary = "a property path";
const x3::rule<struct NegatedId, PathNegated> negated = "an IRI, 'a', '^' or '('";
const x3::rule<struct PropertyId, NegatedProperty> property = "an IRI, 'a' or '^'";

const auto path_def = spanned(alternative[set_branches]);
const auto alternative_def = sequence[append_to(&PathAlternative::branches)] >>
                             *(bar_token > sequence[append_to(&PathAlternative::branches)]);
const auto sequence_def = spanned(steps[set_steps]);
const auto steps_def = step[append_to(&PathSequence::steps)] >>
                       *(mark("/") > step[append_to(&PathSequence::steps)]);
const auto step_def = spanned((mark("^") > element[as<PathInverse>()]) | element[keep]);
const auto element_def = spanned(primary[keep] >> -spanned(repetition_token[set_repeat]));
const auto primary_def =
    spanned(name[set_name] | grammar::keyword("a")[set_type] | (mark("!") > negated[set_value]) |
            (enter("(") > path[keep] > mark(")")[leave]));

const auto negated_def = property[append_to(&PathNegated::properties)] |
                         (enter("(") > -(property[append_to(&PathNegated::properties)] >>
                                         *(bar_token > property[append_to(&PathNegated::properties)])) >
                          named("an IRI, 'a', '^', '|' or ')'")[mark(")")][leave]);
const auto property_def = spanned(-mark("^")[set(&NegatedProperty::inverse, true)] >>
                                  (name[set_property] | grammar::keyword("a")[set_type_property]));

BOOST_SPIRIT_DEFINE(alternative, sequence, steps, step, element, primary, negated, property)

}  // namespace

BOOST_SPIRIT_DEFINE(path)
BOOST_SPIRIT_INSTANTIATE(PathRule, Iterator, Context)

}  // namespace quoth::sparql

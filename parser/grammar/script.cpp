#include "parser/grammar/script.h"

#include <charconv>
#include <string>
#include <utility>

#include "parser/grammar/claim_actions.h"
#include "parser/grammar/escapes.h"
#include "parser/grammar/script_tokens.h"
#include "rdf/iri.h"

namespace quoth::script {
namespace {

using claim::append_to;
using claim::itself;
using claim::keyword;
using claim::Mismatch;
using claim::set;
using claim::set_value;
using claim::spanned;
using claim::to;
using grammar::named;

// ---- Actions

// Fails the rule, and says why.
template <typename Context>
void refuse(Context& context, std::string message, Iterator place) {
  ClaimState& state = x3::get<StateTag>(context);
  if (!state.refused) state.refused = Mismatch{ErrorCode::kSyntax, std::move(message), state.offset(place)};
  x3::_pass(context) = false;
}

Span span_of(const Slice& slice, const ClaimState& state) {
  return {state.offset(slice.begin), state.offset(slice.end)};
}

double number_in(std::string_view digits) {
  if (digits.starts_with('+')) digits.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc() && end == digits.data() + digits.size() ? value : -1;
}

bool is_weight(double value) { return value >= 0 && value <= 1; }

const auto set_weight = [](auto& context) {
  const Slice& slice = x3::_attr(context);
  const double value = number_in(slice.view());
  if (!is_weight(value)) return refuse(context, "a weight is a number from 0 to 1", slice.begin);
  x3::_val(context) = Weight{value, span_of(slice, x3::get<StateTag>(context))};
};

const auto set_threshold = [](auto& context) {
  const Slice& slice = x3::_attr(context);
  const double value = number_in(slice.view());
  if (!is_weight(value) || value == 0)
    return refuse(context, "a threshold is a number above 0 and not above 1", slice.begin);
  x3::_val(context).value = value;
};

const auto set_origins = [](auto& context) {
  const std::string_view digits = x3::_attr(context).view();
  std::from_chars(digits.data(), digits.data() + digits.size(), x3::_val(context).origins);
};

const auto set_text = [](auto& context) {
  const std::string_view slice = x3::_attr(context).view();
  const std::string_view raw = slice.substr(1, slice.size() - 2);
  grammar::Scan scan;
  for (std::size_t at = 0; (at = raw.find('\\', at)) != std::string_view::npos; at += 2)
    if (!grammar::is_escape(raw.data() + at, scan))
      return refuse(context, scan.failure->message, scan.failure->where);
  std::string_view value = raw;
  if (raw.find('\\') != std::string_view::npos && !grammar::unescape_string(raw, scan, value))
    return refuse(context, scan.failure->message, scan.failure->where);
  x3::_val(context) = std::string(value);
};

// ---- Names

Span span_in(const Slice& slice, auto& context) { return span_of(slice, x3::get<StateTag>(context)); }

const auto set_word = [](auto& context) {
  const Slice& slice = x3::_attr(context);
  std::string text(slice.view());
  claim::Item& item = x3::_val(context);
  item.span = span_in(slice, context);
  if (claim::is_number(text))
    item.value = claim::Number{std::move(text)};
  else
    item.value = claim::Word{std::move(text)};
};

const auto set_quoted = [](auto& context) {
  const Slice& slice = x3::_attr(context);
  const std::string_view raw = slice.view().substr(1, slice.view().size() - 2);
  claim::QuotedName name;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    name.text += raw[i];
    if (raw[i] == '\'') ++i;
  }
  x3::_val(context) = claim::Item{std::move(name), span_in(slice, context)};
};

const auto set_iri = [](auto& context) {
  const Slice& slice = x3::_attr(context);
  std::string iri(slice.view().substr(1, slice.view().size() - 2));
  if (!is_valid_iri(iri)) return refuse(context, "this is no absolute IRI", slice.begin);
  x3::_val(context) = claim::Item{claim::IriRef{std::move(iri)}, span_in(slice, context)};
};

const auto set_prefixed = [](auto& context) {
  const Slice& slice = x3::_attr(context);
  const std::string_view text = slice.view();
  const std::size_t colon = text.find(':');
  claim::PrefixedName name{std::string(text.substr(0, colon)), {}};
  for (std::size_t i = colon + 1; i < text.size(); ++i) {
    if (text[i] == '\\') ++i;
    name.local += text[i];
  }
  x3::_val(context) = claim::Item{std::move(name), span_in(slice, context)};
};

const auto set_node_span = [](auto& context) {
  Node& node = x3::_val(context);
  node.span = {node.items.front().span.begin, node.items.back().span.end};
};

// A number at the end of the words is the weight, unless both are one name: kb looks.
std::optional<Weight> take_weight(Node& node) {
  const auto* number = std::get_if<claim::Number>(&node.items.back().value);
  if (node.items.size() < 2 || number == nullptr) return std::nullopt;
  Weight weight{number_in(number->lexical), node.items.back().span};
  node.items.pop_back();
  node.span.end = node.items.back().span.end;
  return weight;
}

const auto weight_of_accept = [](auto& context) {
  Accept& accept = x3::_val(context);
  if (!accept.weight) accept.weight = take_weight(accept.claimant);
};

const auto set_weighed = [](auto& context) {
  Weigh& weigh = x3::_val(context);
  weigh.source = std::move(x3::_attr(context));
  const std::optional<Weight> weight = take_weight(weigh.source);
  if (weight) weigh.weight = *weight;
};

const auto has_weight = [](auto& context) {
  const Span& weight = x3::_val(context).weight.span;
  x3::_pass(context) = weight.begin != weight.end;
};

// ---- Lines

const auto set_prefix_label = [](auto& context) {
  const std::string_view text = x3::_attr(context).view();
  x3::_val(context).label = text.substr(0, text.size() - 1);
};

const auto set_prefix_iri = [](auto& context) {
  const Slice& slice = x3::_attr(context);
  std::string iri(slice.view().substr(1, slice.view().size() - 2));
  if (!is_valid_iri(iri)) return refuse(context, "this is no absolute IRI", slice.begin);
  x3::_val(context).iri = std::move(iri);
};

const auto set_load = [](auto& context) { x3::_val(context).path = std::move(x3::_attr(context)); };

const auto set_pattern = [](auto& context) {
  x3::_val(context).pattern = span_in(x3::_attr(context), context);
};

// ---- Rules

constexpr const char* kLine = "\"prefix\", \"load\", \"check\" or a line of policy";

const x3::rule<struct TextId, std::string> text = "a text in double quotes";
const x3::rule<struct WordId, claim::Item> word = "a name";
const x3::rule<struct SingleId, claim::Item> single = "a name";
const x3::rule<struct NodeId, Node> node = "a name";
const x3::rule<struct WeightId, Weight> weight = "a weight from 0 to 1";
const x3::rule<struct AcceptAllId, AcceptAll> accept_all = "\"all\"";
const x3::rule<struct AcceptId, Accept> accept = "a name";
const x3::rule<struct IgnoreId, Ignore> ignore = "a name";
const x3::rule<struct WeighId, Weigh> weigh = "a name";
const x3::rule<struct RequireId, Require> require = "a whole number";
const x3::rule<struct ThresholdId, Threshold> threshold = "\"for\" or \"against\"";
const x3::rule<struct PolicyId, Policy> policy = "a line of policy";
const x3::rule<struct PrefixId, Prefix> prefix = "a prefix with its colon, such as \"ex:\"";
const x3::rule<struct LoadId, Load> load = "a text in double quotes";
const x3::rule<struct ExpectedId, Expected> expected = "a verdict";
const x3::rule<struct PatternId, Slice> pattern = "a pattern or a line of policy";
const x3::rule<struct CheckId, Check> check = "a text in double quotes";
const x3::rule<struct LineId, Line> line = kLine;
const x3::rule<struct ScriptId, Script> script = kLine;

const auto quoted_name = enclosed('\'', '\'', "a name", "a closing single quote on this line");
const auto quoted_text = enclosed('"', '"', "a text in double quotes", "a closing double quote on this line");
const auto iri = enclosed('<', '>', "an IRI in angle brackets", "\">\" after the IRI");

const struct PrefixLabel : Token<PrefixLabel, Slice>, grammar::NamedTerminal {
  static std::string name() { return "a prefix with its colon, such as \"ex:\""; }
  std::size_t length(std::string_view rest_of_text, const ClaimState&) const {
    return claim::prefix_length(rest_of_text);
  }
} prefix_label;

const auto text_def = quoted_text[set_text];
const auto word_def = NameWord()[set_word];
const auto single_def = claim::PrefixedToken()[set_prefixed] | quoted_name[set_quoted] | iri[set_iri];
const auto node_def =
    (+word[append_to(&Node::items)] | single[append_to(&Node::items)]) >> x3::eps[set_node_span];
const auto weight_def = NumberWord()[set_weight];

const auto line_end = LineEnd();
const auto line_ends = line_end > *Newline();

const auto accept_all_def = keyword("all") >> &line_end;
const auto accept_def = node[to(&Accept::claimant)] >> -weight[to(&Accept::weight)] >>
                        x3::eps[weight_of_accept] >> -(keyword("about") > node[to(&Accept::about)]);
const auto ignore_def = node[to(&Ignore::who)];
const auto weigh_def = node[set_weighed] >
                       named("a weight from 0 to 1")[x3::eps[has_weight] | weight[to(&Weigh::weight)]];
const auto require_def = claim::WholeNumber()[set_origins] > (keyword("sources") | keyword("source"));
const auto threshold_def = (keyword("for")[set(&Threshold::is_for, true)] |
                            keyword("against")[set(&Threshold::is_for, false)]) > NumberWord()[set_threshold];

const auto policy_def =
    spanned((keyword("accept") > (accept_all[set_value] | accept[set_value])) |
            (keyword("ignore") > ignore[set_value]) | (keyword("weigh") > weigh[set_value]) |
            ((keyword("direct") >>
              keyword("only"))[([](auto& context) { x3::_val(context).value = DirectOnly{}; })]) |
            (keyword("require") > require[set_value]) | (keyword("threshold") > threshold[set_value]) |
            ((keyword("as") >> keyword("of")) > claim::not_offered("\"as of\" is not supported yet")));

const auto prefix_def = prefix_label[set_prefix_label] > iri[set_prefix_iri];
const auto load_def = spanned(text[set_load]);

const auto expected_def =
    keyword("supported")[([](auto& context) { x3::_val(context) = Expected::kSupported; })] |
    keyword("refuted")[([](auto& context) { x3::_val(context) = Expected::kRefuted; })] |
    (keyword("conflicting") >
     keyword("evidence")[([](auto& context) { x3::_val(context) = Expected::kConflictingEvidence; })]) |
    (keyword("not") > keyword("enough") >
     keyword("evidence")[([](auto& context) { x3::_val(context) = Expected::kNotEnoughEvidence; })]);

const auto no_pattern = keyword("expect") | (keyword("check") >> quoted_text);
const auto pattern_def = !no_pattern >> RestOfLine()[itself];
const auto check_def =
    spanned((text[to(&Check::name)] > line_ends) >> *(policy[append_to(&Check::policy)] > line_ends) >
            pattern[set_pattern] >> -((+Newline() >> keyword("expect")) > expected[to(&Check::expected)]));

const auto line_def = (keyword("prefix") > prefix[set_value]) | (keyword("load") > load[set_value]) |
                      (keyword("check") > check[set_value]) | policy[set_value];
const auto script_def = *Newline() >> *(line[append_to(&Script::lines)] > line_ends) > named(kLine)[x3::eoi];

BOOST_SPIRIT_DEFINE(text, word, single, node, weight, accept_all, accept, ignore, weigh, require, threshold,
                    policy, prefix, load, expected, pattern, check, line, script)

}  // namespace

std::optional<Mismatch> match_script(std::string_view source, Script& result) {
  ClaimState state(source, {});
  const Iterator end = source.data() + source.size();
  Iterator place = source.data();
  std::string wanted = kLine;
  try {
    const auto grammar = x3::with<StateTag>(state)[x3::skip(LineBlank())[script]];
    if (x3::parse(place, end, grammar, result)) return std::nullopt;
    place = source.data();
  } catch (const x3::expectation_failure<Iterator>& failure) {
    place = failure.where();
    wanted = failure.which();
  }
  if (state.refused) return state.refused;
  place += blank_in_line(rest(place, end));
  return Mismatch{ErrorCode::kSyntax, "expected " + wanted, state.offset(place)};
}

}  // namespace quoth::script

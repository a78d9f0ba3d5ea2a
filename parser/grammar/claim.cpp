#include "parser/grammar/claim.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>

#include "base/utf8.h"
#include "parser/grammar/claim_tokens.h"
#include "parser/grammar/names.h"

namespace quoth::claim {
namespace {

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

const auto itself = [](auto& context) { x3::_val(context) = std::move(x3::_attr(context)); };
const auto set_value = [](auto& context) { x3::_val(context).value = std::move(x3::_attr(context)); };

const auto set_body = [](auto& context) { x3::_val(context).value = std::move(x3::_attr(context).value); };

template <typename Alternative>
auto as() {
  return [](auto& context) { x3::_val(context).value = Alternative{std::move(x3::_attr(context))}; };
}

// As it was typed, with one blank wherever there was white space.
std::string one_line(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    if (const std::size_t blank = blank_length(text); blank > 0) {
      out += ' ';
      text.remove_prefix(blank);
    } else {
      const std::size_t word = std::max<std::size_t>(word_length(text), 1);
      out += text.substr(0, word);
      text.remove_prefix(word);
    }
  }
  return out;
}

const auto set_known_name = [](auto& context) {
  x3::_val(context).value = QuotedName{one_line(x3::_attr(context).view())};
};

const auto set_word = [](auto& context) {
  std::string text(x3::_attr(context).view());
  if (is_number(text)) {
    x3::_val(context).value = Number{std::move(text)};
  } else {
    x3::_val(context).value = Word{std::move(text)};
  }
};

const auto set_not = [](auto& context) { x3::_val(context).value = Not{}; };
const auto set_anything = [](auto& context) { x3::_val(context).value = Anything{}; };
const auto set_variable = [](auto& context) {
  x3::_val(context).value = Variable{std::string(x3::_attr(context).view().substr(1))};
};

const auto set_nested = [](auto& context) {
  x3::_val(context).value = Box<Pattern>(std::move(x3::_attr(context)));
  --x3::get<StateTag>(context).depth;
};

const auto set_prefixed = [](auto& context) {
  const std::string_view text = x3::_attr(context).view();
  const std::size_t colon = text.find(':');
  PrefixedName& name = x3::_val(context);
  name.prefix = text.substr(0, colon);
  for (std::size_t i = colon + 1; i < text.size(); ++i) {
    if (text[i] == '\\') ++i;
    name.local += text[i];
  }
};

const auto set_limit = [](auto& context) {
  const std::string_view digits = x3::_attr(context).view();
  Limit limit;
  std::from_chars(digits.data(), digits.data() + digits.size(), limit.count);
  x3::_val(context).value = limit;
};

const auto set_language = [](auto& context) {
  const std::string_view tag = x3::_attr(context).view();
  const std::size_t direction = tag.find("--");
  Text& text = x3::_val(context);
  text.language = tag.substr(0, direction);
  if (tag.ends_with("--ltr")) text.direction = Direction::kLeftToRight;
  if (tag.ends_with("--rtl")) text.direction = Direction::kRightToLeft;
};

const auto add_character = [](auto& context) { x3::_val(context) += x3::_attr(context); };
const auto add_code_point = [](auto& context) {
  const std::uint32_t code = x3::_attr(context);
  x3::_pass(context) = utf8::is_scalar(code);
  if (utf8::is_scalar(code)) utf8::append(x3::_val(context), code);
};

// A pattern has at least three parts; which words are which name is not known here.
void require_three_parts(const Pattern& pattern, const ClaimState& state) {
  const auto negation = std::find_if(pattern.items.begin(), pattern.items.end(), [](const Item& item) {
    return std::holds_alternative<Not>(item.value);
  });
  const bool negated = negation != pattern.items.end();
  const std::size_t parts = pattern.items.size() - (negated ? 1 : 0);
  const Iterator end = state.text.data() + pattern.span.end;
  if (parts < 2) boost::throw_exception(x3::expectation_failure<Iterator>(end, "a verb"));
  if (parts < 3 || (negated && pattern.items.end() - negation < 3)) {
    boost::throw_exception(x3::expectation_failure<Iterator>(end, std::string(kObject)));
  }
}

const auto whole_pattern = [](auto& context) {
  require_three_parts(x3::_val(context), x3::get<StateTag>(context));
};

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

// ---- Rules

const x3::rule<struct CodePoint4Id, std::string> code_point4 = "the four hexadecimal digits of a character";
const x3::rule<struct CodePoint8Id, std::string> code_point8 = "the eight hexadecimal digits of a character";
const x3::rule<struct NumericEscapeId, std::string> numeric_escape = "u or U after the backslash";
const x3::rule<struct EscapeId, std::string> escape = "one of t b n r f \" ' \\ u U after the backslash";
const x3::rule<struct StringId, std::string> string_body = "a text";
const x3::rule<struct QuotedId, std::string> quoted_body = "a name in single quotes";
const x3::rule<struct IriBodyId, std::string> iri_body = "an IRI";
const x3::rule<struct IriId, IriRef> iri = "an IRI";
const x3::rule<struct PrefixedId, PrefixedName> prefixed = "a prefixed name";
const x3::rule<struct TextId, Text> text = "a text";
const x3::rule<struct BareItemId, Item> bare_item = "a name";
const x3::rule<struct OtherItemId, Item> other_item = kObject;
const x3::rule<struct NotItemId, Item> not_item = "\"not\"";
const x3::rule<struct ItemId, Item> item = kObject;
const x3::rule<struct PartsId, Pattern> parts = "a name";
const x3::rule<struct VerbPartsId, Pattern> verb_parts = "a verb";
const x3::rule<struct NamesAndNotId, Pattern> names_and_not = kObject;
const x3::rule<struct WholePatternId, Pattern> pattern = kObject;
const x3::rule<struct NodeId, Node> node = "a name or a variable";
const x3::rule<struct ClauseId, Clause> clause = "a clause";
const x3::rule<struct ContentId, Content> content = "what is claimed";
const x3::rule<struct WhatId, WhatDidToDo> what_question = "\"did\"";
const x3::rule<struct WhoId, WhoQuestion> who_question = "a question";
const x3::rule<struct FindId, Find> find = "a pattern or a question";
const x3::rule<struct BodyId, Statement> body = "a pattern or a question";
const x3::rule<struct StatementId, Statement> statement = "a pattern or a question";

// Texts, quoted names and IRIs.

const x3::uint_parser<std::uint32_t, 16, 4, 4> hex4;
const x3::uint_parser<std::uint32_t, 16, 8, 8> hex8;

const struct EscapedCharacter : x3::symbols<char> {
  EscapedCharacter() {
    add("t", '\t')("b", '\b')("n", '\n')("r", '\r')("f", '\f')("\"", '"')("'", '\'')("\\", '\\');
  }
} escaped_character;

const auto code_point4_def = hex4[add_code_point];
const auto code_point8_def = hex8[add_code_point];
const auto numeric_escape_def = (x3::lit('u') > code_point4[itself]) | (x3::lit('U') > code_point8[itself]);
const auto escape_def = escaped_character[add_character] | numeric_escape[add_character];

const auto string_body_def =
    x3::lexeme[('"' >> *((x3::lit('\\') > escape[add_character]) | (~x3::char_("\"\\"))[add_character])) >
               closing('"', "a closing double quote")];
const auto quoted_body_def =
    x3::lexeme[('\'' >> *("''" >> x3::attr('\'')[add_character] | (~x3::char_('\''))[add_character])) >
               closing('\'', "a closing single quote")];
const auto iri_body_def =
    x3::lexeme[('<' >> *((x3::lit('\\') > numeric_escape[add_character]) |
                         (~x3::char_("<>\"{}|^`\\") - x3::char_('\0', ' '))[add_character])) >
               closing('>', "\">\" after the IRI")];

const auto iri_def = iri_body[to(&IriRef::iri)];
const auto prefixed_def = PrefixedToken()[set_prefixed];
const auto text_def = string_body[to(&Text::lexical)] >>
                      -(('@' > LanguageTag()[set_language]) |
                        ("^^" > (iri[to(&Text::datatype)] | prefixed[to(&Text::datatype)])));

// Patterns.

const auto not_item_def = spanned(keyword("not")[set_not]);
const auto bare_item_def = spanned(KnownName()[set_known_name] | BareWordToken()[set_word]);
const auto other_item_def = spanned(prefixed[set_value] | quoted_body[as<QuotedName>()] | iri[set_value] |
                                    VariableToken()[set_variable] | text[set_value] |
                                    (keyword("something") | keyword("someone"))[set_anything] |
                                    (Open() > pattern[set_nested] > mark(')', "\")\"")));
const auto item_def = bare_item[itself] | other_item[itself];

const auto parts_def = spanned(+item[append_to(&Pattern::items)]);
const auto verb_parts_def =
    spanned(-not_item[append_to(&Pattern::items)] >> +item[append_to(&Pattern::items)]);
const auto not_to = keyword("not") >> keyword("to");  // of "not to do"
const auto names_and_not_def =
    spanned(+item[append_to(&Pattern::items)] >>
            -((!not_to >> not_item[append_to(&Pattern::items)]) > +item[append_to(&Pattern::items)]));
const auto pattern_def = names_and_not[itself] >> x3::eps[whole_pattern];

// Clauses.

const auto node_def = spanned(+bare_item[append_to(&Node::items)] | other_item[append_to(&Node::items)]);
const auto from_node =
    node[([](auto& context) { x3::_val(context).value = From{std::move(x3::_attr(context))}; })];
const auto to_node =
    node[([](auto& context) { x3::_val(context).value = To{std::move(x3::_attr(context))}; })];
const auto clause_def = spanned((keyword("from") > from_node) | (keyword("to") > to_node) |
                                (keyword("limit") > WholeNumber()[set_limit]) | ClauseNotOffered());

const auto end_of_pattern = end("\"and\", \"from\", \"to\", \"limit\" or the end");
const auto end_of_clauses = end("\"from\", \"to\", \"limit\" or the end");

// Questions.

const auto negated_content = set(&Content::negated, true);
const auto content_def = spanned(
    ((-keyword("not")[negated_content] >> keyword("to")[set(&Content::connective, Connective::kTo)] >>
      -keyword("not")[negated_content]) > parts[to(&Content::words)]) |
    (keyword("that")[set(&Content::connective, Connective::kThat)] > pattern[to(&Content::words)]) |
    (keyword("whether")[set(&Content::connective, Connective::kWhether)] > pattern[to(&Content::words)]));

const auto whole_what_question = [](auto& context) {
  require_three_parts(x3::_val(context).words, x3::get<StateTag>(context));
};
const auto what_question_def =
    (keyword("did") > names_and_not[to(&WhatDidToDo::words)] >
     (-keyword("not")[set(&WhatDidToDo::negated, true)] >> keyword("to") >>
          (keyword("do") | (&x3::eoi > keyword("do")))[whole_what_question] |
      not_offered("of questions with \"what did\" only \"what did A V B to do?\" is supported yet")) >
     *clause[append_to(&WhatDidToDo::clauses)] > end_of_clauses) |
    (keyword("do") >> not_offered("the question \"what do we know about B?\" is not supported yet"));

const auto who_question_def = keyword("who") > verb_parts[to(&WhoQuestion::words)] >
                              -content[to(&WhoQuestion::content)] >
                              *clause[append_to(&WhoQuestion::clauses)] > end_of_clauses;

const auto question_not_offered =
    (&keyword("did") > not_offered("questions with \"did\" are not supported yet")) |
    (&keyword("when") > not_offered("questions with \"when\" are not supported yet")) |
    (&(keyword("how") >> keyword("many")) >
     not_offered("questions with \"how many\" are not supported yet")) |
    (&keyword("which") > not_offered("questions with \"which\" are not supported yet")) |
    (&keyword("count") > not_offered("\"count\" is not supported yet")) |
    (&keyword("check") > not_offered("\"check\" is not supported yet"));

// Statements.

const auto find_def =
    (pattern[append_to(&Find::patterns)] >> *(keyword("and") > pattern[append_to(&Find::patterns)]) >>
     -(+clause[append_to(&Find::clauses)] > end_of_clauses)) > end_of_pattern;

const auto body_def = (keyword("what") > what_question[set_value]) | who_question[set_value] |
                      question_not_offered | find[set_value];
const auto statement_def = -keyword("explain")[set(&Statement::explain, true)] > body[set_body];

BOOST_SPIRIT_DEFINE(code_point4, code_point8, body, numeric_escape, escape, string_body, quoted_body,
                    iri_body, iri, prefixed, text, not_item, bare_item, other_item, item, parts, verb_parts,
                    names_and_not, pattern, node, clause, content, what_question, who_question, find,
                    statement)

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
  return Mismatch{ErrorCode::kSyntax, "expected " + wanted + form_word_hint(source.substr(offset)), offset};
}

}  // namespace quoth::claim

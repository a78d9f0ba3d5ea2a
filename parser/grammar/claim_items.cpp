// Names, variables, texts, IRIs and patterns: what the statements of the claim language are made of.
#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>

#include "base/utf8.h"
#include "parser/grammar/claim_rules.h"
#include "parser/grammar/claim_tokens.h"
#include "parser/grammar/names.h"

namespace quoth::claim {

void require_parts(std::size_t least, const Pattern& words, const ClaimState& state) {
  const auto negation = std::find_if(words.items.begin(), words.items.end(), [](const Item& item) {
    return std::holds_alternative<Not>(item.value);
  });
  const bool negated = negation != words.items.end();
  const std::size_t count = words.items.size() - (negated ? 1 : 0);
  const auto behind = static_cast<std::size_t>(words.items.end() - negation);
  const Iterator end = state.text.data() + words.span.end;
  if (count < 2) boost::throw_exception(x3::expectation_failure<Iterator>(end, "a verb"));
  if (count < least || (negated && behind < least)) {
    boost::throw_exception(x3::expectation_failure<Iterator>(end, std::string(kObject)));
  }
}

namespace {

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
// Which words are which name is not known here.
const auto whole_pattern = [](auto& context) {
  require_parts(3, x3::_val(context), x3::get<StateTag>(context));
};
const auto pattern_def = names_and_not[itself] >> x3::eps[whole_pattern];

const auto node_def = spanned(+bare_item[append_to(&Node::items)] | other_item[append_to(&Node::items)]);

BOOST_SPIRIT_DEFINE(code_point4, code_point8, numeric_escape, escape, string_body, quoted_body, iri_body, iri,
                    prefixed, text, not_item, bare_item, other_item, item)

}  // namespace

BOOST_SPIRIT_DEFINE(parts, verb_parts, names_and_not, pattern, node)
BOOST_SPIRIT_INSTANTIATE(PartsRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(VerbPartsRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(NamesAndNotRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(WholePatternRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(NodeRule, Iterator, Context)

}  // namespace quoth::claim

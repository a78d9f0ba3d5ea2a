#include "engine/write_expression.h"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "engine/expression.h"
#include "engine/functions.h"
#include "engine/translate_expression.h"
#include "parser/parse_expression.h"
#include "rdf/vocabulary.h"

namespace quoth {
namespace {

using algebra::Call;
using algebra::Expression;
using algebra::Variable;

const PrefixMap& prefixes() {
  static const PrefixMap kPrefixes = [] {
    PrefixMap map;
    map.set("", "http://e/");
    map.set("xsd", xsd::kNamespace);
    return map;
  }();
  return kPrefixes;
}

std::string write(const Expression& expression) {
  return write_expression(expression, [](std::string_view iri) {
    return prefixes().shorten(iri).value_or("<" + std::string(iri) + ">");
  });
}

// The text of what is read back; `base` for functions that resolve against it.
std::string read_back(const std::string& text, std::string_view base) {
  const auto parsed = sparql::parse_expression(text);
  if (!parsed) return parsed.error().to_string();
  if (parsed->end != text.size()) return "ends at " + text.substr(parsed->end);
  const auto expression =
      translate_expression(parsed->expression, {.text = text, .prefixes = prefixes(), .base = base});
  return expression ? to_text(*expression) : expression.error().to_string();
}

class RandomExpressions {
 public:
  explicit RandomExpressions(unsigned seed) : random_(seed) {}

  Expression make(int depth) {
    if (depth == 0 || below(5) == 0) return leaf();
    while (true) {
      const Function& function = *functions_[below(functions_.size())];
      if (function.name.ends_with("-in")) continue;  // has a base
      std::size_t count = function.least;
      if (function.most > function.least) count += below(function.most == Function::kAnyNumber ? 3 : 2);
      if ((function.name == "&&" || function.name == "||") && count < 2) count = 2;
      Expression made{call(function, count, depth)};
      if (check_expression(made)) return made;  // a constant may be a bad pattern
    }
  }

 private:
  std::size_t below(std::size_t bound) { return random_() % bound; }

  Call call(const Function& function, std::size_t count, int depth) {
    Call out{std::string(function.name), {}};
    for (std::size_t i = 0; i < count; ++i) out.arguments.push_back(make(depth - 1));
    return out;
  }

  Expression leaf() {
    static const std::vector<Term> kTerms = {
        Term::iri("http://e/a"),
        Term::iri("urn:x:y"),
        Term::iri("http://e/a/b,c"),
        Term::iri("http://e/a,b"),
        Term::literal("x\n\"\\'\t\x01 é😀"),
        Term::literal(""),
        Term::lang("x", "en-GB"),
        Term::lang("x", "ar", Direction::kRightToLeft),
        Term::typed("1", std::string(xsd::kInteger)),
        Term::typed("-01", std::string(xsd::kInteger)),
        Term::typed("+1.50", std::string(xsd::kDecimal)),
        Term::typed("1", std::string(xsd::kDecimal)),
        Term::typed("-1.5e-3", std::string(xsd::kDouble)),
        Term::typed("INF", std::string(xsd::kDouble)),
        Term::typed("true", std::string(xsd::kBoolean)),
        Term::typed("1", std::string(xsd::kBoolean)),
        Term::typed("abc", std::string(xsd::kInteger)),
        Term::typed("2014-03-28", std::string(xsd::kDate)),
        Term::typed("x", "http://e/t"),
        Term::triple(Term::iri("http://e/a"), Term::iri(std::string(rdf::kType)), Term::literal("x")),
        Term::triple(Term::iri("http://e/a"), Term::iri("urn:p"),
                     Term::triple(Term::iri("urn:s"), Term::iri("urn:p"), Term::lang("x", "de"))),
    };
    const std::size_t which = below(kTerms.size() + 4);
    if (which < kTerms.size()) return {kTerms[which]};
    return {Variable{which % 2 == 0 ? "x" : "y_1"}};
  }

  std::mt19937 random_;
  std::vector<const Function*> functions_ = all_functions();
};

}  // namespace

TEST_CASE("every function is read back from what is written of it") {
  const std::string base = "http://e/base";
  for (const Function* function : all_functions()) {
    CAPTURE(function->name);
    const bool based = function->name.ends_with("-in");
    const bool row = function->name == "&&" || function->name == "||";
    Call call{std::string(function->name), {}};
    const std::size_t count = based ? 1 : row ? 3 : function->least;
    for (std::size_t i = 0; i < count; ++i) call.arguments.push_back({Variable{"x" + std::to_string(i)}});
    if (based) call.arguments.push_back({Term::literal(base)});
    const Expression expression{std::move(call)};
    const std::string text = write(expression);
    CHECK(read_back(text, based ? base : std::string_view()) == to_text(expression));
  }
}

TEST_CASE("random expressions are read back from what is written of them") {
  for (unsigned seed = 0; seed < 3000; ++seed) {
    CAPTURE(seed);
    const Expression expression = RandomExpressions(seed).make(1 + static_cast<int>(seed % 5));
    const std::string text = write(expression);
    REQUIRE_MESSAGE(read_back(text, {}) == to_text(expression), text);
  }
}

TEST_CASE("only the brackets that are needed are written") {
  const struct {
    std::string_view text, written;
  } cases[] = {
      {"((?a)) + (?b * ?c)", "?a + ?b * ?c"},
      {"?a - (?b - ?c) - ?d", "?a - (?b - ?c) - ?d"},
      {"(?a || ?b) && (?c && ?d)", "(?a || ?b) && (?c && ?d)"},
      {"!(?a = ?b) || !STRSTARTS(?a, 'x')", "!(?a = ?b) || !STRSTARTS(?a, \"x\")"},
      {"(?a + 1) IN (?b || ?c, 2)", "?a + 1 IN (?b || ?c, 2)"},
      {"-(1) - -1", "-(1) - -1"},
      {"-(?a) * 2", "-?a * 2"},
      {"!!?a", "!!?a"},
      {"(?a < ?b) = (?c in ())", "(?a < ?b) = (?c IN ())"},
      {"xsd:date(?a) > '2014-01-01'^^xsd:date", "xsd:date(?a) > \"2014-01-01\"^^xsd:date"},
  };
  for (const auto& c : cases) {
    CAPTURE(c.text);
    const auto parsed = sparql::parse_expression(c.text);
    REQUIRE(parsed);
    const auto expression =
        translate_expression(parsed->expression, {.text = c.text, .prefixes = prefixes()});
    REQUIRE(expression);
    CHECK(write(*expression) == c.written);
  }
}

TEST_CASE("what is written nests no deeper than what was read") {
  std::string text = "?x";
  for (int i = 0; i < kMaxNesting; ++i) text = "(" + text + ")";
  std::string row = "?x";
  for (int i = 0; i + 1 < kMaxExpressionDepth; ++i) row += i % 2 == 0 ? " + 1" : " - 1";
  std::string mixed = "?x";
  for (int i = 0; i < kMaxNesting / 2; ++i) mixed = "!(1 + " + mixed + " * 2)";
  for (const std::string& each : {text, row, mixed}) {
    const auto parsed = sparql::parse_expression(each);
    REQUIRE(parsed);
    const auto expression = translate_expression(parsed->expression, {.text = each, .prefixes = prefixes()});
    REQUIRE(expression);
    CHECK(read_back(write(*expression), {}) == to_text(*expression));
  }
}

}  // namespace quoth

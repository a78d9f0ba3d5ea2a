// Fuzzing expressions. What must hold of every text:
// - parsing and translating it ends, with a tree or with an error that has a place in it;
// - every part lies inside what it is part of, and what follows the expression does not change it;
// - what is written of its meaning has the same meaning;
// - a constant one can be worked out, within bounds.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/expression.h"
#include "engine/translate_expression.h"
#include "engine/write_expression.h"
#include "parser/parse_expression.h"
#include "rdf/vocabulary.h"

namespace {

using namespace quoth;
using namespace quoth::sparql;

[[noreturn]] void fail(const char* what, const std::string& text) {
  std::fprintf(stderr, "%s: %s\n", what, text.c_str());
  std::abort();
}

void check(const Expression& expression, Span within, const std::string& text);

void check(const std::vector<Expression>& expressions, Span within, const std::string& text) {
  std::size_t begin = within.begin;
  for (const Expression& each : expressions) {
    check(each, {begin, within.end}, text);
    begin = each.span.end;
  }
}

void check(const Expression& expression, Span within, const std::string& text) {
  const Span span = expression.span;
  if (span.begin < within.begin || span.begin >= span.end || span.end > within.end) fail("a bad span", text);
  std::visit(Overloaded{
                 [&](const TripleTerm& triple) {
                   if (triple.parts.size() != 3) fail("a triple term without three parts", text);
                   check(triple.parts, span, text);
                 },
                 [&](const Chain& chain) {
                   if (chain.operators.empty() || chain.operands.size() != chain.operators.size() + 1)
                     fail("a broken chain", text);
                   check(chain.operands, span, text);
                 },
                 [&](const Unary& unary) { check(*unary.operand, span, text); },
                 [&](const Membership& in) {
                   check(*in.element, span, text);
                   check(in.list, {in.element->span.end, span.end}, text);
                 },
                 [&](const Call& call) {
                   if (call.function_span.begin < span.begin || call.function_span.end >= span.end)
                     fail("a function outside its call", text);
                   check(call.arguments, {call.function_span.end, span.end}, text);
                 },
                 [](const auto&) {},  // nothing inside
             },
             expression.value);
}

const PrefixMap& prefixes() {
  static const PrefixMap kPrefixes = [] {
    PrefixMap map;
    map.set("", "http://e/");
    map.set("ex", "http://e/x#");
    map.set("xsd", xsd::kNamespace);
    return map;
  }();
  return kPrefixes;
}

Result<algebra::Expression> translate(const Expression& tree, const std::string& text) {
  auto translated =
      translate_expression(tree, {.text = text, .prefixes = prefixes(), .base = "http://e/base"});
  if (!translated && (!translated.error().offset || *translated.error().offset >= text.size()))
    fail("an error without a place", text);
  return translated;
}

void check_meaning(const Expression& tree, const std::string& text) {
  const auto expression = translate(tree, text);
  if (!expression) return;
  if (!check_expression(*expression)) fail("a translation that is not accepted", text);
  const std::string written = write_expression(*expression, [](std::string_view iri) {
    return prefixes().shorten(iri).value_or("<" + std::string(iri) + ">");
  });
  const auto parsed = parse_expression(written);
  if (!parsed || parsed->end != written.size()) fail("what is written does not parse", text + "\n" + written);
  const auto again = translate(parsed->expression, written);
  if (!again || to_text(*again) != to_text(*expression))
    fail("what is written means something else", text + "\n" + written);
  if (is_constant(*expression)) static_cast<void>(constant_value(*expression));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const Result<ParsedExpression> parsed = parse_expression(text);
  if (!parsed) {
    if (!parsed.error().offset || *parsed.error().offset > size || !parsed.error().location)
      fail("an error without a place", text);
    return 0;
  }
  if (parsed->end > size || parsed->expression.span.end != parsed->end) fail("a bad end", text);
  check(parsed->expression, {0, size}, text);
  check_meaning(parsed->expression, text);
  const Result<ParsedExpression> alone = parse_expression(text.substr(0, parsed->end));
  if (!alone || to_text(alone->expression) != to_text(parsed->expression))
    fail("what follows changes it", text);
  return 0;
}

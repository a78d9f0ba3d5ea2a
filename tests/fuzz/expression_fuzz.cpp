// Whatever the text: an expression or an error with a place, and every span lies in that of its parent.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "parser/parse_expression.h"

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
  const Result<ParsedExpression> alone = parse_expression(text.substr(0, parsed->end));
  if (!alone || to_text(alone->expression) != to_text(parsed->expression))
    fail("what follows changes it", text);
  return 0;
}

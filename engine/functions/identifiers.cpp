// What makes new names: UUID, STRUUID, BNODE (SPARQL 17.4.2.9, 17.4.2.12, 17.4.2.13).
#include <array>
#include <random>

#include "engine/functions/support.h"
#include "engine/functions/tables.h"
#include "engine/query_context.h"

namespace quoth {
namespace {

// A random UUID (RFC 9562, version 4).
std::string random_uuid() {
  constexpr std::string_view kHex = "0123456789abcdef";
  thread_local std::random_device source;
  std::string out;
  unsigned bits = 0;
  for (int digit = 0; digit < 32; ++digit) {
    if (digit % 8 == 0) bits = source();
    unsigned value = bits & 15;
    bits >>= 4;
    if (digit == 12) value = 4;
    if (digit == 16) value = 8 | (value & 3);
    if (digit == 8 || digit == 12 || digit == 16 || digit == 20) out += '-';
    out += kHex[value];
  }
  return out;
}

Optional uuid(Arguments&) { return Operand(Term::iri("urn:uuid:" + random_uuid())); }
Optional uuid_text(Arguments&) { return plain_string(random_uuid()); }

// With a text: the same node for the same text in the same row.
Optional blank_node(Arguments& arguments) {
  Evaluator& evaluator = arguments.evaluator();
  if (arguments.size() == 0) return Operand(evaluator.context()->fresh_blank());
  const TermArgument text(arguments, 0);
  if (!text || !is_plain_string(*text)) return std::nullopt;
  return Operand(evaluator.blank_of_row(text->text()));
}

using enum Function::Needs;

constexpr std::array kFunctions{
    Function{"bnode", "BNODE", 0, 1, kLiteral, blank_node, Function::kVaries},
    Function{"struuid", "STRUUID", 0, 0, kId, uuid_text, Function::kVaries},
    Function{"uuid", "UUID", 0, 0, kId, uuid, Function::kVaries},
};

}  // namespace

std::span<const Function> identifier_functions() { return kFunctions; }

}  // namespace quoth

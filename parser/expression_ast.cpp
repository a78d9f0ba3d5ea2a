#include "parser/expression_ast.h"

#include "parser/query_ast.h"
#include "rdf/term_text.h"

namespace quoth::sparql {
namespace {

std::string text(const Iri& iri) { return "<" + iri.text + ">"; }
std::string text(const PrefixedName& name) { return name.prefix + ":" + name.local; }
std::string text(const Keyword& keyword) { return keyword.word; }

std::string escaped(std::string_view lexical) {
  std::string out;
  append_escaped_string(out, lexical);
  return out;
}

std::string all(const std::vector<Expression>& expressions) {
  std::string out;
  for (const Expression& each : expressions) out += " " + to_text(each);
  return out;
}

// From left to right, with the innermost brackets around the first operator; those that are all the same are
// one.
std::string text(const Chain& chain) {
  std::string out = to_text(chain.operands[0]);
  for (std::size_t i = 0; i < chain.operators.size(); ++i) {
    const bool goes_on = i > 0 && chain.operators[i] == chain.operators[i - 1];
    if (goes_on) {
      out.pop_back();
    } else {
      out = "(" + std::string(to_text(chain.operators[i])) + " " + out;
    }
    out += " " + to_text(chain.operands[i + 1]) + ")";
  }
  return out;
}

}  // namespace

std::string_view to_text(Operator op) {
  constexpr std::string_view kTexts[] = {
      "||", "&&", "=", "!=", "<", ">", "<=", ">=", "+", "-", "*", "/", "!", "+", "-"};
  return kTexts[static_cast<std::size_t>(op)];
}

std::string to_text(const Name& name) {
  return std::visit([](const auto& each) { return text(each); }, name);
}

std::string to_text(const Literal& literal) {
  std::string out = '"' + escaped(literal.lexical) + '"';
  if (!literal.language.empty()) out += "@" + literal.language;
  if (literal.direction == Direction::kLeftToRight) out += "--ltr";
  if (literal.direction == Direction::kRightToLeft) out += "--rtl";
  if (literal.datatype) out += "^^" + to_text(*literal.datatype);
  return out;
}

std::string to_text(const Expression& expression) {
  return std::visit(
      Overloaded{
          [](const Variable& variable) { return "?" + variable.name; },
          [](const Iri& iri) { return text(iri); },
          [](const PrefixedName& name) { return text(name); },
          [](const Literal& literal) { return to_text(literal); },
          [](const TripleTerm& triple) { return "<<(" + all(triple.parts) + " )>>"; },
          [](const Chain& chain) { return text(chain); },
          [](const Unary& unary) {
            return "(" + std::string(to_text(unary.op)) + " " + to_text(*unary.operand) + ")";
          },
          [](const Membership& in) {
            return (in.negated ? "(not-in " : "(in ") + to_text(*in.element) + all(in.list) + ")";
          },
          [](const Call& call) {
            return "(" + std::visit([](const auto& name) { return text(name); }, call.function) +
                   (call.distinct ? " distinct" : "") + all(call.arguments) + ")";
          },
          [](const Exists& exists) {
            return (exists.negated ? "(not-exists " : "(exists ") + to_text(*exists.pattern) + ")";
          },
          [](const Aggregate& aggregate) {
            return "(" + aggregate.function + (aggregate.distinct ? " distinct" : "") +
                   (aggregate.argument.empty() ? " *" : all(aggregate.argument)) +
                   (aggregate.separator ? " \"" + escaped(*aggregate.separator) + "\"" : "") + ")";
          },
      },
      expression.value);
}

}  // namespace quoth::sparql

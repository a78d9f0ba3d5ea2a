#include "engine/translate_expression.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/suggest.h"
#include "engine/functions.h"
#include "engine/translate/names.h"
#include "rdf/datatype.h"
#include "rdf/vocabulary.h"

namespace quoth {
namespace {

using algebra::Call;
using algebra::Expression;

// A datatype of XSD whose name is near to that of an IRI in its namespace, as "xsd:integer".
std::string nearest_cast(std::string_view iri) {
  if (!iri.starts_with(xsd::kNamespace)) return {};
  std::vector<std::string> names;
  for (int i = 0; i < kDatatypeCount; ++i) {
    names.emplace_back(iri_of(static_cast<Datatype>(i)).substr(xsd::kNamespace.size()));
  }
  const std::string name = nearest(iri.substr(xsd::kNamespace.size()), names);
  return name.empty() ? name : "xsd:" + name;
}

class Translator {
 public:
  Translator(const ExpressionSource& source, ExpressionSurroundings* surroundings)
      : source_(source), names_(source), surroundings_(surroundings) {}

  // `depth`: how many levels of the algebra are above it.
  Result<Expression> translate(const sparql::Expression& expression, std::size_t depth) const {
    if (depth >= std::size_t{kMaxExpressionDepth}) {
      return error(
          ErrorCode::kLimit,
          fmt::format("an expression nests deeper than {} levels, of which each operator in a row of "
                      "+, -, * or / is one",
                      kMaxExpressionDepth),
          expression.span);
    }
    return std::visit([&](const auto& each) { return meaning(each, expression.span, depth); },
                      expression.value);
  }

 private:
  Error error(ErrorCode code, std::string message, Span span) const {
    return names_.error(code, std::move(message), span);
  }

  // ---- Terms

  Result<Expression> meaning(const sparql::Variable& variable, Span, std::size_t) const {
    if (surroundings_ != nullptr) return surroundings_->variable(variable);
    return Expression{algebra::Variable{variable.name}};
  }

  Result<Expression> meaning(const sparql::Iri& name, Span span, std::size_t) const {
    QUOTH_TRY(std::string text, names_.iri(name, span));
    return Expression{Term::iri(std::move(text))};
  }

  Result<Expression> meaning(const sparql::PrefixedName& name, Span span, std::size_t) const {
    QUOTH_TRY(std::string text, names_.iri(name, span));
    return Expression{Term::iri(std::move(text))};
  }

  Result<Expression> meaning(const sparql::Literal& literal, Span, std::size_t) const {
    QUOTH_TRY(Term term, names_.literal(literal));
    return Expression{std::move(term)};
  }

  // A term if all its parts are, else the function that makes one.
  Result<Expression> meaning(const sparql::TripleTerm& triple, Span, std::size_t depth) const {
    QUOTH_TRY(std::vector<Expression> parts, all(triple.parts, depth + 1));
    const bool constant = std::all_of(parts.begin(), parts.end(), [](const Expression& part) {
      return std::holds_alternative<Term>(part.value);
    });
    if (!constant) return Expression{Call{"triple", std::move(parts)}};
    return Expression{Term::triple(std::get<Term>(std::move(parts[0].value)),
                                   std::get<Term>(std::move(parts[1].value)),
                                   std::get<Term>(std::move(parts[2].value)))};
  }

  // ---- Operators

  Result<std::vector<Expression>> all(const std::vector<sparql::Expression>& expressions,
                                      std::size_t depth) const {
    std::vector<Expression> out;
    for (const sparql::Expression& each : expressions) {
      QUOTH_TRY(Expression translated, translate(each, depth));
      out.push_back(std::move(translated));
    }
    return out;
  }

  // "&&" and "||" take any number of arguments; the others are nested to the left.
  Result<Expression> meaning(const sparql::Chain& chain, Span, std::size_t depth) const {
    const std::string first(to_text(chain.operators.front()));
    if (first == "&&" || first == "||") {
      QUOTH_TRY(std::vector<Expression> operands, all(chain.operands, depth + 1));
      return Expression{Call{first, std::move(operands)}};
    }
    const std::size_t count = chain.operators.size();
    QUOTH_TRY(Expression left, translate(chain.operands.front(), depth + count));
    for (std::size_t i = 0; i < count; ++i) {
      QUOTH_TRY(Expression right, translate(chain.operands[i + 1], depth + count - i));
      Call call{std::string(to_text(chain.operators[i])), {}};
      call.arguments.push_back(std::move(left));
      call.arguments.push_back(std::move(right));
      left = Expression{std::move(call)};
    }
    return left;
  }

  Result<Expression> meaning(const sparql::Unary& unary, Span, std::size_t depth) const {
    QUOTH_TRY(Expression operand, translate(*unary.operand, depth + 1));
    std::string function(to_text(unary.op));
    if (unary.op != sparql::Operator::kNot) function.insert(0, "unary");
    Call call{std::move(function), {}};
    call.arguments.push_back(std::move(operand));
    return Expression{std::move(call)};
  }

  Result<Expression> meaning(const sparql::Membership& in, Span, std::size_t depth) const {
    QUOTH_TRY(Expression element, translate(*in.element, depth + 1));
    QUOTH_TRY(std::vector<Expression> arguments, all(in.list, depth + 1));
    arguments.insert(arguments.begin(), std::move(element));
    return Expression{Call{in.negated ? "not in" : "in", std::move(arguments)}};
  }

  // ---- Functions

  Result<const Function*> function_of(const sparql::Keyword& keyword, Span span) const {
    const Function* function = find_called_function(keyword.word);
    if (function != nullptr) return function;
    std::string message = fmt::format("there is no function \"{}\"", keyword.word);
    if (const std::string near = nearest_function(keyword.word); !near.empty())
      message += fmt::format("\ndid you mean {}?", near);
    return error(ErrorCode::kUnsupported, std::move(message), span);
  }

  template <typename Name>
  Result<const Function*> function_of(const Name& name, Span span) const {
    QUOTH_TRY(const std::string text, names_.iri(name, span));
    const Function* function = find_function(text);
    if (function != nullptr) return function;
    std::string message = fmt::format("there is no function <{}>", text);
    if (const std::string near = nearest_cast(text); !near.empty())
      message += fmt::format("\ndid you mean {}?", near);
    return error(ErrorCode::kUnsupported, std::move(message), span);
  }

  Result<Expression> meaning(const sparql::Call& call, Span span, std::size_t depth) const {
    QUOTH_TRY(
        const Function* function,
        std::visit([&](const auto& name) { return function_of(name, call.function_span); }, call.function));
    if (call.distinct) {
      return error(ErrorCode::kInvalid,
                   fmt::format("{} is no aggregate, which DISTINCT asks for", function->spelling),
                   call.function_span);
    }
    const std::size_t given = call.arguments.size();
    if (given < function->least || given > function->most) {
      return error(ErrorCode::kInvalid,
                   fmt::format("{} takes {}, not {}", function->spelling, arity_text(*function), given),
                   span);
    }
    QUOTH_TRY(std::vector<Expression> arguments, all(call.arguments, depth + 1));
    Call translated{std::string(function->name), std::move(arguments)};
    if (function->check != nullptr) {
      if (auto complaint = function->check(translated)) {
        return error(ErrorCode::kInvalid, std::move(complaint->message),
                     call.arguments[complaint->argument].span);
      }
    }
    const bool relative = function->name == "iri" || function->name == "uri";
    if (relative && !source_.base.empty()) {
      translated.function += "-in";
      translated.arguments.push_back({Term::literal(std::string(source_.base))});
    }
    return Expression{std::move(translated)};
  }

  Result<Expression> meaning(const sparql::Exists& exists, Span span, std::size_t) const {
    if (surroundings_ != nullptr) return surroundings_->exists(exists);
    return error(ErrorCode::kUnsupported, "EXISTS is not supported here", span);
  }
  Result<Expression> meaning(const sparql::Aggregate& aggregate, Span, std::size_t) const {
    if (surroundings_ != nullptr) return surroundings_->aggregate(aggregate);
    return error(ErrorCode::kUnsupported,
                 fmt::format("the aggregate {} is not supported here", aggregate.function),
                 aggregate.function_span);
  }

  const ExpressionSource& source_;
  translation::Names names_;
  ExpressionSurroundings* surroundings_;
};

}  // namespace

Result<Expression> translate_expression(const sparql::Expression& expression, const ExpressionSource& source,
                                        ExpressionSurroundings* surroundings) {
  return Translator(source, surroundings).translate(expression, 0);
}

}  // namespace quoth

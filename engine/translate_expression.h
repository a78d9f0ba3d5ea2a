// From the tree of an expression to its meaning: names expanded, functions looked up.
#pragma once
#include <string_view>

#include "base/result.h"
#include "engine/algebra.h"
#include "parser/expression_ast.h"
#include "rdf/prefixes.h"

namespace quoth {

// An expression may nest this deep in the algebra, where each "+", "-", "*" and "/" of a row is one level. It
// leaves as much again for the query around it (algebra::kMaxDepth).
inline constexpr int kMaxExpressionDepth = algebra::kMaxDepth / 2;

struct ExpressionSource {
  std::string_view text;                // what the expression was parsed from, for the places of errors
  std::string_view document = "query";  // its name in them
  const PrefixMap& prefixes;
  std::string_view base = {};  // what relative IRIs, and IRI(), are resolved against; empty: none
};

// What only the query around an expression can say.
class ExpressionSurroundings {
 public:
  virtual ~ExpressionSurroundings() = default;
  virtual Result<algebra::Expression> variable(const sparql::Variable& variable) = 0;
  virtual Result<algebra::Expression> exists(const sparql::Exists& exists) = 0;
  virtual Result<algebra::Expression> aggregate(const sparql::Aggregate& aggregate) = 0;
};

// kInvalid for an undeclared prefix, an IRI that is none, a wrong number of arguments, and a regular expression
// that cannot be compiled; kUnsupported for a function that there is not, with the nearest one, and, without
// surroundings, for EXISTS and aggregates; kLimit above kMaxExpressionDepth. All of them with their place.
// check_expression accepts what comes out.
Result<algebra::Expression> translate_expression(const sparql::Expression& expression,
                                                 const ExpressionSource& source,
                                                 ExpressionSurroundings* surroundings = nullptr);

}  // namespace quoth

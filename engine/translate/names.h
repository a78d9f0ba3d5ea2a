// What the names and literals of a query stand for: prefixes expanded, IRIs resolved. Says where in the text
// something is wrong.
#pragma once
#include <string>

#include "base/result.h"
#include "engine/translate_expression.h"
#include "parser/expression_ast.h"
#include "parser/span.h"
#include "rdf/term.h"

namespace quoth::translation {

class Names {
 public:
  explicit Names(const ExpressionSource& source) : source_(source) {}  // the source must outlive it

  Error error(ErrorCode code, std::string message, Span span) const;

  // kInvalid: an undeclared prefix, with the nearest one; an IRI that is none.
  Result<std::string> iri(const sparql::Iri& iri, Span span) const;
  Result<std::string> iri(const sparql::PrefixedName& name, Span span) const;
  Result<std::string> iri(const sparql::Name& name, Span span) const;

  Result<Term> literal(const sparql::Literal& literal) const;

  const ExpressionSource& source() const { return source_; }

 private:
  const ExpressionSource& source_;
};

}  // namespace quoth::translation

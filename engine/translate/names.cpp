#include "engine/translate/names.h"

#include <fmt/format.h>

#include <utility>
#include <vector>

#include "base/suggest.h"
#include "rdf/iri.h"
#include "rdf/vocabulary.h"

namespace quoth::translation {

Error Names::error(ErrorCode code, std::string message, Span span) const {
  return error_at(code, std::move(message), source_.document, source_.text, span.begin);
}

Result<std::string> Names::iri(const sparql::Iri& iri, Span span) const {
  auto resolved = resolve_iri(source_.base, iri.text);
  if (!resolved) return error(resolved.error().code, resolved.error().message, span);
  return resolved;
}

Result<std::string> Names::iri(const sparql::PrefixedName& name, Span span) const {
  auto expanded = source_.prefixes.expand(name.prefix, name.local);
  if (expanded) return *std::move(expanded);
  std::vector<std::string> declared;
  for (const auto& [label, iri] : source_.prefixes.entries()) declared.push_back(label);
  std::string message = fmt::format("undeclared prefix '{}'", name.prefix);
  if (const std::string near = nearest(name.prefix, declared); !near.empty())
    message += fmt::format("\ndid you mean {}:{}?", near, name.local);
  return error(ErrorCode::kInvalid, std::move(message), span);
}

Result<std::string> Names::iri(const sparql::Name& name, Span span) const {
  return std::visit([&](const auto& each) { return iri(each, span); }, name);
}

Result<Term> Names::literal(const sparql::Literal& literal) const {
  if (!literal.language.empty()) return Term::lang(literal.lexical, literal.language, literal.direction);
  if (!literal.datatype) return Term::literal(literal.lexical);
  QUOTH_TRY(std::string datatype, iri(*literal.datatype, literal.datatype_span));
  if (datatype == rdf::kLangString || datatype == rdf::kDirLangString) {
    return error(ErrorCode::kInvalid, "a literal of this datatype needs a language tag instead",
                 literal.datatype_span);
  }
  return Term::typed(literal.lexical, std::move(datatype));
}

}  // namespace quoth::translation

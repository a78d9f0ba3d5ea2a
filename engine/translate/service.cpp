#include "engine/translate/service.h"

#include <string>
#include <utility>

#include "engine/translate/triples.h"
#include "parser/query_scope.h"
#include "rdf/term_text.h"

namespace quoth::translation {
namespace {

// Of the prefixes, those whose label stands somewhere in the pattern, before a colon.
std::string declarations(std::string_view pattern, const Context& context) {
  const ExpressionSource& source = context.names.source();
  std::string out;
  for (const sparql::Declaration& declaration : context.prologue) {
    if (const auto* version = std::get_if<sparql::VersionDeclaration>(&declaration.value)) {
      out += "VERSION \"";
      append_escaped_string(out, version->version);
      out += "\"\n";
    }
  }
  if (!source.base.empty()) {
    out += "BASE ";
    append_iri(out, source.base);
    out += '\n';
  }
  for (const auto& [label, iri] : source.prefixes.entries()) {
    if (pattern.find(label + ":") == std::string_view::npos) continue;
    out += "PREFIX " + label + ": ";
    append_iri(out, iri);
    out += '\n';
  }
  return out;
}

}  // namespace

Result<algebra::Service> read_service(const sparql::ServicePattern& service, const Context& context) {
  const Span span = service.pattern->span;
  const std::string_view pattern = context.names.source().text.substr(span.begin, span.end - span.begin);
  QUOTH_TRY(algebra::TermPattern endpoint, read_name(service.endpoint, service.endpoint_span, context));
  algebra::Service out{
      std::move(endpoint), declarations(pattern, context) + "SELECT * WHERE ", {}, {}, service.silent};
  out.query += pattern;
  for (std::string& name : sparql::visible_variables(*service.pattern)) {
    out.variables.push_back({name});
    out.columns.push_back(std::move(name));
  }
  return out;
}

}  // namespace quoth::translation

#include "rdf/short_text.h"

#include "rdf/term_text.h"
#include "rdf/turtle_tokens.h"
#include "rdf/vocabulary.h"

namespace quoth {
namespace {

void append_short_literal(std::string& out, const TermView& literal, const PrefixMap& prefixes) {
  if (literal.language.empty() && is_bare_literal(literal.text, literal.datatype)) {
    out += literal.text;
    return;
  }
  out += '"';
  append_escaped_string(out, literal.text);
  out += '"';
  if (!literal.language.empty()) {
    append_language(out, literal, LanguageCase::kAsWritten);
  } else if (literal.datatype != xsd::kString) {
    out += "^^";
    append_short_iri(out, literal.datatype, prefixes);
  }
}

}  // namespace

void append_short_iri(std::string& out, std::string_view iri, const PrefixMap& prefixes) {
  if (!prefixes.append_short(out, iri)) append_iri(out, iri);
}

void append_short_term(std::string& out, const TermView& term, const PrefixMap& prefixes) {
  switch (term.kind) {
    case TermKind::kIri:
      return append_short_iri(out, term.text, prefixes);
    case TermKind::kBlankNode:
      return append_term(out, term, LanguageCase::kAsWritten);
    case TermKind::kLiteral:
      return append_short_literal(out, term, prefixes);
    case TermKind::kTriple:
      out += "<<( ";
      append_short_triple(out, *term.triple, prefixes);
      out += " )>>";
      return;
  }
}

void append_short_verb(std::string& out, const TermView& predicate, const PrefixMap& prefixes) {
  if (predicate.text == rdf::kType) {
    out += 'a';
  } else {
    append_short_term(out, predicate, prefixes);
  }
}

void append_short_triple(std::string& out, const TripleView& triple, const PrefixMap& prefixes) {
  append_short_term(out, triple.subject, prefixes);
  out += ' ';
  append_short_verb(out, triple.predicate, prefixes);
  out += ' ';
  append_short_term(out, triple.object, prefixes);
}

}  // namespace quoth

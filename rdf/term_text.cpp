#include "rdf/term_text.h"

#include <array>

#include "rdf/vocabulary.h"

namespace quoth {
namespace {

// How a byte of a string is written; 'u' as \u00XX, '?' is the first byte of U+FFFE and U+FFFF, which are no
// XML 1.1 characters and therefore escaped (RDF 1.2 N-Triples, canonical form).
constexpr std::array<char, 256> kStringEscapes = [] {
  std::array<char, 256> table{};
  for (std::size_t i = 0; i < 0x20; ++i) table[i] = 'u';
  table[0x7f] = 'u';
  table['\b'] = 'b';
  table['\t'] = 't';
  table['\n'] = 'n';
  table['\f'] = 'f';
  table['\r'] = 'r';
  table['"'] = '"';
  table['\\'] = '\\';
  table[0xef] = '?';
  return table;
}();

constexpr std::array<bool, 256> kIriEscapes = [] {
  std::array<bool, 256> table{};
  for (std::size_t i = 0; i <= 0x20; ++i) table[i] = true;
  for (const char c : {'<', '>', '"', '{', '}', '|', '^', '`', '\\'})
    table[static_cast<unsigned char>(c)] = true;
  return table;
}();

void append_u00(std::string& out, unsigned char byte) {
  constexpr char kHex[] = "0123456789ABCDEF";
  out += {'\\', 'u', '0', '0', kHex[byte >> 4], kHex[byte & 15]};
}

}  // namespace

void append_escaped_string(std::string& out, std::string_view text) {
  std::size_t clean = 0;  // text before this offset is written
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const char escape = kStringEscapes[byte];
    if (escape == 0) continue;
    if (escape == '?') {
      const std::string_view three = text.substr(i, 3);
      if (three != "\xef\xbf\xbe" && three != "\xef\xbf\xbf") continue;
      out.append(text, clean, i - clean);
      out += three[2] == '\xbe' ? "\\uFFFE" : "\\uFFFF";
      i += 2;
    } else {
      out.append(text, clean, i - clean);
      if (escape == 'u') {
        append_u00(out, byte);
      } else {
        out += {'\\', escape};
      }
    }
    clean = i + 1;
  }
  out.append(text, clean);
}

void append_iri(std::string& out, std::string_view iri) {
  out += '<';
  std::size_t clean = 0;
  for (std::size_t i = 0; i < iri.size(); ++i) {
    const auto byte = static_cast<unsigned char>(iri[i]);
    if (!kIriEscapes[byte]) continue;
    out.append(iri, clean, i - clean);
    append_u00(out, byte);
    clean = i + 1;
  }
  out.append(iri, clean);
  out += '>';
}

void append_language(std::string& out, const TermView& literal, LanguageCase letters) {
  out += '@';
  for (const char c : literal.language) {
    const bool upper = letters == LanguageCase::kLower && c >= 'A' && c <= 'Z';
    out += upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  if (literal.direction == Direction::kLeftToRight) out += "--ltr";
  if (literal.direction == Direction::kRightToLeft) out += "--rtl";
}

void append_term(std::string& out, const TermView& term, LanguageCase letters) {
  switch (term.kind) {
    case TermKind::kIri:
      return append_iri(out, term.text);
    case TermKind::kBlankNode:
      out += "_:";
      out += term.text;
      return;
    case TermKind::kLiteral:
      out += '"';
      append_escaped_string(out, term.text);
      out += '"';
      if (!term.language.empty()) {
        append_language(out, term, letters);
      } else if (term.datatype != xsd::kString) {
        out += "^^";
        append_iri(out, term.datatype);
      }
      return;
    case TermKind::kTriple:
      out += "<<( ";
      append_term(out, term.triple->subject, letters);
      out += ' ';
      append_term(out, term.triple->predicate, letters);
      out += ' ';
      append_term(out, term.triple->object, letters);
      out += " )>>";
      return;
  }
}

}  // namespace quoth

#include "kb/write_results.h"

#include <fmt/format.h>

#include <iterator>
#include <ostream>
#include <string>
#include <string_view>

#include "kb/json_text.h"
#include "rdf/vocabulary.h"

namespace quoth {
namespace {

void append_member(std::string& out, std::string_view name, std::string_view value) {
  append_json_string(out, name);
  out += ": ";
  append_json_string(out, value);
}

void append_json_literal(std::string& out, const Term& literal) {
  append_member(out, "type", "literal");
  out += ", ";
  append_member(out, "value", literal.text());
  if (!literal.language().empty()) {
    out += ", ";
    append_member(out, "xml:lang", literal.language());
    if (literal.direction() != Direction::kNone) {
      out += ", ";
      append_member(out, "its:dir", literal.direction() == Direction::kLeftToRight ? "ltr" : "rtl");
    }
  } else if (literal.datatype() != xsd::kString) {
    out += ", ";
    append_member(out, "datatype", literal.datatype());
  }
}

void append_json_term(std::string& out, const Term& term) {  // as deep as kMaxNesting
  out += '{';
  switch (term.kind()) {
    case TermKind::kIri:
      append_member(out, "type", "uri");
      out += ", ";
      append_member(out, "value", term.text());
      break;
    case TermKind::kBlankNode:
      append_member(out, "type", "bnode");
      out += ", ";
      append_member(out, "value", term.text());
      break;
    case TermKind::kLiteral:
      append_json_literal(out, term);
      break;
    case TermKind::kTriple: {
      const Triple& triple = term.as_triple();
      append_member(out, "type", "triple");
      out += ", \"value\": {\"subject\": ";
      append_json_term(out, triple.subject);
      out += ", \"predicate\": ";
      append_json_term(out, triple.predicate);
      out += ", \"object\": ";
      append_json_term(out, triple.object);
      out += '}';
      break;
    }
  }
  out += '}';
}

std::string csv_text(const Term& term) {
  switch (term.kind()) {
    case TermKind::kBlankNode:
      return "_:" + term.text();
    case TermKind::kTriple:
      return to_string(term);
    default:
      return term.text();
  }
}

void append_csv_field(std::string& out, std::string_view text) {
  if (text.find_first_of("\",\r\n") == std::string_view::npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace

void write_json(std::ostream& out, const Answer& answer) {
  std::string text = "{\n  \"head\": {\"vars\": [";
  for (std::size_t i = 0; i < answer.columns.size(); ++i) {
    if (i > 0) text += ", ";
    append_json_string(text, answer.columns[i]);
  }
  text += "]},\n  \"results\": {\"bindings\": [";
  bool first_row = true;
  for (const std::vector<Cell>& row : answer.rows) {
    text += first_row ? "\n    {" : ",\n    {";
    first_row = false;
    bool first_cell = true;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (!row[i].term) continue;
      if (!first_cell) text += ", ";
      first_cell = false;
      append_json_string(text, answer.columns[i]);
      text += ": ";
      append_json_term(text, *row[i].term);
    }
    text += '}';
    out << text;
    text.clear();
  }
  out << text << (first_row ? "]}\n}\n" : "\n  ]}\n}\n");
}

void write_csv(std::ostream& out, const Answer& answer) {
  std::string line;
  for (std::size_t i = 0; i < answer.columns.size(); ++i) {
    if (i > 0) line += ',';
    append_csv_field(line, answer.columns[i]);
  }
  out << line << "\r\n";
  for (const std::vector<Cell>& row : answer.rows) {
    line.clear();
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) line += ',';
      if (row[i].term) append_csv_field(line, csv_text(*row[i].term));
    }
    out << line << "\r\n";
  }
}

void write_tsv(std::ostream& out, const Answer& answer) {
  for (std::size_t i = 0; i < answer.columns.size(); ++i) out << (i > 0 ? "\t?" : "?") << answer.columns[i];
  out << '\n';
  for (const std::vector<Cell>& row : answer.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out << '\t';
      if (row[i].term) out << to_string(*row[i].term);
    }
    out << '\n';
  }
}

}  // namespace quoth

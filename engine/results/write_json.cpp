#include <string_view>
#include <vector>

#include "engine/results/json_text.h"
#include "engine/results/writers.h"
#include "rdf/text_output.h"
#include "rdf/vocabulary.h"

namespace quoth {
namespace {

void append_member(std::string& out, std::string_view name, std::string_view value) {
  append_json_string(out, name);
  out += ": ";
  append_json_string(out, value);
}

void append_literal(std::string& out, const Term& literal) {
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
      append_literal(out, term);
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

class JsonWriter final : public SolutionWriter {
 public:
  explicit JsonWriter(std::ostream& out) : out_(out) {}

  Status begin(std::span<const std::string> variables) override {
    std::string& text = out_.text();
    text += "{\n  \"head\": {\"vars\": [";
    for (const std::string& variable : variables) {
      std::string& name = names_.emplace_back();
      append_json_string(name, variable);
      if (names_.size() > 1) text += ", ";
      text += name;
    }
    text += "]},\n  \"results\": {\"bindings\": [";
    return out_.offer();
  }

  Status row(std::span<const Term* const> terms) override {
    std::string& text = out_.text();
    text += any_rows_ ? ",\n    {" : "\n    {";
    any_rows_ = true;
    bool any_cells = false;
    for (std::size_t i = 0; i < terms.size(); ++i) {
      if (terms[i] == nullptr) continue;
      if (any_cells) text += ", ";
      any_cells = true;
      text += names_[i];
      text += ": ";
      append_json_term(text, *terms[i]);
    }
    text += '}';
    return out_.offer();
  }

  Status end() override {
    out_.text() += any_rows_ ? "\n  ]}\n}\n" : "]}\n}\n";
    return out_.finish();
  }

  Status boolean(bool answer) override {
    out_.text() += "{\n  \"head\": {},\n  \"boolean\": ";
    out_.text() += answer ? "true\n}\n" : "false\n}\n";
    return out_.finish();
  }

 private:
  TextOutput out_;
  std::vector<std::string> names_;  // of the variables, as JSON
  bool any_rows_ = false;
};

}  // namespace

std::unique_ptr<SolutionWriter> make_json_writer(std::ostream& out) {
  return std::make_unique<JsonWriter>(out);
}

}  // namespace quoth

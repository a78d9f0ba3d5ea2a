#include <string_view>
#include <vector>

#include "engine/results/writers.h"
#include "rdf/text_output.h"
#include "rdf/vocabulary.h"

namespace quoth {
namespace {

constexpr std::string_view kHead =
    "<?xml version=\"1.0\"?>\n"
    "<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\" xmlns:its=\"http://www.w3.org/2005/11/its\" "
    "its:version=\"2.0\">\n";

// What stands for a character in content and in attributes, which a reader would not give back as it is; empty: the
// character itself. XML 1.0 has no form at all for control characters, nor for U+FFFE and U+FFFF.
std::string_view escape(std::string_view text, std::size_t i) {
  constexpr std::string_view kReplacement = "\xef\xbf\xbd";
  switch (text[i]) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\t':
      return "&#9;";
    case '\n':
      return "&#10;";
    case '\r':
      return "&#13;";
    case '\xef': {
      const std::string_view three = text.substr(i, 3);
      return three == "\xef\xbf\xbe" || three == "\xef\xbf\xbf" ? kReplacement : std::string_view();
    }
    default:
      return static_cast<unsigned char>(text[i]) < 0x20 ? kReplacement : std::string_view();
  }
}

void append_escaped(std::string& out, std::string_view text) {
  std::size_t clean = 0;  // text before this offset is written
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view escaped = escape(text, i);
    if (escaped.empty()) continue;
    out.append(text, clean, i - clean);
    out += escaped;
    if (text[i] == '\xef') i += 2;
    clean = i + 1;
  }
  out.append(text, clean);
}

void append_attribute(std::string& out, std::string_view name, std::string_view value) {
  out += ' ';
  out += name;
  out += "=\"";
  append_escaped(out, value);
  out += '"';
}

void append_element(std::string& out, std::string_view name, std::string_view text) {
  out.append("<").append(name).append(">");
  append_escaped(out, text);
  out.append("</").append(name).append(">");
}

void append_literal(std::string& out, const Term& literal) {
  out += "<literal";
  if (!literal.language().empty()) {
    append_attribute(out, "xml:lang", literal.language());
    if (literal.direction() != Direction::kNone)
      append_attribute(out, "its:dir", literal.direction() == Direction::kLeftToRight ? "ltr" : "rtl");
  } else if (literal.datatype() != xsd::kString) {
    append_attribute(out, "datatype", literal.datatype());
  }
  out += '>';
  append_escaped(out, literal.text());
  out += "</literal>";
}

void append_xml_term(std::string& out, const Term& term) {  // as deep as kMaxNesting
  switch (term.kind()) {
    case TermKind::kIri:
      return append_element(out, "uri", term.text());
    case TermKind::kBlankNode:
      return append_element(out, "bnode", term.text());
    case TermKind::kLiteral:
      return append_literal(out, term);
    case TermKind::kTriple:
      break;
  }
  const Triple& triple = term.as_triple();
  out += "<triple><subject>";
  append_xml_term(out, triple.subject);
  out += "</subject><predicate>";
  append_xml_term(out, triple.predicate);
  out += "</predicate><object>";
  append_xml_term(out, triple.object);
  out += "</object></triple>";
}

class XmlWriter final : public SolutionWriter {
 public:
  explicit XmlWriter(std::ostream& out) : out_(out) {}

  Status begin(std::span<const std::string> variables) override {
    std::string& text = out_.text();
    text += kHead;
    text += "  <head>\n";
    for (const std::string& variable : variables) {
      std::string& name = names_.emplace_back();
      append_attribute(name, "name", variable);
      text += "    <variable" + name + "/>\n";
    }
    text += "  </head>\n  <results>\n";
    return out_.offer();
  }

  Status row(std::span<const Term* const> terms) override {
    std::string& text = out_.text();
    text += "    <result>";
    for (std::size_t i = 0; i < terms.size(); ++i) {
      if (terms[i] == nullptr) continue;
      text.append("<binding").append(names_[i]).append(">");
      append_xml_term(text, *terms[i]);
      text += "</binding>";
    }
    text += "</result>\n";
    return out_.offer();
  }

  Status end() override {
    out_.text() += "  </results>\n</sparql>\n";
    return out_.finish();
  }

  Status boolean(bool answer) override {
    std::string& text = out_.text();
    text += kHead;
    text += "  <head/>\n  ";
    append_element(text, "boolean", answer ? "true" : "false");
    text += "\n</sparql>\n";
    return out_.finish();
  }

 private:
  TextOutput out_;
  std::vector<std::string> names_;  // of the variables, as attributes
};

}  // namespace

std::unique_ptr<SolutionWriter> make_xml_writer(std::ostream& out) {
  return std::make_unique<XmlWriter>(out);
}

}  // namespace quoth

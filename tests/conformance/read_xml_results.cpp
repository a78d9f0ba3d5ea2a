#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>
#include <sstream>
#include <string>
#include <utility>

#include "tests/conformance/read_results.h"

namespace quoth::conformance {
namespace {

using Element = boost::property_tree::ptree;

Error no_results(const std::string& what) {
  return {ErrorCode::kSyntax, "no results in XML: " + what, {}, {}};
}

std::string_view local_name(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool is_attributes(std::string_view name) { return name == "<xmlattr>"; }

std::string attribute(const Element& element, std::string_view wanted) {
  for (const auto& [name, children] : element) {
    if (!is_attributes(name)) continue;
    for (const auto& [key, value] : children) {
      if (local_name(key) == wanted) return value.data();
    }
  }
  return {};
}

const Element* child(const Element& element, std::string_view wanted) {
  for (const auto& [name, inner] : element) {
    if (local_name(name) == wanted) return &inner;
  }
  return nullptr;
}

Result<Term> read_term(const Element& holder);

Result<Term> read_part(const Element& triple, std::string_view name) {
  const Element* part = child(triple, name);
  if (part == nullptr) return no_results("a triple without its " + std::string(name));
  return read_term(*part);
}

// Of the one element in <binding>, <subject> and so on.
Result<Term> read_term(const Element& holder) {
  for (const auto& [qualified, element] : holder) {
    if (is_attributes(qualified) || qualified == "<xmlcomment>") continue;
    const std::string_view name = local_name(qualified);
    if (name == "uri") return Term::iri(element.data());
    if (name == "bnode") return Term::blank(element.data());
    if (name == "triple") {
      QUOTH_TRY(Term subject, read_part(element, "subject"));
      QUOTH_TRY(Term predicate, read_part(element, "predicate"));
      QUOTH_TRY(Term object, read_part(element, "object"));
      return Term::triple(std::move(subject), std::move(predicate), std::move(object));
    }
    if (name != "literal") return no_results("unknown element <" + qualified + ">");
    const std::string language = attribute(element, "lang"), datatype = attribute(element, "datatype");
    const std::string direction = attribute(element, "dir");
    if (!language.empty()) {
      return Term::lang(element.data(), language,
                        direction == "ltr"   ? Direction::kLeftToRight
                        : direction == "rtl" ? Direction::kRightToLeft
                                             : Direction::kNone);
    }
    return datatype.empty() ? Term::literal(element.data()) : Term::typed(element.data(), datatype);
  }
  return no_results("an element without a term");
}

// The XML reader of Boost drops text that is all blanks; a reference keeps it. Line ends are read as XML wants.
std::string prepared(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\r') {
      if (i + 1 == text.size() || text[i + 1] != '\n') out += '\n';
      continue;
    }
    out += text[i];
    if (text[i] != '>') continue;
    const std::size_t end = text.find_first_not_of(" \t\r\n", i + 1);
    const std::size_t literal = text.rfind('<', i);
    if (end == std::string_view::npos || end == i + 1 || !text.substr(end).starts_with("</")) continue;
    const std::string_view opening = text.substr(literal + 1, i - literal - 1);
    if (local_name(opening.substr(0, opening.find_first_of(" \t\r\n"))) != "literal") continue;
    for (++i; i < end; ++i) out += "&#" + std::to_string(static_cast<int>(text[i])) + ';';
    --i;
  }
  return out;
}

Result<Results> read_sparql(const Element& sparql) {
  if (const Element* boolean = child(sparql, "boolean")) {
    if (boolean->data() != "true" && boolean->data() != "false")
      return no_results("a boolean is true or false");
    return Results(boolean->data() == "true");
  }
  const Element* head = child(sparql, "head");
  const Element* results = child(sparql, "results");
  if (head == nullptr || results == nullptr) return no_results("neither a boolean nor a head and results");
  Table table;
  for (const auto& [name, element] : *head) {
    if (local_name(name) == "variable") table.variables.push_back(attribute(element, "name"));
  }
  for (const auto& [name, result] : *results) {
    if (local_name(name) != "result") continue;
    Row& row = table.rows.emplace_back(table.variables.size());
    for (const auto& [binding_name, binding] : result) {
      if (local_name(binding_name) != "binding") continue;
      const std::string variable = attribute(binding, "name");
      const auto found = std::find(table.variables.begin(), table.variables.end(), variable);
      if (found == table.variables.end()) return no_results("the head does not name ?" + variable);
      QUOTH_TRY(row[static_cast<std::size_t>(found - table.variables.begin())], read_term(binding));
    }
  }
  return Results(std::move(table));
}

}  // namespace

Result<Results> parse_xml_results(std::string_view text) {
  Element document;
  std::istringstream in(prepared(text));
  try {
    boost::property_tree::read_xml(in, document);
  } catch (const boost::property_tree::xml_parser_error& error) {
    return no_results(error.what());
  }
  const Element* sparql = child(document, "sparql");
  if (sparql == nullptr) return no_results("there is no element <sparql>");
  return read_sparql(*sparql);
}

}  // namespace quoth::conformance

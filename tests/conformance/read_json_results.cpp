#include <algorithm>
#include <boost/json/src.hpp>
#include <string>
#include <utility>

#include "rdf/vocabulary.h"
#include "tests/conformance/read_results.h"

namespace quoth::conformance {
namespace {

namespace json = boost::json;

Error no_results(const std::string& what) {
  return {ErrorCode::kSyntax, "no results in JSON: " + what, {}, {}};
}

// Of a member that is a text; empty if there is none.
std::string text_of(const json::object& object, std::string_view name) {
  const json::value* member = object.if_contains(name);
  return member != nullptr && member->is_string() ? std::string(member->get_string()) : std::string();
}

Result<Term> read_term(const json::value& value);

Result<Term> read_part(const json::object& triple, std::string_view name) {
  const json::value* part = triple.if_contains(name);
  if (part == nullptr) return no_results("a triple without its " + std::string(name));
  return read_term(*part);
}

Result<Term> read_term(const json::value& value) {
  const json::object* term = value.if_object();
  if (term == nullptr) return no_results("a term is an object");
  const std::string type = text_of(*term, "type");
  const json::value* content = term->if_contains("value");
  if (content == nullptr) return no_results("a term without its value");
  if (type == "triple") {
    const json::object* triple = content->if_object();
    if (triple == nullptr) return no_results("the value of a triple is an object");
    QUOTH_TRY(Term subject, read_part(*triple, "subject"));
    QUOTH_TRY(Term predicate, read_part(*triple, "predicate"));
    QUOTH_TRY(Term object, read_part(*triple, "object"));
    return Term::triple(std::move(subject), std::move(predicate), std::move(object));
  }
  if (!content->is_string()) return no_results("the value of a term is a text");
  std::string text(content->get_string());
  if (type == "uri") return Term::iri(std::move(text));
  if (type == "bnode") return Term::blank(std::move(text));
  if (type != "literal" && type != "typed-literal") return no_results("unknown type '" + type + "'");
  const std::string language = text_of(*term, "xml:lang"), datatype = text_of(*term, "datatype");
  const std::string direction = text_of(*term, "its:dir");
  if (!language.empty()) {
    return Term::lang(std::move(text), language,
                      direction == "ltr"   ? Direction::kLeftToRight
                      : direction == "rtl" ? Direction::kRightToLeft
                                           : Direction::kNone);
  }
  return datatype.empty() ? Term::literal(std::move(text)) : Term::typed(std::move(text), datatype);
}

Result<Results> read_table(const json::object& head, const json::array& bindings) {
  Table table;
  if (const json::value* vars = head.if_contains("vars"); vars != nullptr && vars->is_array()) {
    for (const json::value& variable : vars->get_array()) {
      if (!variable.is_string()) return no_results("a variable is a text");
      table.variables.emplace_back(variable.get_string());
    }
  }
  for (const json::value& binding : bindings) {
    if (!binding.is_object()) return no_results("a binding is an object");
    Row& row = table.rows.emplace_back(table.variables.size());
    for (const auto& member : binding.get_object()) {
      const auto found = std::find(table.variables.begin(), table.variables.end(), std::string(member.key()));
      if (found == table.variables.end())
        return no_results("the head does not name ?" + std::string(member.key()));
      QUOTH_TRY(row[static_cast<std::size_t>(found - table.variables.begin())], read_term(member.value()));
    }
  }
  return Results(std::move(table));
}

}  // namespace

Result<Results> parse_json_results(std::string_view text) {
  boost::system::error_code error;
  json::parse_options options;
  options.max_depth = 4 * static_cast<std::size_t>(kMaxNesting);
  const json::value document = json::parse(text, error, {}, options);
  if (error) return no_results(error.message());
  const json::object* top = document.if_object();
  if (top == nullptr) return no_results("it is no object");
  if (const json::value* boolean = top->if_contains("boolean")) {
    if (!boolean->is_bool()) return no_results("a boolean is true or false");
    return Results(boolean->get_bool());
  }
  const json::value* head = top->if_contains("head");
  const json::value* results = top->if_contains("results");
  if (head == nullptr || !head->is_object() || results == nullptr || !results->is_object())
    return no_results("neither a boolean nor a head and results");
  const json::value* bindings = results->get_object().if_contains("bindings");
  if (bindings == nullptr || !bindings->is_array()) return no_results("results without bindings");
  return read_table(head->get_object(), bindings->get_array());
}

}  // namespace quoth::conformance

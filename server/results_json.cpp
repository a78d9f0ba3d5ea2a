#include "server/results_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <map>
#include <utility>

#include "rdf/iri.h"
#include "rdf/vocabulary.h"

namespace quoth::server {
namespace {

namespace json = boost::json;

// A triple term within another is two levels of objects; around all of them stand a few more.
constexpr std::size_t kMostDepth = 2 * kMaxNesting + 8;

Error wrong(std::string message) { return Error{ErrorCode::kSyntax, std::move(message), {}, {}}; }

// The member of an object, or nullptr where either is missing.
const json::value* find(const json::value& value, std::string_view name) {
  const json::object* const object = value.if_object();
  return object == nullptr ? nullptr : object->if_contains({name.data(), name.size()});
}

Result<std::string> text_of(const json::value& value, std::string_view name) {
  const json::value* const member = find(value, name);
  const json::string* const text = member == nullptr ? nullptr : member->if_string();
  if (text == nullptr) return wrong(fmt::format("a term has no text '{}'", name));
  return std::string(text->data(), text->size());
}

bool is_language_tag(std::string_view tag) {  // BCP 47, as far as Turtle's grammar looks at it
  std::size_t length = 0;
  bool primary = true;
  for (const char c : tag) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (c == '-') {
      if (length == 0) return false;
      primary = false;
      length = 0;
    } else if (letter || (!primary && c >= '0' && c <= '9')) {
      ++length;
    } else {
      return false;
    }
  }
  return length > 0;
}

class Reader {
 public:
  explicit Reader(const std::string& blank_prefix) : blank_prefix_(blank_prefix) {}

  Result<ServiceClient::Answer> read(const json::value& document);

 private:
  using Row = std::vector<std::optional<Term>>;
  Result<std::vector<std::string>> read_variables(const json::value& document);
  Result<Row> read_row(const json::value& binding, const std::vector<std::string>& variables);
  Result<Term> read_term(const json::value& value, int depth);
  Result<Term> read_iri(const json::value& value, std::string_view name);
  Result<Term> read_literal(const json::value& value);
  Result<Term> read_triple(const json::value& value, int depth);

  const std::string& blank_prefix_;
  std::map<std::string, std::string> labels_;  // theirs to ours
};

Result<ServiceClient::Answer> Reader::read(const json::value& document) {
  ServiceClient::Answer answer;
  QUOTH_TRY(answer.variables, read_variables(document));
  const json::value* const results = find(document, "results");
  const json::value* const bindings = results == nullptr ? nullptr : find(*results, "bindings");
  const json::array* const rows = bindings == nullptr ? nullptr : bindings->if_array();
  if (rows == nullptr) return wrong("there are no 'results' with 'bindings'");
  answer.rows.reserve(rows->size());
  for (const json::value& row : *rows) {
    QUOTH_TRY(answer.rows.emplace_back(), read_row(row, answer.variables));
  }
  return answer;
}

Result<std::vector<std::string>> Reader::read_variables(const json::value& document) {
  const json::value* const head = find(document, "head");
  const json::value* const vars = head == nullptr ? nullptr : find(*head, "vars");
  const json::array* const names = vars == nullptr ? nullptr : vars->if_array();
  if (names == nullptr) return wrong("there is no 'head' with 'vars'");
  std::vector<std::string> variables;
  for (const json::value& name : *names) {
    if (!name.is_string()) return wrong("the name of a variable is no text");
    variables.emplace_back(name.get_string().data(), name.get_string().size());
  }
  return variables;
}

Result<Reader::Row> Reader::read_row(const json::value& binding, const std::vector<std::string>& variables) {
  const json::object* const terms = binding.if_object();
  if (terms == nullptr) return wrong("a solution is no object");
  Row row(variables.size());
  for (const auto& [name, value] : *terms) {
    const auto variable = std::ranges::find(variables, std::string_view(name.data(), name.size()));
    if (variable == variables.end())
      return wrong(fmt::format("a solution has the variable '{}', and the head has not",
                               std::string_view(name.data(), name.size())));
    QUOTH_TRY(row[static_cast<std::size_t>(variable - variables.begin())], read_term(value, 0));
  }
  return row;
}

Result<Term> Reader::read_term(const json::value& value, int depth) {
  QUOTH_TRY(const std::string type, text_of(value, "type"));
  if (type == "uri") return read_iri(value, "value");
  if (type == "bnode") {
    QUOTH_TRY(const std::string label, text_of(value, "value"));
    const auto known = labels_.try_emplace(label, blank_prefix_ + std::to_string(labels_.size())).first;
    return Term::blank(known->second);
  }
  if (type == "literal" || type == "typed-literal")
    return read_literal(value);  // the latter before SPARQL 1.1
  if (type == "triple") return read_triple(value, depth);
  return wrong(fmt::format("there are no terms of type '{}'", type));
}

Result<Term> Reader::read_iri(const json::value& value, std::string_view name) {
  QUOTH_TRY(std::string iri, text_of(value, name));
  if (!is_valid_iri(iri)) return wrong(fmt::format("'{}' is no absolute IRI", iri));
  return Term::iri(std::move(iri));
}

Result<Term> Reader::read_literal(const json::value& value) {
  QUOTH_TRY(std::string text, text_of(value, "value"));
  if (find(value, "xml:lang") != nullptr) {
    QUOTH_TRY(std::string language, text_of(value, "xml:lang"));
    if (!is_language_tag(language)) return wrong(fmt::format("'{}' is no language tag", language));
    if (find(value, "its:dir") == nullptr) return Term::lang(std::move(text), std::move(language));
    QUOTH_TRY(const std::string direction, text_of(value, "its:dir"));
    if (direction != "ltr" && direction != "rtl")
      return wrong(fmt::format("'{}' is no direction", direction));
    return Term::lang(std::move(text), std::move(language),
                      direction == "ltr" ? Direction::kLeftToRight : Direction::kRightToLeft);
  }
  if (find(value, "datatype") == nullptr) return Term::literal(std::move(text));
  QUOTH_TRY(const Term datatype, read_iri(value, "datatype"));
  return Term::typed(std::move(text), datatype.text());
}

Result<Term> Reader::read_triple(const json::value& value, int depth) {
  if (depth == kMaxNesting) return wrong(fmt::format("triple terms nest deeper than {}", kMaxNesting));
  const json::value* const triple = find(value, "value");
  if (triple == nullptr || !triple->is_object()) return wrong("a triple term has no 'value'");
  const auto part = [&](std::string_view name) -> Result<Term> {
    const json::value* const term = find(*triple, name);
    if (term == nullptr) return wrong(fmt::format("a triple term has no {}", name));
    return read_term(*term, depth + 1);
  };
  QUOTH_TRY(Term subject, part("subject"));
  QUOTH_TRY(Term predicate, part("predicate"));
  QUOTH_TRY(Term object, part("object"));
  if (!predicate.is_iri()) return wrong("the predicate of a triple term is no IRI");
  if (!subject.is_iri() && !subject.is_blank())
    return wrong("the subject of a triple term is no IRI and no blank node");
  return Term::triple(std::move(subject), std::move(predicate), std::move(object));
}

}  // namespace

Result<ServiceClient::Answer> read_results_json(std::string_view text, const std::string& blank_prefix) {
  json::monotonic_resource memory;
  json::parse_options options;
  options.max_depth = kMostDepth;
  boost::system::error_code error;
  const json::value document = json::parse({text.data(), text.size()}, error, &memory, options);
  if (error) return wrong("it is no JSON: " + error.message());
  return Reader(blank_prefix).read(document);
}

}  // namespace quoth::server

// Runs tests of SPARQL that are text, and shows where what came out differs.
//
//   query_cases [--update] FILE…
//
// A file holds sections (tests/support/sections.h):
//
//   === data [source=IRI]       TriG to load, after the prefixes below
//   === query [OPTION…]         a query; its sections follow
//   === result                  what it gives: rows in any sequence, triples, true or false, or the error's text
//   === sequence                rows in their sequence
//   === algebra                 what it is translated to, IRIs shortened
//
// Options: base=IRI, default=IRI and named=IRI (a dataset), union (the default graph is the merge of all), alone
// (SERVICE is not allowed; else each endpoint whose IRI ends with /sparql is the database itself).
//
// In a document (.md) ```trig blocks are data, ```sparql blocks queries, and a ```text block behind one its result.
// --update writes what comes out into the files: look at the difference before you keep it.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <optional>
#include <regex>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "engine/service.h"
#include "engine/translate_query.h"
#include "engine/write_expression.h"
#include "kb/knowledge_base.h"
#include "parser/parse_query.h"
#include "tests/support/sections.h"
#include "tests/support/temp_dir.h"

namespace quoth::test {
namespace {

constexpr std::string_view kPrefixes = R"(PREFIX : <http://example.org/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
)";

// Stands for endpoints: the database itself, asked with nothing but the text.
class Endpoint final : public ServiceClient {
 public:
  explicit Endpoint(std::shared_ptr<const Snapshot> snapshot) : snapshot_(std::move(snapshot)) {}

  Result<Answer> select(const std::string& endpoint, const std::string& query,
                        const Limits& limits) override {
    if (!endpoint.ends_with("/sparql")) return Error{ErrorCode::kIo, "cannot reach " + endpoint, {}, {}};
    QueryOptions options;
    options.execute.limits = limits;
    QUOTH_TRY(const auto running, start_query(query, snapshot_, options));
    Answer answer{running->variables(), {}};
    while (true) {
      QUOTH_TRY(auto rows, running->next_rows());
      if (rows.empty()) return answer;
      std::move(rows.begin(), rows.end(), std::back_inserter(answer.rows));
    }
  }

 private:
  std::shared_ptr<const Snapshot> snapshot_;
};

// ---- Results as text

class ResultText {
 public:
  explicit ResultText(const PrefixMap& prefixes) : prefixes_(prefixes) {}

  Result<std::string> of(QueryResult& query, bool in_sequence) const {
    switch (query.form()) {
      case QueryForm::kSelect:
        return rows(query, in_sequence);
      case QueryForm::kAsk:
        return boolean(query);
      default:
        return triples(query);
    }
  }

  std::string iri(std::string_view text) const {
    const auto name = prefixes_.shorten(text);
    return name ? *name : "<" + std::string(text) + ">";
  }

 private:
  // A stored node's label without the hash of its document.
  std::string text(const Term& term) const {
    static const std::regex hash("_:d[0-9a-f]{32}_");
    return std::regex_replace(write_term(term, [&](std::string_view each) { return iri(each); }), hash, "_:");
  }

  static std::string joined(std::vector<std::string> lines, bool in_sequence) {
    if (!in_sequence) std::sort(lines.begin(), lines.end());
    std::string out;
    for (const std::string& line : lines) out += line + "\n";
    return out;
  }

  Result<std::string> rows(QueryResult& query, bool in_sequence) const {
    std::string head;
    for (const std::string& variable : query.variables()) head += (head.empty() ? "?" : " | ?") + variable;
    std::vector<std::string> lines;
    while (true) {
      QUOTH_TRY(const auto rows, query.next_rows());
      if (rows.empty()) break;
      for (const QueryResult::Row& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i)
          line += (i == 0 ? "" : " | ") + (row[i] ? text(*row[i]) : std::string("-"));
        lines.push_back(line.empty() ? "()" : line);
      }
    }
    const std::size_t count = lines.size();
    return (head.empty() ? "no columns" : head) + "\n" + joined(std::move(lines), in_sequence) +
           (count == 0 ? "no rows\n" : "");
  }

  static Result<std::string> boolean(QueryResult& query) {
    QUOTH_TRY(const bool answer, query.answer());
    return std::string(answer ? "true\n" : "false\n");
  }

  Result<std::string> triples(QueryResult& query) const {
    std::vector<std::string> lines;
    while (true) {
      QUOTH_TRY(const auto triples, query.next_triples());
      if (triples.empty()) break;
      for (const Triple& triple : triples)
        lines.push_back(text(triple.subject) + " " + text(triple.predicate) + " " + text(triple.object) +
                        " .");
    }
    return lines.empty() ? "no triples\n" : joined(std::move(lines), false);
  }

  const PrefixMap& prefixes_;
};

// ---- Running

QueryOptions options_of(const std::string& words) {
  QueryOptions options;
  std::istringstream in(words);
  const auto dataset = [&]() -> Dataset& {
    return options.dataset ? *options.dataset : options.dataset.emplace();
  };
  for (std::string word; in >> word;) {
    const std::string value = word.substr(word.find('=') + 1);
    if (word.starts_with("base=")) options.base = value;
    if (word.starts_with("default=")) dataset().default_graphs.push_back(value);
    if (word.starts_with("named=")) dataset().named_graphs.push_back(value);
    if (word == "union") options.union_default_graph = true;
  }
  return options;
}

Result<std::string> run_query(const KnowledgeBase& kb, const Section& query, bool in_sequence) {
  Endpoint endpoint(kb.snapshot());
  QueryOptions options = options_of(query.argument);
  if (query.argument != "alone") options.execute.services = &endpoint;
  QUOTH_TRY(const auto running, kb.query(query.body, options));
  const PrefixMap prefixes = kb.prefixes();
  return ResultText(prefixes).of(*running, in_sequence);
}

Result<std::string> algebra_text(const KnowledgeBase& kb, const Section& query) {
  QueryOptions options = options_of(query.argument);
  options.prefixes = kb.prefixes();
  QUOTH_TRY(const sparql::Query parsed, sparql::parse_query(query.body));
  QUOTH_TRY(const TranslatedQuery translated, translate_query(parsed, query.body, options));
  const std::string text = algebra::to_text(translated.solutions);
  const ResultText writer(options.prefixes);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = text.find("<http", at);
    const std::size_t close = text.find('>', std::min(open, text.size()));
    out += text.substr(at, open - at);
    if (close == std::string::npos) break;
    out += writer.iri(std::string_view(text).substr(open + 1, close - open - 1));
    at = close + 1;
  }
  return out;
}

// What a section says about the query before it; nothing for an unknown one.
std::optional<Result<std::string>> run(const KnowledgeBase& kb, const Section& section,
                                       const Section& query) {
  if (section.command == "result") return run_query(kb, query, false);
  if (section.command == "sequence") return run_query(kb, query, true);
  if (section.command == "algebra") return algebra_text(kb, query);
  return std::nullopt;
}

Status load(KnowledgeBase& kb, const TempDir& directory, const Section& section) {
  LoadRequest request;
  request.path = directory / "data.trig";
  request.base = "http://example.org/document";
  if (section.argument.starts_with("source=")) request.source = section.argument.substr(7);
  std::ofstream(request.path) << kPrefixes << section.body;
  if (auto summary = kb.load(request); !summary) return summary.error();
  return {};
}

// The number of sections that went wrong; `parsed` gets what came out.
int run_sections(const std::string& file, SectionFile& parsed) {
  const TempDir directory;
  auto kb = KnowledgeBase::open(directory / "db", {.mode = OpenMode::kCreate});
  if (!kb) {
    std::cerr << file << ": " << kb.error().to_string() << "\n";
    return 1;
  }
  int failures = 0, checked = 0;
  Section query;
  for (Section& section : parsed.sections) {
    if (section.command == "data") {
      if (const Status loaded = load(*kb, directory, section); !loaded) {
        std::cerr << file << ": data: " << loaded.error().to_string() << "\n";
        ++failures;
      }
      continue;
    }
    if (section.command == "query") {
      query = section;
      continue;
    }
    const auto outcome = run(*kb, section, query);
    if (!outcome) {
      std::cerr << file << ": unknown section: " << section.command << "\n";
      ++failures;
      continue;
    }
    ++checked;
    const std::string actual = without_blank_ends(*outcome ? **outcome : outcome->error().to_string() + "\n");
    if (actual == section.body) continue;
    ++failures;
    std::cerr << query.body;
    report_difference(file, section, actual);
    section.body = actual;
  }
  if (checked == 0) std::cerr << file << ": nothing is checked\n";
  return failures + (checked == 0 ? 1 : 0);
}

SectionFile parse_document(const std::string& text) {
  SectionFile parsed;
  std::istringstream in(text);
  bool inside = false;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("```")) {
      inside = !inside && (line == "```trig" || line == "```sparql" || line == "```text");
      if (line == "```trig") parsed.sections.push_back({"data", {}, {}});
      if (line == "```sparql") parsed.sections.push_back({"query", {}, {}});
      if (line == "```text") parsed.sections.push_back({"result", {}, {}});
    } else if (inside) {
      parsed.sections.back().body += line + "\n";
    }
  }
  return parsed;
}

int run_file(const std::string& file, std::string& text) {
  const bool is_document = file.ends_with(".md");
  SectionFile parsed = is_document ? parse_document(text) : parse_sections(text);
  const int failures = run_sections(file, parsed);
  if (!is_document) text = to_text(parsed);
  return failures;
}

}  // namespace
}  // namespace quoth::test

int main(int count, char** arguments) {
  return quoth::test::run_text_tests(std::vector<std::string>(arguments + 1, arguments + count),
                                     quoth::test::run_file);
}

#include "tests/conformance/sparql_tests.h"

#include <chrono>
#include <map>
#include <memory>
#include <sstream>
#include <utility>

#include "engine/query.h"
#include "engine/results/write_result.h"
#include "engine/service.h"
#include "parser/parse_query.h"
#include "tests/conformance/compare_results.h"
#include "tests/conformance/query_entry.h"
#include "tests/conformance/read_results.h"
#include "tests/support/text.h"

namespace quoth::conformance {
namespace {

constexpr std::string_view kManifestTest = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#";

enum class Kind { kPositiveSyntax, kNegativeSyntax, kEvaluation, kCsv };

struct KnownType {
  std::string_view name;
  Kind kind;
};
constexpr KnownType kTypes[] = {{"PositiveSyntaxTest", Kind::kPositiveSyntax},
                                {"PositiveSyntaxTest11", Kind::kPositiveSyntax},
                                {"PositiveUpdateSyntaxTest", Kind::kPositiveSyntax},
                                {"PositiveUpdateSyntaxTest11", Kind::kPositiveSyntax},
                                {"NegativeSyntaxTest", Kind::kNegativeSyntax},
                                {"NegativeSyntaxTest11", Kind::kNegativeSyntax},
                                {"NegativeUpdateSyntaxTest", Kind::kNegativeSyntax},
                                {"NegativeUpdateSyntaxTest11", Kind::kNegativeSyntax},
                                {"QueryEvaluationTest", Kind::kEvaluation},
                                {"CSVResultFormatTest", Kind::kCsv}};

std::optional<Kind> kind_of(std::string_view type) {
  if (!type.starts_with(kManifestTest)) return std::nullopt;
  for (const KnownType& known : kTypes) {
    if (known.name == type.substr(kManifestTest.size())) return known.kind;
  }
  return std::nullopt;
}

Limits limits() {
  Limits limits;
  limits.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  limits.memory_bytes = std::size_t{1} << 30;
  return limits;
}

// Endpoints that answer from data of their own. Any other is not there.
class Endpoints final : public ServiceClient {
 public:
  void add(const std::string& iri, std::shared_ptr<const Snapshot> snapshot) {
    snapshots_[iri] = std::move(snapshot);
  }

  Result<Answer> select(const std::string& endpoint, const std::string& query,
                        const Limits& query_limits) override {
    const auto found = snapshots_.find(endpoint);
    if (found == snapshots_.end()) return Error{ErrorCode::kIo, "there is no <" + endpoint + ">", {}, {}};
    QueryOptions options;
    options.execute.limits = query_limits;
    options.execute.services = this;  // an endpoint may ask another one
    QUOTH_TRY(const std::unique_ptr<QueryResult> result, start_query(query, found->second, options));
    Answer answer{result->variables(), {}};
    while (true) {
      QUOTH_TRY(std::vector<QueryResult::Row> rows, result->next_rows());
      if (rows.empty()) return answer;
      std::move(rows.begin(), rows.end(), std::back_inserter(answer.rows));
    }
  }

 private:
  std::map<std::string, std::shared_ptr<const Snapshot>> snapshots_;
};

QueryOptions query_options(const Document& query, Endpoints& endpoints) {
  QueryOptions options;
  options.execute.limits = limits();
  options.document = query.file.filename().string();
  options.base = query.base;
  options.execute.services = &endpoints;
  return options;
}

// Reads a query as the grammar and the notes on it want. Suites call functions that nobody defines: that is no error of
// syntax.
Status read_query(const std::string& text, const Document& document, TestDatabase& database) {
  if (auto query = sparql::parse_query(text, document.file.filename().string()); !query) return query.error();
  QUOTH_TRY(std::shared_ptr<const Snapshot> nothing, database.holding({}));
  Endpoints none;
  const auto started = start_query(text, std::move(nothing), query_options(document, none));
  if (started || started.error().code == ErrorCode::kUnsupported) return {};
  return started.error();
}

// An update is parsed only: what its names stand for is looked up when it runs.
Status read_update(const std::string& text, const Document& document) {
  const auto update = sparql::parse_update(text, document.file.filename().string());
  return update ? Status() : update.error();
}

// By the file's ending, since suites say mf:NegativeSyntaxTest11 of updates, too.
bool is_update(const Document& document, std::string_view type) {
  const std::filesystem::path ending = document.file.extension();
  return ending == ".ru" || (ending != ".rq" && type.find("Update") != std::string_view::npos);
}

Verdict run_syntax(const QueryEntry& query_entry, bool positive, const Entry& entry,
                   const Documents& documents, TestDatabase& database) {
  const Result<Document> document = find_document(query_entry.query, entry, documents);
  if (!document) return failed(document.error().message);
  const Result<std::string> text = read_text(*document);
  if (!text) return failed(text.error().to_string());
  const Status status = is_update(*document, entry.type) ? read_update(*text, *document)
                                                         : read_query(*text, *document, database);
  if (positive) return status ? passed() : failed(status.error().to_string());
  if (status) return failed("it was read without an error");
  const ErrorCode code = status.error().code;
  if (code == ErrorCode::kSyntax || code == ErrorCode::kInvalid) return passed();
  return failed("it was not read, but for another reason than its syntax: " + status.error().to_string());
}

bool is_ordered(const sparql::Query& query) {
  return std::visit([](const auto& form) { return !form.body.modifier.order_by.empty(); }, query.form);
}

// What a query gives, written in a format and read again.
Result<Results> run_query(QueryResult& result, ResultsFormat format) {
  std::ostringstream out;
  if (gives_graph(result.form())) {
    QUOTH_CHECK(write_result(out, result, RdfFormat::kTurtle));
    QUOTH_TRY(std::vector<Quad> quads, test::read_quads(out.str(), RdfFormat::kTurtle));
    return Results(std::move(quads));
  }
  switch (format) {
    case ResultsFormat::kXml:
      QUOTH_CHECK(write_result(out, result, ResultFormat::kXml));
      return parse_results(format, out.str());
    case ResultsFormat::kCsv:
      QUOTH_CHECK(write_result(out, result, ResultFormat::kCsv));
      return parse_results(format, out.str());
    case ResultsFormat::kTsv:
      QUOTH_CHECK(write_result(out, result, ResultFormat::kTsv));
      return parse_results(format, out.str());
    case ResultsFormat::kJson:
    case ResultsFormat::kGraph:
      break;
  }
  QUOTH_CHECK(write_result(out, result, ResultFormat::kJson));
  return parse_results(ResultsFormat::kJson, out.str());
}

Verdict unread(const Error& error) {
  return error.code == ErrorCode::kUnsupported ? skipped(error.message) : failed(error.to_string());
}

Result<std::shared_ptr<const Snapshot>> load(const DataSources& sources, const Entry& entry,
                                             const Documents& documents, TestDatabase& database) {
  QUOTH_TRY(const std::vector<Quad> quads, read_data(sources, entry, documents));
  return database.holding(quads);
}

Verdict run_evaluation(const QueryEntry& query_entry, const Entry& entry, const Documents& documents,
                       TestDatabase& database) {
  const Result<Document> document = find_document(query_entry.query, entry, documents);
  const Result<Document> expected_document = find_document(entry.result, entry, documents);
  if (!document) return failed(document.error().message);
  if (!expected_document) return failed(expected_document.error().message);
  const Result<Results> expected = read_results(*expected_document);
  if (!expected) return unread(expected.error());
  const Result<std::string> text = read_text(*document);
  if (!text) return failed(text.error().to_string());
  const Result<sparql::Query> query = sparql::parse_query(*text, document->file.filename().string());
  if (!query) return failed(query.error().to_string());

  Endpoints endpoints;
  for (const Endpoint& endpoint : query_entry.endpoints) {
    Result<std::shared_ptr<const Snapshot>> data = load(endpoint.data, entry, documents, database);
    if (!data) return unread(data.error());
    endpoints.add(endpoint.iri, *std::move(data));
  }
  Result<DataSources> sources = query_entry.data;
  if (sources->empty()) sources = dataset_of_query(*query, document->base);
  if (!sources) return failed(sources.error().to_string());
  Result<std::shared_ptr<const Snapshot>> data = load(*sources, entry, documents, database);
  if (!data) return unread(data.error());

  const Result<std::unique_ptr<QueryResult>> started =
      start_query(*text, *std::move(data), query_options(*document, endpoints));
  if (!started) return failed(started.error().to_string());
  const ResultsFormat format = results_format(*expected_document);
  const Result<Results> actual = run_query(**started, format);
  if (!actual) return failed(actual.error().to_string());
  const Comparison comparison{
      .ordered = is_ordered(*query), .lax = query_entry.lax, .same_header = format == ResultsFormat::kCsv};
  const Result<std::string> differs = difference(*expected, *actual, comparison);
  if (!differs) return failed(differs.error().to_string());
  return differs->empty() ? passed() : failed("the result differs\n" + *differs);
}

}  // namespace

bool is_sparql_test(std::string_view type) { return kind_of(type).has_value(); }

Verdict run_sparql_test(const Entry& entry, const Documents& documents, TestDatabase& database) {
  const Kind kind = *kind_of(entry.type);
  const Result<QueryEntry> query_entry = read_query_entry(entry);
  if (!query_entry) return failed(query_entry.error().message);
  if (kind == Kind::kPositiveSyntax || kind == Kind::kNegativeSyntax)
    return run_syntax(*query_entry, kind == Kind::kPositiveSyntax, entry, documents, database);
  if (query_entry->entails) return skipped("entailment regimes are optional, and not offered");
  return run_evaluation(*query_entry, entry, documents, database);
}

}  // namespace quoth::conformance

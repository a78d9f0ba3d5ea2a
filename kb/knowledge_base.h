// A KnowledgeBase is quoth as a library: open a database, load files of claims and facts, ask.
//
//   QUOTH_TRY(auto kb, quoth::KnowledgeBase::open("news.db", {.mode = quoth::OpenMode::kCreate}));
//   QUOTH_TRY(auto summary, kb.load({.path = "ukraine-2014.trig"}));
//   QUOTH_TRY(auto answer, kb.ask("what did Obama urge Russia to do?"));
//   answer.write(std::cout, quoth::AnswerFormat::kTable);
//
// Calls may come from many threads; loads wait for each other. No exception leaves this class: a lack of
// memory is an Error of kMemory.
#pragma once
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/execute.h"
#include "engine/query.h"
#include "kb/answer.h"
#include "kb/complete.h"
#include "kb/data_format.h"
#include "kb/describe.h"
#include "kb/listing.h"
#include "kb/policy.h"
#include "kb/table_columns.h"
#include "kb/verdict.h"
#include "parser/input.h"
#include "rdf/prefixes.h"
#include "rdf/rdf_format.h"
#include "storage/store.h"

namespace quoth {

struct OpenOptions {
  OpenMode mode = OpenMode::kRead;
  std::size_t cache_bytes = std::size_t{128} << 20;
};

struct LoadProgress {
  std::uint64_t bytes = 0;  // read of the file, as it lies on disk
  std::optional<std::uint64_t> bytes_total;
  std::uint64_t quads = 0;
  bool sorting = false;  // the file is read; now it is sorted and written
};

struct LoadRequest {
  std::string path;                  // "-" is standard input
  std::optional<DataFormat> format;  // else by the file's name; standard input needs it
  // The document's IRI; empty: the file's. Of a table: what the IRIs of its names begin with; empty:
  // https://w3id.org/quoth/name#.
  std::string base;
  // The named graph for triples of the document's default graph, or for rows of a table that have no source of their
  // own; empty: none.
  std::string source;
  TableOptions table;  // for tables only
  // `source` shall hold exactly the file: what else it holds is removed in the same commit.
  bool replace = false;
  bool lenient = false;          // passes over bad rows of a table, and bad lines of N-Triples and N-Quads
  std::size_t memory_bytes = 0;  // 0: a quarter of the machine's
  const std::atomic<bool>* cancelled = nullptr;
  std::function<void(const LoadProgress&)> progress;  // called now and then, if set
};

struct LoadSummary {
  std::uint64_t quads = 0, added = 0, background = 0;  // read; new; of the new: into the background
  std::uint64_t removed = 0;                           // of the source that was replaced
  std::optional<std::uint64_t> rows;                   // of a table: those that became claims
  std::uint64_t skipped = 0;                           // bad rows or lines
  std::vector<Error> first_skipped;                    // what was wrong with the first few of them
  std::uint64_t commit = 0;                            // the last one's where nothing has changed
  double seconds = 0;
  std::vector<std::string> notes;  // a prefix that was not adopted, for example
};

struct AskOptions {
  Limits limits;
  PrefixMap prefixes;  // these come before the database's
};

struct CheckOptions {
  Limits limits;
  PrefixMap prefixes;  // these come before the database's
  Policy policy;
  bool with_retracted = false;  // count claims that were taken back, too
};

class KnowledgeBase {
 public:
  static Result<KnowledgeBase> open(const std::string& directory, const OpenOptions& options = {});
  KnowledgeBase(KnowledgeBase&&) noexcept;
  KnowledgeBase& operator=(KnowledgeBase&&) noexcept;
  ~KnowledgeBase();

  // One commit; nothing of the file stays if it fails.
  Result<LoadSummary> load(const LoadRequest& request);

  // A query in SPARQL, of the state of now. The database's prefixes count where the options have no other meaning for
  // them. Results are pulled from the query, which keeps the state alive.
  Result<std::unique_ptr<QueryResult>> query(std::string_view text, QueryOptions options = {}) const;

  // A statement of the claim language. Its rows in the order of terms, the same in every run.
  Result<Answer> ask(std::string_view statement, const AskOptions& options = {}) const;

  // The verdict on one pattern, with or without the clauses `from` and `to`.
  Result<Verdict> check(std::string_view statement, const CheckOptions& options = {}) const;

  // The plan that `ask` would run, with estimated and real row counts: it is run for that.
  Result<std::string> explain(std::string_view statement, const AskOptions& options = {}) const;

  // Every quad, grouped by graph and subject; with the database's prefixes in formats that have them.
  Status dump(std::ostream& out, RdfFormat format) const;

  Result<StoreStatistics> statistics() const;

  // What is in the database, as tables: its sources, its verbs by mood, what a text may mean, and everything about
  // one thing. All of them cost by what they list, not by the number of claims.
  Result<Answer> sources(const ListOptions& options = {}) const;
  Result<Answer> verbs(const ListOptions& options = {}) const;
  Result<Answer> meanings(std::string_view text, const ListOptions& options = {}) const;
  Result<Description> describe(std::string_view text, const ListOptions& options = {}) const;

  // The prefixes that loaded files declared.
  PrefixMap prefixes() const;

  // Names with which a statement may go on, for completion.
  Result<std::vector<NameSuggestion>> complete_name(const NameRequest& request) const;

  // What is stored now, for whoever reads it beneath this class; it does not change.
  std::shared_ptr<const Snapshot> snapshot() const;

  // In kRead mode: see what the writer has committed since. The REPL calls it between statements.
  Status catch_up();

 private:
  struct State;
  explicit KnowledgeBase(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace quoth

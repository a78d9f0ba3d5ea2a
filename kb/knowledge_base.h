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
#include "kb/answer.h"
#include "kb/policy.h"
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
  std::string path;                 // "-" is standard input
  std::optional<RdfFormat> format;  // else by the file's name; standard input needs it
  std::string base;                 // the document's IRI; empty: the file's
  std::string source;            // the named graph for triples of the document's default graph; empty: none
  std::size_t memory_bytes = 0;  // 0: a quarter of the machine's
  const std::atomic<bool>* cancelled = nullptr;
  std::function<void(const LoadProgress&)> progress;  // called now and then, if set
};

struct LoadSummary {
  std::uint64_t quads = 0, added = 0, background = 0;  // read; new; of the new: into the background
  std::uint64_t commit = 0;
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

  // A statement of the claim language. Its rows in the order of terms, the same in every run.
  Result<Answer> ask(std::string_view statement, const AskOptions& options = {}) const;

  // The verdict on one pattern, with or without the clauses `from` and `to`.
  Result<Verdict> check(std::string_view statement, const CheckOptions& options = {}) const;

  // The plan that `ask` would run, with estimated and real row counts: it is run for that.
  Result<std::string> explain(std::string_view statement, const AskOptions& options = {}) const;

  // Every quad, grouped by graph and subject; with the database's prefixes in formats that have them.
  Status dump(std::ostream& out, RdfFormat format) const;

  Result<StoreStatistics> statistics() const;

  // Names that start with `text` (without regard to case), at most `limit`, for completion.
  Result<std::vector<std::string>> complete_name(std::string_view text, std::size_t limit) const;

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

#include "tests/server/scripted_query.h"

#include <chrono>
#include <map>
#include <sstream>
#include <thread>
#include <utility>

namespace quoth::test {
namespace {

constexpr std::size_t kBatch = 100;

Error error_named(const std::string& name) {
  static const std::map<std::string, Error> kErrors = {
      {"syntax", error_at(ErrorCode::kSyntax, "expected a term", "query", "SELECT ?x WHERE { ?x <p> }", 25)},
      {"unsupported", {ErrorCode::kUnsupported, "SERVICE is not allowed here", {}, {}}},
      {"timeout", {ErrorCode::kTimeout, "the query has used up its time", {}, {}}},
      {"memory", {ErrorCode::kMemory, "the query has used up its memory", {}, {}}},
      {"io", {ErrorCode::kIo, "the disk is gone", {}, {}}},
  };
  return kErrors.at(name);
}

class ScriptedResult final : public QueryResult {
 public:
  ScriptedResult(ScriptedQueries& queries, QueryForm form, std::istringstream script,
                 const QueryOptions& options)
      : queries_(queries), form_(form), script_(std::move(script)), limits_(options.execute.limits) {
    ++queries_.running;
  }
  ~ScriptedResult() override { --queries_.running; }

  QueryForm form() const override { return form_; }
  const std::vector<std::string>& variables() const override { return variables_; }
  const PrefixMap& prefixes() const override { return prefixes_; }
  std::string explain() const override { return {}; }

  Result<std::vector<Row>> next_rows() override {
    QUOTH_TRY(const std::size_t count, advance());
    std::vector<Row> rows;
    for (std::size_t i = 0; i < count; ++i, ++number_)
      rows.push_back({Term::iri("https://example.org/" + std::to_string(number_)), std::nullopt});
    return rows;
  }
  Result<bool> answer() override {
    QUOTH_CHECK(advance());
    return true;
  }
  Result<std::vector<Triple>> next_triples() override {
    QUOTH_TRY(const std::size_t count, advance());
    std::vector<Triple> triples;
    for (std::size_t i = 0; i < count; ++i, ++number_) {
      triples.emplace_back(Term::iri("https://example.org/" + std::to_string(number_)),
                           Term::iri("https://example.org/p"), Term::literal("o"));
    }
    return triples;
  }

 private:
  // How many rows come next; 0 at the end of the script.
  Result<std::size_t> advance() {
    QUOTH_CHECK(check());
    while (left_ == 0 && !endless_) {
      std::string word;
      if (!(script_ >> word)) return std::size_t{0};
      if (word == "rows") script_ >> left_;
      if (word == "endless") endless_ = true;
      if (word == "pause") {
        int milliseconds = 0;
        script_ >> milliseconds;
        QUOTH_CHECK(pause(std::chrono::milliseconds(milliseconds)));
      }
      if (word == "fail") {
        script_ >> word;
        return error_named(word);
      }
    }
    const std::size_t count = endless_ ? kBatch : std::min(left_, kBatch);
    left_ -= endless_ ? 0 : count;
    return count;
  }

  Status pause(std::chrono::milliseconds time) const {
    const auto end = std::chrono::steady_clock::now() + time;
    while (std::chrono::steady_clock::now() < end) {
      QUOTH_CHECK(check());
      std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return {};
  }

  Status check() const {
    if (limits_.cancelled->load()) {
      ++queries_.cancelled;
      return Error{ErrorCode::kCancelled, "the query was cancelled", {}, {}};
    }
    if (std::chrono::steady_clock::now() >= *limits_.deadline) return error_named("timeout");
    return {};
  }

  ScriptedQueries& queries_;
  const QueryForm form_;
  std::istringstream script_;
  const Limits limits_;
  const std::vector<std::string> variables_{"x", "y"};
  PrefixMap prefixes_;
  std::size_t left_ = 0, number_ = 0;
  bool endless_ = false;
};

}  // namespace

server::StartQuery ScriptedQueries::start() {
  return [this](std::string_view text, const QueryOptions& options) -> Result<std::unique_ptr<QueryResult>> {
    {
      const std::scoped_lock lock(mutex_);
      text_ = text;
      options_ = options;
    }
    std::istringstream script{std::string(text)};
    std::string word;
    script >> word;
    if (word == "refuse") {
      script >> word;
      return error_named(word);
    }
    static const std::map<std::string, QueryForm> kForms = {{"SELECT", QueryForm::kSelect},
                                                            {"ASK", QueryForm::kAsk},
                                                            {"CONSTRUCT", QueryForm::kConstruct},
                                                            {"DESCRIBE", QueryForm::kDescribe}};
    return std::make_unique<ScriptedResult>(*this, kForms.at(word), std::move(script), options);
  };
}

std::string ScriptedQueries::text() const {
  const std::scoped_lock lock(mutex_);
  return text_;
}

QueryOptions ScriptedQueries::options() const {
  const std::scoped_lock lock(mutex_);
  return options_;
}

}  // namespace quoth::test

#include "kb/knowledge_base.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "kb/check.h"
#include "kb/check_answer.h"
#include "kb/check_statement.h"
#include "kb/claim_query.h"
#include "kb/claim_sparql.h"
#include "kb/dump.h"
#include "kb/guarded.h"
#include "kb/guarded_query.h"
#include "kb/load.h"
#include "kb/meanings.h"
#include "kb/names.h"
#include "kb/reading.h"
#include "kb/shown_names.h"
#include "kb/sources.h"
#include "kb/translate_claim.h"
#include "kb/verbs.h"

namespace quoth {
namespace {

// The caller's prefixes come before the database's.
PrefixMap all_prefixes(PrefixMap prefixes, const Snapshot& snapshot) {
  for (const auto& [label, iri] : snapshot.prefixes().entries()) prefixes.add(label, iri);
  return prefixes;
}

using Rows = std::vector<std::vector<std::optional<Term>>>;

// Terms with the names to show for them.
Result<Answer> make_answer(std::vector<algebra::Variable> columns, Rows rows, const Snapshot& snapshot,
                           const PrefixMap& prefixes) {
  ShownNames names(snapshot, prefixes);
  for (const auto& row : rows)
    for (const std::optional<Term>& term : row)
      if (term) names.add(*term);
  QUOTH_CHECK(names.resolve());

  Answer answer;
  for (algebra::Variable& column : columns) answer.columns.push_back(std::move(column.name));
  answer.rows.reserve(rows.size());
  for (auto& row : rows) {
    std::vector<Cell>& cells = answer.rows.emplace_back();
    cells.reserve(row.size());
    for (std::optional<Term>& term : row) {
      Cell& cell = cells.emplace_back();
      if (!term) continue;
      cell.shown = names.show(*term);
      cell.term = std::move(term);
    }
  }
  return answer;
}

// The SPARQL text, then the plan as it was run in comments: the whole is SPARQL again.
Result<std::string> explain_query(const ClaimQuery& query, std::shared_ptr<const Snapshot> snapshot,
                                  const PrefixMap& prefixes, const Limits& limits) {
  std::string text = to_sparql(query, prefixes);
  QUOTH_TRY(const std::unique_ptr<Solutions> solutions,
            execute(translate_claim(query), std::move(snapshot), {.limits = limits, .disabled_passes = {}}));
  while (true) {
    QUOTH_TRY(const Rows rows, solutions->next());
    if (rows.empty()) break;
  }
  text += '\n';
  const std::string plan = solutions->explain();
  for (std::size_t begin = 0; begin < plan.size();) {
    const std::size_t end = std::min(plan.find('\n', begin), plan.size());
    text.append("# ").append(plan, begin, end - begin).append("\n");
    begin = end + 1;
  }
  return text;
}

}  // namespace

struct KnowledgeBase::State {
  std::string directory;
  std::unique_ptr<Store> store;
};

KnowledgeBase::KnowledgeBase(std::unique_ptr<State> state) : state_(std::move(state)) {}
KnowledgeBase::KnowledgeBase(KnowledgeBase&&) noexcept = default;
KnowledgeBase& KnowledgeBase::operator=(KnowledgeBase&&) noexcept = default;
KnowledgeBase::~KnowledgeBase() = default;

Result<KnowledgeBase> KnowledgeBase::open(const std::string& directory, const OpenOptions& options) {
  return guarded([&]() -> Result<KnowledgeBase> {
    StoreOptions store;
    store.mode = options.mode;
    store.names = name_indexer();
    store.cache_bytes = options.cache_bytes;
    auto state = std::make_unique<State>();
    state->directory = directory;
    QUOTH_TRY(state->store, Store::open(directory, store));
    return KnowledgeBase(std::move(state));
  });
}

Result<LoadSummary> KnowledgeBase::load(const LoadRequest& request) {
  return guarded([&] { return load_file(*state_->store, state_->directory, request); });
}

Result<std::unique_ptr<QueryResult>> KnowledgeBase::query(std::string_view text, QueryOptions options) const {
  return guarded([&]() -> Result<std::unique_ptr<QueryResult>> {
    const std::shared_ptr<const Snapshot> snapshot = state_->store->snapshot();
    options.prefixes = all_prefixes(std::move(options.prefixes), *snapshot);
    QUOTH_TRY(std::unique_ptr<QueryResult> started, start_query(text, snapshot, options));
    return guard(std::move(started));
  });
}

Result<Answer> KnowledgeBase::ask(std::string_view statement, const AskOptions& options) const {
  return guarded([&]() -> Result<Answer> {
    const std::shared_ptr<const Snapshot> snapshot = state_->store->snapshot();
    const PrefixMap prefixes = all_prefixes(options.prefixes, *snapshot);
    QUOTH_TRY(reading::Reading reading, reading::read_statement(statement, *snapshot, prefixes));
    if (reading.purpose == reading::Purpose::kCheck && !reading.explain) {
      QUOTH_TRY(const CheckRequest request, make_check(std::move(reading), statement));
      QUOTH_TRY(const Verdict verdict, check_pattern(request, snapshot, prefixes, options.limits));
      return answer_of(verdict);
    }
    QUOTH_TRY(const ClaimQuery query, make_claim_query(reading, *snapshot));
    if (reading.explain) {
      Answer answer;
      QUOTH_TRY(answer.explanation, explain_query(query, snapshot, prefixes, options.limits));
      return answer;
    }
    QUOTH_TRY(const std::unique_ptr<Solutions> solutions,
              execute(translate_claim(query), snapshot, {.limits = options.limits, .disabled_passes = {}}));
    QUOTH_TRY(Rows rows, all_rows(*solutions));
    return make_answer(query.columns, std::move(rows), *snapshot, prefixes);
  });
}

Result<Verdict> KnowledgeBase::check(std::string_view statement, const CheckOptions& options) const {
  return guarded([&]() -> Result<Verdict> {
    const std::shared_ptr<const Snapshot> snapshot = state_->store->snapshot();
    const PrefixMap prefixes = all_prefixes(options.prefixes, *snapshot);
    QUOTH_TRY(CheckRequest request, read_check(statement, *snapshot, prefixes));
    request.policy = options.policy;
    request.with_retracted = options.with_retracted;
    return check_pattern(request, snapshot, prefixes, options.limits);
  });
}

Result<std::string> KnowledgeBase::explain(std::string_view statement, const AskOptions& options) const {
  return guarded([&]() -> Result<std::string> {
    const std::shared_ptr<const Snapshot> snapshot = state_->store->snapshot();
    const PrefixMap prefixes = all_prefixes(options.prefixes, *snapshot);
    QUOTH_TRY(const reading::Reading reading, reading::read_statement(statement, *snapshot, prefixes));
    QUOTH_TRY(const ClaimQuery query, make_claim_query(reading, *snapshot));
    return explain_query(query, snapshot, prefixes, options.limits);
  });
}

Status KnowledgeBase::dump(std::ostream& out, RdfFormat format) const {
  return guarded([&] { return quoth::dump(*state_->store->snapshot(), out, format); });
}

Result<StoreStatistics> KnowledgeBase::statistics() const {
  return guarded([&] { return state_->store->statistics(); });
}

Result<Answer> KnowledgeBase::sources(const ListOptions& options) const {
  return guarded([&] { return list_sources(*state_->store->snapshot(), options); });
}

Result<Answer> KnowledgeBase::verbs(const ListOptions& options) const {
  return guarded([&] { return list_verbs(*state_->store->snapshot(), options); });
}

Result<Answer> KnowledgeBase::meanings(std::string_view text, const ListOptions& options) const {
  return guarded([&] { return list_meanings(*state_->store->snapshot(), text, options); });
}

Result<Description> KnowledgeBase::describe(std::string_view text, const ListOptions& options) const {
  return guarded([&] { return quoth::describe(*state_->store->snapshot(), text, options); });
}

PrefixMap KnowledgeBase::prefixes() const { return state_->store->snapshot()->prefixes(); }

Result<std::vector<NameSuggestion>> KnowledgeBase::complete_name(const NameRequest& request) const {
  return guarded([&] { return complete_names(*state_->store->snapshot(), request); });
}

std::shared_ptr<const Snapshot> KnowledgeBase::snapshot() const { return state_->store->snapshot(); }

Status KnowledgeBase::catch_up() {
  return guarded([&] { return state_->store->catch_up(); });
}

}  // namespace quoth

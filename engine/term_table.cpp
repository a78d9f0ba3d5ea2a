#include "engine/term_table.h"

#include <algorithm>
#include <utility>

namespace quoth {
namespace {

// What is cached is dropped at once above this: the terms of the present batch are what matters.
constexpr std::size_t kCachedTerms = 16 * 1024;

bool has_term(TermId id) { return id.tag() > IdTag::kDefaultGraph; }

// What a term takes, roughly.
std::size_t bytes_of(const TermView& term) {
  std::size_t bytes = sizeof(Term) + term.text.size() + term.datatype.size() + term.language.size();
  if (term.kind == TermKind::kTriple) {
    bytes +=
        bytes_of(term.triple->subject) + bytes_of(term.triple->predicate) + bytes_of(term.triple->object);
  }
  return bytes;
}

}  // namespace

TermTable::TermTable(const Snapshot& snapshot, MemoryBudget& memory) : snapshot_(snapshot), memory_(memory) {}

Result<TermId> TermTable::id_of(const Term& term) {
  if (const auto id = inline_id(term.view())) return *id;
  if (const auto known = local_ids_.find(term); known != local_ids_.end()) return known->second;
  QUOTH_TRY(const TermId stored, snapshot_.find_id(term.view()));
  if (!stored.is_none()) return stored;
  QUOTH_CHECK(memory_.grow(2 * bytes_of(term.view())));  // the pool and the map
  const TermId id(IdTag::kLocal, local_.size());
  local_.push_back(term);
  local_ids_.emplace(term, id);
  return id;
}

Status TermTable::prefetch(std::span<const TermId> ids) {
  missing_.clear();
  for (const TermId id : ids) {
    if (has_term(id) && id.tag() != IdTag::kLocal && !cache_.contains(id)) missing_.push_back(id);
  }
  if (missing_.empty()) return {};
  std::sort(missing_.begin(), missing_.end());
  missing_.erase(std::unique(missing_.begin(), missing_.end()), missing_.end());
  if (cache_.size() + missing_.size() > kCachedTerms && !cache_.empty()) {
    cache_.clear();
    return prefetch(ids);  // all of them now; once, as the cache is empty
  }
  QUOTH_TRY(std::vector<Term> terms, snapshot_.terms(missing_));
  for (std::size_t i = 0; i < missing_.size(); ++i) cache_.emplace(missing_[i], std::move(terms[i]));
  return {};
}

const Term* TermTable::find(TermId id) {
  if (id.tag() == IdTag::kLocal) return &local_[id.payload()];
  const auto known = cache_.find(id);
  return known == cache_.end() ? nullptr : &known->second;
}

Result<const Term*> TermTable::term(TermId id) {
  if (!has_term(id)) return nullptr;
  if (const Term* known = find(id)) return known;
  QUOTH_CHECK(prefetch(std::span(&id, 1)));
  return find(id);
}

}  // namespace quoth

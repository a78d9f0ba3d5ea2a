#include "storage/stored_snapshot.h"

#include <algorithm>
#include <unordered_map>

#include "storage/block.h"
#include "storage/bytes.h"

namespace quoth {
namespace {

Error corrupt(const char* what) { return {ErrorCode::kCorruption, what, {}, {}}; }

constexpr std::size_t kCountedBlocks = 16;
constexpr Row kAbove = {TermId::max(), TermId::max(), TermId::max(), TermId::max()};

// The rows of a block that are below `row`, or not above it if `upper`.
Result<std::uint64_t> rank(const BlockReader& block, const Row& row, bool upper) {
  const std::size_t mini = block.find_mini(row);
  std::vector<Row> rows;
  QUOTH_CHECK(block.decode(mini, rows));
  const auto place = upper ? std::upper_bound(rows.begin(), rows.end(), row)
                           : std::lower_bound(rows.begin(), rows.end(), row);
  return mini * kMiniRows + static_cast<std::uint64_t>(place - rows.begin());
}

// About how many of the `all` rows of a generation stand in the blocks from `key` on to the end of the range.
std::uint64_t estimate_rest(const RocksView& view, const std::string& prefix, std::string_view key,
                            const Range& range, std::uint64_t all) {
  const std::uint64_t total = view.approximate_bytes(Family::kBlocks, prefix, after_prefix(prefix));
  const std::uint64_t rest = view.approximate_bytes(Family::kBlocks, key, block_key(prefix, range.last));
  if (total == 0) return all;
  return static_cast<std::uint64_t>(static_cast<double>(all) * static_cast<double>(std::min(rest, total)) /
                                    static_cast<double>(total));
}

// `all`: the rows of the generation in this order. A range of many blocks is not walked to its end.
Result<RangeSize> count_blocks(const RocksView& view, const std::string& prefix, const Range& range,
                               std::uint64_t all) {
  const std::unique_ptr<RocksIterator> iterator = view.iterate(Family::kBlocks, prefix, after_prefix(prefix));
  iterator->seek_for_previous(block_key(prefix, range.first));
  if (!iterator->valid()) iterator->seek(prefix);
  std::uint64_t rows = 0;
  for (std::size_t blocks = 0; iterator->valid(); iterator->next(), ++blocks) {
    QUOTH_TRY(const Row first, first_row_of_key(iterator->key()));
    if (first > range.last) break;
    if (blocks == kCountedBlocks) {
      const std::uint64_t rest = estimate_rest(view, prefix, iterator->key(), range, all);
      return RangeSize{std::min(rows + rest, all), false};
    }
    QUOTH_TRY(const BlockReader block, BlockReader::open(iterator->value()));
    std::uint64_t begin = 0, end = block.header().rows;
    if (first < range.first) {
      QUOTH_TRY(begin, rank(block, range.first, false));
    }
    if (block.header().greatest[0] >= range.last[0]) {
      QUOTH_TRY(end, rank(block, range.last, true));
    }
    rows += end > begin ? end - begin : 0;
  }
  QUOTH_CHECK(iterator->status());
  return RangeSize{rows, true};
}

std::uint64_t count_rows(const std::vector<Row>& rows, const Range& range) {
  const auto begin = std::lower_bound(rows.begin(), rows.end(), range.first);
  const auto end = std::upper_bound(begin, rows.end(), range.last);
  return static_cast<std::uint64_t>(end - begin);
}

}  // namespace

void append_name_value(std::string& out, std::uint64_t commit, std::string_view value) {
  append_varint(out, commit);
  out += value;
}

Result<NameValue> read_name_value(std::string_view bytes) {
  ByteReader in(bytes);
  const std::optional<std::uint64_t> commit = in.varint();
  if (!commit) return corrupt("an entry of the name index is damaged");
  return NameValue{*commit, *in.take(in.left())};
}

StoredSnapshot::StoredSnapshot(std::shared_ptr<const RocksView> view, std::uint64_t seed, StoreState state,
                               std::vector<std::shared_ptr<const Run>> runs,
                               std::shared_ptr<const PrefixMap> prefixes)
    : view_(std::move(view)),
      dictionary_(view_, seed, state.counters.next(IdTag::kIri)),
      state_(std::move(state)),
      runs_(std::move(runs)),
      prefixes_(std::move(prefixes)) {}

// ---- Terms

Result<TermId> StoredSnapshot::find_id(const TermView& term) const {
  if (term.kind == TermKind::kTriple) {
    std::array<TermId, 3> ids;
    const std::array<const TermView*, 3> parts = {&term.triple->subject, &term.triple->predicate,
                                                  &term.triple->object};
    for (std::size_t i = 0; i < 3; ++i) {
      QUOTH_TRY(ids[i], find_id(*parts[i]));
      if (ids[i].is_none()) return TermId();
    }
    return find_triple_id(ids[0], ids[1], ids[2]);
  }
  if (const std::optional<TermId> id = inline_id(term)) return *id;
  std::string bytes;
  append_term_bytes(bytes, term);
  const TermProbe probe{dictionary_.hash(bytes), bytes};
  TermId id;
  QUOTH_CHECK(dictionary_.find({&probe, 1}, {&id, 1}));
  return id;
}

Result<TermId> StoredSnapshot::find_triple_id(TermId subject, TermId predicate, TermId object) const {
  const std::array<TermId, 3> prefix = {subject, predicate, object};
  QUOTH_TRY(Scan rows, scan(Range::of_prefix(Order::kTripleSpo, prefix)));
  RowBatch batch;
  QUOTH_TRY(const bool found, rows.next(batch));
  return found ? batch.columns[3][0] : TermId();
}

Result<Term> StoredSnapshot::term(TermId id) const {
  QUOTH_TRY(std::vector<Term> found, terms({&id, 1}));
  return std::move(found.front());
}

namespace {

// Looks up many terms: first what the triple terms hold, level by level, then all strings at once.
class TermLookup {
 public:
  TermLookup(const StoredSnapshot& snapshot, const Dictionary& dictionary)
      : snapshot_(snapshot), dictionary_(dictionary) {}

  Status read(std::span<const TermId> ids) {
    std::vector<TermId> wanted(ids.begin(), ids.end()), strings;
    while (!wanted.empty()) {
      std::sort(wanted.begin(), wanted.end());
      wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
      std::vector<TermId> triples;
      for (const TermId id : wanted) {
        if (id.is_triple() && !insides_.contains(id)) triples.push_back(id);
        if (!id.is_triple() && !id.is_inline()) strings.push_back(id);
      }
      wanted.clear();
      QUOTH_CHECK(read_triples(triples, wanted));
    }
    std::sort(strings.begin(), strings.end());
    strings.erase(std::unique(strings.begin(), strings.end()), strings.end());
    QUOTH_TRY(const std::vector<std::string> bytes, dictionary_.bytes(strings));
    for (std::size_t i = 0; i < strings.size(); ++i) {
      QUOTH_TRY(const TermView view, term_of_bytes(bytes[i]));
      terms_.emplace(strings[i], Term(view));
    }
    return {};
  }

  Result<Term> term(TermId id) {
    if (id.is_inline()) {
      std::optional<Term> term = inline_term(id);
      if (!term) return corrupt("an id holds no value");
      return *std::move(term);
    }
    if (const auto known = terms_.find(id); known != terms_.end()) return known->second;
    const auto inside = insides_.find(id);
    if (inside == insides_.end()) return corrupt("no term has an id that is used");
    QUOTH_TRY(Term subject, term(inside->second[0]));
    QUOTH_TRY(Term predicate, term(inside->second[1]));
    QUOTH_TRY(Term object, term(inside->second[2]));
    return terms_.emplace(id, Term::triple(std::move(subject), std::move(predicate), std::move(object)))
        .first->second;
  }

 private:
  Status read_triples(const std::vector<TermId>& triples, std::vector<TermId>& parts) {
    if (triples.empty()) return {};
    QUOTH_TRY(Scan rows, snapshot_.scan(Range::of_prefix(Order::kTripleId, {&triples.front(), 1})));
    RowBatch batch;
    for (const TermId id : triples) {
      QUOTH_CHECK(rows.restart(Range::of_prefix(Order::kTripleId, {&id, 1})));
      QUOTH_TRY(const bool found, rows.next(batch));
      if (!found) return corrupt("no triple term has an id that is used");
      std::array<TermId, 3>& inside = insides_[id];
      for (std::size_t i = 0; i < 3; ++i) {
        inside[i] = batch.columns[i + 1][0];
        // A triple term holds older ones only: numbers that do not fall would never end.
        if (inside[i].is_triple() && inside[i].payload() >= id.payload())
          return corrupt("a triple term holds itself");
        parts.push_back(inside[i]);
      }
    }
    return {};
  }

  const StoredSnapshot& snapshot_;
  const Dictionary& dictionary_;
  std::unordered_map<TermId, std::array<TermId, 3>> insides_;
  std::unordered_map<TermId, Term> terms_;
};

}  // namespace

Result<std::vector<Term>> StoredSnapshot::terms(std::span<const TermId> ids) const {
  TermLookup lookup(*this, dictionary_);
  QUOTH_CHECK(lookup.read(ids));
  std::vector<Term> result;
  result.reserve(ids.size());
  for (const TermId id : ids) {
    QUOTH_TRY(Term term, lookup.term(id));
    result.push_back(std::move(term));
  }
  return result;
}

// ---- Rows

void StoredSnapshot::add_generations(Scan::Source& source, const Range& range, std::size_t first) const {
  const auto order = static_cast<std::size_t>(range.order);
  for (std::size_t i = state_.generations.size(); i-- > first;) {
    const Generation& generation = state_.generations[i];
    for (const bool removed : {false, true}) {
      if ((removed ? generation.removed : generation.added)[order] == 0) continue;
      source.add(block_cursor(view_, block_prefix(range.order, removed, generation.number), range,
                              &source.counters()),
                 removed);
    }
  }
}

std::unique_ptr<Scan::Source> StoredSnapshot::source(const Range& range) const {
  auto source = std::make_unique<Scan::Source>(range, shared_from_this());
  for (std::size_t i = runs_.size(); i-- > 0;) {
    const RowSet& rows = runs_[i]->rows(range.order);
    if (!rows.added.empty()) source->add(memory_cursor(rows.added, range), false);
    if (!rows.removed.empty()) source->add(memory_cursor(rows.removed, range), true);
  }
  add_generations(*source, range, 0);
  return source;
}

std::unique_ptr<Scan::Source> StoredSnapshot::source_of_generations(const Range& range,
                                                                    std::size_t first) const {
  auto source = std::make_unique<Scan::Source>(range, shared_from_this());
  add_generations(*source, range, first);
  return source;
}

Result<Scan> StoredSnapshot::scan(const Range& range) const { return Scan(source(range)); }

// Each source adds only rows that those below it have not, and removes only rows that they have: so sums of what is
// counted are exact.
Result<RangeSize> StoredSnapshot::count(const Range& range) const {
  const auto order = static_cast<std::size_t>(range.order);
  const bool all = range.first == Row{} && range.last == kAbove;
  std::uint64_t added = 0, gone = 0;
  bool exact = true;
  for (const Generation& generation : state_.generations) {
    for (const bool removed : {false, true}) {
      RangeSize size{(removed ? generation.removed : generation.added)[order], true};
      if (size.rows > 0 && !all) {
        const std::string prefix = block_prefix(range.order, removed, generation.number);
        QUOTH_TRY(size, count_blocks(*view_, prefix, range, size.rows));
      }
      (removed ? gone : added) += size.rows;
      exact = exact && size.exact;
    }
  }
  for (const std::shared_ptr<const Run>& run : runs_) {
    added += count_rows(run->rows(range.order).added, range);
    gone += count_rows(run->rows(range.order).removed, range);
  }
  if (exact && gone > added) return corrupt("more rows are removed than were added");
  // An estimate is never 0: that would say that there is nothing.
  return RangeSize{exact ? added - gone : std::max<std::uint64_t>(added - std::min(gone, added), 1), exact};
}

// ---- Names

Status StoredSnapshot::visit_names(std::string_view prefix,
                                   const std::function<bool(std::string_view, std::string_view)>& visit,
                                   std::string_view from) const {
  const std::string lower(std::max(prefix, from));
  const std::unique_ptr<RocksIterator> iterator =
      view_->iterate(Family::kNames, lower, after_prefix(std::string(prefix)));
  for (iterator->seek(lower); iterator->valid(); iterator->next()) {
    QUOTH_TRY(const NameValue name, read_name_value(iterator->value()));
    if (name.commit > state_.commit) continue;
    if (!visit(iterator->key(), name.value)) return {};
  }
  return iterator->status();
}

}  // namespace quoth

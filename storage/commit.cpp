#include "storage/commit.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include "storage/dictionary.h"

namespace quoth {
namespace {

// Gives terms their ids: those of the database, else new ones, inner terms first.
class Interner {
 public:
  explicit Interner(const StoredSnapshot& snapshot)
      : snapshot_(snapshot), counters_(snapshot.state().counters) {}

  Result<TermId> intern(const TermView& term) {
    if (term.kind == TermKind::kTriple) return intern_triple(*term.triple);
    if (const std::optional<TermId> id = inline_id(term)) return *id;
    std::string bytes;
    const IdTag tag = append_term_bytes(bytes, term);
    if (const auto known = strings_.find(bytes); known != strings_.end()) return known->second;
    const TermProbe probe{snapshot_.dictionary().hash(bytes), bytes};
    TermId id;
    QUOTH_CHECK(snapshot_.dictionary().find({&probe, 1}, {&id, 1}));
    if (id.is_none()) {
      id = counters_.take(tag);
      batch_.put(Family::kTerms, term_key(id.payload()), bytes);
      batch_.put(Family::kTermIds, hash_key(probe.hash, id), {});
      if (tag == IdTag::kIri) new_iris_.emplace_back(id, term.text);
    }
    strings_.emplace(std::move(bytes), id);
    return id;
  }

  Result<Tuple> intern(const QuadView& quad) {
    Tuple tuple;
    QUOTH_TRY(tuple[0], intern(quad.triple.subject));
    QUOTH_TRY(tuple[1], intern(quad.triple.predicate));
    QUOTH_TRY(tuple[2], intern(quad.triple.object));
    tuple[3] = TermId::default_graph();
    if (quad.graph) {
      QUOTH_TRY(tuple[3], intern(*quad.graph));
    }
    return tuple;
  }

  const IdCounters& counters() const { return counters_; }
  RocksBatch take_batch() { return std::move(batch_); }
  std::vector<Tuple> take_triples() { return std::move(triples_); }
  const std::vector<std::pair<TermId, std::string>>& new_iris() const { return new_iris_; }

 private:
  Result<TermId> intern_triple(const TripleView& triple) {
    std::array<TermId, 3> parts;
    QUOTH_TRY(parts[0], intern(triple.subject));
    QUOTH_TRY(parts[1], intern(triple.predicate));
    QUOTH_TRY(parts[2], intern(triple.object));
    if (const auto known = known_triples_.find(parts); known != known_triples_.end()) return known->second;
    QUOTH_TRY(TermId id, snapshot_.find_triple_id(parts[0], parts[1], parts[2]));
    if (id.is_none()) {
      id = counters_.take(IdTag::kTriple);
      triples_.push_back({parts[0], parts[1], parts[2], id});
    }
    known_triples_.emplace(parts, id);
    return id;
  }

  const StoredSnapshot& snapshot_;
  IdCounters counters_;
  RocksBatch batch_;
  std::unordered_map<std::string, TermId> strings_;
  std::map<std::array<TermId, 3>, TermId> known_triples_;
  std::vector<Tuple> triples_;
  std::vector<std::pair<TermId, std::string>> new_iris_;
};

// The tuple of a quad that is stored, or nothing.
Result<std::optional<Tuple>> find_tuple(const StoredSnapshot& snapshot, const QuadView& quad) {
  Tuple tuple;
  tuple[3] = TermId::default_graph();
  QUOTH_TRY(tuple[0], snapshot.find_id(quad.triple.subject));
  QUOTH_TRY(tuple[1], snapshot.find_id(quad.triple.predicate));
  QUOTH_TRY(tuple[2], snapshot.find_id(quad.triple.object));
  if (quad.graph) {
    QUOTH_TRY(tuple[3], snapshot.find_id(*quad.graph));
  }
  if (std::any_of(tuple.begin(), tuple.end(), [](TermId id) { return id.is_none(); }))
    return std::optional<Tuple>();
  QUOTH_TRY(Scan scan, snapshot.scan(Range::of_prefix(Order::kSpo, tuple)));
  RowBatch batch;
  QUOTH_TRY(const bool found, scan.next(batch));
  return found ? std::optional(tuple) : std::nullopt;
}

using TupleQuads = std::map<Tuple, const Quad*>;

// The names that quads with name predicates give. Of those removed only what nothing else says.
Status change_names(RocksBatch& batch, const Database& database, const StoredSnapshot& before,
                    const Interner& interner, const TupleQuads& added, const TupleQuads& removed) {
  const NameIndexer* const names = database.names();
  if (!names) return {};
  std::vector<NameEntry> entries, gone;
  const auto add = [&](const Tuple& tuple, const Quad& quad, std::vector<NameEntry>& out) {
    const Triple& triple = quad.triple;
    if (!triple.subject.is_iri() || !names->is_name_predicate(triple.predicate.text())) return;
    names->add_name(tuple[0], triple.predicate.text(), triple.object.view(), out);
  };
  for (const auto& [id, iri] : interner.new_iris()) names->add_iri(iri, id, entries);
  std::set<TermId> touched;
  for (const auto& [tuple, quad] : removed) {
    const std::size_t size = gone.size();
    add(tuple, *quad, gone);
    if (gone.size() > size) touched.insert(tuple[0]);
  }
  // What other quads still say of subjects that lose a name.
  for (const TermId subject : touched) {
    QUOTH_TRY(Scan scan, before.scan(Range::of_prefix(Order::kSpo, {&subject, 1})));
    QUOTH_TRY(const Term iri, before.term(subject));
    names->add_iri(iri.text(), subject, entries);
    RowBatch rows;
    while (true) {
      QUOTH_TRY(const bool more, scan.next(rows));
      if (!more) break;
      for (std::size_t i = 0; i < rows.size; ++i) {
        const Tuple tuple = {rows.columns[0][i], rows.columns[1][i], rows.columns[2][i], rows.columns[3][i]};
        if (removed.contains(tuple)) continue;
        QUOTH_TRY(Term predicate, before.term(tuple[1]));
        if (!names->is_name_predicate(predicate.text())) continue;
        QUOTH_TRY(Term object, before.term(tuple[2]));
        names->add_name(subject, predicate.text(), object.view(), entries);
      }
    }
  }
  for (const auto& [tuple, quad] : added) add(tuple, *quad, entries);
  for (const NameEntry& entry : gone) batch.remove(Family::kNames, entry.key);
  for (const NameEntry& entry : entries) {
    std::string stored;
    append_name_value(stored, before.commit() + 1, entry.value);
    batch.put(Family::kNames, entry.key, stored);
  }
  return {};
}

}  // namespace

Result<CommitInfo> commit_changes(Database& database, const ChangeSet& changes) {
  const std::shared_ptr<const StoredSnapshot> before = database.snapshot();
  Interner interner(*before);
  TupleQuads added, removed;
  for (const Quad& quad : changes.removed) {
    QUOTH_TRY(const std::optional<Tuple> tuple, find_tuple(*before, quad.view()));
    if (tuple) removed.emplace(*tuple, &quad);
  }
  for (const Quad& quad : changes.added) {
    QUOTH_TRY(const std::optional<Tuple> stored, find_tuple(*before, quad.view()));
    if (stored) {
      removed.erase(*stored);
      continue;
    }
    QUOTH_TRY(const Tuple tuple, interner.intern(quad.view()));
    added.emplace(tuple, &quad);
  }
  std::vector<std::pair<std::string, std::string>> prefixes;
  for (const auto& [label, iri] : changes.prefixes) {
    const auto& known = before->prefixes().entries();
    const auto entry = known.find(label);
    if (entry == known.end() || entry->second != iri) prefixes.emplace_back(label, iri);
  }
  CommitInfo info{before->commit(), added.size(), removed.size()};
  if (added.empty() && removed.empty() && prefixes.empty()) return info;

  CommitRecord record;
  record.number = info.number = before->commit() + 1;
  record.time = seconds_since_1970();
  record.message = changes.message;
  record.author = changes.author;
  StoreState state = before->state();
  const auto background = [](const TupleQuads& quads) {
    return static_cast<std::uint64_t>(std::count_if(quads.begin(), quads.end(), [](const auto& entry) {
      return entry.first[3] == TermId::default_graph();
    }));
  };
  state.counters = interner.counters();
  state.quads += added.size() - removed.size();
  state.background_quads += background(added) - background(removed);
  RocksBatch batch = interner.take_batch();
  for (const auto& [tuple, quad] : added) record.changes.added.push_back(tuple);
  for (const auto& [tuple, quad] : removed) record.changes.removed.push_back(tuple);
  QUOTH_CHECK(change_names(batch, database, *before, interner, added, removed));
  record.changes.triples = interner.take_triples();
  state.triple_terms += record.changes.triples.size();
  for (const auto& [label, iri] : prefixes) batch.put(Family::kPrefixes, label, iri);
  QUOTH_CHECK(database.publish(std::move(batch), std::move(record), std::move(state)));
  return info;
}

}  // namespace quoth

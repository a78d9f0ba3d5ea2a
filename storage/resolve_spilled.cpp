#include "storage/resolve_spilled.h"

#include <algorithm>
#include <array>
#include <compare>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <tuple>

#include "storage/external_sort.h"
#include "storage/sorted_probe.h"

namespace quoth {
namespace {

constexpr std::size_t kProbes = 1024;                      // terms looked up at once
constexpr std::size_t kProbeBytes = std::size_t{1} << 20;  // or their bytes
constexpr std::size_t kCancellationInterval = std::size_t{1} << 12;

// The id of the term at a position.
struct ResolvedPosition {
  Position position;
  TermId id;
  friend auto operator<=>(const ResolvedPosition&, const ResolvedPosition&) = default;
};

// A term at `position` that is new and came first at `first`, which is another.
struct Repetition {
  Position first, position;
  friend auto operator<=>(const Repetition&, const Repetition&) = default;
};

struct HashedId {
  std::uint64_t hash;
  TermId id;
  friend auto operator<=>(const HashedId&, const HashedId&) = default;
};

// A new term in the order of first appearance: key is its position, value its tag, hash and bytes.
struct NewTerm {
  static constexpr std::size_t kValueHeader = 1 + 8;

  static std::array<char, 8> key(Position position) {
    const std::uint64_t packed = std::uint64_t{position.epoch} << 32 | position.number;
    const std::uint64_t swapped = __builtin_bswap64(packed);
    std::array<char, 8> key;
    std::memcpy(key.data(), &swapped, sizeof swapped);
    return key;
  }
  static Position position(const PairView& pair) {
    return {static_cast<std::uint32_t>(pair.prefix >> 32), static_cast<std::uint32_t>(pair.prefix)};
  }
};

class TermResolver {
 public:
  TermResolver(const LoadContext& context, SpilledEpochs& epochs, IdCounters& counters, LazyOutput& output,
               LoadNames& names, IdMaps& maps)
      : context_(context),
        epochs_(epochs),
        counters_(counters),
        output_(output),
        names_(names),
        maps_(maps),
        any_known_(counters.next(IdTag::kIri) != IdCounters().next(IdTag::kIri)),
        resolved_(context.directory, context.memory_bytes / 8),
        new_terms_(context.directory, context.memory_bytes / 4),
        repetitions_(context.directory, context.memory_bytes / 8) {}

  Status run() {
    QUOTH_CHECK(find_known_terms());
    QUOTH_CHECK(number_new_terms());
    return write_maps();
  }

 private:
  // A distinct term of the batch at hand.
  struct Group {
    std::uint64_t hash;
    std::size_t offset, size;  // of its bytes in batch_bytes_
    IdTag tag;
    std::size_t first_position, positions;  // in batch_positions_
  };

  // Merges the runs, so that equal terms of all epochs come together, and looks them up in the database by
  // batches.
  Status find_known_terms();
  Status look_up_batch();
  Status add_new(const Group& group, std::span<const Position> positions);
  // Gives ids in the order of first appearance.
  Status number_new_terms();
  Status write_hashes(ExternalSorter<HashedId>& hashes, LoadOutput& output);
  // Writes for each epoch what its numbers stand for.
  Status write_maps();

  const LoadContext& context_;
  SpilledEpochs& epochs_;
  IdCounters& counters_;
  LazyOutput& output_;
  LoadNames& names_;
  IdMaps& maps_;
  bool any_known_;  // whether the dictionary holds anything

  ExternalSorter<ResolvedPosition> resolved_;
  PairSorter new_terms_;
  ExternalSorter<Repetition> repetitions_;

  std::vector<Group> batch_;
  std::string batch_bytes_;
  std::vector<Position> batch_positions_;
};

Status TermResolver::find_known_terms() {
  QUOTH_TRY(PairStream terms, epochs_.merge_terms());
  for (; const PairView* pair = terms.head(); terms.advance()) {
    const TermOccurrence term = TermOccurrence::of(*pair);
    const bool same = !batch_.empty() && batch_.back().hash == term.hash && batch_.back().tag == term.tag &&
                      std::string_view(batch_bytes_).substr(batch_.back().offset) == term.bytes;
    if (!same) {
      if (batch_.size() == kProbes || batch_bytes_.size() > kProbeBytes) QUOTH_CHECK(look_up_batch());
      batch_.push_back(
          {term.hash, batch_bytes_.size(), term.bytes.size(), term.tag, batch_positions_.size(), 0});
      batch_bytes_ += term.bytes;
    }
    ++batch_.back().positions;
    batch_positions_.push_back(term.position);
  }
  QUOTH_CHECK(terms.status());
  return look_up_batch();
}

Status TermResolver::look_up_batch() {
  QUOTH_CHECK(context_.cancelled.check());
  std::vector<TermId> found(batch_.size());
  if (any_known_) {
    std::vector<TermProbe> probes;
    for (const Group& group : batch_) {
      probes.push_back({group.hash, std::string_view(batch_bytes_).substr(group.offset, group.size)});
    }
    QUOTH_CHECK(context_.target.find_terms(probes, found));
  }
  for (std::size_t i = 0; i < batch_.size(); ++i) {
    const auto positions = std::span(batch_positions_).subspan(batch_[i].first_position, batch_[i].positions);
    if (found[i].is_none()) {
      QUOTH_CHECK(add_new(batch_[i], positions));
    } else {
      for (const Position position : positions) QUOTH_CHECK(resolved_.add({position, found[i]}));
    }
  }
  batch_.clear();
  batch_bytes_.clear();
  batch_positions_.clear();
  return {};
}

Status TermResolver::add_new(const Group& group, std::span<const Position> positions) {
  const std::array<char, 8> key = NewTerm::key(positions.front());
  std::string value(1, static_cast<char>(group.tag));
  value.append(reinterpret_cast<const char*>(&group.hash), sizeof group.hash);
  value.append(batch_bytes_, group.offset, group.size);
  QUOTH_CHECK(new_terms_.add({key.data(), key.size()}, value));
  for (const Position position : positions.subspan(1)) {
    QUOTH_CHECK(repetitions_.add({positions.front(), position}));
  }
  return {};
}

Status TermResolver::number_new_terms() {
  if (new_terms_.size() == 0) return {};
  QUOTH_TRY(LoadOutput* const output, output_.get());
  ExternalSorter<HashedId> hashes(context_.directory, context_.memory_bytes / 8);
  {
    QUOTH_TRY(PairStream terms, new_terms_.finish());
    QUOTH_TRY(SortedStream<Repetition> repetitions, repetitions_.finish());
    for (std::size_t i = 0; const PairView* term = terms.head(); terms.advance()) {
      if (i++ % kCancellationInterval == 0) QUOTH_CHECK(context_.cancelled.check());
      const Position first = NewTerm::position(*term);
      const TermId id = counters_.take(static_cast<IdTag>(term->value[0]));
      std::uint64_t hash;
      std::memcpy(&hash, term->value.data() + 1, sizeof hash);
      const std::string_view bytes = term->value.substr(NewTerm::kValueHeader);
      QUOTH_CHECK(output->add_term(id, bytes));
      QUOTH_CHECK(names_.add_new_term(id, bytes));
      QUOTH_CHECK(hashes.add({hash, id}));
      QUOTH_CHECK(resolved_.add({first, id}));
      for (; repetitions.head() != nullptr && repetitions.head()->first == first; repetitions.advance()) {
        QUOTH_CHECK(resolved_.add({repetitions.head()->position, id}));
      }
    }
    QUOTH_CHECK(terms.status());
    QUOTH_CHECK(repetitions.status());
  }
  return write_hashes(hashes, *output);
}

Status TermResolver::write_hashes(ExternalSorter<HashedId>& hashes, LoadOutput& output) {
  QUOTH_TRY(SortedStream<HashedId> sorted, hashes.finish());
  for (std::size_t i = 0; const HashedId* entry = sorted.head(); sorted.advance()) {
    if (i++ % kCancellationInterval == 0) QUOTH_CHECK(context_.cancelled.check());
    QUOTH_CHECK(output.add_hash(entry->hash, entry->id));
  }
  return sorted.status();
}

Status TermResolver::write_maps() {
  QUOTH_TRY(SortedStream<ResolvedPosition> resolved, resolved_.finish());
  std::vector<TermId> ids;
  for (std::uint32_t number = 0; const SpilledEpoch& epoch : epochs_.epochs()) {
    QUOTH_CHECK(context_.cancelled.check());
    ids.assign(epoch.size, TermId());
    for (; resolved.head() != nullptr && resolved.head()->position.epoch == number; resolved.advance()) {
      ids[resolved.head()->position.number] = resolved.head()->id;
    }
    RecordRun<SpilledValue> values(epochs_.file(), epoch.values, SpillWriter::kBufferBytes);
    for (; const SpilledValue* value = values.head(); values.advance()) ids[value->number] = value->id();
    QUOTH_CHECK(values.status());
    QUOTH_CHECK(maps_.append(ids));
    ++number;
  }
  return resolved.status();
}

// ---- Triple terms

// A triple term by the ids of its parts. Equal ones come together, the first appearance first.
struct Candidate {
  std::array<TermId, 3> parts;
  Position position;
  friend auto operator<=>(const Candidate&, const Candidate&) = default;
};

// A triple term at `position` that is new and came first at `first`, which may be the same.
struct NewTriple {
  Position first, position;
  std::array<TermId, 3> parts;
  friend auto operator<=>(const NewTriple&, const NewTriple&) = default;
};

class TripleResolver {
 public:
  TripleResolver(const LoadContext& context, const SpilledEpochs& epochs, IdCounters& counters, IdMaps& maps,
                 TupleFile& triple_rows)
      : context_(context),
        epochs_(epochs),
        counters_(counters),
        maps_(maps),
        triple_rows_(triple_rows),
        snapshot_(context.target.snapshot()),
        any_known_(counters.next(IdTag::kTriple) != IdCounters().next(IdTag::kTriple)) {}

  Status run() {
    for (std::size_t level = 0; level < epochs_.levels(); ++level) QUOTH_CHECK(resolve_level(level));
    return {};
  }

 private:
  Status resolve_level(std::size_t level);
  Status collect(std::size_t level, ExternalSorter<Candidate>& candidates);
  Status find_known(SortedStream<Candidate>& candidates, ExternalSorter<NewTriple>& fresh,
                    ExternalSorter<ResolvedPosition>& resolved);
  Status number_new(SortedStream<NewTriple>& fresh, ExternalSorter<ResolvedPosition>& resolved);
  Status update_maps(SortedStream<ResolvedPosition>& resolved);

  const LoadContext& context_;
  const SpilledEpochs& epochs_;
  IdCounters& counters_;
  IdMaps& maps_;
  TupleFile& triple_rows_;
  std::shared_ptr<const Snapshot> snapshot_;
  bool any_known_;  // whether the database has triple terms
};

Status TripleResolver::resolve_level(std::size_t level) {
  const std::size_t share = context_.memory_bytes / 4;
  ExternalSorter<ResolvedPosition> resolved(context_.directory, share);
  {
    ExternalSorter<NewTriple> fresh(context_.directory, share);
    {
      ExternalSorter<Candidate> candidates(context_.directory, share);
      QUOTH_CHECK(collect(level, candidates));
      QUOTH_TRY(SortedStream<Candidate> sorted, candidates.finish());
      QUOTH_CHECK(find_known(sorted, fresh, resolved));
    }
    QUOTH_TRY(SortedStream<NewTriple> sorted, fresh.finish());
    QUOTH_CHECK(number_new(sorted, resolved));
  }
  QUOTH_TRY(SortedStream<ResolvedPosition> sorted, resolved.finish());
  return update_maps(sorted);
}

Status TripleResolver::collect(std::size_t level, ExternalSorter<Candidate>& candidates) {
  for (std::uint32_t number = 0; const SpilledEpoch& epoch : epochs_.epochs()) {
    const std::uint32_t epoch_number = number++;
    if (epoch.triples.size() <= level) continue;
    QUOTH_CHECK(context_.cancelled.check());
    QUOTH_TRY(const std::vector<TermId> ids, maps_.load(epoch_number));
    RecordRun<SpilledTriple> triples(epochs_.file(), epoch.triples[level], SpillWriter::kBufferBytes);
    for (; const SpilledTriple* triple = triples.head(); triples.advance()) {
      const auto& [s, p, o] = triple->parts;
      QUOTH_CHECK(candidates.add({{ids[s], ids[p], ids[o]}, {epoch_number, triple->number}}));
    }
    QUOTH_CHECK(triples.status());
  }
  return {};
}

Status TripleResolver::find_known(SortedStream<Candidate>& candidates, ExternalSorter<NewTriple>& fresh,
                                  ExternalSorter<ResolvedPosition>& resolved) {
  QUOTH_TRY(SortedProbe known, SortedProbe::open(*snapshot_, Order::kTripleSpo));
  for (std::size_t i = 0; candidates.head() != nullptr;) {
    if (i++ % kCancellationInterval == 0) QUOTH_CHECK(context_.cancelled.check());
    const Candidate first = *candidates.head();
    const auto& [s, p, o] = first.parts;
    TermId id;
    if (any_known_) {
      QUOTH_TRY(const Row* const row, known.at_or_after({s, p, o, TermId()}));
      if (row != nullptr && std::tie((*row)[0], (*row)[1], (*row)[2]) == std::tie(s, p, o)) id = (*row)[3];
    }
    for (; candidates.head() != nullptr && candidates.head()->parts == first.parts; candidates.advance()) {
      const Position position = candidates.head()->position;
      if (id.is_none()) {
        QUOTH_CHECK(fresh.add({first.position, position, first.parts}));
      } else {
        QUOTH_CHECK(resolved.add({position, id}));
      }
    }
  }
  return candidates.status();
}

Status TripleResolver::number_new(SortedStream<NewTriple>& fresh,
                                  ExternalSorter<ResolvedPosition>& resolved) {
  TermId id;
  for (std::size_t i = 0; const NewTriple* triple = fresh.head(); fresh.advance()) {
    if (i++ % kCancellationInterval == 0) QUOTH_CHECK(context_.cancelled.check());
    if (triple->position == triple->first) {  // ascends before its repetitions
      id = counters_.take(IdTag::kTriple);
      const auto& [s, p, o] = triple->parts;
      QUOTH_CHECK(triple_rows_.add({s, p, o, id}));
    }
    QUOTH_CHECK(resolved.add({triple->position, id}));
  }
  return fresh.status();
}

Status TripleResolver::update_maps(SortedStream<ResolvedPosition>& resolved) {
  while (resolved.head() != nullptr) {
    QUOTH_CHECK(context_.cancelled.check());
    const std::uint32_t epoch = resolved.head()->position.epoch;
    QUOTH_TRY(std::vector<TermId> ids, maps_.load(epoch));
    for (; resolved.head() != nullptr && resolved.head()->position.epoch == epoch; resolved.advance()) {
      ids[resolved.head()->position.number] = resolved.head()->id;
    }
    QUOTH_CHECK(maps_.replace(epoch, ids));
  }
  return resolved.status();
}

}  // namespace

Status resolve_spilled_terms(const LoadContext& context, SpilledEpochs& epochs, IdCounters& counters,
                             LazyOutput& output, LoadNames& names, IdMaps& maps) {
  return TermResolver(context, epochs, counters, output, names, maps).run();
}

Status resolve_spilled_triple_terms(const LoadContext& context, const SpilledEpochs& epochs,
                                    IdCounters& counters, IdMaps& maps, TupleFile& triple_rows) {
  return TripleResolver(context, epochs, counters, maps, triple_rows).run();
}

}  // namespace quoth

#include "storage/resolve_epoch.h"

#include <algorithm>
#include <array>
#include <memory>
#include <span>
#include <tuple>
#include <utility>

#include "storage/sorted_probe.h"

namespace quoth {
namespace {

constexpr std::size_t kProbes = 1024;  // terms looked up at once

// A triple term to look up: the ids of its parts.
struct Candidate {
  std::array<TermId, 3> parts;
  std::uint32_t number;
};

Status find_dictionary_terms(const LoadTarget& target, const EpochTable& table, ResolvedEpoch& resolved,
                             const Cancellation& cancelled) {
  std::vector<TermProbe> probes;
  std::vector<std::uint32_t> numbers;
  std::vector<TermId> found;
  for (std::size_t first = 0; first < resolved.by_hash.size(); first += kProbes) {
    QUOTH_CHECK(cancelled.check());
    const std::size_t count = std::min(kProbes, resolved.by_hash.size() - first);
    probes.clear();
    numbers.clear();
    for (const HashedPlace& hashed : std::span(resolved.by_hash).subspan(first, count)) {
      const EpochTable::Entry entry = table.at(hashed.place);
      probes.push_back({hashed.hash, entry.bytes});
      numbers.push_back(entry.number);
    }
    found.assign(count, TermId());
    QUOTH_CHECK(target.find_terms(probes, found));
    for (std::size_t i = 0; i < count; ++i) resolved.ids[numbers[i]] = found[i];
  }
  return {};
}

Status find_triple_terms(SortedProbe& known, std::vector<Candidate>& candidates, ResolvedEpoch& resolved) {
  std::sort(candidates.begin(), candidates.end(),
            [](const Candidate& a, const Candidate& b) { return a.parts < b.parts; });
  for (const Candidate& candidate : candidates) {
    const auto& [s, p, o] = candidate.parts;
    QUOTH_TRY(const Row* const row, known.at_or_after({s, p, o, TermId()}));
    if (row == nullptr) return {};
    if (std::tie((*row)[0], (*row)[1], (*row)[2]) == std::tie(s, p, o))
      resolved.ids[candidate.number] = (*row)[3];
  }
  return {};
}

Status resolve_triple_terms(const LoadTarget& target, const EpochTable& table, ResolvedEpoch& resolved,
                            const Cancellation& cancelled) {
  std::vector<std::vector<EpochTable::Place>> levels;  // the triple terms of level i + 1
  table.for_each([&](const EpochTable::Entry& entry) {
    if (entry.kind != EpochTable::Kind::kTriple) return;
    if (levels.size() < entry.level) levels.resize(entry.level);
    levels[entry.level - 1u].push_back(entry.place);
  });
  const bool any_known = resolved.before.next(IdTag::kTriple) != IdCounters().next(IdTag::kTriple);
  const std::shared_ptr<const Snapshot> snapshot = target.snapshot();
  for (const std::vector<EpochTable::Place>& level : levels) {
    QUOTH_CHECK(cancelled.check());
    if (any_known) {
      std::vector<Candidate> candidates;
      candidates.reserve(level.size());
      for (const EpochTable::Place place : level) {
        const EpochTable::Entry entry = table.at(place);
        candidates.push_back(
            {{resolved.ids[entry.parts[0]], resolved.ids[entry.parts[1]], resolved.ids[entry.parts[2]]},
             entry.number});
      }
      QUOTH_TRY(SortedProbe known, SortedProbe::open(*snapshot, Order::kTripleSpo));
      QUOTH_CHECK(find_triple_terms(known, candidates, resolved));
    }
    for (const EpochTable::Place place : level) {
      TermId& id = resolved.ids[table.at(place).number];
      if (id.is_none()) id = resolved.after.take(IdTag::kTriple);
    }
  }
  return {};
}

}  // namespace

std::vector<HashedPlace> sort_by_hash(const EpochTable& table) {
  std::vector<HashedPlace> by_hash;
  by_hash.reserve(table.dictionary_size());
  table.for_each([&](const EpochTable::Entry& entry) {
    if (entry.kind == EpochTable::Kind::kDictionary) by_hash.push_back({entry.hash, entry.place});
  });
  std::sort(by_hash.begin(), by_hash.end(), [&](const HashedPlace& a, const HashedPlace& b) {
    return a.hash != b.hash ? a.hash < b.hash : table.at(a.place).bytes < table.at(b.place).bytes;
  });
  return by_hash;
}

Result<ResolvedEpoch> resolve_epoch(const LoadTarget& target, const EpochTable& table,
                                    const Cancellation& cancelled) {
  ResolvedEpoch resolved;
  resolved.before = resolved.after = target.counters();
  resolved.ids.resize(table.size());
  resolved.by_hash = sort_by_hash(table);
  const bool any_known = resolved.before.next(IdTag::kIri) != IdCounters().next(IdTag::kIri);
  if (any_known) QUOTH_CHECK(find_dictionary_terms(target, table, resolved, cancelled));

  table.for_each([&](const EpochTable::Entry& entry) {
    TermId& id = resolved.ids[entry.number];
    if (entry.kind == EpochTable::Kind::kInline) id = entry.id;
    if (entry.kind == EpochTable::Kind::kDictionary && id.is_none()) id = resolved.after.take(entry.tag);
  });
  QUOTH_CHECK(resolve_triple_terms(target, table, resolved, cancelled));
  return resolved;
}

}  // namespace quoth

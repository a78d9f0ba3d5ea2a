#include "kb/thing_kind.h"

#include <algorithm>
#include <array>
#include <vector>

#include "kb/claim.h"
#include "kb/index_walk.h"
#include "rdf/vocabulary.h"

namespace quoth {
namespace {

constexpr std::size_t kMostTypes = 3;

}  // namespace

Result<bool> is_source(const Snapshot& snapshot, TermId id) {
  QUOTH_TRY(const std::uint64_t quads, count_rows(snapshot, Order::kGpso, std::array{id}));
  return quads > 0;
}

Result<std::string> kind_of(reading::Lexicon& lexicon, TermId id) {
  const Snapshot& snapshot = lexicon.snapshot();
  std::string text;
  const auto add = [&](std::string_view part) { (text += text.empty() ? "" : ", ").append(part); };

  QUOTH_TRY(const bool predicate, lexicon.is_predicate(id));
  if (predicate) {
    add("verb");
    QUOTH_TRY(const Term term, snapshot.term(id));
    QUOTH_TRY(const std::vector<Mood> found, moods(snapshot, term));
    for (const Mood mood : found) add(name_of(mood));
  }
  QUOTH_TRY(const bool source, is_source(snapshot, id));
  if (source) add("source");
  QUOTH_TRY(const TermId type, find_iri(snapshot, rdf::kType));
  QUOTH_TRY(const std::vector<Row> rows, first_rows(snapshot, Order::kSpo, std::array{id, type}, kMostTypes));
  std::vector<std::string> types;
  for (const Row& row : rows) {
    if (row[2].tag() != IdTag::kIri) continue;
    QUOTH_TRY(const std::string iri, lexicon.iri(row[2]));
    types.push_back(lexicon.written(iri));
  }
  std::sort(types.begin(), types.end());
  types.erase(std::unique(types.begin(), types.end()), types.end());
  for (const std::string& each : types) add(each);
  return text;
}

}  // namespace quoth

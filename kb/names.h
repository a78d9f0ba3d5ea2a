// Names: what people type instead of IRIs. A name is the object of a label predicate, or an IRI's local name,
// split into words. It is found by its stemmed form in the name index of a snapshot; how it matches ranks
// first, where it stands second (docs/claim-language.md, "Names").
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "storage/name_indexer.h"
#include "storage/snapshot.h"
#include "storage/term_id.h"

namespace quoth {

// Where a name stands, best first.
enum class NamePlace : std::uint8_t { kLabel, kPrefLabel, kAltLabel, kSchemaName, kFoafName, kLocalName };

// How a name matches what was typed, best first: as it is, without regard to case, diacritics and
// punctuation, or only by the stems of its words.
enum class NameMatch : std::uint8_t { kExact, kFolded, kStemmed };

std::string_view to_string(NamePlace place);  // "rdfs:label"

// What makes the entries of the name index: for StoreOptions::names. The layout of their bytes is in
// kb/name_keys.h.
std::shared_ptr<const NameIndexer> name_indexer();

struct NameCandidate {
  TermId id;  // of an IRI
  NameMatch match = NameMatch::kExact;
  NamePlace place = NamePlace::kLabel;
  std::string name;  // as it is stored
  std::string language;
};

struct NamesFound {
  // One for each IRI that has the name, with its best match and place, in the order of match, place and id.
  std::vector<NameCandidate> candidates;
  bool longer = false;  // whether some name begins with these words and goes on with others
};

// What is known under `text`: words, with blanks in between. One or two seeks, whatever the number of names.
Result<NamesFound> find_names(const Snapshot& snapshot, std::string_view text);

// Names that differ from `text` in few letters, the nearest first, at most `limit`; bounded work. For
// messages.
Result<std::vector<NameCandidate>> nearest_names(const Snapshot& snapshot, std::string_view text,
                                                 std::size_t limit);

// A name as it is stored, with the first few things that have it.
struct NameStart {
  std::string name;
  std::vector<TermId> ids;
};

// Names that start with `text`, without regard to case, diacritics and punctuation, in alphabetical order and
// each once, at most `limit`; bounded work. For completion.
Result<std::vector<NameStart>> complete_names(const Snapshot& snapshot, std::string_view text,
                                              std::size_t limit);

}  // namespace quoth

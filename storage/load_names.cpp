#include "storage/load_names.h"

#include <string>

namespace quoth {

Status LoadNames::add_new_term(TermId id, std::string_view bytes) {
  if (names_ == nullptr || id.tag() != IdTag::kIri) return {};
  QUOTH_TRY(const TermView term, term_of_bytes(bytes));
  names_->add_iri(term.text, id, entries_);
  return add_entries();
}

Status LoadNames::add_name(TermId subject, std::string_view predicate, const TermView& object) {
  if (names_ == nullptr) return {};
  names_->add_name(subject, predicate, object, entries_);
  return add_entries();
}

Status LoadNames::add_entries() {
  for (const NameEntry& entry : entries_) QUOTH_CHECK(sorter_.add(entry.key, entry.value));
  entries_.clear();
  return {};
}

Status LoadNames::write(LoadOutput& output, PairStream gone) {
  std::string last_gone;
  // Removes what is gone and below `key`, and passes over `key` itself; without a key, removes all that is left.
  const auto remove_below = [&](const std::string* key) -> Status {
    for (; const PairView* entry = gone.head(); gone.advance()) {
      if (key != nullptr && entry->key > *key) return {};
      if (entry->key == last_gone || (key != nullptr && entry->key == *key)) continue;
      last_gone = entry->key;
      QUOTH_CHECK(output.remove_name(entry->key));
    }
    return gone.status();
  };
  QUOTH_TRY(PairStream entries, sorter_.finish());
  std::string last;
  bool any = false;
  for (; const PairView* entry = entries.head(); entries.advance()) {
    if (any && entry->key == last) continue;
    QUOTH_CHECK(output.add_name(entry->key, entry->value));
    last = entry->key;
    any = true;
    QUOTH_CHECK(remove_below(&last));
  }
  QUOTH_CHECK(entries.status());
  return remove_below(nullptr);
}

}  // namespace quoth

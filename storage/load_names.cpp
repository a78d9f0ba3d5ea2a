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

Status LoadNames::write(LoadOutput& output) {
  QUOTH_TRY(PairStream entries, sorter_.finish());
  std::string last;
  bool any = false;
  for (; const PairView* entry = entries.head(); entries.advance()) {
    if (any && entry->key == last) continue;
    QUOTH_CHECK(output.add_name(entry->key, entry->value));
    last = entry->key;
    any = true;
  }
  return entries.status();
}

}  // namespace quoth

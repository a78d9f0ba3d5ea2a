// The entries of the name index as bytes. One entry for each way in which a name may be found:
//
//   's'  stemmed form   0x00  tail      for every name
//   'f'  folded form    0x00  tail      where it differs from the stemmed one
//
//   tail = IRI's id (8 bytes, big-endian) · place (1 byte) · language tag · 0x00 · the name as it is stored
//
// The value is empty: all of a name is in its key, so that two names which differ in anything have entries of
// their own, and taking one away leaves the other. Forms hold no byte below 0x20 (name_forms.h): in the order
// of keys, a form comes before those that go on with another word, and these before those whose last word
// goes on.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "kb/names.h"
#include "storage/term_id.h"

namespace quoth {

inline constexpr char kStemmedKey = 's';
inline constexpr char kFoldedKey = 'f';

// Names above this are not indexed: nobody types them.
inline constexpr std::size_t kMaxNameBytes = 256;

// A view of one key.
struct NameKey {
  std::string_view form;
  TermId id;
  NamePlace place = NamePlace::kLabel;
  std::string_view language;
  std::string_view name;
};

// Nothing if the bytes are no key that name_entries() makes.
std::optional<NameKey> read_name_key(std::string_view key);

// Appends the entries of one name; none for a name without a form or above the bound.
void append_name_entries(std::string_view name, std::string_view language, TermId id, NamePlace place,
                         std::vector<NameEntry>& out);

}  // namespace quoth

#include "kb/name_keys.h"

#include <array>
#include <cstdint>

#include "kb/name_forms.h"
#include "rdf/vocabulary.h"

namespace quoth {
namespace {

constexpr std::size_t kIdBytes = 8;
constexpr std::size_t kMaxFormBytes = 4 * kMaxNameBytes;  // a fold can be longer than what it folds

constexpr std::array<std::pair<std::string_view, NamePlace>, 6> kNamePredicates{{
    {rdfs::kLabel, NamePlace::kLabel},
    {skos::kPrefLabel, NamePlace::kPrefLabel},
    {skos::kAltLabel, NamePlace::kAltLabel},
    {schema::kName, NamePlace::kSchemaName},
    {schema::kNameHttps, NamePlace::kSchemaName},
    {foaf::kName, NamePlace::kFoafName},
}};

std::optional<NamePlace> place_of(std::string_view predicate) {
  for (const auto& [iri, place] : kNamePredicates) {
    if (iri == predicate) return place;
  }
  return std::nullopt;
}

std::string make_key(char kind, std::string_view form, std::string_view tail) {
  std::string key;
  key.reserve(2 + form.size() + tail.size());
  key += kind;
  key += form;
  key += '\0';
  key += tail;
  return key;
}

class Indexer final : public NameIndexer {
 public:
  void add_iri(std::string_view iri, TermId id, std::vector<NameEntry>& out) const override {
    append_name_entries(local_name(iri), {}, id, NamePlace::kLocalName, out);
  }

  bool is_name_predicate(std::string_view iri) const override { return place_of(iri).has_value(); }

  void add_name(TermId subject, std::string_view predicate, const TermView& object,
                std::vector<NameEntry>& out) const override {
    const std::optional<NamePlace> place = place_of(predicate);
    if (!place || object.kind != TermKind::kLiteral) return;
    append_name_entries(object.text, object.language, subject, *place, out);
  }
};

}  // namespace

std::optional<NameKey> read_name_key(std::string_view key) {
  const std::size_t end = key.find('\0');
  if (end == std::string_view::npos || end < 2 || key.size() < end + 1 + kIdBytes + 2) return std::nullopt;
  NameKey entry;
  entry.form = key.substr(1, end - 1);
  std::string_view tail = key.substr(end + 1);
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < kIdBytes; ++i) bits = bits << 8 | static_cast<unsigned char>(tail[i]);
  entry.id = TermId::from_bits(bits);
  const auto place = static_cast<unsigned char>(tail[kIdBytes]);
  if (place > static_cast<unsigned char>(NamePlace::kLocalName)) return std::nullopt;
  entry.place = static_cast<NamePlace>(place);
  tail.remove_prefix(kIdBytes + 1);
  const std::size_t language = tail.find('\0');
  if (language == std::string_view::npos) return std::nullopt;
  entry.language = tail.substr(0, language);
  entry.name = tail.substr(language + 1);
  return entry;
}

void append_name_entries(std::string_view name, std::string_view language, TermId id, NamePlace place,
                         std::vector<NameEntry>& out) {
  if (name.empty() || name.size() > kMaxNameBytes) return;
  const std::string folded = folded_form(name);
  if (folded.empty() || folded.size() > kMaxFormBytes) return;
  const std::string stemmed = stemmed_form(folded);

  std::string tail;
  for (std::size_t i = kIdBytes; i-- > 0;) tail += static_cast<char>(id.bits() >> (8 * i) & 0xff);
  tail += static_cast<char>(place);
  tail += language;
  tail += '\0';
  tail += name;
  out.push_back({make_key(kStemmedKey, stemmed, tail), {}});
  if (folded != stemmed) out.push_back({make_key(kFoldedKey, folded, tail), {}});
}

std::shared_ptr<const NameIndexer> name_indexer() { return std::make_shared<Indexer>(); }

std::string_view to_string(NamePlace place) {
  switch (place) {
    case NamePlace::kLabel:
      return "rdfs:label";
    case NamePlace::kPrefLabel:
      return "skos:prefLabel";
    case NamePlace::kAltLabel:
      return "skos:altLabel";
    case NamePlace::kSchemaName:
      return "schema:name";
    case NamePlace::kFoafName:
      return "foaf:name";
    case NamePlace::kLocalName:
      return "local name";
  }
  return {};
}

}  // namespace quoth

#include "tests/faults/contents.h"

#include <xxhash.h>

#include <vector>

#include "kb/name_keys.h"

namespace quoth::test {
namespace {

std::set<std::string> names_of(const Snapshot& snapshot) {
  std::vector<TermId> ids;
  std::vector<std::string> entries;
  must(snapshot.visit_names("", [&](std::string_view key, std::string_view) {
    const std::optional<NameKey> entry = read_name_key(key);
    REQUIRE(entry);
    ids.push_back(entry->id);
    entries.push_back(std::string(1, key[0]) + ' ' + std::string(entry->form) + " | " +
                      std::string(entry->name) + " @" + std::string(entry->language) + ' ' +
                      std::string(to_string(entry->place)));
    return true;
  }));
  const std::vector<Term> terms = must(snapshot.terms(ids));
  std::set<std::string> names;
  for (std::size_t i = 0; i < terms.size(); ++i) names.insert(entries[i] + ' ' + to_string(terms[i]));
  return names;
}

}  // namespace

Contents contents_of(const Snapshot& snapshot) {
  Contents contents{all_quads(snapshot), names_of(snapshot), {}};
  for (const auto& [label, iri] : snapshot.prefixes().entries()) contents.prefixes.insert(label + ": " + iri);
  return contents;
}

std::string digest(const Contents& contents) {
  std::string digest;
  for (const std::set<std::string>* const part : {&contents.quads, &contents.names, &contents.prefixes}) {
    std::string lines;
    for (const std::string& line : *part) lines += line + '\n';
    digest += (digest.empty() ? "" : "/") + std::to_string(XXH3_64bits(lines.data(), lines.size()));
  }
  return digest;
}

}  // namespace quoth::test

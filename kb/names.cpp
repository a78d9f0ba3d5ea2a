#include "kb/names.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/utf8.h"
#include "kb/name_forms.h"
#include "kb/name_keys.h"
#include "kb/name_walk.h"

namespace quoth {
namespace {

// One name that very many IRIs have is cut off here; the first in the order of ids stay.
constexpr std::size_t kMaxEntriesOfOneForm = 10'000;

// So many entries of one form are looked at for different spellings, when names are completed.
constexpr std::size_t kMaxSpellings = 64;
constexpr std::size_t kMaxIdsOfOneName = 8;

auto rank(const NameCandidate& candidate) {
  return std::tuple(candidate.match, candidate.place, candidate.id);
}

// Adds the entries whose form is that of `text`; of local names alone where `text` is a compound split into
// words.
Status collect(const Snapshot& snapshot, std::string_view text, bool local_names_only,
               std::unordered_map<TermId, NameCandidate>& best, bool& longer) {
  const std::string folded = folded_form(text);
  if (folded.empty()) return {};
  const std::string prefix = kStemmedKey + stemmed_form(folded);
  std::size_t entries = 0;
  return snapshot.visit_names(prefix, [&](std::string_view key, std::string_view) {
    if (key.size() <= prefix.size()) return true;
    const char next = key[prefix.size()];
    if (next != '\0') {
      longer = longer || next == ' ';
      return false;  // those with another word come before those with a longer one
    }
    if (++entries > kMaxEntriesOfOneForm) return false;
    const std::optional<NameKey> entry = read_name_key(key);
    if (!entry || (local_names_only && entry->place != NamePlace::kLocalName)) return true;
    NameCandidate candidate{entry->id, NameMatch::kStemmed, entry->place, std::string(entry->name),
                            std::string(entry->language)};
    if (one_line(entry->name) == text) {
      candidate.match = NameMatch::kExact;
    } else if (folded_form(entry->name) == folded) {
      candidate.match = NameMatch::kFolded;
    }
    const auto [known, is_new] = best.try_emplace(candidate.id, candidate);
    if (!is_new && rank(candidate) < rank(known->second)) known->second = std::move(candidate);
    return true;
  });
}

}  // namespace

Result<NamesFound> find_names(const Snapshot& snapshot, std::string_view text) {
  NamesFound found;
  std::unordered_map<TermId, NameCandidate> best;
  const std::string name = one_line(text);
  QUOTH_CHECK(collect(snapshot, name, false, best, found.longer));
  if (const std::string words = split_compound(name); words != name) {
    QUOTH_CHECK(collect(snapshot, words, true, best, found.longer));
  }
  for (auto& [id, candidate] : best) found.candidates.push_back(std::move(candidate));
  std::sort(found.candidates.begin(), found.candidates.end(),
            [](const NameCandidate& a, const NameCandidate& b) { return rank(a) < rank(b); });
  return found;
}

Result<std::vector<NameStart>> complete_names(const Snapshot& snapshot, std::string_view text,
                                              std::size_t limit) {
  std::string start = folded_form(text);
  if (!start.empty() && !text.empty() && text.back() == ' ') start += ' ';

  // By folded form, so that the order is that of the alphabet; the stemmed entries are those of names whose
  // forms are one, and of others that are passed over.
  std::map<std::string, std::map<std::string, std::vector<TermId>>> by_form;
  for (const char kind : {kStemmedKey, kFoldedKey}) {
    WalkBudget budget;
    std::size_t forms = 0;
    std::size_t same_key_form = 0;
    std::string last_form, last_key_form;
    QUOTH_CHECK(
        walk_names(snapshot, kind + start, budget, [&](std::string_view, const NameKey& entry) -> WalkStep {
          same_key_form = entry.form == last_key_form ? same_key_form + 1 : 0;
          last_key_form = entry.form;
          if (same_key_form >= kMaxSpellings) return {WalkStep::Kind::kSkip, kind + last_key_form + '\x01'};
          std::string folded = folded_form(entry.name);
          if (!folded.starts_with(start)) return {};
          if (folded != last_form && forms++ == limit) return {WalkStep::Kind::kStop, {}};
          last_form = folded;
          std::vector<TermId>& ids = by_form[std::move(folded)][one_line(entry.name)];
          if (ids.size() < kMaxIdsOfOneName && std::find(ids.begin(), ids.end(), entry.id) == ids.end())
            ids.push_back(entry.id);
          return {};
        }));
  }
  std::vector<NameStart> names;
  for (auto& [form, spellings] : by_form) {
    for (auto& [name, ids] : spellings) {
      if (names.size() == limit) return names;
      names.push_back({name, std::move(ids)});
    }
  }
  return names;
}

}  // namespace quoth

// Names near to a misspelt one: a walk over the folded forms with one row of the edit distance for each of
// their characters, which skips every stretch of the index whose beginning is already too far.
#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "kb/name_forms.h"
#include "kb/name_keys.h"
#include "kb/name_walk.h"
#include "kb/names.h"

namespace quoth {
namespace {

std::u32string code_points(std::string_view text) {
  std::u32string out;
  for (std::size_t position = 0; position < text.size();) out.push_back(utf8::next(text, position));
  return out;
}

// The distance from a fixed text to one that is given character by character: insertions, deletions,
// substitutions and swaps of neighbours (optimal string alignment).
class Distance {
 public:
  explicit Distance(std::u32string text) : text_(std::move(text)) {
    rows_.emplace_back();
    for (std::size_t j = 0; j <= text_.size(); ++j) rows_[0].push_back(j);
  }

  void keep(std::size_t characters) {  // forgets all but the first of what was pushed
    rows_.resize(characters + 1);
    other_.resize(characters);
  }

  void push(char32_t c) {
    const std::vector<std::size_t>& above = rows_.back();
    std::vector<std::size_t> row{above[0] + 1};
    for (std::size_t j = 1; j <= text_.size(); ++j) {
      std::size_t least =
          std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (text_[j - 1] == c ? 0 : 1)});
      const bool swapped = j > 1 && !other_.empty() && text_[j - 1] == other_.back() && text_[j - 2] == c;
      if (swapped) least = std::min(least, rows_[rows_.size() - 2][j - 2] + 1);
      row.push_back(least);
    }
    rows_.push_back(std::move(row));
    other_.push_back(c);
  }

  std::size_t value() const { return rows_.back().back(); }
  // No continuation can be nearer than this. (A swap looks one row further back.)
  std::size_t bound() const {
    const std::size_t here = *std::min_element(rows_.back().begin(), rows_.back().end());
    if (rows_.size() < 2) return here;
    const auto& above = rows_[rows_.size() - 2];
    return std::min(here, *std::min_element(above.begin(), above.end()) + 1);
  }
  const std::u32string& other() const { return other_; }

 private:
  std::u32string text_, other_;
  std::vector<std::vector<std::size_t>> rows_;  // one more than `other_` has characters
};

struct Near {
  std::size_t distance = 0;
  NameCandidate candidate;
};

constexpr std::size_t kMaxEntriesOfOneForm = 4;  // of those that share a name
constexpr std::size_t kMaxFound = 256;

bool is_full(const std::vector<Near>& found) { return found.size() >= kMaxFound; }

NameCandidate to_candidate(const NameKey& entry) {
  return {entry.id, NameMatch::kStemmed, entry.place, std::string(entry.name), std::string(entry.language)};
}

// Collects names of one kind of entry, whose folded form starts with `start` and is at most `most` away from
// `wanted`.
Status walk_near(const Snapshot& snapshot, char kind, std::string_view start, const std::u32string& wanted,
                 std::size_t most, WalkBudget budget, std::vector<Near>& found) {
  Distance distance(wanted);
  std::size_t same_form = 0;
  std::string last_form;
  const std::string prefix = kind + std::string(start);
  return walk_names(snapshot, prefix, budget, [&](std::string_view, const NameKey& entry) -> WalkStep {
    if (is_full(found)) return {WalkStep::Kind::kStop, {}};
    same_form = entry.form == last_form ? same_form + 1 : 0;
    last_form = entry.form;
    if (same_form >= kMaxEntriesOfOneForm) {
      return {WalkStep::Kind::kSkip, std::string(1, kind) + last_form + '\x01'};
    }
    const std::u32string form = code_points(entry.form);
    const auto common =
        std::mismatch(form.begin(), form.end(), distance.other().begin(), distance.other().end());
    distance.keep(static_cast<std::size_t>(common.first - form.begin()));
    std::string passed(1, kind);
    for (std::size_t i = 0; i < form.size(); ++i) {
      utf8::append(passed, form[i]);
      if (i < distance.other().size()) continue;
      distance.push(form[i]);
      if (distance.bound() > most) return {WalkStep::Kind::kSkip, behind(std::move(passed))};
    }
    if (distance.value() > most) return {};
    // A stemmed entry of a name whose folded form is another stands among the folded ones too.
    if (kind == kStemmedKey && folded_form(entry.name) != entry.form) return {};
    found.push_back({distance.value(), to_candidate(entry)});
    return {};
  });
}

// Names that begin with the words of `folded` and go on: "Barack" for "Barack Obama".
Status walk_longer(const Snapshot& snapshot, char kind, const std::string& folded, std::size_t distance,
                   std::vector<Near>& found) {
  WalkBudget budget{64, 8};
  return walk_names(snapshot, kind + folded + ' ', budget,
                    [&](std::string_view, const NameKey& entry) -> WalkStep {
                      if (kind == kFoldedKey || folded_form(entry.name) == entry.form)
                        found.push_back({distance, to_candidate(entry)});
                      return {};
                    });
}

std::size_t tolerance(std::size_t length) { return length < 6 ? 1 : length < 10 ? 2 : 3; }

}  // namespace

Result<std::vector<NameCandidate>> nearest_names(const Snapshot& snapshot, std::string_view text,
                                                 std::size_t limit) {
  const std::string folded = folded_form(text);
  const std::u32string wanted = code_points(folded);
  std::vector<NameCandidate> nearest;
  if (wanted.empty() || folded.size() > kMaxNameBytes) return nearest;

  // One mistake anywhere; more of them only behind a right first letter, which bounds the walk.
  const std::size_t most = tolerance(wanted.size());
  std::string first_letter;
  utf8::append(first_letter, wanted.front());
  std::vector<Near> found;
  for (const char kind : {kStemmedKey, kFoldedKey}) {
    QUOTH_CHECK(walk_near(snapshot, kind, {}, wanted, 1, WalkBudget{}, found));
    if (most > 1) QUOTH_CHECK(walk_near(snapshot, kind, first_letter, wanted, most, WalkBudget{}, found));
    QUOTH_CHECK(walk_longer(snapshot, kind, folded, most + 1, found));
  }

  const auto rank = [](const Near& near) {
    return std::tie(near.distance, near.candidate.place, near.candidate.name, near.candidate.id,
                    near.candidate.language);
  };
  std::sort(found.begin(), found.end(), [&](const Near& a, const Near& b) { return rank(a) < rank(b); });
  std::unordered_set<TermId> seen;
  for (Near& near : found) {
    if (nearest.size() < limit && seen.insert(near.candidate.id).second)
      nearest.push_back(std::move(near.candidate));
  }
  return nearest;
}

}  // namespace quoth

#include "kb/meanings.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "kb/index_walk.h"
#include "kb/name_errors.h"
#include "kb/name_forms.h"
#include "kb/names.h"
#include "kb/thing_kind.h"
#include "rdf/iri.h"

namespace quoth {
namespace {

constexpr std::size_t kMostNear = 10;
constexpr std::string_view kDocument = "name";

std::string_view to_string(NameMatch match) {
  switch (match) {
    case NameMatch::kExact:
      return "exact";
    case NameMatch::kFolded:
      return "folded";
    case NameMatch::kStemmed:
      return "stemmed";
  }
  return {};
}

// The name as it is meant: without quotes around it, with one blank wherever there is white space.
std::string bare_name(std::string_view text) {
  std::string name = one_line(text);
  if (name.size() < 2 || !name.starts_with('\'') || !name.ends_with('\'')) return name;
  std::string inside;
  for (std::size_t i = 1; i + 1 < name.size(); ++i) {
    inside += name[i];
    if (name[i] == '\'' && name[i + 1] == '\'' && i + 2 < name.size()) ++i;
  }
  return inside;
}

// The IRI that a text writes out: `<IRI>`, or a prefixed name whose prefix is known.
std::optional<std::string> written_iri(const reading::Lexicon& lexicon, std::string_view text) {
  if (text.starts_with('<') && text.ends_with('>')) {
    const std::string_view iri = text.substr(1, text.size() - 2);
    return is_valid_iri(iri) ? std::optional<std::string>(iri) : std::nullopt;
  }
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || text.find_first_of(" '\"") != std::string_view::npos)
    return std::nullopt;
  std::string local;
  for (std::size_t i = colon + 1; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) ++i;
    local += text[i];
  }
  return lexicon.expand(text.substr(0, colon), local);
}

std::string without_article(const std::string& name) {
  const std::size_t blank = name.find(' ');
  if (blank == std::string::npos) return {};
  const std::string first = folded_form(name.substr(0, blank));
  return first == "the" || first == "a" || first == "an" ? name.substr(blank + 1) : std::string();
}

// What has the name, with its article or without.
Result<std::vector<NameCandidate>> named(const Snapshot& snapshot, const std::string& name) {
  QUOTH_TRY(NamesFound found, find_names(snapshot, name));
  if (found.candidates.empty() && !without_article(name).empty()) {
    QUOTH_TRY(found, find_names(snapshot, without_article(name)));
  }
  return std::move(found.candidates);
}

}  // namespace

Result<Answer> list_meanings(const Snapshot& snapshot, std::string_view text, const ListOptions& options) {
  reading::Lexicon lexicon(snapshot, options.prefixes);
  const std::string name = bare_name(text);
  Answer answer;
  answer.columns = {"name", "iri", "is", "match", "as"};
  if (const auto iri = written_iri(lexicon, name)) {
    QUOTH_TRY(const TermId id, find_iri(snapshot, *iri));
    if (id.is_none()) return answer;
    ShownNames names(snapshot, options.prefixes);
    const Term term = Term::iri(*iri);
    names.add(term);
    QUOTH_CHECK(names.resolve());
    QUOTH_TRY(std::string kind, kind_of(lexicon, id));
    answer.rows.push_back({text_cell(names.show(term)),
                           written_cell(term, names),
                           text_cell(std::move(kind)),
                           text_cell("written"),
                           {}});
    return answer;
  }
  QUOTH_TRY(std::vector<NameCandidate> candidates, named(snapshot, name));
  const bool near = candidates.empty();
  if (near) {
    QUOTH_TRY(candidates, nearest_names(snapshot, name, kMostNear));
    if (!candidates.empty()) answer.note = "nothing has this name; these are the nearest";
  } else {
    answer.note = shown_note(std::min(options.limit, candidates.size()), candidates.size(), "meanings");
  }
  for (const NameCandidate& candidate : candidates) {
    if (answer.rows.size() == options.limit) break;
    QUOTH_TRY(Term term, snapshot.term(candidate.id));
    QUOTH_TRY(std::string kind, kind_of(lexicon, candidate.id));
    const std::string stored = one_line(candidate.name);
    Cell written{term, lexicon.written(term.text())};
    answer.rows.push_back(
        {Cell{candidate.language.empty() ? Term::literal(stored) : Term::lang(stored, candidate.language),
              stored},
         std::move(written), text_cell(std::move(kind)),
         text_cell(std::string(near ? "near" : to_string(candidate.match))),
         text_cell(std::string(quoth::to_string(candidate.place)))});
  }
  return answer;
}

Result<TermId> find_thing(reading::Lexicon& lexicon, std::string_view text) {
  const reading::Source source{text, kDocument};
  const std::string line = one_line(text);
  if (line.empty()) return error_at(ErrorCode::kInvalid, "a name is needed", kDocument, text, 0);
  if (const auto iri = written_iri(lexicon, line)) {
    QUOTH_TRY(const TermId id, find_iri(lexicon.snapshot(), *iri));
    if (id.is_none()) {
      return error_at(ErrorCode::kInvalid, "the database says nothing of <" + *iri + ">", kDocument, text, 0);
    }
    return id;
  }
  const std::string name = bare_name(line);
  QUOTH_TRY(const std::vector<NameCandidate> candidates, named(lexicon.snapshot(), name));
  if (candidates.empty()) return unknown_name(lexicon, name, reading::Position::kNode, source, 0);
  std::vector<NameCandidate> best;  // what is called just so, and in like places
  for (const NameCandidate& candidate : candidates) {
    const bool alike =
        candidate.match == candidates.front().match && candidate.place == candidates.front().place;
    if (alike) best.push_back(candidate);
  }
  if (best.size() > 1) return ambiguous_name(lexicon, name, best, source, 0);
  return best.front().id;
}

}  // namespace quoth

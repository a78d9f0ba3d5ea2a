#include "kb/shown_names.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "kb/name_forms.h"
#include "rdf/vocabulary.h"

namespace quoth {
namespace {

// Best first.
constexpr std::array kLabelPredicates{rdfs::kLabel,  skos::kPrefLabel,   skos::kAltLabel,
                                      schema::kName, schema::kNameHttps, foaf::kName};

// English and untagged first, then other English, then the rest.
int language_rank(std::string_view language) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  if (language.empty()) return 0;
  if (language.size() < 2 || lower(language[0]) != 'e' || lower(language[1]) != 'n') return 2;
  if (language.size() == 2) return 0;
  return language[2] == '-' ? 1 : 2;
}

struct Subject {
  TermId id;
  std::string* name = nullptr;  // where its name goes; empty until it has one
};

struct Label {
  std::size_t subject = 0;
  TermId id;
};

// The objects of one predicate for the subjects that have no name yet. Subjects come in the order of ids, so
// that the scan goes forward.
Result<std::vector<Label>> labels(const Snapshot& snapshot, TermId predicate,
                                  const std::vector<Subject>& subjects) {
  std::vector<Label> found;
  std::optional<Scan> scan;
  RowBatch batch;
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    if (!subjects[i].name->empty()) continue;
    const Range range = Range::of_prefix(Order::kPso, std::array{predicate, subjects[i].id});
    if (scan) {
      QUOTH_CHECK(scan->restart(range));
    } else {
      QUOTH_TRY(scan, snapshot.scan(range));
    }
    QUOTH_TRY(const bool any,
              scan->next(batch));  // one batch: of more labels than that, the first are enough
    for (std::size_t row = 0; any && row < batch.size; ++row) {
      const TermId id = batch.columns[2][row];
      const bool is_repeated = row > 0 && batch.columns[2][row - 1] == id;  // in another graph
      if (!is_repeated) found.push_back({i, id});
    }
  }
  return found;
}

// Gives a name to the subjects that have one with this predicate and none yet.
Status name_subjects(const Snapshot& snapshot, TermId predicate, std::vector<Subject>& subjects) {
  QUOTH_TRY(const std::vector<Label> found, labels(snapshot, predicate, subjects));
  std::vector<TermId> ids;
  for (const Label& label : found) ids.push_back(label.id);
  QUOTH_TRY(const std::vector<Term> terms, snapshot.terms(ids));

  for (std::size_t i = 0; i < found.size();) {
    const std::size_t subject = found[i].subject;
    std::optional<std::pair<int, std::string>> best;
    for (; i < found.size() && found[i].subject == subject; ++i) {
      if (!terms[i].is_literal()) continue;
      std::pair<int, std::string> candidate(language_rank(terms[i].language()), one_line(terms[i].text()));
      if (!candidate.second.empty() && (!best || candidate < *best)) best = std::move(candidate);
    }
    if (best) *subjects[subject].name = std::move(best->second);
  }
  return {};
}

}  // namespace

ShownNames::ShownNames(const Snapshot& snapshot, const PrefixMap& prefixes)
    : snapshot_(snapshot), prefixes_(prefixes) {
  for (const auto& [label, iri] : snapshot.prefixes().entries()) prefixes_.add(label, iri);
}

void ShownNames::add(const Term& term) {
  if (term.is_iri()) {
    names_.try_emplace(term.text());
  } else if (term.is_triple()) {
    const Triple& triple = term.as_triple();
    add(triple.subject);
    add(triple.predicate);
    add(triple.object);
  }
}

Status ShownNames::resolve() {
  std::vector<Subject> subjects;
  for (auto& [iri, name] : names_) {
    TermView view;
    view.text = iri;
    QUOTH_TRY(const TermId id, snapshot_.find_id(view));
    if (!id.is_none()) subjects.push_back({id, &name});
  }
  std::sort(subjects.begin(), subjects.end(), [](const Subject& a, const Subject& b) { return a.id < b.id; });
  for (const std::string_view predicate : kLabelPredicates) {
    TermView view;
    view.text = predicate;
    QUOTH_TRY(const TermId id, snapshot_.find_id(view));
    if (!id.is_none()) QUOTH_CHECK(name_subjects(snapshot_, id, subjects));
  }

  std::unordered_map<std::string, int> uses;
  for (const auto& [iri, name] : names_) {
    if (!name.empty()) ++uses[name];
  }
  for (auto& [iri, name] : names_) {
    if (name.empty()) {
      name = prefixed(iri);
    } else if (uses[name] > 1) {
      name += " (" + prefixed(iri) + ")";
    }
  }
  return {};
}

std::string ShownNames::prefixed(std::string_view iri) const {
  if (auto name = prefixes_.shorten(iri)) return *std::move(name);
  return "<" + std::string(iri) + ">";
}

std::string ShownNames::show(const Term& term) const {
  switch (term.kind()) {
    case TermKind::kIri: {
      const auto name = names_.find(term.text());
      return name != names_.end() && !name->second.empty() ? name->second : prefixed(term.text());
    }
    case TermKind::kBlankNode:
      return "_:" + term.text();
    case TermKind::kLiteral:
      return term.text();
    case TermKind::kTriple:
      break;
  }
  const Triple& triple = term.as_triple();
  const auto part = [&](const Term& inner) {
    return inner.is_literal() ? '"' + inner.text() + '"' : show(inner);
  };
  return "(" + part(triple.subject) + " " + part(triple.predicate) + " " + part(triple.object) + ")";
}

}  // namespace quoth

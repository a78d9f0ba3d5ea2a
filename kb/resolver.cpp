#include "kb/resolver.h"

#include <algorithm>
#include <array>
#include <utility>

#include "kb/claim.h"
#include "rdf/iri.h"
#include "rdf/vocabulary.h"

namespace quoth::reading {
namespace {

using claim::Connective;

constexpr std::array kPattern{Slot::kSubject, Slot::kVerb, Slot::kObject};

// Whether a claim predicate of this mood is what the word after it asks for.
bool suits(Mood mood, Connective connective) {
  switch (connective) {
    case Connective::kTo:
      return mood == Mood::kDirects || mood == Mood::kCommits;
    case Connective::kThat:
      return mood == Mood::kAsserts || mood == Mood::kDenies || mood == Mood::kCommits;
    case Connective::kWhether:
      return mood == Mood::kQuestions;
  }
  return false;
}

Span span_of(const Part& part, const Words& words) {
  return {words.items[part.first]->span.begin, words.items[part.last - 1]->span.end};
}

}  // namespace

Result<Pattern> Resolver::whole_pattern(const claim::Pattern& items) {
  const Words words = words_of(items.items, items.span);
  QUOTH_TRY(const Filling filling, only_filling(words, kPattern));
  return pattern(filling, words);
}

Result<Pattern> Resolver::pattern(const Filling& filling, const Words& words) {
  QUOTH_TRY(Node subject, node(filling[0], words));
  QUOTH_TRY(Verb verb, this->verb(filling[1], words));
  QUOTH_TRY(Node object, node(filling[2], words));
  return Pattern{std::move(subject), std::move(verb), std::move(object)};
}

Result<Filling> Resolver::only_filling(const Words& words, std::span<const Slot> slots) {
  QUOTH_TRY(std::vector<Filling> all, fillings(lexicon_, words, slots));
  if (all.empty()) return unfilled(words, slots);
  const auto fewer = [](const Filling& a, const Filling& b) { return count_names(a) < count_names(b); };
  std::stable_sort(all.begin(), all.end(), fewer);
  if (all.size() > 1 && !fewer(all[0], all[1])) {
    std::vector<std::string> readings;
    for (const Filling& one : all) {
      if (!fewer(all[0], one)) readings.push_back(to_text(one, words, source_));
    }
    doubt(several_readings(readings, source_, words.span.begin));
  }
  return std::move(all.front());
}

Error Resolver::unfilled(const Words& words, std::span<const Slot> slots) {
  if (explain_) return why_not_filled(lexicon_, words, slots, source_);
  return Error{ErrorCode::kInvalid, "this cannot be filled", {}, {}};
}

Result<Node> Resolver::node(const Part& part, const Words& words) {
  const Span span = span_of(part, words);
  if (!part.name.empty()) {
    QUOTH_TRY(const auto* const meanings, lexicon_.meanings(part.name, position_of(part.slot)));
    ++names_;
    if (meanings->size() > 1) doubt(ambiguous_name(lexicon_, part.name, *meanings, source_, span.begin));
    QUOTH_TRY(Term term, lexicon_.snapshot().term(meanings->front().id));
    return Node{std::move(term), span};
  }
  const claim::Item& item = *words.items[part.first];
  if (const auto* variable = std::get_if<Variable>(&item.value)) return Node{*variable, span};
  if (std::holds_alternative<Anything>(item.value)) return Node{Anything{}, span};
  if (const auto* nested = std::get_if<Box<claim::Pattern>>(&item.value)) {
    QUOTH_TRY(Pattern inner, whole_pattern(**nested));
    return Node{Box<Pattern>(std::move(inner)), span};
  }
  QUOTH_TRY(Term term, written_term(item));
  return Node{std::move(term), span};
}

Result<Verb> Resolver::verb(const Part& part, const Words& words) {
  Verb verb;
  verb.span = span_of(part, words);
  verb.negated = words.negated_at == part.first;
  const claim::Item& item = *words.items[part.first];
  if (part.name.empty()) {
    if (const auto* variable = std::get_if<Variable>(&item.value)) {
      verb.value = *variable;
      return verb;
    }
    QUOTH_TRY(Term term, written_term(item));
    verb.value = std::vector<Term>{std::move(term)};
    return verb;
  }
  QUOTH_TRY(const std::vector<NameCandidate> verbs, lexicon_.verbs(part.name, words.connective));
  ++names_;
  std::vector<TermId> ids;
  for (const NameCandidate& candidate : verbs) ids.push_back(candidate.id);
  QUOTH_TRY(std::vector<Term> terms, lexicon_.snapshot().terms(ids));
  std::sort(terms.begin(), terms.end());
  if (words.connective && terms.size() > 1) {
    QUOTH_TRY(terms, suiting(std::move(terms), *words.connective));
  }
  verb.value = std::move(terms);
  return verb;
}

// Those whose mood the connective asks for, or all if it is that of none.
Result<std::vector<Term>> Resolver::suiting(std::vector<Term> verbs, Connective connective) const {
  std::vector<Term> chosen;
  for (const Term& verb : verbs) {
    QUOTH_TRY(const std::vector<Mood> found, moods(lexicon_.snapshot(), verb));
    if (std::any_of(found.begin(), found.end(), [&](Mood mood) { return suits(mood, connective); })) {
      chosen.push_back(verb);
    }
  }
  return chosen.empty() ? std::move(verbs) : std::move(chosen);
}

Result<std::optional<Verb>> Resolver::directing(const Verb& verb) const {
  const auto* const verbs = std::get_if<std::vector<Term>>(&verb.value);
  if (verbs == nullptr) return std::optional<Verb>();
  std::vector<Term> directing;
  for (const Term& one : *verbs) {
    QUOTH_TRY(const std::vector<Mood> found, moods(lexicon_.snapshot(), one));
    if (std::find(found.begin(), found.end(), Mood::kDirects) != found.end()) directing.push_back(one);
  }
  if (directing.empty()) return std::optional<Verb>();
  return std::optional(Verb{std::move(directing), verb.negated, verb.span});
}

Result<bool> Resolver::has_mood(const Verb& verb) const {
  const auto* const verbs = std::get_if<std::vector<Term>>(&verb.value);
  if (verbs == nullptr) return true;
  for (const Term& one : *verbs) {
    QUOTH_TRY(const std::vector<Mood> found, moods(lexicon_.snapshot(), one));
    if (!found.empty()) return true;
  }
  return false;
}

// ---- Terms that are written out

Result<Term> Resolver::written_term(const claim::Item& item) const {
  const std::size_t offset = item.span.begin;
  if (const auto* number = std::get_if<claim::Number>(&item.value)) {
    const bool is_double = number->lexical.find_first_of("eE") != std::string::npos;
    const bool is_decimal = number->lexical.find('.') != std::string::npos;
    return Term::typed(number->lexical, std::string(is_double    ? xsd::kDouble
                                                    : is_decimal ? xsd::kDecimal
                                                                 : xsd::kInteger));
  }
  if (const auto* text = std::get_if<claim::Text>(&item.value)) {
    if (!text->language.empty()) return Term::lang(text->lexical, text->language, text->direction);
    if (!text->datatype) return Term::literal(text->lexical);
    QUOTH_TRY(std::string datatype,
              std::visit([&](const auto& iri) { return full_iri(iri, offset); }, *text->datatype));
    return Term::typed(text->lexical, std::move(datatype));
  }
  Result<std::string> iri = std::holds_alternative<claim::IriRef>(item.value)
                                ? full_iri(std::get<claim::IriRef>(item.value), offset)
                                : full_iri(std::get<claim::PrefixedName>(item.value), offset);
  if (!iri) return std::move(iri).error();
  return Term::iri(*std::move(iri));
}

Result<std::string> Resolver::full_iri(const claim::IriRef& ref, std::size_t offset) const {
  if (!is_valid_iri(ref.iri)) {
    return error_at(ErrorCode::kInvalid, "this is no absolute IRI", source_.document, source_.text, offset);
  }
  return ref.iri;
}

Result<std::string> Resolver::full_iri(const claim::PrefixedName& name, std::size_t offset) const {
  if (auto iri = lexicon_.expand(name.prefix, name.local)) return *std::move(iri);
  return unknown_prefix(lexicon_, name.prefix, source_, offset);
}

void Resolver::doubt(Error error) {
  if (!doubt_) doubt_ = std::move(error);
}

}  // namespace quoth::reading

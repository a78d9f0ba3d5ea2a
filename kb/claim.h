// The claim model (docs/claim-model.md): a source's named graph holds its claims; a proposition is content
// that nobody asserts, a triple term; a mention says where a claim can be read, and hangs on a reifier of the
// claim in the same graph. What a claim's content counts as is its predicate's mood, which the background
// decides.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "rdf/term.h"
#include "storage/snapshot.h"

namespace quoth {

// What the content of a claim counts as: claimed to hold, claimed not to hold, wanted, promised, open.
enum class Mood : std::uint8_t { kAsserts, kDenies, kDirects, kCommits, kQuestions };

std::string_view iri_of(Mood mood);   // "https://w3id.org/quoth/claim#asserts"
std::string_view name_of(Mood mood);  // "asserts"

// Where a claim can be read and what else is said about its saying: the triples of a reifier.
struct Mention {
  Term reifier;                  // an IRI or a blank node
  std::optional<Term> date;      // dcterms:date: when it was said
  std::vector<Term> addressees;  // claim:to
  std::optional<Term> quote;     // oa:exact
  std::optional<Term> valid_from, valid_until;

  friend bool operator==(const Mention&, const Mention&) = default;
};

struct Claim {
  Triple triple;               // its object may be a proposition: a triple term, nested to any depth
  std::optional<Term> source;  // the source's named graph; nothing: the background
  std::vector<Mention> mentions;

  friend bool operator==(const Claim&, const Claim&) = default;
};

// The claim as it is stored: its triple, and for each mention the reifier's triples, all in the source's
// graph.
std::vector<Quad> to_quads(const Claim& claim);

// What the background says about a predicate. All of them read only the default graph, end on cyclic axioms,
// and know nothing (a result without entries, or with the verb alone) of a verb that the database has never
// seen.

// The verb itself and whatever is rdfs:subPropertyOf it, transitively; the verb first, the others by IRI.
Result<std::vector<Term>> verb_family(const Snapshot& snapshot, const Term& verb);

// The verb itself and whatever it is rdfs:subPropertyOf, transitively; the verb first, the others by IRI.
Result<std::vector<Term>> verbs_above(const Snapshot& snapshot, const Term& verb);

// The moods that the verb stands under, transitively. More than one is an oddity of the data.
Result<std::vector<Mood>> moods(const Snapshot& snapshot, const Term& verb);

// The predicates that claim:negates the verb or that it negates, by IRI.
Result<std::vector<Term>> negations(const Snapshot& snapshot, const Term& verb);

// All predicates that claim:negates another, by IRI.
Result<std::vector<Term>> negating_verbs(const Snapshot& snapshot);

}  // namespace quoth

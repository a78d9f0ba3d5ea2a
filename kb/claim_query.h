// A ClaimQuery is what a reading asks for, once the background has said which predicates each verb stands
// for: the one thing from which both the algebra (translate_claim.h) and the SPARQL text (claim_sparql.h) are
// made, so that they cannot differ.
//
// Its rules are those of docs/claim-language.md, "Patterns": a pattern ranges over the sources' graphs and
// the background; a verb also matches its subproperties, and "not" before it what negates it; a row is one
// occurrence, that is a solution, its source and one of its mentions.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "engine/algebra.h"
#include "kb/reading.h"
#include "rdf/term.h"
#include "storage/snapshot.h"

namespace quoth {

// A variable that stands for one of several predicates; for none of them where nothing negates the verb.
struct VerbChoice {
  algebra::Variable variable;
  std::vector<Term> predicates;
};

// One place in a claim at which what it is `about` may stand.
struct Place {
  std::vector<std::pair<algebra::Variable, Term>> fixed;  // variables of the claim that are these terms
  std::vector<algebra::Inside> insides;                   // what is inside of variables of the claim
  std::vector<algebra::Expression> conditions;
  std::optional<std::pair<algebra::Variable, algebra::Expression>>
      bound;  // what the variable after `about` is
};

// What must stand in the claim, at one of these places at least. A claim counts once, wherever it stands.
struct Topic {
  std::vector<Place> places;                 // none: nowhere
  std::vector<algebra::Variable> variables;  // of the claim and its topic, for what is different
};

// From when until when a claim's content holds.
struct Validity {
  algebra::Variable from, until;
  algebra::Expression condition;
};

// One pattern: an outermost claim, where it stands, and its mentions.
struct Occurrence {
  algebra::TriplePattern claim;
  std::vector<VerbChoice> choices;  // for verbs at any depth
  // The verb is a variable. It matches neither names, axioms and descriptions of documents (`conditions` say
  // so), nor what is said of a mention: a triple whose subject reifies something in the same graph.
  bool any_verb = false;
  std::vector<algebra::Expression> conditions;  // that hold for the claim
  std::optional<Topic> topic;

  std::optional<Term> graph;  // from NODE: this source only
  bool sources_only = false;  // from ?source: not the background
  std::optional<algebra::TermPattern>
      addressee;                     // to NODE: claim:to of the mention, which must be there then
  std::optional<Validity> validity;  // during: of the mention, which must be there then
  std::vector<algebra::Expression> said_conditions;  // since, before, on: of `said`
  // What a count of different values can do without.
  bool with_mentions = true, with_dates = true;

  // The graph, unbound for the background; when it was said: the mention's date, else its source's.
  algebra::Variable source, said;
  algebra::Variable mention, mention_date, source_date, reified;
};

// Whether the statement asks something of the mention, so that a claim without one is no row.
inline bool is_mention_needed(const Occurrence& occurrence) {
  return occurrence.addressee || occurrence.validity;
}

struct Count {
  std::vector<algebra::Variable> counted;  // how many different values of these; none: how many rows
  std::vector<algebra::Variable> by;       // for each of these
  algebra::Variable result;
};

// What is different in the rows that are counted, where that is more than one variable.
std::vector<algebra::Variable> different_rows(const Count& count);

struct SortColumn {
  algebra::Variable column;
  bool descending = false;
  bool as_text = false;  // dates of different precision have no order but that of their texts
};

struct ClaimQuery {
  std::vector<std::vector<Occurrence>> branches;  // rows of all of them; each a join of occurrences
  std::vector<algebra::Expression> conditions;    // that hold for each row
  std::optional<Count> count;                     // of those rows
  std::vector<SortColumn> sort;                   // what comes before the order of columns and mentions
  std::vector<algebra::Variable> columns;  // to show; rows are in their order, then in that of the mentions
  std::vector<algebra::Variable> mentions;
  std::optional<std::uint64_t> limit;
};

// The predicates of verbs are looked up in the snapshot's background. kInvalid for a form that no data can
// have.
Result<ClaimQuery> make_claim_query(const reading::Reading& reading, const Snapshot& snapshot);

}  // namespace quoth

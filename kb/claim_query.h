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

// One pattern: an outermost claim, where it stands, and its mentions.
struct Occurrence {
  algebra::TriplePattern claim;
  std::vector<VerbChoice> choices;  // for verbs at any depth
  // The verb is a variable. It matches neither names, axioms and descriptions of documents (`conditions` say
  // so), nor what is said of a mention: a triple whose subject reifies something in the same graph.
  bool any_verb = false;
  std::vector<algebra::Expression> conditions;  // that hold for the claim

  std::optional<Term> graph;  // from NODE: this source only
  bool sources_only = false;  // from ?source: not the background
  std::optional<algebra::TermPattern>
      addressee;  // to NODE: claim:to of the mention, which must be there then

  // The graph, unbound for the background; when it was said: the mention's date, else its source's.
  algebra::Variable source, said;
  algebra::Variable mention, mention_date, source_date, reified;
};

struct ClaimQuery {
  std::vector<std::vector<Occurrence>> branches;  // rows of all of them; each a join of occurrences
  std::vector<algebra::Variable> columns;  // to show; rows are in their order, then in that of the mentions
  std::vector<algebra::Variable> mentions;
  std::optional<std::uint64_t> limit;
};

// The predicates of verbs are looked up in the snapshot's background. kInvalid for a form that no data can
// have.
Result<ClaimQuery> make_claim_query(const reading::Reading& reading, const Snapshot& snapshot);

}  // namespace quoth

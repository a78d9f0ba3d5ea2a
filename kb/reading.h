// A Reading is a statement of the claim language whose names are known: runs of words are cut into names with
// the name index, names stand for terms, and questions have become the patterns that they ask for
// (docs/claim-language.md, "Names" and "Questions"). What it means in algebra is translate_claim's.
//
// Of all ways to fill the form with known names, the one with fewest names wins; a tie is an error that shows
// the readings. The same text on the same snapshot always gives the same reading.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "base/variant.h"
#include "engine/algebra.h"
#include "parser/claim_ast.h"
#include "rdf/prefixes.h"
#include "rdf/term.h"
#include "storage/snapshot.h"

namespace quoth::reading {

using claim::Span;
using Variable = claim::Variable;  // ?who, without the mark
using Anything = claim::Anything;  // something, someone: matches whatever is there and shows nothing

struct Pattern;

struct Node {
  std::variant<Term, Variable, Anything, Box<Pattern>> value;  // the last only as an object: a triple term
  Span span;                                                   // in the statement's text
};

struct Verb {
  // The predicates that the verb may be, in the order of terms: those that share the name which was typed.
  // Never empty. Their subproperties are not yet among them.
  std::variant<std::vector<Term>, Variable> value;
  bool negated = false;  // "not" before it: matches what claim:negates it
  Span span;
};

struct Pattern {
  Node subject;
  Verb verb;
  Node object;
};

struct SaidWhen {  // since, before, on
  claim::Said::Relation relation = claim::Said::Relation::kSince;
  std::string date;  // of any precision
};
struct ValidWhen {  // during, until: from the start of one to the end of the other
  std::string first, last;
};
struct About {
  Node what;                 // an IRI, a literal, a variable or a pattern
  bool as_claimant = false;  // being the outermost claimant counts too
};

// Patterns that hold together, and the clauses that go with each of them.
struct Branch {
  std::vector<Pattern> patterns;  // at least one
  std::optional<Node> source;     // from: an IRI or a variable
  std::optional<Node> addressee;  // to: an IRI, a variable or anything
  std::vector<SaidWhen> said;     // all of them
  std::optional<ValidWhen> valid;
  std::optional<About> about;
};

// Occurrences, or different values of some variables, for each value of others.
struct Counting {
  std::vector<std::string> counted;  // none: occurrences
  std::vector<std::string> by;
};

struct SortKey {
  std::string variable;
  bool descending = false;
};

enum class Purpose : std::uint8_t { kFind, kCount, kCheck };

struct Reading {
  bool explain = false;
  Purpose purpose = Purpose::kFind;
  std::vector<Branch>
      branches;  // at least one, just one with one pattern for a check; the answer is all their rows
  // The variables to show, in the order of their first appearance; a branch need not bind all of them. Those
  // that a question brings in (?who, ?does, ?what) get a number behind where the statement has used the name.
  std::vector<std::string> variables;
  std::vector<algebra::Expression> conditions;  // where: for all branches
  Counting count;                               // of kCount
  std::vector<SortKey> sort;                    // before the order of the columns
  bool by_date = false;                         // the date is the first column
  bool by_source = false;                       // the source is
  std::optional<std::uint64_t> limit;
};

// Reads one statement. Prefixes are looked up in `prefixes` first, then in the database's. All errors point
// into the text, which `document` names: those of claim::parse_statement; kInvalid for a name or prefix that
// is unknown (with the nearest names), a name that several things have (with their names and how to say
// which), words that can be read in several ways (with the readings), and a form that cannot be filled.
Result<Reading> read_statement(std::string_view text, const Snapshot& snapshot, const PrefixMap& prefixes,
                               std::string_view document = "query");

// One line for each branch, with terms in N-Triples, for tests and messages:
// `<Obama> {<urged>} (<Russia> ?does ?what) from <article> to <Ban> since 2014`, then `limit 10`.
std::string to_text(const Reading& reading);

}  // namespace quoth::reading

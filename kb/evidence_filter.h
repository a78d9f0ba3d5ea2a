// Which occurrences of claims a check looks at: the clauses of its statement.
#pragma once
#include <optional>
#include <vector>

#include "kb/reading.h"
#include "rdf/term.h"

namespace quoth {

struct EvidenceFilter {
  std::optional<Term> source;  // this one only
  bool sources_only = false;   // not the background
  std::optional<Term> addressee;
  bool addressed = false;                   // to somebody, whoever it is
  std::vector<reading::SaidWhen> said;      // all of them hold; what is undated meets none
  std::optional<reading::ValidWhen> valid;  // what has no time of validity does not meet it
  std::optional<Term> topic;                // takes part in the claim, otherwise than by making it
};

}  // namespace quoth

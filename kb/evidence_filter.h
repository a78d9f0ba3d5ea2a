// Which occurrences of claims a check looks at: the clauses of its statement.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rdf/term.h"

namespace quoth {

// When it was said. Dates are of any precision: 2014, 2014-03, 2014-03-28.
struct SaidCondition {
  enum class Relation : std::uint8_t {
    kSince,
    kBefore,
    kOn
  };  // at or after its start, before its start, within it
  Relation relation = Relation::kOn;
  std::string date;
};

// Compares texts, the dates being of one form: `said` is the lexical form of what is stored.
bool holds(const SaidCondition& condition, std::string_view said);

struct EvidenceFilter {
  std::optional<Term> source;  // this one only
  bool sources_only = false;   // not the background
  std::optional<Term> addressee;
  bool addressed = false;           // to somebody, whoever it is
  std::vector<SaidCondition> said;  // all of them hold; what is undated meets none
};

}  // namespace quoth

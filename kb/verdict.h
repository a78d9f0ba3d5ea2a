// A Verdict is what a check gives: how the two sides weigh under a policy, every item of evidence with its reasons, and
// what would flip it (docs/checks.md).
#pragma once
#include <cstddef>
#include <iosfwd>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "kb/evidence_kind.h"
#include "kb/policy.h"
#include "kb/tally.h"
#include "rdf/term.h"

namespace quoth {

struct NamedTerm {
  Term term;
  std::string shown;  // what a person reads
};

struct VerdictLink {
  NamedTerm claimant, verb;
};

struct VerdictItem {
  explicit VerdictItem(NamedTerm what) : content(std::move(what)) {}

  Side side = Side::kNeither;
  double weight = 0;  // above 0 where it counts
  Discount discount = Discount::kNone;
  Silence silence = Silence::kNone;     // of Discount::kSilent
  std::optional<VerdictLink> silent;    // of Discount::kSilent: the link that says nothing
  std::optional<NamedTerm> discounted;  // of Discount::kIgnored and kNotAccepted: who

  std::optional<NamedTerm> source;  // nothing: the background
  std::vector<VerdictLink> chain;   // the outermost claimant first; empty: the source's own voice
  NamedTerm content;                // the triple that matches, or its negation
  std::optional<NamedTerm> origin;  // whose word it is; nothing: the background's
  std::optional<Term> mention;      // its reifier
  std::optional<Term> said, quote, position;
  std::optional<NamedTerm> quoted_from;
};

// Why an item does not count, in words; empty for one that does.
std::string why_discounted(const VerdictItem& item);

struct VerdictSide {
  double weight = 0;
  std::vector<std::optional<NamedTerm>>
      origins;  // that count, in the order of terms; nothing: the background
};

struct PolicyText {
  PolicyLine line;
  std::string text;  // as it can be written in a script
};

// One more line of policy that would give another verdict.
struct Flip {
  PolicyText line;
  VerdictLabel label = VerdictLabel::kNotEnoughEvidence;
};

struct Verdict {
  std::string statement;  // what was checked, as it was written
  VerdictLabel label = VerdictLabel::kNotEnoughEvidence;
  std::vector<PolicyText> policy;
  VerdictSide in_favour, against;
  std::vector<VerdictItem>
      items;                // for, against, neither; of each the heaviest first, then in the order of terms
  std::vector<Flip> flips;  // the first few of each kind
  std::size_t more_flips = 0;
  std::size_t retracted = 0;  // claims that were left out since they were taken back

  // For people: the verdict, the evidence, the policy, what would flip it. kIo.
  Status write(std::ostream& out) const;

  // What write() says below the verdict itself, with at most `most_items` for each side.
  std::string explanation(std::size_t most_items) const;
};

}  // namespace quoth

// What a policy makes of one item of evidence: whether it counts, how much, and why not. One thread at a time.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "kb/evidence.h"
#include "kb/policy.h"
#include "kb/tally.h"
#include "kb/triple_terms.h"
#include "storage/snapshot.h"

namespace quoth {

struct Weight {
  double value = 0;  // above 0 where it counts, else 0
  Discount discount = Discount::kNone;
  TermId who;  // of kIgnored and kNotAccepted: the source or claimant
};

class Weighing {
 public:
  // `triples` must outlive this.
  static Result<Weighing> make(const Policy& policy, const Snapshot& snapshot, TripleTerms& triples);

  Result<Weight> weigh(const EvidenceItem& item);

  // One more line at the end, for as long as it is not taken back: to see what it would do.
  Status push(const PolicyLine& line, const Snapshot& snapshot);
  void pop();

  Thresholds thresholds() const;

 private:
  // The place of a line among all; lines of one kind are found by what they speak of.
  struct AcceptRule {
    std::size_t place;
    double weight;
    std::optional<TermId> about;  // none inside: not in the database
  };
  struct PlacedWeight {
    std::size_t place;
    double weight;
  };

  explicit Weighing(TripleTerms& triples) : triples_(triples) {}
  bool is_ignored(TermId who, bool as_source) const;
  Result<std::optional<double>> word_of(TermId claimant, const Tuple& content);
  double weight_of_source(TermId graph) const;

  TripleTerms& triples_;
  std::vector<PolicyLine> lines_;
  std::unordered_map<TermId, std::vector<AcceptRule>> accepts_;
  std::vector<std::size_t> accepts_all_;  // places
  std::vector<std::size_t> direct_only_;
  std::unordered_map<TermId, std::vector<std::size_t>> ignores_;
  std::unordered_map<TermId, std::vector<PlacedWeight>> weights_;
  std::vector<TermId> subjects_;  // of each line: whom it speaks of
};

}  // namespace quoth

// The order of ORDER BY (SPARQL 15.1), made total where the standard leaves it open: unbound, blank nodes,
// IRIs, literals, triple terms. Literals with values that "<" can compare follow their values: numbers,
// points in time, durations, booleans, strings (by text, then language); then all others by their text.
//
// Equal values (1, 01 and 1.0) are equivalent here. It is a strict weak order, which promotion of numbers to
// double is not: numbers are compared exactly.
#pragma once
#include <compare>
#include <memory>
#include <optional>

#include "rdf/term.h"
#include "rdf/value.h"

namespace quoth {

class OrderKey {
 public:
  explicit OrderKey(const Term* term);  // nullptr: unbound. The term must outlive the key.

  friend std::weak_ordering operator<=>(const OrderKey& a, const OrderKey& b);

 private:
  int group_ = 0;  // keys of different groups follow the order of groups
  const Term* term_ = nullptr;
  std::optional<Value> value_;
  std::optional<Decimal> number_;  // of a finite number
};

}  // namespace quoth

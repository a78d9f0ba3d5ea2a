#include "tests/support/naive_aggregates.h"

#include <algorithm>
#include <cstdlib>
#include <set>
#include <string>

#include "engine/term_order.h"
#include "rdf/value.h"
#include "tests/support/naive_expression.h"

namespace quoth::naive {
namespace {

Maybe sum(const std::vector<Term>& terms) {
  Value out = Value::integer(0);
  for (const Term& term : terms) {
    const auto value = value_of(term.view());
    auto more = value ? add(out, *value) : std::nullopt;
    if (!more || !more->is_numeric()) return std::nullopt;
    out = *std::move(more);
  }
  return term_of(out);
}

Maybe concatenated(const std::vector<Term>& terms, const std::string& separator) {
  std::string out;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    if (!terms[i].is_iri() && !terms[i].is_literal()) return std::nullopt;
    out += (i == 0 ? "" : separator) + terms[i].text();
  }
  return Term::literal(out);
}

bool before(const Term& a, const Term& b) {
  const auto order = OrderKey(&a) <=> OrderKey(&b);
  return order != 0 ? order < 0 : a < b;
}

}  // namespace

Maybe aggregate(const algebra::Aggregate& aggregate, std::vector<Maybe> values) {
  const std::string& f = aggregate.function;
  std::vector<Term> terms;
  std::set<Term> seen;
  for (const Maybe& value : values) {
    if (value && (!aggregate.distinct || seen.insert(*value).second)) terms.push_back(*value);
  }
  const auto number = static_cast<std::int64_t>(terms.size());
  if (f == "count") return integer(number);
  if (f == "sample") return terms.empty() ? Maybe() : terms.front();
  // All others: an error of one member is one of the whole group.
  if (std::count(values.begin(), values.end(), std::nullopt) != 0) return std::nullopt;
  if (f == "sum") return sum(terms);
  if (f == "avg") {
    if (terms.empty()) return integer(0);
    const Maybe total = sum(terms);
    const auto mean = total ? divide(*value_of(total->view()), Value::integer(number)) : std::nullopt;
    return mean ? Maybe(term_of(*mean)) : std::nullopt;
  }
  if (f == "min" || f == "max") {
    if (terms.empty()) return std::nullopt;
    return f == "min" ? *std::min_element(terms.begin(), terms.end(), before)
                      : *std::max_element(terms.begin(), terms.end(), before);
  }
  if (f == "group_concat") return concatenated(terms, aggregate.separator);
  std::abort();  // a test asks for an aggregate that there is not
}

}  // namespace quoth::naive

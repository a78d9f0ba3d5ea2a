#include "parser/check_query.h"

namespace quoth::sparql {

QueryCheck check(const Query& query) {
  if (auto fault = check_scope(query)) return fault;
  return check_labels(query);
}

QueryCheck check(const Update& update) {
  for (const Operation& operation : update.operations) {
    if (auto fault = check_triples(operation)) return fault;
    const auto* modify = std::get_if<Modify>(&operation.value);
    if (modify == nullptr) continue;
    if (auto fault = check_scope(modify->where)) return fault;
  }
  return check_labels(update);
}

}  // namespace quoth::sparql

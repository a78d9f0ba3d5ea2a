#include "kb/takes_part.h"

#include <vector>

#include "kb/claim.h"

namespace quoth {
namespace {

bool is_inside(const Term& topic, const Term& content) {
  const Term* at = &content;
  while (true) {
    if (*at == topic) return true;
    if (!at->is_triple()) return false;
    if (at->as_triple().subject == topic) return true;
    at = &at->as_triple().object;
  }
}

}  // namespace

Result<bool> takes_part(const Term& topic, const Tuple& claim, const Snapshot& snapshot) {
  QUOTH_TRY(const Term object, snapshot.term(claim[2]));
  if (is_inside(topic, object)) return true;
  QUOTH_TRY(const Term subject, snapshot.term(claim[0]));
  if (object.is_triple() || subject != topic) return false;
  QUOTH_TRY(const Term verb, snapshot.term(claim[1]));
  QUOTH_TRY(const std::vector<Mood> found, moods(snapshot, verb));
  return found.empty();
}

}  // namespace quoth

#include "engine/query/triple_window.h"

namespace quoth {

std::size_t memory_of(const TermView& term) {
  std::size_t bytes = sizeof(Term) + term.text.size() + term.datatype.size() + term.language.size();
  if (term.kind == TermKind::kTriple) {
    bytes +=
        memory_of(term.triple->subject) + memory_of(term.triple->predicate) + memory_of(term.triple->object);
  }
  return bytes;
}

std::size_t TripleWindow::Hash::operator()(const Triple& triple) const {
  constexpr std::size_t kFactor = 0x9e3779b97f4a7c15;
  return (hash_value(triple.subject) * kFactor + hash_value(triple.predicate)) * kFactor +
         hash_value(triple.object);
}

bool TripleWindow::add(const Triple& triple) {
  const std::size_t bytes =
      memory_of(triple.subject.view()) + memory_of(triple.predicate.view()) + memory_of(triple.object.view());
  if (recent_.size() >= kTriples || bytes_ + bytes > kBytes) {
    recent_.clear();
    bytes_ = 0;
  }
  if (!recent_.insert(triple).second) return false;
  bytes_ += bytes;
  return true;
}

}  // namespace quoth

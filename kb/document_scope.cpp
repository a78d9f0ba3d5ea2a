#include "kb/document_scope.h"

#include <fmt/format.h>
#include <xxhash.h>

namespace quoth {
namespace {

constexpr std::uint64_t kIriSeed = 1;  // so that no content has the hash of an IRI for being its text

bool has_blank_node(const TermView& term) {  // as deep as kMaxNesting
  if (term.kind == TermKind::kBlankNode) return true;
  return term.kind == TermKind::kTriple &&
         (has_blank_node(term.triple->subject) || has_blank_node(term.triple->predicate) ||
          has_blank_node(term.triple->object));
}

template <typename T>
T& reuse(std::deque<T>& kept, std::size_t& used) {
  if (used == kept.size()) kept.emplace_back();
  return kept[used++];
}

}  // namespace

DocumentScope::DocumentScope(ContentHash hash)
    : prefix_(fmt::format("d{:016x}{:016x}_", hash.high, hash.low)) {}

DocumentScope DocumentScope::of_iri(std::string_view iri) {
  const XXH128_hash_t hash = XXH3_128bits_withSeed(iri.data(), iri.size(), kIriSeed);
  return DocumentScope({hash.high64, hash.low64});
}

DocumentScope DocumentScope::of_content(ContentHash hash) { return DocumentScope(hash); }

QuadView DocumentScope::apply(const QuadView& quad) {
  labels_used_ = triples_used_ = 0;
  QuadView scoped = quad;
  scoped.triple.subject = apply(quad.triple.subject);
  scoped.triple.object = apply(quad.triple.object);
  if (quad.graph) scoped.graph = apply(*quad.graph);
  return scoped;
}

TermView DocumentScope::apply(const TermView& term) {
  if (!has_blank_node(term)) return term;
  TermView scoped = term;
  if (term.kind == TermKind::kBlankNode) {
    std::string& label = reuse(labels_, labels_used_);
    label.assign(prefix_).append(term.text);
    scoped.text = label;
  } else {
    TripleView& triple = reuse(triples_, triples_used_);
    triple = *term.triple;
    triple.subject = apply(term.triple->subject);
    triple.object = apply(term.triple->object);
    scoped.triple = &triple;
  }
  return scoped;
}

}  // namespace quoth

// The triples of a document, by subject.
#pragma once
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "rdf/term.h"

namespace quoth::conformance {

class Graph {
 public:
  explicit Graph(std::vector<Quad> quads);
  Graph(const Graph&) = delete;
  Graph& operator=(const Graph&) = delete;

  std::vector<Term> objects(const Term& subject, std::string_view predicate) const;
  std::optional<Term> object(const Term& subject, std::string_view predicate) const;  // the first

  struct List {
    std::vector<Term> items;
    bool broken = false;  // a cell without rdf:first or rdf:rest, or one that was there before
  };
  List list(const Term& head) const;

  // All (subject, object) of a predicate, in the order of the document.
  std::vector<std::pair<Term, Term>> pairs(std::string_view predicate) const;

 private:
  std::vector<Quad> quads_;
  std::multimap<Term, const Triple*> by_subject_;
};

}  // namespace quoth::conformance

#include "kb/content_match.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>

#include "base/variant.h"
#include "engine/memory_budget.h"
#include "kb/claim_predicates.h"
#include "rdf/vocabulary.h"

namespace quoth {
namespace {

enum class Among { kQuads, kTripleTerms };

struct Part;

// A pattern whose terms are ids.
struct Shape {
  std::unique_ptr<Part> subject, object;
  VerbSides verb;
  std::optional<std::size_t> verb_variable;
};

struct Constant {
  TermId id;  // none: not in the database
};
struct Bound {  // a variable, by its number: everywhere the same
  std::size_t variable;
};
struct Free {};

struct Part {
  std::variant<Constant, Bound, Free, Shape> value;
};

class ShapeMaker {
 public:
  explicit ShapeMaker(const Snapshot& snapshot) : snapshot_(snapshot) {}

  Result<Shape> make(const reading::Pattern& pattern) {
    Shape shape;
    QUOTH_TRY(shape.subject, part(pattern.subject));
    QUOTH_TRY(shape.verb, verb_sides(snapshot_, pattern.verb));
    if (const auto* variable = std::get_if<reading::Variable>(&pattern.verb.value))
      shape.verb_variable = number(variable->name);
    QUOTH_TRY(shape.object, part(pattern.object));
    return shape;
  }

  std::size_t variables() const { return numbers_.size(); }

 private:
  Result<std::unique_ptr<Part>> part(const reading::Node& node) {
    return std::visit(Overloaded{
                          [&](const Term& term) -> Result<std::unique_ptr<Part>> {
                            QUOTH_TRY(const TermId id, snapshot_.find_id(term.view()));
                            return std::make_unique<Part>(Part{Constant{id}});
                          },
                          [&](const reading::Variable& variable) -> Result<std::unique_ptr<Part>> {
                            return std::make_unique<Part>(Part{Bound{number(variable.name)}});
                          },
                          [](const reading::Anything&) -> Result<std::unique_ptr<Part>> {
                            return std::make_unique<Part>(Part{Free{}});
                          },
                          [&](const Box<reading::Pattern>& nested) -> Result<std::unique_ptr<Part>> {
                            QUOTH_TRY(Shape shape, make(*nested));
                            return std::make_unique<Part>(Part{std::move(shape)});
                          },
                      },
                      node.value);
  }

  std::size_t number(const std::string& variable) {
    return numbers_.emplace(variable, numbers_.size()).first->second;
  }

  const Snapshot& snapshot_;
  std::unordered_map<std::string, std::size_t> numbers_;
};

VerbSides::Verbs verbs_of(const VerbSides& sides) {
  VerbSides::Verbs all = sides.affirming;
  for (const VerbSides::Verbs* verbs : {&sides.opposing, &sides.implied, &sides.excluded})
    all.insert(verbs->begin(), verbs->end());
  return all;
}

// The rows that a triple with these ids may be in; none: any.
struct Prefix {
  Order order = Order::kSpo;
  std::array<TermId, 3> ids{};
  std::size_t length = 0;
  std::span<const TermId> span() const { return {ids.data(), length}; }
};

Prefix prefix_of(Among among, TermId s, TermId p, TermId o) {
  const bool quads = among == Among::kQuads;
  if (!s.is_none() && !p.is_none()) {
    return {quads ? Order::kSpo : Order::kTripleSpo, {s, p, o}, o.is_none() ? std::size_t{2} : 3};
  }
  if (!o.is_none() && !p.is_none()) return {quads ? Order::kPos : Order::kTriplePos, {p, o, {}}, 2};
  if (!o.is_none()) {
    return {quads ? Order::kOsp : Order::kTripleOsp, {o, s, {}}, s.is_none() ? std::size_t{1} : 2};
  }
  if (!s.is_none()) return {quads ? Order::kSpo : Order::kTripleSpo, {s, {}, {}}, 1};
  if (!p.is_none()) return {quads ? Order::kPso : Order::kTriplePos, {p, {}, {}}, 1};
  return {quads ? Order::kSpo : Order::kTripleSpo, {}, 0};
}

}  // namespace

struct ContentMatcher::Search {
  Search(QueryContext& used_context, RowReader& used_rows, TripleTerms& used_triples)
      : context(used_context), rows(used_rows), triples(used_triples), memory(used_context.memory()) {}

  Result<std::vector<ContentMatch>> find(Among among);

 private:
  // Rows among which are all that match the shape.
  Status each_candidate(const Shape& candidate, Among among, std::vector<Tuple>& out);
  Status each_nested_candidate(const Shape& outer, const Shape& nested, Among among, std::vector<Tuple>& out);
  Result<std::vector<Prefix>> outer_prefixes(const Shape& outer, Among among);
  Result<double> rows_of(const std::vector<Prefix>& prefixes);
  Result<double> cost(const Shape& candidate, Among among);
  Status collect(const Prefix& prefix, std::vector<Tuple>& out);

  Result<Saying> match(const Shape& candidate, TermId s, TermId p, TermId o);
  bool matches(const Part& part, TermId id);
  bool bind(std::size_t variable, TermId id);

  Result<bool> is_claim(const Tuple& tuple, Among among);
  Result<bool> is_claim_verb(TermId verb);

 public:
  Shape shape;
  std::vector<TermId> bindings;  // by variable, while one candidate is matched

 private:
  QueryContext& context;
  RowReader& rows;
  TripleTerms& triples;
  MemoryUse memory;
  std::unordered_map<TermId, bool> claim_verbs;
};

Result<std::vector<ContentMatch>> ContentMatcher::Search::find(Among among) {
  std::vector<Tuple> candidates;
  QUOTH_CHECK(each_candidate(shape, among, candidates));
  std::vector<ContentMatch> matches;
  for (const Tuple& tuple : candidates) {
    QUOTH_CHECK(context.check());
    std::fill(bindings.begin(), bindings.end(), TermId());
    QUOTH_TRY(const Saying saying, match(shape, tuple[0], tuple[1], tuple[2]));
    if (saying.nothing()) continue;
    QUOTH_TRY(const bool counts, is_claim(tuple, among));
    if (!counts) continue;
    QUOTH_CHECK(memory.grow(sizeof(ContentMatch)));
    matches.push_back({tuple, saying});
  }
  return matches;
}

// ---- Candidates

Status ContentMatcher::Search::each_candidate(const Shape& candidate, Among among, std::vector<Tuple>& out) {
  QUOTH_TRY(const std::vector<Prefix> outer, outer_prefixes(candidate, among));
  if (const auto* nested = std::get_if<Shape>(&candidate.object->value)) {
    QUOTH_TRY(const double outer_rows, rows_of(outer));
    QUOTH_TRY(const double nested_rows, cost(*nested, Among::kTripleTerms));
    if (nested_rows < outer_rows) return each_nested_candidate(candidate, *nested, among, out);
  }
  for (const Prefix& prefix : outer) QUOTH_CHECK(collect(prefix, out));
  return {};
}

// Those that hold a triple term that may match the nested pattern.
Status ContentMatcher::Search::each_nested_candidate(const Shape& outer, const Shape& nested, Among among,
                                                     std::vector<Tuple>& out) {
  std::vector<Tuple> contents;
  QUOTH_CHECK(each_candidate(nested, Among::kTripleTerms, contents));
  const auto* subject = std::get_if<Constant>(&outer.subject->value);
  for (const Tuple& content : contents) {
    const TermId s = subject != nullptr ? subject->id : TermId();
    if (outer.verb.any) {
      QUOTH_CHECK(collect(prefix_of(among, s, {}, content[3]), out));
      continue;
    }
    for (const TermId verb : verbs_of(outer.verb))
      QUOTH_CHECK(collect(prefix_of(among, s, verb, content[3]), out));
  }
  return {};
}

Result<std::vector<Prefix>> ContentMatcher::Search::outer_prefixes(const Shape& outer, Among among) {
  TermId s, o;
  for (const auto& [part, id] : {std::pair(&outer.subject, &s), std::pair(&outer.object, &o)}) {
    if (const auto* constant = std::get_if<Constant>(&(*part)->value)) {
      if (constant->id.is_none()) return std::vector<Prefix>();
      *id = constant->id;
    }
  }
  if (outer.verb.any) return std::vector<Prefix>{prefix_of(among, s, {}, o)};
  std::vector<Prefix> prefixes;
  for (const TermId verb : verbs_of(outer.verb)) prefixes.push_back(prefix_of(among, s, verb, o));
  return prefixes;
}

Result<double> ContentMatcher::Search::rows_of(const std::vector<Prefix>& prefixes) {
  double rows_in_all = 0;
  for (const Prefix& prefix : prefixes) {
    QUOTH_TRY(const RangeSize size, context.snapshot().count(Range::of_prefix(prefix.order, prefix.span())));
    rows_in_all += static_cast<double>(size.rows);
  }
  return rows_in_all;
}

Result<double> ContentMatcher::Search::cost(const Shape& candidate, Among among) {
  QUOTH_TRY(const std::vector<Prefix> outer, outer_prefixes(candidate, among));
  QUOTH_TRY(double least, rows_of(outer));
  if (const auto* nested = std::get_if<Shape>(&candidate.object->value)) {
    QUOTH_TRY(const double nested_rows, cost(*nested, Among::kTripleTerms));
    least = std::min(least, nested_rows);
  }
  return least;
}

Status ContentMatcher::Search::collect(const Prefix& prefix, std::vector<Tuple>& out) {
  return rows.each(prefix.order, prefix.span(), [&](const Tuple& tuple) -> Status {
    QUOTH_CHECK(memory.grow(sizeof(Tuple)));
    out.push_back(tuple);
    return {};
  });
}

// ---- Matching

Result<Saying> ContentMatcher::Search::match(const Shape& candidate, TermId s, TermId p, TermId o) {
  const VerbSides& verb = candidate.verb;
  const Saying outer{verb.any || verb.affirming.contains(p), verb.opposing.contains(p),
                     verb.any || verb.implied.contains(p), verb.excluded.contains(p)};
  if (outer.nothing()) return outer;
  if (candidate.verb_variable && !bind(*candidate.verb_variable, p)) return Saying{};
  if (!matches(*candidate.subject, s)) return Saying{};
  const auto* nested = std::get_if<Shape>(&candidate.object->value);
  if (nested == nullptr) return matches(*candidate.object, o) ? outer : Saying{};
  if (!o.is_triple()) return Saying{};
  QUOTH_TRY(const Tuple content, triples.inside(o));
  QUOTH_TRY(const Saying inner, match(*nested, content[0], content[1], content[2]));
  return Saying{
      outer.affirms && inner.affirms, (outer.affirms && inner.opposes) || (outer.opposes && inner.affirms),
      outer.implied && inner.implied, (outer.implied && inner.excluded) || (outer.excluded && inner.implied)};
}

bool ContentMatcher::Search::matches(const Part& part, TermId id) {
  return std::visit(Overloaded{[&](const Constant& constant) { return constant.id == id; },
                               [&](const Bound& bound) { return bind(bound.variable, id); },
                               [](const Free&) { return true; },
                               [](const Shape&) { return false; }},  // no triple term has one as its subject
                    part.value);
}

bool ContentMatcher::Search::bind(std::size_t variable, TermId id) {
  TermId& bound = bindings[variable];
  if (bound.is_none()) bound = id;
  return bound == id;
}

// ---- What a variable verb does not match

Result<bool> ContentMatcher::Search::is_claim(const Tuple& tuple, Among among) {
  if (!shape.verb.any) return true;
  QUOTH_TRY(const bool claim_verb, is_claim_verb(tuple[1]));
  if (!claim_verb || among == Among::kTripleTerms) return claim_verb;
  QUOTH_TRY(const TermId reifies, context.snapshot().find_id(Term::iri(std::string(rdf::kReifies)).view()));
  if (reifies.is_none()) return true;
  bool of_mention = false;
  QUOTH_CHECK(rows.each(Order::kSpo, std::array{tuple[0], reifies}, [&](const Tuple& other) -> Status {
    of_mention = of_mention || other[3] == tuple[3];
    return {};
  }));
  return !of_mention;
}

Result<bool> ContentMatcher::Search::is_claim_verb(TermId verb) {
  if (const auto known = claim_verbs.find(verb); known != claim_verbs.end()) return known->second;
  QUOTH_TRY(const Term term, context.snapshot().term(verb));
  return claim_verbs.emplace(verb, is_claim_predicate(term.text())).first->second;
}

// ---- The matcher

ContentMatcher::ContentMatcher(std::unique_ptr<Search> search) : search_(std::move(search)) {}
ContentMatcher::ContentMatcher(ContentMatcher&&) noexcept = default;
ContentMatcher& ContentMatcher::operator=(ContentMatcher&&) noexcept = default;
ContentMatcher::~ContentMatcher() = default;

Result<ContentMatcher> ContentMatcher::make(const reading::Pattern& pattern, QueryContext& context,
                                            RowReader& rows, TripleTerms& triples) {
  auto search = std::make_unique<Search>(context, rows, triples);
  ShapeMaker maker(context.snapshot());
  QUOTH_TRY(search->shape, maker.make(pattern));
  search->bindings.resize(maker.variables());
  return ContentMatcher(std::move(search));
}

Result<std::vector<ContentMatch>> ContentMatcher::quads() { return search_->find(Among::kQuads); }
Result<std::vector<ContentMatch>> ContentMatcher::triple_terms() {
  return search_->find(Among::kTripleTerms);
}

}  // namespace quoth

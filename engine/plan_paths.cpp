// Property paths: those that repeat become walks, all others patterns, joins and unions.
#include <algorithm>
#include <cmath>

#include "engine/atoms.h"
#include "engine/planning.h"

namespace quoth::plan {
namespace {

// A walk tries several ways for each node that comes out, and probes an index for those it has not seen yet.
constexpr double kWalkCost = 4;

// Nothing if there is a variable inside.
std::optional<Term> constant(const algebra::TermPattern& pattern) {
  if (const Term* term = std::get_if<Term>(&pattern)) return *term;
  const auto* nested = std::get_if<Box<algebra::TriplePattern>>(&pattern);
  if (nested == nullptr) return std::nullopt;
  auto subject = constant((*nested)->subject), predicate = constant((*nested)->predicate),
       object = constant((*nested)->object);
  if (!subject || !predicate || !object) return std::nullopt;
  return Term::triple(*std::move(subject), *std::move(predicate), *std::move(object));
}

}  // namespace

Result<TermId> Planner::find_iri(const Term& term) const { return context_.snapshot().find_id(term.view()); }

// The algebra says of these what SPARQL 18.2.2.4 translates them to.
const algebra::Node& Planner::without_path(const algebra::PathPattern& pattern) {
  if (const auto known = without_path_.find(&pattern); known != without_path_.end()) return known->second;
  const auto fresh = [&] { return algebra::Variable{symbols_.name(symbols_.fresh("p"))}; };
  const auto piece = [&](const algebra::TermPattern& subject, const algebra::Path& path,
                         const algebra::TermPattern& object) {
    return algebra::Node{algebra::PathPattern{pattern.graph, subject, path, object}};
  };
  algebra::Node out = std::visit(
      Overloaded{
          [&](const Term& predicate) {
            return algebra::Node{algebra::Bgp{pattern.graph, {{pattern.subject, predicate, pattern.object}}}};
          },
          [&](const algebra::PathInverse& inverse) {
            return piece(pattern.object, *inverse.path, pattern.subject);
          },
          [&](const algebra::PathAlternative& alternative) {
            algebra::Union all;
            for (const algebra::Path& branch : alternative.branches)
              all.branches.push_back(piece(pattern.subject, branch, pattern.object));
            return algebra::Node{std::move(all)};
          },
          [&](const algebra::PathSequence& sequence) {
            algebra::Node all{algebra::Bgp{pattern.graph, {}}};
            algebra::TermPattern from = pattern.subject;
            for (std::size_t i = 0; i < sequence.steps.size(); ++i) {
              const bool last = i + 1 == sequence.steps.size();
              const algebra::TermPattern to = last ? pattern.object : algebra::TermPattern(fresh());
              algebra::Node step = piece(from, sequence.steps[i], to);
              all = i == 0 ? std::move(step) : algebra::Node{algebra::Join{std::move(all), std::move(step)}};
              from = to;
            }
            return all;
          },
          [&](const algebra::PathNegated& negated) {
            const algebra::Variable predicate = fresh();
            algebra::Node any{algebra::Bgp{pattern.graph, {{pattern.subject, predicate, pattern.object}}}};
            if (negated.predicates.empty()) return any;
            algebra::Call in{"not in", {{predicate}}};
            for (const Term& term : negated.predicates) in.arguments.push_back({term});
            return algebra::Node{algebra::Filter{std::move(any), {std::move(in)}}};
          },
          [&](const algebra::PathRepeat&) { return algebra::Node{pattern}; },
      },
      pattern.path.value);
  return without_path_.emplace(&pattern, std::move(out)).first->second;
}

Status Planner::collect_path(const algebra::PathPattern& pattern, const Request& request, Cluster& cluster) {
  const auto* repeat = std::get_if<algebra::PathRepeat>(&pattern.path.value);
  if (repeat == nullptr) return collect(without_path(pattern), false, request, cluster);

  PathWalk walk;
  AtomBuilder builder(context_.snapshot(), symbols_);
  QUOTH_TRY(bool possible, builder.set_graph(pattern.graph));
  walk.graph = builder.graph().slot;
  walk.named_only = builder.graph().named_only;
  for (const auto& [end, slot] :
       {std::pair(&pattern.subject, &walk.subject), std::pair(&pattern.object, &walk.object)}) {
    if (const auto* variable = std::get_if<algebra::Variable>(end)) {
      *slot = symbols_.var(*variable);
    } else if (const auto term = constant(*end)) {  // that no graph may have
      QUOTH_TRY(const TermId id, context_.terms().id_of(*term));
      symbols_.name_term(id, to_string(*term));
      *slot = id;
    } else {
      QUOTH_TRY(const auto nested, builder.nested(*std::get<Box<algebra::TriplePattern>>(*end)));
      possible &= nested.has_value();
      if (nested) *slot = *nested;
    }
  }
  JoinInput input;
  for (const Slot& slot : {walk.subject, walk.object, walk.graph}) {
    if (const Var* var = std::get_if<Var>(&slot)) add(input.columns, *var);
  }
  if (!possible) {
    add(input.columns, vars(algebra::variables_in_scope({pattern})));
    input.certain = input.columns;
    cluster.problem.inputs.push_back(std::move(input));
    cluster.empty = true;
    return {};
  }
  for (const Atom& atom : builder.atoms()) QUOTH_CHECK(collect_atom(atom, cluster));

  const auto find = [this](const Term& term) { return find_iri(term); };
  QUOTH_TRY(PathAutomaton forward, make_automaton(pattern.path, false, find));
  QUOTH_TRY(PathAutomaton backward, make_automaton(pattern.path, true, find));
  walk.forward = std::make_shared<const PathAutomaton>(std::move(forward));
  walk.backward = std::make_shared<const PathAutomaton>(std::move(backward));
  walk.outside = connects_outside(pattern.path);

  QUOTH_TRY(const PathEstimate estimate, estimate_path(walk, *repeat));
  // What one left row gives and costs where these variables are bound.
  const auto per_row = [walk, estimate](const Vars& bound) {
    const auto known = [&](const Slot& slot) {
      const Var* var = std::get_if<Var>(&slot);
      return var == nullptr || contains(bound, *var);
    };
    const int ends = (known(walk.subject) ? 1 : 0) + (known(walk.object) ? 1 : 0);
    const double from_one = estimate.pairs / std::max(estimate.starts, 1.0);
    const double cost = ends > 0
                            ? kProbeCost + kWalkCost * from_one
                            : kScanCost + kUnboundedCost + 2 * estimate.links + kWalkCost * estimate.pairs;
    const double rows = ends == 2   ? from_one / std::max(estimate.starts, 1.0)
                        : ends == 1 ? from_one
                                    : estimate.pairs;
    return std::pair(rows, cost);
  };
  const auto walk_from = [walk, columns = input.columns, per_row](const NodePtr& left, const Vars& needed) {
    const auto [rows, cost] = per_row(left->certain);
    Node node;
    node.operation = walk;
    node.columns = intersection(with(left->columns, columns), needed);
    node.certain = intersection(with(left->certain, columns), node.columns);
    node.rows = left->rows * rows;
    node.cost = left->cost + left->rows * cost + node.rows;
    node.inputs = {left};
    return make(std::move(node));
  };
  set_plan(input, walk_from(make({Once{}, {}, {}, {}, {}, 1, 0}), input.columns), 0.8);
  for (const Slot& end : {walk.subject, walk.object}) {
    if (const Var* var = std::get_if<Var>(&end))
      input.distinct[*var] = std::min(std::max(input.rows, 1.0), std::max(estimate.starts, 1.0));
  }
  if (choices_.lateral_joins) {
    input.lateral = [walk_from](const NodePtr& left, const Vars& needed) -> Result<NodePtr> {
      return walk_from(left, needed);
    };
    input.lateral_cost = [per_row](const Vars& bound) -> Result<double> { return per_row(bound).second; };
  }
  cluster.problem.inputs.push_back(std::move(input));
  return {};
}

Result<Planner::PathEstimate> Planner::estimate_path(const PathWalk& walk,
                                                     const algebra::PathRepeat& repeat) {
  constexpr double kSteps = 4;  // of a walk, where the data branch as they do in hierarchies
  PathEstimate out;
  for (const PathLink& link : walk.forward->links) {
    const Slot predicate = link.negated ? Slot(Any{}) : Slot(link.predicates.front());
    const Slot graph = std::holds_alternative<TermId>(walk.graph) ? walk.graph : Slot(Any{});
    QUOTH_TRY(const double rows,
              statistics_.rows(Atom{{Any{}, predicate, Any{}, graph}, false, walk.named_only}));
    out.links += rows;
  }
  out.starts = std::max(1.0, std::pow(out.links, 0.9));
  out.pairs = out.links * (repeat.many ? kSteps : 1);
  if (repeat.zero) {
    QUOTH_TRY(const double rows, statistics_.rows(Atom{{Any{}, Any{}, Any{}, Any{}}, false, false}));
    out.pairs += std::pow(rows, 0.9);
    out.starts = std::max(out.starts, std::pow(rows, 0.9));
  }
  return out;
}

}  // namespace quoth::plan

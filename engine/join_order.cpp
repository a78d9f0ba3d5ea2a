#include "engine/join_order.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cmath>
#include <unordered_map>

namespace quoth::plan {

NodePtr keep_columns(NodePtr node, const Vars& needed) {
  const Vars kept = intersection(node->columns, needed);
  if (kept.size() == node->columns.size()) return node;
  Node project{
      Project{},  {node},    kept, intersection(node->certain, kept), sorted_within(node->sorted_by, kept),
      node->rows, node->cost};
  return std::make_shared<const Node>(std::move(project));
}

Vars sorted_within(const Vars& sorted_by, const Vars& columns) {
  Vars out;
  for (const Var var : sorted_by) {
    if (!contains(columns, var)) break;
    out.push_back(var);
  }
  return out;
}

SharedColumns shared_columns(const Node& a, const Node& b) {
  SharedColumns out;
  for (const Var var : intersection(a.columns, b.columns)) {
    (contains(a.certain, var) && contains(b.certain, var) ? out.keys : out.compared).push_back(var);
  }
  return out;
}

namespace {

// A set of inputs, as bits while there are few of them.
using Set = std::vector<bool>;

class JoinOrder {
 public:
  JoinOrder(const JoinProblem& problem, Statistics& statistics, const JoinChoices& choices)
      : problem_(problem), statistics_(statistics), choices_(choices) {}

  Result<NodePtr> run() {
    const std::size_t count = problem_.inputs.size();
    for (std::size_t i = 0; i < count; ++i) {
      QUOTH_TRY(std::vector<Part> parts, single(i));
      singles_.push_back(std::move(parts));
    }
    if (!choices_.order) return in_sequence();
    return count <= kProgrammed ? programmed() : greedy();
  }

 private:
  static constexpr std::size_t kProgrammed = 12;

  // A plan for some of the inputs.
  struct Part {
    Set inputs;
    NodePtr node;
    std::optional<Var> lead{};  // the first column of its sort order, if another input has that variable too
  };

  enum class Method { kHash, kMerge, kBind, kLateral };

  // A join that has been weighed but not built.
  struct Candidate {
    Method method = Method::kHash;
    const Part* left = nullptr;
    const Part* right = nullptr;
    double cost = INFINITY;
    Vars sorted_by;  // the left side's order, or nothing
    SharedColumns shared;
    std::optional<Access> probe;
  };

  Set set_of(std::size_t i) const {
    Set out(problem_.inputs.size());
    out[i] = true;
    return out;
  }

  static Set united(const Set& a, const Set& b) {
    Set out = a;
    for (std::size_t i = 0; i < b.size(); ++i) {
      if (b[i]) out[i] = true;
    }
    return out;
  }

  static std::optional<std::size_t> only_member(const Set& set) {
    if (std::count(set.begin(), set.end(), true) != 1) return std::nullopt;
    return static_cast<std::size_t>(std::find(set.begin(), set.end(), true) - set.begin());
  }

  // ---- Filters and columns

  // Whether the filter's outcome on rows of these inputs is final: its variables are bound there, or by
  // nothing else.
  bool ready(const JoinFilter& filter, const Set& inputs) const {
    return std::all_of(filter.variables.begin(), filter.variables.end(), [&](Var var) {
      bool certain = false, elsewhere = false;
      for (std::size_t i = 0; i < inputs.size(); ++i) {
        const JoinInput& input = problem_.inputs[i];
        if (inputs[i] && contains(input.certain, var)) certain = true;
        if (!inputs[i] && contains(input.columns, var)) elsewhere = true;
      }
      return certain || !elsewhere;
    });
  }

  // The columns that rows of these inputs must have for what comes after. `filtered`: whether the filters
  // that are ready have been looked at.
  Vars columns_needed(const Set& inputs, bool filtered) const {
    Vars out = problem_.needed;
    for (const JoinFilter& filter : problem_.filters) {
      if (!filtered || !ready(filter, inputs)) add(out, filter.variables);
    }
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      if (!inputs[i]) add(out, problem_.inputs[i].columns);
    }
    return out;
  }

  // The filters that are ready for `inputs`, but were not for the parts that it was joined from.
  std::vector<const JoinFilter*> new_filters(const Set& inputs, const Set* left, const Set* right) const {
    std::vector<const JoinFilter*> out;
    for (const JoinFilter& filter : problem_.filters) {
      const bool before =
          (left != nullptr && ready(filter, *left)) || (right != nullptr && ready(filter, *right));
      if (!before && ready(filter, inputs)) out.push_back(&filter);
    }
    return out;
  }

  NodePtr filtered(NodePtr node, const Set& inputs, const Set* left, const Set* right) const {
    const auto filters = new_filters(inputs, left, right);
    for (const JoinFilter* filter : filters) {
      const bool last = filter == filters.back();
      const Vars columns = last ? intersection(node->columns, columns_needed(inputs, true)) : node->columns;
      Node out{Filter{filter->condition},
               {node},
               columns,
               intersection(node->certain, columns),
               sorted_within(node->sorted_by, columns),
               node->rows * filter->selectivity,
               node->cost + node->rows};
      node = std::make_shared<const Node>(std::move(out));
    }
    return node;
  }

  // ---- Estimates

  // The rows of the join of some inputs, the same however they are joined: all combinations, cut down by each
  // variable to one of its values in all but the input that has fewest.
  double rows_of(const Set& inputs) {
    if (const auto known = rows_.find(inputs); known != rows_.end()) return known->second;
    double rows = 1;
    std::map<Var, std::vector<double>> distinct;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      if (!inputs[i]) continue;
      rows *= problem_.inputs[i].rows;
      for (const auto& [var, values] : problem_.inputs[i].distinct)
        distinct[var].push_back(std::max(values, 1.0));
    }
    for (auto& [var, values] : distinct) {
      std::sort(values.begin(), values.end());
      for (std::size_t i = 1; i < values.size(); ++i) rows /= values[i];
    }
    for (const auto& [pair, factor] : problem_.corrections) {
      if (inputs[pair.first] && inputs[pair.second]) rows *= factor;
    }
    for (const JoinFilter& filter : problem_.filters) {
      if (ready(filter, inputs)) rows *= filter.selectivity;
    }
    rows_.emplace(inputs, rows);
    return rows;
  }

  // ---- Single inputs

  Result<std::vector<Part>> single(std::size_t i) {
    const JoinInput& input = problem_.inputs[i];
    const Set inputs = set_of(i);
    std::vector<Part> out;
    for (const NodePtr& plan : input.plans) {
      const Vars columns = columns_needed(inputs, false);
      NodePtr node = plan;
      if (std::holds_alternative<IndexScan>(plan->operation)) {
        // A scan hands on only what is asked for.
        Node scan = *plan;
        scan.columns = intersection(scan.columns, columns);
        scan.certain = intersection(scan.certain, columns);
        scan.sorted_by = sorted_within(scan.sorted_by, columns);
        node = std::make_shared<const Node>(std::move(scan));
      } else {
        node = keep_columns(node, columns);
      }
      node = filtered(std::move(node), inputs, nullptr, nullptr);
      const auto order = lead(node->sorted_by, inputs);
      out.push_back({inputs, std::move(node), order});
    }
    return out;
  }

  // ---- Pairs

  bool connected(const Set& a, const Set& b) const {
    for (std::size_t i = 0; i < a.size(); ++i) {
      for (std::size_t j = 0; a[i] && j < b.size(); ++j) {
        if (b[j] && !intersection(problem_.inputs[i].columns, problem_.inputs[j].columns).empty())
          return true;
      }
    }
    return false;
  }

  // All ways to join two parts, the first one to the left, handed to `offer`.
  template <typename Offer>
  Status weigh(const Part& left, const Part& right, double rows, const Offer& offer) {
    const Node& a = *left.node;
    const Node& b = *right.node;
    Candidate hash{Method::kHash, &left, &right, 0, a.sorted_by, shared_columns(a, b), {}};
    hash.cost = a.cost + b.cost + kBuildCost * b.rows + kLookUpCost * a.rows + rows;
    if (hash.shared.keys.empty()) hash.cost += a.rows * b.rows;
    if (choices_.merge) weigh_merge(left, right, rows, hash.shared, offer);
    offer(hash);
    const auto only = only_member(right.inputs);
    if (!only) return {};
    const JoinInput& input = problem_.inputs[*only];
    if (input.atom && choices_.bind) QUOTH_CHECK(weigh_bind(left, right, input, rows, offer));
    if (input.lateral_cost && choices_.lateral) QUOTH_CHECK(weigh_lateral(left, right, input, rows, offer));
    return {};
  }

  // What reading a sorted input costs if it can skip to each of `probes` keys.
  static double galloping_cost(const Node& node, double probes) {
    if (!std::holds_alternative<IndexScan>(node.operation)) return node.cost;
    return std::min(node.cost, kScanCost + 1.5 * kProbeCost * probes);
  }

  template <typename Offer>
  static void weigh_merge(const Part& left, const Part& right, double rows, const SharedColumns& shared,
                          const Offer& offer) {
    const Node& a = *left.node;
    const Node& b = *right.node;
    Candidate merge{Method::kMerge, &left, &right, 0, a.sorted_by, shared, {}};
    merge.shared.keys.clear();
    for (std::size_t i = 0; i < a.sorted_by.size() && i < b.sorted_by.size(); ++i) {
      if (a.sorted_by[i] != b.sorted_by[i] || !contains(shared.keys, a.sorted_by[i])) break;
      merge.shared.keys.push_back(a.sorted_by[i]);
    }
    if (merge.shared.keys.empty()) return;
    add(merge.shared.compared, difference(shared.keys, merge.shared.keys));
    merge.cost = galloping_cost(a, b.rows) + galloping_cost(b, a.rows) + a.rows + b.rows + rows;
    offer(merge);
  }

  template <typename Offer>
  Status weigh_bind(const Part& left, const Part& right, const JoinInput& input, double rows,
                    const Offer& offer) {
    const Node& a = *left.node;
    const Vars given = intersection(variables(*input.atom), a.columns);
    if (given.empty() || !difference(given, a.certain).empty()) return {};
    Candidate bind{Method::kBind, &left, &right, 0, {}, {}, {}};
    QUOTH_TRY(bind.probe, probe(*only_member(right.inputs), given));
    bind.cost = a.cost + a.rows * (kProbeCost + bind.probe->rows_read) + rows;
    if (bind.probe->prefix == 0) bind.cost += kUnboundedCost;
    // Left rows are sorted by the given variables batch by batch, which changes nothing where they are sorted
    // so.
    Vars key;
    for (const std::uint8_t place : permutation(bind.probe->order).column) {
      const Var* var = std::get_if<Var>(&input.atom->slots[place]);
      if (var != nullptr && contains(given, *var)) add(key, *var);
    }
    if (a.sorted_by.size() >= key.size() && std::equal(key.begin(), key.end(), a.sorted_by.begin())) {
      bind.sorted_by = key;
    }
    offer(bind);
    return {};
  }

  Result<Access> probe(std::size_t i, const Vars& given) {
    const auto known = probes_.find({i, given});
    if (known != probes_.end()) return known->second;
    const JoinInput& input = problem_.inputs[i];
    QUOTH_TRY(Access access, statistics_.probe(*input.atom, given, input.rows));
    probes_.emplace(std::pair(i, given), access);
    return access;
  }

  template <typename Offer>
  Status weigh_lateral(const Part& left, const Part& right, const JoinInput& input, double rows,
                       const Offer& offer) {
    const Node& a = *left.node;
    const Vars bound = intersection(a.certain, input.columns);
    if (bound.empty()) return {};
    QUOTH_TRY(const double cost, input.lateral_cost(bound));
    Candidate lateral{Method::kLateral, &left, &right, a.cost + a.rows * cost + rows, {}, {}, {}};
    offer(lateral);
    return {};
  }

  Result<Part> build(const Candidate& candidate) {
    const Part& left = *candidate.left;
    const Part& right = *candidate.right;
    const Set inputs = united(left.inputs, right.inputs);
    const bool filters = !new_filters(inputs, &left.inputs, &right.inputs).empty();
    const Vars needed = columns_needed(inputs, !filters);
    Node node;
    node.cost = candidate.cost;
    node.rows = rows_of(inputs);
    Vars columns = left.node->columns, certain = left.node->certain;
    switch (candidate.method) {
      case Method::kHash:
        node.operation = HashJoin{JoinKind::kInner, candidate.shared.keys, candidate.shared.compared, nullptr,
                                  std::nullopt};
        node.inputs = {left.node, right.node};
        break;
      case Method::kMerge:
        node.operation = MergeJoin{candidate.shared.keys, candidate.shared.compared};
        node.inputs = {left.node, right.node};
        break;
      case Method::kBind: {
        const JoinInput& input = problem_.inputs[*only_member(right.inputs)];
        node.operation = BindJoin{*input.atom, candidate.probe->order};
        node.inputs = {left.node};
        // A bind join reads the atom anew: the filters of its own scan come after it.
        add(columns, input.columns);
        add(certain, input.columns);
        break;
      }
      case Method::kLateral: {
        const JoinInput& input = problem_.inputs[*only_member(right.inputs)];
        Vars wanted = needed;
        for (const JoinFilter* filter : new_filters(inputs, &left.inputs, nullptr))
          add(wanted, filter->variables);
        QUOTH_TRY(NodePtr lateral, input.lateral(left.node, wanted));
        Node copy = *lateral;
        copy.rows = node.rows;
        copy.cost = node.cost;
        return Part{inputs,
                    filtered(std::make_shared<const Node>(std::move(copy)), inputs, &left.inputs, nullptr)};
      }
    }
    const bool replayed = candidate.method == Method::kBind;
    if (!replayed) {
      add(columns, right.node->columns);
      add(certain, right.node->certain);
    }
    const Set* filtered_right = replayed ? nullptr : &right.inputs;
    Vars wanted = needed;
    for (const JoinFilter* filter : new_filters(inputs, &left.inputs, filtered_right))
      add(wanted, filter->variables);
    node.columns = intersection(columns, wanted);
    node.certain = intersection(certain, node.columns);
    node.sorted_by = sorted_within(candidate.sorted_by, node.columns);
    return Part{inputs, filtered(std::make_shared<const Node>(std::move(node)), inputs, &left.inputs,
                                 filtered_right)};
  }

  // ---- Sequences

  // The column by which a merge with another input could make use of the order.
  std::optional<Var> lead(const Vars& sorted_by, const Set& inputs) const {
    if (sorted_by.empty()) return std::nullopt;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      if (!inputs[i] && contains(problem_.inputs[i].columns, sorted_by[0])) return sorted_by[0];
    }
    return std::nullopt;
  }

  // Whether none of the parts, all for the same inputs, is as cheap and as usefully sorted.
  static bool worth_keeping(const std::vector<Part>& parts, double cost, std::optional<Var> lead) {
    return std::none_of(parts.begin(), parts.end(), [&](const Part& other) {
      return other.node->cost <= cost && (!lead || other.lead == lead);
    });
  }

  // Adds a part that is worth it, and drops those that no longer are.
  static void keep(std::vector<Part>& parts, Part part) {
    if (!worth_keeping(parts, part.node->cost, part.lead)) return;
    std::erase_if(parts, [&](const Part& other) {
      return part.node->cost <= other.node->cost && (!other.lead || other.lead == part.lead);
    });
    parts.push_back(std::move(part));
  }

  static const Part& cheapest(const std::vector<Part>& parts) {
    return *std::min_element(parts.begin(), parts.end(),
                             [](const Part& a, const Part& b) { return a.node->cost < b.node->cost; });
  }

  // The best joins of any plans for two disjoint sets of inputs, kept in `into`.
  Status join(const std::vector<Part>& lefts, const std::vector<Part>& rights, std::vector<Part>& into) {
    const Set inputs = united(lefts[0].inputs, rights[0].inputs);
    const double rows = rows_of(inputs);
    std::vector<Candidate> offers;
    for (const Part& left : lefts) {
      // What comes out costs more than its left side, and is sorted like it at best.
      const auto order = lead(left.node->sorted_by, inputs);
      if (!worth_keeping(into, left.node->cost + rows, order)) continue;
      const auto offer = [&](Candidate& candidate) {
        const bool sorted = !candidate.sorted_by.empty();
        if (worth_keeping(into, candidate.cost, sorted ? order : std::nullopt))
          offers.push_back(std::move(candidate));
      };
      for (const Part& right : rights) QUOTH_CHECK(weigh(left, right, rows, offer));
    }
    std::sort(offers.begin(), offers.end(),
              [](const Candidate& a, const Candidate& b) { return a.cost < b.cost; });
    for (const Candidate& candidate : offers) {
      const auto order = candidate.sorted_by.empty() ? std::nullopt : lead(candidate.sorted_by, inputs);
      if (!worth_keeping(into, candidate.cost, order)) continue;
      QUOTH_TRY(Part part, build(candidate));
      keep(into, std::move(part));
    }
    return {};
  }

  Result<NodePtr> in_sequence() {
    std::vector<Part> parts{cheapest(singles_[0])};
    for (std::size_t i = 1; i < singles_.size(); ++i) {
      std::vector<Part> next;
      QUOTH_CHECK(join(parts, singles_[i], next));
      parts = {cheapest(next)};
    }
    return cheapest(parts).node;
  }

  // The sets of inputs that hang together by their variables.
  std::vector<std::vector<std::size_t>> components() const {
    std::vector<std::vector<std::size_t>> out;
    std::vector<bool> seen(problem_.inputs.size());
    for (std::size_t i = 0; i < seen.size(); ++i) {
      if (seen[i]) continue;
      out.push_back({i});
      seen[i] = true;
      for (std::size_t k = 0; k < out.back().size(); ++k) {
        for (std::size_t j = 0; j < seen.size(); ++j) {
          if (seen[j] || !connected(set_of(out.back()[k]), set_of(j))) continue;
          seen[j] = true;
          out.back().push_back(j);
        }
      }
    }
    return out;
  }

  // Joins what has no variable in common, the smallest first.
  Result<NodePtr> cross(std::vector<std::vector<Part>> parts) {
    std::sort(parts.begin(), parts.end(),
              [](const auto& a, const auto& b) { return cheapest(a).node->rows < cheapest(b).node->rows; });
    std::vector<Part> all = std::move(parts[0]);
    for (std::size_t i = 1; i < parts.size(); ++i) {
      std::vector<Part> next;
      QUOTH_CHECK(join(all, parts[i], next));
      QUOTH_CHECK(join(parts[i], all, next));
      all = std::move(next);
    }
    return cheapest(all).node;
  }

  Result<NodePtr> programmed() {
    std::vector<std::vector<Part>> joined;
    for (const std::vector<std::size_t>& members : components()) {
      QUOTH_TRY(std::vector<Part> parts, program(members));
      joined.push_back(std::move(parts));
    }
    return cross(std::move(joined));
  }

  // Dynamic programming over the subsets of inputs that hang together.
  Result<std::vector<Part>> program(const std::vector<std::size_t>& members) {
    using Bits = std::uint32_t;
    const std::size_t count = members.size();
    std::vector<Bits> neighbours(count);
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t j = 0; j < count; ++j) {
        if (i != j && connected(set_of(members[i]), set_of(members[j]))) neighbours[i] |= Bits{1} << j;
      }
    }
    const auto all_neighbours = [&](Bits set) {
      Bits out = 0;
      for (Bits rest = set; rest != 0; rest &= rest - 1)
        out |= neighbours[static_cast<std::size_t>(std::countr_zero(rest))];
      return out;
    };
    std::vector<std::vector<Part>> best(std::size_t{1} << count);
    for (std::size_t i = 0; i < count; ++i) best[std::size_t{1} << i] = singles_[members[i]];
    for (Bits set = 1; set < best.size(); ++set) {
      if (std::popcount(set) < 2) continue;
      for (Bits left = (set - 1) & set; left != 0; left = (left - 1) & set) {
        const Bits right = set & ~left;
        if (best[left].empty() || best[right].empty() || (all_neighbours(left) & right) == 0) continue;
        QUOTH_CHECK(join(best[left], best[right], best[set]));
      }
    }
    return std::move(best.back());
  }

  // Starts from the cheapest input and always adds the one that makes the cheapest join; what hangs together
  // comes before what does not.
  Result<NodePtr> greedy() {
    std::vector<bool> done(singles_.size());
    std::size_t first = 0;
    for (std::size_t i = 1; i < singles_.size(); ++i) {
      if (cheapest(singles_[i]).node->cost < cheapest(singles_[first]).node->cost) first = i;
    }
    done[first] = true;
    std::vector<Part> parts = singles_[first];
    for (std::size_t round = 1; round < singles_.size(); ++round) {
      std::vector<Part> best;
      bool best_connected = false;
      std::size_t chosen = 0;
      for (std::size_t i = 0; i < singles_.size(); ++i) {
        if (done[i]) continue;
        const bool linked = connected(parts[0].inputs, singles_[i][0].inputs);
        if (best_connected && !linked) continue;
        std::vector<Part> next;
        QUOTH_CHECK(join(parts, singles_[i], next));
        const bool better =
            best.empty() || linked != best_connected || cheapest(next).node->cost < cheapest(best).node->cost;
        if (!better) continue;
        best = std::move(next);
        best_connected = linked;
        chosen = i;
      }
      done[chosen] = true;
      parts = std::move(best);
    }
    return cheapest(parts).node;
  }

  const JoinProblem& problem_;
  Statistics& statistics_;
  const JoinChoices& choices_;
  std::vector<std::vector<Part>> singles_;  // the plans of each input alone
  std::unordered_map<Set, double> rows_;
  std::map<std::pair<std::size_t, Vars>, Access> probes_;
};

}  // namespace

Result<NodePtr> order_joins(const JoinProblem& problem, Statistics& statistics, const JoinChoices& choices) {
  return JoinOrder(problem, statistics, choices).run();
}

}  // namespace quoth::plan

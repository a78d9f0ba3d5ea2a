#include "engine/plan.h"

#include <fmt/format.h>

#include <algorithm>

namespace quoth::plan {

bool contains(const Vars& vars, Var var) { return std::find(vars.begin(), vars.end(), var) != vars.end(); }

void add(Vars& vars, Var var) {
  if (!contains(vars, var)) vars.push_back(var);
}

void add(Vars& vars, const Vars& more) {
  for (const Var var : more) add(vars, var);
}

Vars intersection(const Vars& a, const Vars& b) {
  Vars out;
  std::copy_if(a.begin(), a.end(), std::back_inserter(out), [&](Var var) { return contains(b, var); });
  return out;
}

Vars difference(const Vars& a, const Vars& b) {
  Vars out;
  std::copy_if(a.begin(), a.end(), std::back_inserter(out), [&](Var var) { return !contains(b, var); });
  return out;
}

Vars variables(const Atom& atom) {
  Vars out;
  for (const Slot& slot : atom.slots) {
    if (const Var* var = std::get_if<Var>(&slot)) add(out, *var);
  }
  return out;
}

Var Symbols::var(const algebra::Variable& variable) {
  const auto [entry, added] = vars_.try_emplace(variable.name, static_cast<Var>(names_.size()));
  if (added) names_.push_back(variable.name);
  return entry->second;
}

std::optional<Var> Symbols::find(const algebra::Variable& variable) const {
  const auto entry = vars_.find(variable.name);
  return entry == vars_.end() ? std::nullopt : std::optional(entry->second);
}

Var Symbols::fresh(const std::string& hint) {
  std::string name = fmt::format(".{}{}", hint, names_.size());
  while (vars_.contains(name)) name += '.';  // a translator's internal variable
  return var({std::move(name)});
}

void Symbols::name_term(TermId id, std::string text) { terms_.insert_or_assign(id, std::move(text)); }

std::string Symbols::text(TermId id) const {
  if (id == TermId::default_graph()) return "default";
  const auto entry = terms_.find(id);
  return entry == terms_.end() ? "undef" : entry->second;
}

namespace {

std::string text(const Vars& vars, const Symbols& symbols) {
  std::string out;
  for (const Var var : vars) out += " " + symbols.text(var);
  return out;
}

std::string text(const Slot& slot, const Symbols& symbols) {
  return std::visit(Overloaded{
                        [](const Any& any) {
                          return any.among ? fmt::format("any of {}", any.among->size()) : std::string("*");
                        },
                        [&](TermId id) { return symbols.text(id); },
                        [&](Var var) { return symbols.text(var); },
                    },
                    slot);
}

std::string text(const Atom& atom, Order order, const Symbols& symbols) {
  const auto slot = [&](std::size_t i) { return text(atom.slots[i], symbols); };
  return fmt::format("{} ({} {} {}) {} {}{}", permutation(order).name, slot(0), slot(1), slot(2),
                     atom.triple_terms ? "id" : "graph", slot(3), atom.named_only ? " named" : "");
}

std::string join_text(const char* name, JoinKind kind) {
  switch (kind) {
    case JoinKind::kInner:
      return fmt::format("{} join", name);
    case JoinKind::kLeft:
      return fmt::format("{} left join", name);
    case JoinKind::kMinus:
      return fmt::format("{} minus", name);
    case JoinKind::kSemi:
      return fmt::format("{} semi join", name);
    case JoinKind::kAnti:
      return fmt::format("{} anti join", name);
    case JoinKind::kMark:
      return fmt::format("{} mark join", name);
  }
  return name;
}

std::string condition_text(const Condition& condition) {
  return condition ? " if " + algebra::to_text(*condition) : "";
}

std::string compared_text(const Vars& compared, const Symbols& symbols) {
  return compared.empty() ? "" : " compatible" + text(compared, symbols);
}

std::string text(const Sort& sort) {
  std::string out = sort.limit ? fmt::format("top {} by", *sort.limit) : "sort by";
  for (const SortKey& key : sort.keys) {
    out += fmt::format(" {}{}", key.descending ? "desc " : "", algebra::to_text(*key.expression));
  }
  return out;
}

std::string text(const Slice& slice) {
  std::string out = "slice";
  if (slice.offset != 0) out += fmt::format(" offset {}", slice.offset);
  if (slice.limit) out += fmt::format(" limit {}", *slice.limit);
  if (slice.row) out += " of each row";
  return out;
}

std::string text(const Extend& extend, const Symbols& symbols) {
  std::string out = "extend";
  for (const auto& [variable, expression] : extend.expressions)
    out += fmt::format(" {} {}", symbols.text(variable), algebra::to_text(*expression));
  return out;
}

std::string text(const Group& group, const Symbols& symbols) {
  std::string out = "group by" + text(group.keys, symbols);
  for (const algebra::Aggregate& aggregate : group.aggregates) {
    out +=
        fmt::format(" ({}{} {} as ?{})", aggregate.function, aggregate.distinct ? " distinct" : "",
                    aggregate.argument ? algebra::to_text(*aggregate.argument) : "*", aggregate.result.name);
  }
  return out;
}

}  // namespace

std::string line(const Node& node, const Symbols& symbols) {
  return std::visit(
      Overloaded{
          [](const Nothing&) -> std::string { return "nothing"; },
          [](const Once&) -> std::string { return "once"; },
          [&](const IndexScan& scan) { return "scan " + text(scan.atom, scan.order, symbols); },
          [&](const GraphNames&) { return "graph names" + text(node.columns, symbols); },
          [&](const Values& values) {
            return fmt::format("values{} of {}", text(node.columns, symbols), values.rows.size());
          },
          [](const Seed&) -> std::string { return "seed"; },
          [&](const MergeJoin& join) {
            return "merge join on" + text(join.keys, symbols) + compared_text(join.compared, symbols);
          },
          [&](const HashJoin& join) {
            return join_text("hash", join.kind) + (join.keys.empty() ? "" : " on") +
                   text(join.keys, symbols) + compared_text(join.compared, symbols) +
                   condition_text(join.condition);
          },
          [&](const BindJoin& join) { return "bind join " + text(join.atom, join.order, symbols); },
          [](const LateralJoin& join) {
            return join_text("lateral", join.kind) + condition_text(join.condition);
          },
          [](const Union&) -> std::string { return "union"; },
          [](const Filter& filter) { return "filter " + algebra::to_text(*filter.condition); },
          [&](const PathWalk& path) {
            return fmt::format("path ({} {} {}) graph {}{}", text(path.subject, symbols), path.forward->text,
                               text(path.object, symbols), text(path.graph, symbols),
                               path.named_only ? " named" : "");
          },
          [&](const Service& service) {
            return fmt::format("service {}{}", service.request.silent ? "silent " : "",
                               text(service.endpoint, symbols));
          },
          [&](const Extend& extend) { return text(extend, symbols); },
          [&](const Project&) { return "project" + text(node.columns, symbols); },
          [](const Distinct&) -> std::string { return "distinct"; },
          [](const Reduced&) -> std::string { return "reduced"; },
          [](const Sort& sort) { return text(sort); },
          [](const Slice& slice) { return text(slice); },
          [&](const Group& group) { return text(group, symbols); },
      },
      node.operation);
}

namespace {

void write(std::string& out, const Node& node, const Symbols& symbols, std::size_t depth,
           const std::function<std::string(const Node&)>& note) {
  out.append(depth * 2, ' ').append(line(node, symbols));
  if (note) out += note(node);
  out += '\n';
  for (const NodePtr& input : node.inputs) write(out, *input, symbols, depth + 1, note);
}

}  // namespace

std::string to_text(const Plan& plan, const std::function<std::string(const Node&)>& note) {
  std::string out;
  write(out, *plan.root, plan.symbols, 0, note);
  return out;
}

}  // namespace quoth::plan

#include "engine/algebra.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace quoth::algebra {
namespace {

// ---- Depth

// False once `budget` levels are used up; so deep and no deeper does it recurse.
bool fits(const TermView& term, int budget) {
  if (budget <= 0) return false;
  if (term.kind != TermKind::kTriple) return true;
  return fits(term.triple->subject, budget - 1) && fits(term.triple->predicate, budget - 1) &&
         fits(term.triple->object, budget - 1);
}

bool fits(const TermPattern& pattern, int budget) {
  if (budget <= 0) return false;
  if (const Term* term = std::get_if<Term>(&pattern)) return fits(term->view(), budget);
  const auto* nested = std::get_if<Box<TriplePattern>>(&pattern);
  return nested == nullptr || (fits((*nested)->subject, budget - 1) &&
                               fits((*nested)->predicate, budget - 1) && fits((*nested)->object, budget - 1));
}

bool fits(const Path& path, int budget) {
  if (budget <= 0) return false;
  const auto below = [&](const Path& part) { return fits(part, budget - 1); };
  return std::visit(
      Overloaded{
          [](const Term&) { return true; },
          [](const PathNegated&) { return true; },
          [&](const PathSequence& s) { return std::all_of(s.steps.begin(), s.steps.end(), below); },
          [&](const PathAlternative& a) { return std::all_of(a.branches.begin(), a.branches.end(), below); },
          [&](const auto& one) { return below(*one.path); },
      },
      path.value);
}

bool fits(const Node& node, int budget);

bool fits(const Expression& expression, int budget) {
  if (budget <= 0) return false;
  if (const Term* term = std::get_if<Term>(&expression.value)) return fits(term->view(), budget);
  if (const Exists* exists = std::get_if<Exists>(&expression.value))
    return fits(*exists->pattern, budget - 1);
  const Call* call = std::get_if<Call>(&expression.value);
  return call == nullptr || std::all_of(call->arguments.begin(), call->arguments.end(),
                                        [&](const Expression& a) { return fits(a, budget - 1); });
}

bool fits(const Node& node, int budget) {
  if (budget <= 0) return false;
  const auto below = [&](const auto& part) { return fits(part, budget - 1); };
  const auto both = [&](const auto& join) { return below(*join.left) && below(*join.right); };
  return std::visit(
      Overloaded{
          [&](const Bgp& bgp) {
            const auto triple = [&](const TriplePattern& p) {
              return below(p.subject) && below(p.predicate) && below(p.object);
            };
            return std::all_of(bgp.patterns.begin(), bgp.patterns.end(), triple) &&
                   std::all_of(bgp.insides.begin(), bgp.insides.end(),
                               [&](const Inside& inside) { return triple(inside.parts); });
          },
          [&](const PathPattern& pattern) {
            return below(pattern.subject) && below(pattern.path) && below(pattern.object);
          },
          [&](const Join& join) { return both(join); }, [&](const Lateral& lateral) { return both(lateral); },
          [&](const Minus& minus) { return both(minus); },
          [&](const LeftJoin& join) { return both(join) && (!join.condition || below(*join.condition)); },
          [&](const Union& u) { return std::all_of(u.branches.begin(), u.branches.end(), below); },
          [&](const Filter& filter) { return below(*filter.input) && below(filter.condition); },
          [&](const Extend& extend) { return below(*extend.input) && below(extend.expression); },
          [&](const Values&) { return true; }, [&](const Service&) { return true; },
          [&](const OrderBy& order) {
            return below(*order.input) &&
                   std::all_of(order.keys.begin(), order.keys.end(),
                               [&](const SortKey& key) { return below(key.expression); });
          },
          [&](const Group& group) {
            return below(*group.input) &&
                   std::all_of(group.aggregates.begin(), group.aggregates.end(),
                               [&](const Aggregate& a) { return !a.argument || below(*a.argument); });
          },
          [&](const auto& one) { return below(*one.input); },  // Project, Distinct, Reduced, Slice
      },
      node.value);
}

// ---- Scope

class Scope {
 public:
  void add(const Variable& variable) {
    if (std::find(variables_.begin(), variables_.end(), variable) == variables_.end()) {
      variables_.push_back(variable);
    }
  }
  void add(const TermPattern& pattern) {
    if (const auto* variable = std::get_if<Variable>(&pattern)) add(*variable);
    if (const auto* nested = std::get_if<Box<TriplePattern>>(&pattern)) add(**nested);
  }
  void add(const TriplePattern& pattern) {
    add(pattern.subject);
    add(pattern.predicate);
    add(pattern.object);
  }
  void add(const GraphTarget& graph) {
    if (const auto* each = std::get_if<EachNamedGraph>(&graph)) add(each->name);
    if (const auto* every = std::get_if<EveryGraph>(&graph); every && every->name) add(*every->name);
  }
  void add(const Node& node) {
    std::visit(Overloaded{
                   [&](const Bgp& bgp) {
                     add(bgp.graph);
                     for (const TriplePattern& pattern : bgp.patterns) add(pattern);
                     for (const Inside& inside : bgp.insides) add(inside.parts);
                   },
                   [&](const PathPattern& path) { add(path.graph), add(path.subject), add(path.object); },
                   [&](const Join& join) { add(*join.left), add(*join.right); },
                   [&](const Lateral& lateral) { add(*lateral.left), add(*lateral.right); },
                   [&](const LeftJoin& join) { add(*join.left), add(*join.right); },
                   [&](const Union& u) {
                     for (const Node& branch : u.branches) add(branch);
                   },
                   [&](const Minus& minus) { add(*minus.left); },
                   [&](const Extend& extend) { add(*extend.input), add(extend.variable); },
                   [&](const Values& values) {
                     for (const Variable& variable : values.variables) add(variable);
                   },
                   [&](const Project& project) {
                     for (const Variable& variable : project.variables) add(variable);
                   },
                   [&](const Group& group) {
                     for (const Variable& key : group.keys) add(key);
                     for (const Aggregate& aggregate : group.aggregates) add(aggregate.result);
                   },
                   [&](const Service& service) {
                     add(service.endpoint);
                     for (const Variable& variable : service.variables) add(variable);
                   },
                   [&](const auto& one) { add(*one.input); },  // Filter, Distinct, Reduced, OrderBy, Slice
               },
               node.value);
  }
  std::vector<Variable> take() { return std::move(variables_); }

 private:
  std::vector<Variable> variables_;  // few: looking through them is quick
};

// ---- Text

std::string text(const Variable& variable) { return "?" + variable.name; }

std::string text(const std::vector<Variable>& variables) {
  std::string out;
  for (const Variable& variable : variables) out += " " + text(variable);
  return out;
}

std::string text(const TriplePattern& pattern) {
  return fmt::format("{} {} {}", to_text(pattern.subject), to_text(pattern.predicate),
                     to_text(pattern.object));
}

std::string text(const GraphTarget& graph) {
  return std::visit(Overloaded{
                        [](const DefaultGraph&) -> std::string { return "default graph"; },
                        [](const NamedGraph& g) { return "graph " + to_string(g.name); },
                        [](const MergedGraphs& merged) {
                          std::string out = "merged graphs";
                          for (const Term& name : merged.names) out += " " + to_string(name);
                          return out;
                        },
                        [](const EachNamedGraph& g) { return "each named graph " + text(g.name); },
                        [](const EveryGraph& g) {
                          return g.name ? "every graph " + text(*g.name) : std::string("every graph");
                        },
                    },
                    graph);
}

std::string text(const Aggregate& aggregate) {
  const std::string separator =
      aggregate.function == "group_concat" ? " " + to_string(Term::literal(aggregate.separator)) : "";
  return fmt::format("({} {}{}{} as {})", aggregate.function, aggregate.distinct ? "distinct " : "",
                     aggregate.argument ? to_text(*aggregate.argument) : "*", separator,
                     text(aggregate.result));
}

std::string joined(const std::vector<Path>& paths, std::string_view between) {
  std::string out;
  for (const Path& path : paths) out += (out.empty() ? "" : std::string(between)) + to_text(path);
  return "(" + out + ")";
}

class Writer {
 public:
  void write(const Node& node, int depth) {
    const auto line = [&](std::string_view head, const std::string& rest = {}) {
      out_.append(static_cast<std::size_t>(depth) * 2, ' ').append(head).append(rest).append("\n");
    };
    const auto input = [&](const Node& below) { write(below, depth + 1); };
    std::visit(
        Overloaded{
            [&](const Bgp& bgp) {
              line("Bgp ", text(bgp.graph));
              for (const TriplePattern& pattern : bgp.patterns) line("  ", text(pattern));
              for (const Inside& inside : bgp.insides)
                line("  ", text(inside.term) + " = <<( " + text(inside.parts) + " )>>");
            },
            [&](const PathPattern& pattern) {
              line("Path ", text(pattern.graph));
              line("  ", fmt::format("{} {} {}", to_text(pattern.subject), to_text(pattern.path),
                                     to_text(pattern.object)));
            },
            [&](const Join& join) { line("Join"), input(*join.left), input(*join.right); },
            [&](const Lateral& lateral) { line("Lateral"), input(*lateral.left), input(*lateral.right); },
            [&](const LeftJoin& join) {
              line("LeftJoin", join.condition ? " " + to_text(*join.condition) : "");
              input(*join.left), input(*join.right);
            },
            [&](const Union& u) {
              line("Union");
              for (const Node& branch : u.branches) input(branch);
            },
            [&](const Minus& minus) { line("Minus"), input(*minus.left), input(*minus.right); },
            [&](const Filter& filter) { line("Filter ", to_text(filter.condition)), input(*filter.input); },
            [&](const Extend& extend) {
              line("Extend ", text(extend.variable) + " " + to_text(extend.expression));
              input(*extend.input);
            },
            [&](const Values& values) {
              line("Values", text(values.variables));
              for (const auto& row : values.rows) {
                std::string cells;
                for (const auto& cell : row) cells += " " + (cell ? to_string(*cell) : "undef");
                line(" ", cells);
              }
            },
            [&](const Project& project) { line("Project", text(project.variables)), input(*project.input); },
            [&](const Distinct& distinct) { line("Distinct"), input(*distinct.input); },
            [&](const Reduced& reduced) { line("Reduced"), input(*reduced.input); },
            [&](const OrderBy& order) {
              std::string keys;
              for (const SortKey& key : order.keys) {
                keys += fmt::format(" {}{}", key.descending ? "desc " : "", to_text(key.expression));
              }
              line("OrderBy", keys), input(*order.input);
            },
            [&](const Slice& slice) {
              line("Slice", fmt::format("{}{}", slice.offset ? fmt::format(" offset {}", slice.offset) : "",
                                        slice.limit ? fmt::format(" limit {}", *slice.limit) : ""));
              input(*slice.input);
            },
            [&](const Group& group) {
              std::string aggregates;
              for (const Aggregate& aggregate : group.aggregates) aggregates += " " + text(aggregate);
              line("Group", text(group.keys) + aggregates), input(*group.input);
            },
            [&](const Service& service) {
              line("Service ",
                   (service.silent ? "silent " : "") + to_text(service.endpoint) + text(service.variables));
            },
        },
        node.value);
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

}  // namespace

Status check_depth(const Node& node) {
  if (fits(node, kMaxDepth)) return {};
  return Error{ErrorCode::kLimit, fmt::format("the query nests deeper than {} levels", kMaxDepth), {}, {}};
}

std::vector<Variable> variables_in_scope(const Node& node) {
  Scope scope;
  scope.add(node);
  return scope.take();
}

std::string to_text(const Node& node) {
  Writer writer;
  writer.write(node, 0);
  return writer.take();
}

std::string to_text(const Expression& expression) {
  return std::visit(Overloaded{
                        [](const Variable& variable) { return text(variable); },
                        [](const Term& term) { return to_string(term); },
                        [](const Call& call) {
                          std::string out = "(" + call.function;
                          for (const Expression& argument : call.arguments) out += " " + to_text(argument);
                          return out + ")";
                        },
                        [](const Exists& exists) {  // on one line
                          std::string out = "(exists {";
                          bool blank = false;
                          for (const char c : to_text(*exists.pattern)) {
                            if (c != ' ' && c != '\n') {
                              if (blank) out += ' ';
                              out += c;
                            }
                            blank = c == ' ' || c == '\n';
                          }
                          return out + "})";
                        },
                    },
                    expression.value);
}

std::string to_text(const Path& path) {
  return std::visit(Overloaded{
                        [](const Term& predicate) { return to_string(predicate); },
                        [](const PathSequence& sequence) { return joined(sequence.steps, "/"); },
                        [](const PathAlternative& alternative) { return joined(alternative.branches, "|"); },
                        [](const PathInverse& inverse) { return "^" + to_text(*inverse.path); },
                        [](const PathRepeat& repeat) {
                          const char mark = !repeat.zero ? '+' : repeat.many ? '*' : '?';
                          return "(" + to_text(*repeat.path) + ")" + mark;
                        },
                        [](const PathNegated& negated) {
                          std::string out;
                          for (const Term& predicate : negated.predicates) {
                            out += (out.empty() ? "" : "|") + to_string(predicate);
                          }
                          return "!(" + out + ")";
                        },
                    },
                    path.value);
}

std::string to_text(const TermPattern& pattern) {
  return std::visit(Overloaded{
                        [](const Variable& variable) { return text(variable); },
                        [](const Term& term) { return to_string(term); },
                        [](const Box<TriplePattern>& nested) { return "<<( " + text(*nested) + " )>>"; },
                    },
                    pattern);
}

}  // namespace quoth::algebra

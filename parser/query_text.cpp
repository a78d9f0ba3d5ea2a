// The trees of queries and updates as text, for tests and for looking at them.
#include <string>
#include <string_view>
#include <utility>

#include "parser/query_ast.h"

namespace quoth::sparql {
namespace {

std::string text(const GraphNode& node);
std::string text(const Path& path);
std::string text(const NegatedProperty& property);
std::string text(const Annotation& annotation);
std::string text(const Object& object);
std::string text(const VerbObjects& property);
std::string text(const PropertyList& properties);

// ---- On one line: nodes, paths, triples

std::string text(const GraphName& name) {
  if (const auto* variable = std::get_if<Variable>(&name)) return "?" + variable->name;
  if (const auto* iri = std::get_if<Iri>(&name)) return to_text(Name(*iri));
  return to_text(Name(std::get<PrefixedName>(name)));
}

template <typename Node>
std::string joined(const std::vector<Node>& nodes, std::string_view between = " ") {
  std::string out;
  for (const Node& each : nodes) {
    if (!out.empty()) out += between;
    out += text(each);
  }
  return out;
}

std::string text(const NegatedProperty& property) {
  return (property.inverse ? "^" : "") + to_text(property.iri);
}

std::string text(const Path& path) {
  constexpr std::string_view kRepetitions[] = {"?", "*", "+"};
  return std::visit(
      Overloaded{
          [](const Iri& iri) { return to_text(Name(iri)); },
          [](const PrefixedName& name) { return to_text(Name(name)); },
          [](const PathAlternative& alternative) { return "(| " + joined(alternative.branches) + ")"; },
          [](const PathSequence& sequence) { return "(/ " + joined(sequence.steps) + ")"; },
          [](const PathInverse& inverse) { return "(^ " + text(*inverse.path) + ")"; },
          [&](const PathRepeat& repeat) {
            return "(" + std::string(kRepetitions[static_cast<std::size_t>(repeat.repetition)]) + " " +
                   text(*repeat.path) + ")";
          },
          [](const PathNegated& negated) { return "!(" + joined(negated.properties, "|") + ")"; },
      },
      path.value);
}

std::string text(const Annotation& annotation) {
  if (const auto* reifier = std::get_if<Reifier>(&annotation)) return "~" + joined(reifier->name);
  return "{| " + text(std::get<AnnotationBlock>(annotation).properties) + " |}";
}

std::string text(const Object& object) {
  const std::string annotations = joined(object.annotations);
  return text(object.node) + (annotations.empty() ? "" : " " + annotations);
}

std::string text(const VerbObjects& property) {
  const auto* variable = std::get_if<Variable>(&property.verb);
  const std::string verb = variable != nullptr ? "?" + variable->name : text(std::get<Path>(property.verb));
  return "(" + verb + " " + joined(property.objects) + ")";
}

std::string text(const PropertyList& properties) { return joined(properties); }

std::string text(const GraphNode& node) {
  return std::visit(
      Overloaded{
          [](const Variable& variable) { return "?" + variable.name; },
          [](const Iri& iri) { return to_text(Name(iri)); },
          [](const PrefixedName& name) { return to_text(Name(name)); },
          [](const Literal& literal) { return to_text(literal); },
          [](const BlankNode& blank) { return blank.label.empty() ? "[]" : "_:" + blank.label; },
          [](const Collection& list) { return "(" + joined(list.items) + ")"; },
          [](const BlankNodeProperties& blank) { return "[" + text(blank.properties) + "]"; },
          [](const TriplePattern& triple) { return "<<( " + joined(triple.parts) + " )>>"; },
          [](const ReifiedTriple& triple) {
            return "<< " + joined(triple.parts) +
                   (triple.reifier.empty() ? "" : " ~" + joined(triple.reifier)) + " >>";
          },
      },
      node.value);
}

std::string text(const SameSubject& triples) {
  const std::string properties = text(triples.properties);
  return text(triples.subject) + (properties.empty() ? "" : " " + properties);
}

std::string text(const InlineData::Row& row) {
  std::string out;
  for (const auto& cell : row.cells) out += (out.empty() ? "" : " ") + (cell ? text(*cell) : "UNDEF");
  return "(" + out + ")";
}

// ---- On lines: patterns, queries, updates

class Writer {
 public:
  // `line_break` is put before each line, and `indent` once a level behind that.
  Writer(std::string_view line_break, std::string_view indent) : line_break_(line_break), indent_(indent) {}

  std::string take() { return std::move(out_); }

  void write(const Prologue& prologue) {
    for (const Declaration& declaration : prologue) {
      std::visit(Overloaded{
                     [&](const BaseDeclaration& base) { line("base " + to_text(Name(base.iri))); },
                     [&](const PrefixDeclaration& prefix) {
                       line("prefix " + prefix.prefix + ": " + to_text(Name(prefix.iri)));
                     },
                     [&](const VersionDeclaration& version) { line("version \"" + version.version + "\""); },
                 },
                 declaration.value);
    }
  }

  void write(const Query& query) {
    write(query.prologue);
    std::visit([&](const auto& form) { write(form); }, query.form);
  }

  void write(const Select& select) {
    constexpr std::string_view kDuplicates[] = {"", " distinct", " reduced"};
    std::string head = "select" + std::string(kDuplicates[static_cast<std::size_t>(select.duplicates)]);
    if (select.items.empty()) head += " *";
    for (const SelectItem& item : select.items) {
      head += item.expression ? " (" + to_text(*item.expression) + " as ?" + item.variable.name + ")"
                              : " ?" + item.variable.name;
    }
    line(head);
    write(select.body);
  }

  void write(const Ask& ask) {
    line("ask");
    write(ask.body);
  }

  void write(const Construct& construct) {
    open("construct {");
    write(construct.pattern);
    close();
    write(construct.body);
  }

  void write(const Describe& describe) {
    std::string head = "describe";
    if (describe.resources.empty()) head += " *";
    for (const Describe::Resource& resource : describe.resources) head += " " + text(resource.name);
    line(head);
    write(describe.body, describe.has_where);
  }

  void write(const Operation& operation) {
    write(operation.prologue);
    std::visit([&](const auto& form) { write(form); }, operation.value);
  }

  void write(const InsertData& insert) { write("insert data {", insert.quads); }
  void write(const DeleteData& remove) { write("delete data {", remove.quads); }
  void write(const DeleteWhere& remove) { write("delete where {", remove.quads); }
  void write(const Modify& modify) {
    if (modify.with) line("with " + to_text(*modify.with));
    if (modify.remove) write("delete {", *modify.remove);
    if (modify.insert) write("insert {", *modify.insert);
    write("using", modify.dataset);
    write("where {", modify.where);
  }
  void write(const Load& load) {
    line("load" + silent(load.silent) + " " + to_text(load.source) + " into " + graph(load.into));
  }
  void write(const Manage& manage) {
    constexpr std::string_view kActions[] = {"clear", "drop", "create"};
    line(std::string(kActions[static_cast<std::size_t>(manage.action)]) + silent(manage.silent) + " " +
         graph(manage.target));
  }
  void write(const Transfer& transfer) {
    constexpr std::string_view kActions[] = {"add", "move", "copy"};
    line(std::string(kActions[static_cast<std::size_t>(transfer.action)]) + silent(transfer.silent) + " " +
         graph(transfer.from) + " to " + graph(transfer.to));
  }

  void write(std::string_view head, const GroupPattern& group) {
    open(head);
    for (const GroupElement& element : group.elements) {
      std::visit([&](const auto& each) { write(each); }, element.value);
    }
    close();
  }

 private:
  // ---- Parts of a query

  void write(const QueryBody& body, bool has_where = true) {
    write("from", body.dataset);
    if (has_where) write("where {", body.where);
    write(body.modifier);
    if (body.values) write(*body.values);
  }

  void write(std::string_view word, const std::vector<DatasetClause>& clauses) {
    for (const DatasetClause& clause : clauses) {
      line(std::string(word) + (clause.named ? " named " : " ") + to_text(clause.iri));
    }
  }

  void write(const SolutionModifier& modifier) {
    for (const GroupKey& key : modifier.group_by) {
      line("group by " + to_text(key.expression) + (key.variable ? " as ?" + key.variable->name : ""));
    }
    for (const Expression& condition : modifier.having) line("having " + to_text(condition));
    for (const OrderKey& key : modifier.order_by) {
      line((key.descending ? "order by descending " : "order by ") + to_text(key.expression));
    }
    if (modifier.limit) line("limit " + std::to_string(*modifier.limit));
    if (modifier.offset) line("offset " + std::to_string(*modifier.offset));
  }

  // ---- Patterns

  void write(const TriplesBlock& triples) {
    for (const SameSubject& each : triples) line(text(each));
  }
  void write(const Triples& triples) { write(triples.triples); }
  void write(const OptionalPattern& optional) { write("optional {", *optional.pattern); }
  void write(const MinusPattern& minus) { write("minus {", *minus.pattern); }
  void write(const LateralPattern& lateral) { write("lateral {", *lateral.pattern); }
  void write(const NestedPattern& nested) {
    for (std::size_t i = 0; i < nested.branches.size(); ++i)
      write(i == 0 ? "{" : "union {", nested.branches[i]);
  }
  void write(const GraphPattern& graph) { write("graph " + text(graph.name) + " {", *graph.pattern); }
  void write(const ServicePattern& service) {
    write("service" + silent(service.silent) + " " + text(service.endpoint) + " {", *service.pattern);
  }
  void write(const FilterPattern& filter) { line("filter " + to_text(filter.condition)); }
  void write(const Bind& bind) { line("bind " + to_text(bind.expression) + " as ?" + bind.variable.name); }
  void write(const InlineData& data) {
    std::string head = "values";
    for (const Variable& variable : data.variables) head += " ?" + variable.name;
    open(head + " {");
    for (const InlineData::Row& row : data.rows) line(text(row));
    close();
  }
  void write(const SubSelect& select) { write(*select.select); }

  // ---- Parts of an update

  void write(std::string_view head, const Quads& quads) {
    open(head);
    for (const QuadsBlock& block : quads) {
      if (block.graph) open("graph " + text(*block.graph) + " {");
      write(block.triples);
      if (block.graph) close();
    }
    close();
  }

  static std::string silent(bool is_silent) { return is_silent ? " silent" : ""; }
  static std::string graph(const GraphReference& reference) {
    constexpr std::string_view kKinds[] = {"", "default", "named", "all"};
    if (reference.kind == GraphReference::Kind::kGraph) return "graph " + to_text(reference.iri);
    return std::string(kKinds[static_cast<std::size_t>(reference.kind)]);
  }

  // ---- Lines

  void line(std::string_view content) {
    if (!out_.empty()) out_ += line_break_;
    for (int i = 0; i < level_; ++i) out_ += indent_;
    out_ += content;
  }
  void open(std::string_view head) {
    line(head);
    ++level_;
  }
  void close() {
    --level_;
    line("}");
  }

  std::string_view line_break_, indent_;
  std::string out_;
  int level_ = 0;
};

}  // namespace

std::string to_text(const GroupPattern& group) {
  Writer writer(" ", "");
  writer.write("{", group);
  return writer.take();
}

std::string to_text(const Query& query) {
  Writer writer("\n", "  ");
  writer.write(query);
  return writer.take();
}

std::string to_text(const Update& update) {
  std::string out;
  for (const Operation& operation : update.operations) {
    Writer writer("\n", "  ");
    writer.write(operation);
    out += (out.empty() ? "" : "\n;\n") + writer.take();
  }
  return out;
}

}  // namespace quoth::sparql

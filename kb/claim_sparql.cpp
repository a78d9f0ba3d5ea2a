#include "kb/claim_sparql.h"

#include <map>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/write_expression.h"
#include "rdf/vocabulary.h"

namespace quoth {
namespace {

using algebra::Expression;
using algebra::TermPattern;
using algebra::TriplePattern;
using algebra::Variable;

class SparqlWriter {
 public:
  explicit SparqlWriter(const PrefixMap& prefixes) : prefixes_(prefixes) {
    prefixes_.add("rdf", rdf::kNamespace);
    prefixes_.add("dcterms", dcterms::kNamespace);
    prefixes_.add("claim", claim_ns::kNamespace);
  }

  std::string write(const ClaimQuery& query) {
    std::string select = "SELECT";
    for (const Variable& column : query.columns) select += " " + text(column);
    open("WHERE {");
    for (std::size_t i = 0; i < query.branches.size(); ++i) {
      if (query.branches.size() == 1) {
        branch(query.branches[i]);
        break;
      }
      if (i == 0) open("{");
      branch(query.branches[i]);
      if (i + 1 < query.branches.size())
        reopen("} UNION {");
      else
        close("}");
    }
    close("}");
    std::string order = "ORDER BY";
    for (const Variable& column : query.columns) order += " " + text(column);
    for (const Variable& mention : query.mentions) order += " " + text(mention);
    line(order);
    if (query.limit) line("LIMIT " + std::to_string(*query.limit));

    std::string prologue;
    for (const auto& [label, iri] : used_) prologue += "PREFIX " + label + ": <" + iri + ">\n";
    return prologue + select + "\n" + body_;
  }

 private:
  // ---- Lines

  void line(const std::string& text) { body_ += std::string(2 * depth_, ' ') + text + "\n"; }
  void open(const std::string& text) {
    line(text);
    ++depth_;
  }
  void close(const std::string& text) {
    --depth_;
    line(text);
  }
  void reopen(const std::string& text) {
    close(text);
    ++depth_;
  }

  // ---- Groups

  // Several occurrences have a group each, for what is bound at the end of one must not be seen in the
  // others.
  void branch(const std::vector<Occurrence>& occurrences) {
    for (const Occurrence& each : occurrences) {
      if (occurrences.size() > 1) open("{");
      occurrence(each);
      if (occurrences.size() > 1) close("}");
    }
  }

  void occurrence(const Occurrence& occurrence) {
    for (const VerbChoice& choice : occurrence.choices) {
      std::string values = "VALUES " + text(choice.variable) + " {";
      for (const Term& predicate : choice.predicates) values += " " + text(predicate);
      line(values + " }");
    }
    if (occurrence.graph) {
      in_graph(occurrence, text(*occurrence.graph));
      line("BIND(" + text(*occurrence.graph) + " AS " + text(occurrence.source) + ")");
      source_date(occurrence);
    } else if (occurrence.sources_only) {
      in_graph(occurrence, text(occurrence.source));
      source_date(occurrence);
    } else {
      open("{");
      in_graph(occurrence, text(occurrence.source));
      source_date(occurrence);
      reopen("} UNION {");
      claims(occurrence);
      close("}");
    }
    line("BIND(COALESCE(" + text(occurrence.mention_date) + ", " + text(occurrence.source_date) + ") AS " +
         text(occurrence.said) + ")");
  }

  void in_graph(const Occurrence& occurrence, const std::string& graph) {
    open("GRAPH " + graph + " {");
    claims(occurrence);
    close("}");
  }

  void source_date(const Occurrence& occurrence) {
    line("OPTIONAL { " + text(occurrence.source) + " " + iri(dcterms::kDate) + " " +
         text(occurrence.source_date) + " }");
  }

  // The claim and its mentions, in one graph.
  void claims(const Occurrence& occurrence) {
    line(text(occurrence.claim) + " .");
    for (const Expression& condition : occurrence.conditions) line("FILTER" + bracketed(condition));
    if (occurrence.any_verb)
      line("FILTER NOT EXISTS { " + text(occurrence.claim.subject) + " " + iri(rdf::kReifies) + " " +
           text(occurrence.reified) + " }");
    if (!occurrence.addressee) open("OPTIONAL {");
    line(text(occurrence.mention) + " " + iri(rdf::kReifies) + " <<( " + text(occurrence.claim) + " )>> .");
    if (occurrence.addressee)
      line(text(occurrence.mention) + " " + iri(claim_ns::kTo) + " " + text(*occurrence.addressee) + " .");
    line("OPTIONAL { " + text(occurrence.mention) + " " + iri(dcterms::kDate) + " " +
         text(occurrence.mention_date) + " }");
    if (!occurrence.addressee) close("}");
  }

  // ---- Terms

  static std::string text(const Variable& variable) { return "?" + variable.name; }

  std::string iri(std::string_view iri) {
    const std::optional<std::string> name = prefixes_.shorten(iri);
    if (!name) return "<" + std::string(iri) + ">";
    const std::string label = name->substr(0, name->find(':'));
    used_[label] = prefixes_.entries().at(label);
    return *name;
  }

  std::string text(const Term& term) { return write_term(term, iri_writer_); }

  std::string text(const TermPattern& pattern) {
    if (const auto* variable = std::get_if<Variable>(&pattern)) return text(*variable);
    if (const auto* term = std::get_if<Term>(&pattern)) return text(*term);
    return "<<( " + text(*std::get<Box<TriplePattern>>(pattern)) + " )>>";
  }

  std::string text(const TriplePattern& pattern) {
    return text(pattern.subject) + " " + text(pattern.predicate) + " " + text(pattern.object);
  }

  std::string bracketed(const Expression& expression) {
    return "(" + write_expression(expression, iri_writer_) + ")";
  }

  PrefixMap prefixes_;  // and those of what every query holds, where their labels are free
  std::map<std::string, std::string> used_;  // label to IRI
  const IriWriter iri_writer_ = [this](std::string_view each) { return iri(each); };
  std::string body_;
  std::size_t depth_ = 0;
};

}  // namespace

std::string to_sparql(const ClaimQuery& query, const PrefixMap& prefixes) {
  return SparqlWriter(prefixes).write(query);
}

}  // namespace quoth

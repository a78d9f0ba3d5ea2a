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
    select(query);
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
    for (const Expression& condition : query.conditions) line("FILTER" + bracketed(condition));
    while (depth_ > 0) close("}");
    if (query.count && !query.count->by.empty()) line("GROUP BY" + list(query.count->by));
    std::string order;
    for (const SortColumn& sort : query.sort) {
      const std::string key = sort.as_text ? "STR(" + text(sort.column) + ")" : text(sort.column);
      order += sort.descending ? " DESC(" + key + ")" : " " + key;
    }
    line("ORDER BY" + order + list(query.columns) + list(query.mentions));
    if (query.limit) line("LIMIT " + std::to_string(*query.limit));

    std::string prologue;
    for (const auto& [label, iri] : used_) prologue += "PREFIX " + label + ": <" + iri + ">\n";
    return prologue + body_;
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

  // What is counted is one variable, or the different rows of several.
  void select(const ClaimQuery& query) {
    if (!query.count) {
      line("SELECT" + list(query.columns));
      return open("WHERE {");
    }
    const Count& count = *query.count;
    const std::string what = count.counted.size() == 1 ? "DISTINCT " + text(count.counted.front()) : "*";
    line("SELECT" + list(count.by) + " (COUNT(" + what + ") AS " + text(count.result) + ")");
    open("WHERE {");
    if (count.counted.size() > 1) open("SELECT DISTINCT" + list(different_rows(count)) + " WHERE {");
  }

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
    if (!occurrence.with_dates) return;
    line("BIND(COALESCE(" + text(occurrence.mention_date) + ", " + text(occurrence.source_date) + ") AS " +
         text(occurrence.said) + ")");
    for (const Expression& condition : occurrence.said_conditions) line("FILTER" + bracketed(condition));
  }

  void in_graph(const Occurrence& occurrence, const std::string& graph) {
    open("GRAPH " + graph + " {");
    claims(occurrence);
    close("}");
  }

  void source_date(const Occurrence& occurrence) {
    if (!occurrence.with_dates) return;
    line("OPTIONAL { " + text(occurrence.source) + " " + iri(dcterms::kDate) + " " +
         text(occurrence.source_date) + " }");
  }

  // The claim and its mentions, in one graph.
  void claims(const Occurrence& occurrence) {
    if (occurrence.topic)
      topic(*occurrence.topic, occurrence);
    else
      line(text(occurrence.claim) + " .");
    for (const Expression& condition : occurrence.conditions) line("FILTER" + bracketed(condition));
    if (occurrence.any_verb)
      line("FILTER NOT EXISTS { " + text(occurrence.claim.subject) + " " + iri(rdf::kReifies) + " " +
           text(occurrence.reified) + " }");
    if (is_mention_needed(occurrence)) return mentions(occurrence);
    if (!occurrence.with_mentions) return;
    open("OPTIONAL {");
    mentions(occurrence);
    close("}");
  }

  void mentions(const Occurrence& occurrence) {
    const std::string mention = text(occurrence.mention);
    const auto optional = [&](std::string_view property, const Variable& value) {
      line("OPTIONAL { " + mention + " " + iri(property) + " " + text(value) + " }");
    };
    line(mention + " " + iri(rdf::kReifies) + " <<( " + text(occurrence.claim) + " )>> .");
    if (occurrence.addressee)
      line(mention + " " + iri(claim_ns::kTo) + " " + text(*occurrence.addressee) + " .");
    if (occurrence.with_dates) optional(dcterms::kDate, occurrence.mention_date);
    if (const std::optional<Validity>& validity = occurrence.validity) {
      optional(claim_ns::kValidFrom, validity->from);
      optional(claim_ns::kValidUntil, validity->until);
      line("FILTER" + bracketed(validity->condition));
    }
  }

  // The claims in which the topic stands at some place, each once.
  void topic(const Topic& topic, const Occurrence& occurrence) {
    if (topic.places.empty()) return line("FILTER(false)");
    std::vector<Variable> variables = topic.variables;
    std::erase(variables, occurrence.source);  // the graph around
    open("{");
    open("SELECT DISTINCT" + list(variables) + " WHERE {");
    for (std::size_t i = 0; i < topic.places.size(); ++i) {
      if (i == 0)
        open("{");
      else
        reopen("} UNION {");
      place(topic.places[i], occurrence);
    }
    close("}");
    close("}");
    close("}");
  }

  void place(const Place& place, const Occurrence& occurrence) {
    for (const auto& [variable, term] : place.fixed)
      line("VALUES " + text(variable) + " { " + text(term) + " }");
    inside_ = place.insides;
    line(text(occurrence.claim) + " .");
    if (!inside_.empty()) {
      const Variable content = inside_.front().term;
      const std::string written = text(TermPattern(content));
      line("BIND(" + written + " AS " + text(content) + ")");
    }
    inside_.clear();
    for (const Expression& condition : place.conditions) line("FILTER" + bracketed(condition));
    if (place.bound)
      line("BIND(" + write_expression(place.bound->second, iri_writer_) + " AS " + text(place.bound->first) +
           ")");
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

  static std::string list(const std::vector<Variable>& variables) {
    std::string out;
    for (const Variable& variable : variables) out += " " + text(variable);
    return out;
  }

  // A variable whose inside is known is written as that.
  std::string text(const TermPattern& pattern) {
    if (const auto* variable = std::get_if<Variable>(&pattern)) {
      for (const algebra::Inside& inside : inside_)
        if (inside.term == *variable) return "<<( " + text(inside.parts) + " )>>";
      return text(*variable);
    }
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
  std::vector<algebra::Inside> inside_;  // of the place that is being written
  std::string body_;
  std::size_t depth_ = 0;
};

}  // namespace

std::string to_sparql(const ClaimQuery& query, const PrefixMap& prefixes) {
  return SparqlWriter(prefixes).write(query);
}

}  // namespace quoth

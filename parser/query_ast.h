// The tree of a query or an update (SPARQL 1.2, section 19.8): form only, as it was written. Prefixes are not
// expanded, IRIs not resolved, abbreviations such as collections and annotations not written out, and everything
// keeps its place in the text so that an error can point at it.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/variant.h"
#include "parser/expression_ast.h"
#include "parser/span.h"

namespace quoth::sparql {

// ---- Prologue

struct BaseDeclaration {  // BASE <…>
  Iri iri;
};
struct PrefixDeclaration {  // PREFIX ex: <…>
  std::string prefix;       // without the colon
  Iri iri;
};
struct VersionDeclaration {  // VERSION "1.2"
  std::string version;
};
struct Declaration {
  std::variant<BaseDeclaration, PrefixDeclaration, VersionDeclaration> value;
  Span span;
};
using Prologue = std::vector<Declaration>;  // in the sequence in which they count

// ---- Triples

struct GraphNode;

struct BlankNode {    // _:label
  std::string label;  // empty: [] or the name of an anonymous reifier
};
struct Collection {  // ( a b c ); without items: rdf:nil
  std::vector<GraphNode> items;
};
struct VerbObjects;
using PropertyList = std::vector<VerbObjects>;  // :p :o1 , :o2 ; :q :o3
struct BlankNodeProperties {                    // [ :p :o ]
  PropertyList properties;
};
struct TriplePattern {           // <<( s p o )>>
  std::vector<GraphNode> parts;  // exactly three
};
struct ReifiedTriple {             // << s p o ~ r >>
  std::vector<GraphNode> parts;    // exactly three
  std::vector<GraphNode> reifier;  // one, or none: a blank node of its own
};

// Whatever stands as subject or object in patterns, templates and data.
struct GraphNode {
  std::variant<Variable, Iri, PrefixedName, Literal, BlankNode, Collection, BlankNodeProperties,
               TriplePattern, ReifiedTriple>
      value;
  Span span;
};

// ---- Property paths [93]–[104]

struct Path;

struct PathAlternative {  // a | b: two or more
  std::vector<Path> branches;
};
struct PathSequence {  // a / b: two or more
  std::vector<Path> steps;
};
struct PathInverse {  // ^a
  Box<Path> path;
};
enum class Repetition : std::uint8_t { kZeroOrOne, kZeroOrMore, kOneOrMore };
struct PathRepeat {  // a?, a*, a+
  Box<Path> path;
  Repetition repetition = Repetition::kZeroOrMore;
};
struct NegatedProperty {
  Name iri;
  bool inverse = false;
  Span span;
};
struct PathNegated {  // !a, !(a|^b)
  std::vector<NegatedProperty> properties;
};
struct Path {
  std::variant<Iri, PrefixedName, PathAlternative, PathSequence, PathInverse, PathRepeat, PathNegated> value;
  Span span;
};

// ---- Triples with the same subject

struct Reifier {                // ~ r
  std::vector<GraphNode> name;  // one, or none: a blank node of its own
  Span span;
};
struct AnnotationBlock {  // {| :p :o |}: about the reifier before it, else about a blank node of its own
  PropertyList properties;
  Span span;
};
using Annotation = std::variant<Reifier, AnnotationBlock>;

struct Object {
  GraphNode node;
  std::vector<Annotation> annotations;
};
struct VerbObjects {
  std::variant<Variable, Path> verb;  // a plain IRI is a Path of that IRI; `a` is that of rdf:type
  Span verb_span;
  std::vector<Object> objects;
};
struct SameSubject {  // TriplesSameSubject(Path)
  GraphNode subject;
  PropertyList properties;  // may be empty where the subject says something itself: [ :p :o ] .
};
using TriplesBlock = std::vector<SameSubject>;

// ---- Group graph patterns

struct Select;
using GraphName = std::variant<Variable, Iri, PrefixedName>;

struct Triples {
  TriplesBlock triples;
};
struct OptionalPattern {
  Box<GroupPattern> pattern;
};
struct MinusPattern {
  Box<GroupPattern> pattern;
};
struct LateralPattern {  // LATERAL { … }: an extension; sees the bindings of what stands before it
  Box<GroupPattern> pattern;
};
struct NestedPattern {  // { … } or { … } UNION { … } UNION …
  std::vector<GroupPattern> branches;
};
struct GraphPattern {
  GraphName name;
  Span name_span;
  Box<GroupPattern> pattern;
};
struct ServicePattern {
  bool silent = false;
  GraphName endpoint;
  Span endpoint_span;
  Box<GroupPattern> pattern;
};
struct FilterPattern {
  Expression condition;
};
struct Bind {
  Expression expression;
  Variable variable;
  Span variable_span;
};
struct InlineData {  // VALUES
  struct Row {
    std::vector<std::optional<GraphNode>> cells;  // nothing: UNDEF
    Span span;
  };
  std::vector<Variable> variables;
  std::vector<Row> rows;
  Span span;
};
struct SubSelect {
  Box<Select> select;
};

struct GroupElement {
  std::variant<Triples, OptionalPattern, MinusPattern, LateralPattern, NestedPattern, GraphPattern,
               ServicePattern, FilterPattern, Bind, InlineData, SubSelect>
      value;
  Span span;
};
struct GroupPattern {  // { … }; a sub-select is its only element
  std::vector<GroupElement> elements;
  Span span;  // with its braces
};

// ---- Queries

struct GroupKey {
  Expression expression;
  std::optional<Variable> variable;  // ( expression AS ?variable )
};
struct OrderKey {
  Expression expression;
  bool descending = false;
};
struct SolutionModifier {
  std::vector<GroupKey> group_by;
  std::vector<Expression> having;
  std::vector<OrderKey> order_by;
  std::optional<std::uint64_t> limit, offset;
};
struct DatasetClause {  // FROM, FROM NAMED; USING, USING NAMED of an update
  bool named = false;
  Name iri;
  Span span;
};

struct SelectItem {
  Variable variable;
  std::optional<Expression> expression;  // ( expression AS ?variable )
  Span span;                             // of the variable
};
enum class Duplicates : std::uint8_t { kKeep, kDistinct, kReduced };

// What all forms have in common.
struct QueryBody {
  std::vector<DatasetClause> dataset;  // none in a sub-select
  GroupPattern where;                  // empty where a DESCRIBE has none
  SolutionModifier modifier;
  std::optional<InlineData> values;  // behind everything else
};
struct Select {
  Duplicates duplicates = Duplicates::kKeep;
  std::vector<SelectItem> items;  // none: *
  Span star_span;                 // of that
  QueryBody body;
};
struct Ask {
  QueryBody body;
};
struct Construct {
  TriplesBlock pattern;  // the template; of the short form CONSTRUCT WHERE { … } the pattern as well
  QueryBody body;
};
struct Describe {
  struct Resource {
    GraphName name;
    Span span;
  };
  std::vector<Resource> resources;  // none: *
  bool has_where = false;
  QueryBody body;
};
struct Query {
  Prologue prologue;
  std::variant<Select, Ask, Construct, Describe> form;
};

// ---- Updates

struct QuadsBlock {  // triples, of one graph or of the default graph
  std::optional<GraphName> graph;
  Span graph_span;
  TriplesBlock triples;
};
using Quads = std::vector<QuadsBlock>;

struct InsertData {
  Quads quads;
};
struct DeleteData {
  Quads quads;
};
struct DeleteWhere {
  Quads quads;
};
struct Modify {  // WITH … DELETE … INSERT … USING … WHERE …
  std::optional<Name> with;
  Span with_span;
  std::optional<Quads> remove, insert;  // at least one
  std::vector<DatasetClause> dataset;
  GroupPattern where;
};
struct GraphReference {
  enum class Kind : std::uint8_t { kGraph, kDefault, kNamed, kAll };
  Kind kind = Kind::kDefault;
  Name iri;  // of kGraph
  Span span;
};
struct Load {
  bool silent = false;
  Name source;
  Span source_span;
  GraphReference into;  // kGraph or kDefault
};
struct Manage {
  enum class Action : std::uint8_t { kClear, kDrop, kCreate };
  Action action = Action::kClear;
  bool silent = false;
  GraphReference target;
};
struct Transfer {
  enum class Action : std::uint8_t { kAdd, kMove, kCopy };
  Action action = Action::kAdd;
  bool silent = false;
  GraphReference from, to;  // kGraph or kDefault
};
struct Operation {
  Prologue prologue;  // what is declared before it, for it and for those behind it
  std::variant<InsertData, DeleteData, DeleteWhere, Modify, Load, Manage, Transfer> value;
  Span span;
};
struct Update {
  std::vector<Operation> operations;
};

// On one line.
std::string to_text(const GroupPattern& group);

// Trees on several indented lines, for tests; the operations of an update have lines of ";" between them.
std::string to_text(const Query& query);
std::string to_text(const Update& update);

}  // namespace quoth::sparql

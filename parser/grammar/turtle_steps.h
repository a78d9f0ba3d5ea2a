// The grammar of Turtle and TriG (RDF 1.2) in steps.
//
// The productions of the standard that contain themselves (collections, property lists, annotations, reified
// triples, triple terms) are not recursive rules here: a step reads one token or a few, and the reader keeps
// a stack of what is open. So a document's nesting costs no C++ stack, a subject with a million objects or a
// list with a million elements needs no memory, and a step that is cut by the window's end is simply tried
// again.
//
// Each step is a rule whose attribute says what was found.
#pragma once
#include "parser/grammar/actions.h"
#include "parser/grammar/literals.h"
#include "parser/grammar/turtle_terminals.h"

namespace quoth::grammar {

struct Token {
  enum class Kind : std::uint8_t {
    kTerm,           // an IRI, a labelled blank node or a literal: `term`
    kAnonymous,      // []
    kCollection,     // (
    kProperties,     // [
    kReifiedTriple,  // <<
    kTripleTerm,     // <<(
    kType,           // a
    kReifier,        // ~ `term`
    kFreshReifier,   // ~ or ~ []
    kAnnotation,     // {|
    kComma,
    kSemicolon,
    kClose,   // whatever closes what is open; a statement's '.'
    kPrefix,  // `label` stands for the IRI `term`
    kBase,    // `term`
    kVersion,
    kGraph,           // {, of the default graph
    kNamedGraph,      // GRAPH `term` {
    kAnonymousGraph,  // GRAPH [] {
    kCloseGraph,      // } of a graph, which also ends a statement in it
  };
  Kind kind = Kind::kTerm;
  TermView term;
  std::string_view label;
};

namespace steps {

using Kind = Token::Kind;

inline constexpr auto is_a = [](Kind kind) {
  return [kind](auto& context) { x3::_val(context).kind = kind; };
};
inline constexpr auto term = [](Kind kind) {
  return [kind](auto& context) {
    x3::_val(context).kind = kind;
    x3::_val(context).term = x3::_attr(context);
  };
};
inline constexpr auto set_term = [](auto& context) { x3::_val(context).term = x3::_attr(context); };
inline constexpr auto set_label = [](auto& context) { x3::_val(context).label = x3::_attr(context).text; };

template <typename Definition>
constexpr auto step(const Definition& definition) {
  return x3::rule<struct StepTag, Token>("a step") = definition;
}

// ---- Terms

inline constexpr auto iri = x3::rule<struct IriTag, TermView>("an IRI") = prefixed_name | iri_ref;
inline constexpr auto anonymous = mark("[") >> mark("]");
inline constexpr auto string = x3::rule<struct StringTag, TermView>("a string") =
    long_quoted_string | quoted_string | long_apostrophe_string | apostrophe_string;
inline constexpr auto any_literal = x3::rule<struct AnyLiteralTag, TermView>("a literal") =
    literal(string, iri) | number | boolean;

// iri | BlankNode
inline constexpr auto node =
    iri[term(Kind::kTerm)] | blank_node_label[term(Kind::kTerm)] | anonymous[is_a(Kind::kAnonymous)];
inline constexpr auto reified_triple = mark("<<")[is_a(Kind::kReifiedTriple)];
inline constexpr auto triple_term = mark("<<(")[is_a(Kind::kTripleTerm)];

// ---- Where a term is expected

inline constexpr auto subject =
    step(node | mark("(")[is_a(Kind::kCollection)] | mark("[")[is_a(Kind::kProperties)] | reified_triple);
inline constexpr auto object =
    step(node | any_literal[term(Kind::kTerm)] | mark("(")[is_a(Kind::kCollection)] |
         mark("[")[is_a(Kind::kProperties)] | triple_term | reified_triple);
inline constexpr auto reified_subject = step(node | reified_triple);
inline constexpr auto reified_object =
    step(node | any_literal[term(Kind::kTerm)] | triple_term | reified_triple);
inline constexpr auto triple_term_subject = step(node);
inline constexpr auto triple_term_object = step(node | any_literal[term(Kind::kTerm)] | triple_term);
inline constexpr auto verb = step(keyword("a")[is_a(Kind::kType)] | iri[term(Kind::kTerm)]);

// ---- Directives, and the start of a statement

inline constexpr auto new_prefix = prefix_label[set_label] > iri_ref[set_term];
inline constexpr auto version =
    named("a version in single or double quotes")[!mark("\"\"\"") >> !mark("'''") >>
                                                  (quoted_string | apostrophe_string)];
inline constexpr auto directive = (at_keyword("@prefix")[is_a(Kind::kPrefix)] > new_prefix > mark(".")) |
                                  (at_keyword("@base")[is_a(Kind::kBase)] > iri_ref[set_term] > mark(".")) |
                                  (at_keyword("@version")[is_a(Kind::kVersion)] > version > mark(".")) |
                                  (sparql_keyword("PREFIX")[is_a(Kind::kPrefix)] > new_prefix) |
                                  (sparql_keyword("BASE")[is_a(Kind::kBase)] > iri_ref[set_term]) |
                                  (sparql_keyword("VERSION")[is_a(Kind::kVersion)] > version);

inline constexpr auto graph_name =
    named("a graph name (an IRI or a blank node)")[iri[term(Kind::kNamedGraph)] |
                                                   blank_node_label[term(Kind::kNamedGraph)] |
                                                   anonymous[is_a(Kind::kAnonymousGraph)]];
inline constexpr auto graph =
    (sparql_keyword("GRAPH") > graph_name > mark("{")) | mark("{")[is_a(Kind::kGraph)];

inline constexpr auto turtle_statement = step(directive | subject[keep]);
inline constexpr auto trig_block = step(directive | graph | subject[keep]);
inline constexpr auto subject_in_graph = step(subject[keep] | mark("}")[is_a(Kind::kCloseGraph)]);

// ---- What may follow a term

inline constexpr auto reifier = mark("~") >>
                                (iri[term(Kind::kReifier)] | blank_node_label[term(Kind::kReifier)] |
                                 (-anonymous)[is_a(Kind::kFreshReifier)]);

// After an object; `close` ends the list.
template <typename Close>
constexpr auto after_object(const Close& close) {
  return step(mark(",")[is_a(Kind::kComma)] | mark(";")[is_a(Kind::kSemicolon)] | close | reifier |
              mark("{|")[is_a(Kind::kAnnotation)]);
}
// Behind a ';'.
template <typename Close>
constexpr auto verb_or(const Close& close) {
  return step(verb[keep] | mark(";")[is_a(Kind::kSemicolon)] | close);
}
// Behind a subject that is enough.
template <typename Close>
constexpr auto first_verb_or(const Close& close) {
  return step(verb[keep] | close);
}

inline constexpr auto stop = mark(".")[is_a(Kind::kClose)];
inline constexpr auto stop_in_graph = stop | mark("}")[is_a(Kind::kCloseGraph)];
inline constexpr auto bracket = mark("]")[is_a(Kind::kClose)];
inline constexpr auto annotation_end = mark("|}")[is_a(Kind::kClose)];

inline constexpr auto after_object_or_stop = after_object(stop);
inline constexpr auto after_object_in_graph = after_object(stop_in_graph);
inline constexpr auto after_object_or_bracket = after_object(bracket);
inline constexpr auto after_object_in_annotation = after_object(annotation_end);
inline constexpr auto verb_or_stop = verb_or(stop);
inline constexpr auto verb_in_graph = verb_or(stop_in_graph);
inline constexpr auto verb_or_bracket = verb_or(bracket);
inline constexpr auto verb_in_annotation = verb_or(annotation_end);
inline constexpr auto first_verb_or_stop = first_verb_or(stop);
inline constexpr auto first_verb_in_graph = first_verb_or(stop_in_graph);

inline constexpr auto verb_or_graph = step(verb[keep] | mark("{")[is_a(Kind::kGraph)]);
inline constexpr auto element = step(mark(")")[is_a(Kind::kClose)] | object[keep]);
inline constexpr auto reified_triple_end = step(mark(">>")[is_a(Kind::kClose)] | reifier);
inline constexpr auto close_reified_triple = step(mark(">>")[is_a(Kind::kClose)]);
inline constexpr auto close_triple_term = step(mark(")>>")[is_a(Kind::kClose)]);

}  // namespace steps
}  // namespace quoth::grammar

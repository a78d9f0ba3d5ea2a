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
auto step(const Definition& definition) {
  return x3::rule<struct StepTag, Token>("a step") = definition;
}

// ---- Terms

inline const auto iri = x3::rule<struct IriTag, TermView>("an IRI") = prefixed_name | iri_ref;
inline const auto anonymous = mark("[") >> mark("]");
inline const auto string = x3::rule<struct StringTag, TermView>("a string") =
    long_quoted_string | quoted_string | long_apostrophe_string | apostrophe_string;
inline const auto any_literal = x3::rule<struct AnyLiteralTag, TermView>("a literal") =
    literal(string, iri) | number | boolean;

// iri | BlankNode
inline const auto node =
    iri[term(Kind::kTerm)] | blank_node_label[term(Kind::kTerm)] | anonymous[is_a(Kind::kAnonymous)];
inline const auto reified_triple = mark("<<")[is_a(Kind::kReifiedTriple)];
inline const auto triple_term = mark("<<(")[is_a(Kind::kTripleTerm)];

// ---- Where a term is expected

inline const auto subject =
    step(node | mark("(")[is_a(Kind::kCollection)] | mark("[")[is_a(Kind::kProperties)] | reified_triple);
inline const auto object = step(node | any_literal[term(Kind::kTerm)] | mark("(")[is_a(Kind::kCollection)] |
                                mark("[")[is_a(Kind::kProperties)] | triple_term | reified_triple);
inline const auto reified_subject = step(node | reified_triple);
inline const auto reified_object = step(node | any_literal[term(Kind::kTerm)] | triple_term | reified_triple);
inline const auto triple_term_subject = step(node);
inline const auto triple_term_object = step(node | any_literal[term(Kind::kTerm)] | triple_term);
inline const auto verb = step(keyword("a")[is_a(Kind::kType)] | iri[term(Kind::kTerm)]);

// ---- Directives, and the start of a statement

inline const auto new_prefix = prefix_label[set_label] > iri_ref[set_term];
inline const auto version =
    named("a version in single or double quotes")[!mark("\"\"\"") >> !mark("'''") >>
                                                  (quoted_string | apostrophe_string)];
inline const auto directive = (at_keyword("@prefix")[is_a(Kind::kPrefix)] > new_prefix > mark(".")) |
                              (at_keyword("@base")[is_a(Kind::kBase)] > iri_ref[set_term] > mark(".")) |
                              (at_keyword("@version")[is_a(Kind::kVersion)] > version > mark(".")) |
                              (sparql_keyword("PREFIX")[is_a(Kind::kPrefix)] > new_prefix) |
                              (sparql_keyword("BASE")[is_a(Kind::kBase)] > iri_ref[set_term]) |
                              (sparql_keyword("VERSION")[is_a(Kind::kVersion)] > version);

inline const auto graph_name =
    named("a graph name (an IRI or a blank node)")[iri[term(Kind::kNamedGraph)] |
                                                   blank_node_label[term(Kind::kNamedGraph)] |
                                                   anonymous[is_a(Kind::kAnonymousGraph)]];
inline const auto graph = (sparql_keyword("GRAPH") > graph_name > mark("{")) | mark("{")[is_a(Kind::kGraph)];

inline const auto turtle_statement = step(directive | subject[keep]);
inline const auto trig_block = step(directive | graph | subject[keep]);
inline const auto subject_in_graph = step(subject[keep] | mark("}")[is_a(Kind::kCloseGraph)]);

// ---- What may follow a term

inline const auto reifier = mark("~") >> (iri[term(Kind::kReifier)] | blank_node_label[term(Kind::kReifier)] |
                                          (-anonymous)[is_a(Kind::kFreshReifier)]);

// After an object; `close` ends the list.
template <typename Close>
auto after_object(const Close& close) {
  return step(mark(",")[is_a(Kind::kComma)] | mark(";")[is_a(Kind::kSemicolon)] | close | reifier |
              mark("{|")[is_a(Kind::kAnnotation)]);
}
// Where a verb may stand or be left out: behind a ';', and behind a subject that is enough.
template <typename Close>
auto verb_or(const Close& close) {
  return step(verb[keep] | mark(";")[is_a(Kind::kSemicolon)] | close);
}

template <typename Close>
auto first_verb_or(const Close& close) {
  return step(verb[keep] | close);
}

inline const auto stop = mark(".")[is_a(Kind::kClose)];
inline const auto stop_in_graph = stop | mark("}")[is_a(Kind::kCloseGraph)];
inline const auto bracket = mark("]")[is_a(Kind::kClose)];
inline const auto annotation_end = mark("|}")[is_a(Kind::kClose)];

inline const auto verb_or_graph = step(verb[keep] | mark("{")[is_a(Kind::kGraph)]);
inline const auto element = step(mark(")")[is_a(Kind::kClose)] | object[keep]);
inline const auto reified_triple_end = step(mark(">>")[is_a(Kind::kClose)] | reifier);
inline const auto close_reified_triple = step(mark(">>")[is_a(Kind::kClose)]);
inline const auto close_triple_term = step(mark(")>>")[is_a(Kind::kClose)]);

}  // namespace steps
}  // namespace quoth::grammar

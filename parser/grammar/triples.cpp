// Triples in patterns, templates and data: subjects and objects, lists of properties, annotations [75]–[114].
#include <utility>

#include "parser/grammar/query_rules.h"

namespace quoth::sparql {
namespace {

const auto set_blank_node = [](auto& context) {
  x3::_val(context).value = BlankNode{std::string(x3::_attr(context).text)};
};
const auto set_anonymous = [](auto& context) { x3::_val(context).value = BlankNode{}; };

struct Verb {
  std::variant<Variable, Path> value;
  Span span;
};

const auto set_path = [](auto& context) {
  Path& path = x3::_attr(context);
  QueryScan& scan = scan_of(context);
  const bool plain =
      std::holds_alternative<Iri>(path.value) || std::holds_alternative<PrefixedName>(path.value);
  if (scan.in_template && !plain) {
    scan.fail(scan.place(path.span.begin), "a property path can stand only in a pattern");
    x3::_pass(context) = false;
    return;
  }
  x3::_val(context).value = std::move(path);
};
const auto set_verb = [](auto& context) {
  x3::_val(context).verb = std::move(x3::_attr(context).value);
  x3::_val(context).verb_span = x3::_attr(context).span;
};

// A subject that says something itself needs no properties.
const auto may_stand_alone = [](auto& context) {
  const GraphNode& subject = x3::_val(context).subject;
  const auto* list = std::get_if<Collection>(&subject.value);
  x3::_pass(context) = std::holds_alternative<BlankNodeProperties>(subject.value) ||
                       std::holds_alternative<ReifiedTriple>(subject.value) ||
                       (list != nullptr && !list->items.empty());
};

const auto note_open = [](auto& context) { scan_of(context).open_triples = x3::_where(context).begin(); };

// ---- Rules

const x3::rule<struct GraphNodeId, GraphNode> graph_node =
    "an object (a variable, an IRI, a literal, a blank node, a list or a triple term)";
const x3::rule<struct BracketsId, GraphNode> brackets = "'['";
const x3::rule<struct CollectionId, Collection> collection = "'('";
const x3::rule<struct TriplePatternId, TriplePattern> triple_pattern = "'<<('";
const x3::rule<struct ReifiedTripleId, ReifiedTriple> reified_triple = "'<<'";
const x3::rule<struct TermId, GraphNode> term = "a variable, an IRI, a literal or a blank node";
const x3::rule<struct InnerSubjectId, GraphNode> inner_subject = "a subject";
const x3::rule<struct InnerVerbId, GraphNode> inner_verb = "a predicate (a variable, an IRI or 'a')";
const x3::rule<struct ReifiedPartId, GraphNode> reified_part = "a subject or an object";
const x3::rule<struct ReifierNameId, GraphNode> reifier_name = "a variable, an IRI or a blank node";
const x3::rule<struct VerbId, Verb> verb = "a predicate (a variable, an IRI, 'a' or a property path)";
const x3::rule<struct VerbObjectsId, VerbObjects> verb_objects =
    "a predicate (a variable, an IRI, 'a' or a property path)";
const x3::rule<struct PropertyListId, PropertyList> property_list =
    "a predicate (a variable, an IRI, 'a' or a property path)";
const x3::rule<struct ObjectId, Object> object =
    "an object (a variable, an IRI, a literal, a blank node, a list or a triple term)";
const x3::rule<struct AnnotationId, Annotation> annotation = "'~' or '{|'";
const x3::rule<struct ReifierId, Reifier> reifier = "'~'";
const x3::rule<struct AnnotationBlockId, AnnotationBlock> annotation_block = "'{|'";
const x3::rule<struct SameSubjectId, SameSubject> same_subject = "a subject";

const auto blank_node = grammar::blank_node_label[set_blank_node] | (mark("[") >> mark("]"))[set_anonymous];

const auto term_def =
    spanned(variable_token[set_variable] | name[set_name] | literal[set_value] | grammar::number[set_number] |
            graph_boolean[set_number] | grammar::blank_node_label[set_blank_node]);
const auto brackets_def =
    spanned(enter("[") > (mark("]")[leave][set_anonymous] |
                          (property_list[as<BlankNodeProperties>()] > mark("]")[leave])));
const auto collection_def = enter("(") > *graph_node[append_to(&Collection::items)] >
                            named("an item or ')'")[mark(")")][leave];
const auto graph_node_def = spanned(triple_pattern[set_value] | reified_triple[set_value] | term[keep] |
                                    brackets[keep] | collection[set_value]);

const auto inner_verb_def =
    spanned(variable_token[set_variable] | name[set_name] | grammar::keyword("a")[set_type]);
const auto inner_subject_def = spanned(triple_pattern[set_value] | term[keep] | blank_node);
const auto triple_pattern_def = enter("<<(") > inner_subject[add_part] > inner_verb[add_part] >
                                named("an object")[inner_subject[add_part]] > mark(")>>")[leave];

const auto reified_part_def =
    spanned(triple_pattern[set_value] | reified_triple[set_value] | term[keep] | blank_node);
const auto reifier_name_def = spanned(variable_token[set_variable] | name[set_name] | blank_node);
const auto reified_triple_def = enter("<<") > reified_part[add_part] > inner_verb[add_part] >
                                reified_part[add_part] >
                                -(mark("~") > -reifier_name[append_to(&ReifiedTriple::reifier)]) >
                                named("'~' or '>>'")[mark(">>")][leave];

const auto verb_def = spanned(variable_token[set_variable] | path[set_path]);
const auto verb_objects_def = verb[set_verb] > object[append_to(&VerbObjects::objects)] >
                              *(mark(",") > object[append_to(&VerbObjects::objects)]);
const auto property_list_def = verb_objects[add] >> *(mark(";") >> -verb_objects[add]);

const auto object_def = graph_node[to(&Object::node)] >> *annotation[append_to(&Object::annotations)];
const auto annotation_def = reifier[keep] | annotation_block[keep];
const auto reifier_def = spanned(mark("~") >> -reifier_name[append_to(&Reifier::name)]);
const auto annotation_block_def =
    spanned(enter("{|") > property_list[to(&AnnotationBlock::properties)] > mark("|}")[leave]);

const auto same_subject_def = graph_node[to(&SameSubject::subject)] >
                              named("a predicate (a variable, an IRI, 'a' or a property path)")
                                  [property_list[to(&SameSubject::properties)] | x3::eps[may_stand_alone]];
const auto triples_block_def = same_subject[add] >> *(mark(".") >> same_subject[add]) >>
                               (mark(".") | x3::eps[note_open]);

BOOST_SPIRIT_DEFINE(graph_node, brackets, collection, triple_pattern, reified_triple, term, inner_subject,
                    inner_verb, reified_part, reifier_name, verb, verb_objects, property_list, object,
                    annotation, reifier, annotation_block, same_subject)

// ---- Values of VALUES

const x3::rule<struct DataTripleId, TriplePattern> data_triple = "'<<('";
const x3::rule<struct DataNameId, GraphNode> data_name = "an IRI or a prefixed name";
const x3::rule<struct DataVerbId, GraphNode> data_verb = "a predicate (an IRI or 'a')";

const auto data_name_def = spanned(name[set_name]);
const auto data_verb_def = spanned(name[set_name] | grammar::keyword("a")[set_type]);
const auto data_triple_def = enter("<<(") > data_name[add_part] > data_verb[add_part] > data_value[add_part] >
                             mark(")>>")[leave];
const auto data_value_def = spanned(name[set_name] | literal[set_value] | grammar::number[set_number] |
                                    graph_boolean[set_number] | data_triple[set_value]);

BOOST_SPIRIT_DEFINE(data_triple, data_name, data_verb)

}  // namespace

BOOST_SPIRIT_DEFINE(triples_block, data_value)
BOOST_SPIRIT_INSTANTIATE(TriplesBlockRule, Iterator, Context)
BOOST_SPIRIT_INSTANTIATE(DataValueRule, Iterator, Context)

}  // namespace quoth::sparql

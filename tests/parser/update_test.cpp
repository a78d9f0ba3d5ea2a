// The grammar of updates: trees, and what is said of a text that is none.
#include <doctest/doctest.h>

#include <string>

#include "tests/parser/query_text.h"

using namespace quoth;
using namespace quoth::sparql;
using quoth::test::check_faults;
using quoth::test::check_trees;

TEST_CASE("operations on triples") {
  check_trees(
      {
          {"INSERT DATA { :s :p 1 . GRAPH <g> { :s :p 2 } . GRAPH :h {} :s :p 3 }",
           "insert data {\n  :s (:p \"1\")\n  graph <g> {\n    :s (:p \"2\")\n  }\n  graph :h {\n  }\n  :s "
           "(:p "
           "\"3\")\n}"},
          {"DELETE  DATA { :s :p << :a :b :c ~ :r >> ~ :q {| :x :y |} }",
           "delete data {\n  :s (:p << :a :b :c ~:r >> ~:q {| (:x :y) |})\n}"},
          {"delete where { GRAPH ?g { ?s ?p ?o } }", "delete where {\n  graph ?g {\n    ?s (?p ?o)\n  }\n}"},
          {"DELETE { ?s ?p ?o } WHERE { ?s ?p ?o FILTER(?o > 1) }",
           "delete {\n  ?s (?p ?o)\n}\nwhere {\n  ?s (?p ?o)\n  filter (> ?o \"1\")\n}"},
          {"INSERT { ?s ?p [] } USING <a> USING NAMED :b WHERE { ?s :p/:q ?o }",
           "insert {\n  ?s (?p [])\n}\nusing <a>\nusing named :b\nwhere {\n  ?s ((/ :p :q) ?o)\n}"},
          {"WITH <g> DELETE {} INSERT { GRAPH ?x { ?s ?p ?o } } WHERE {}",
           "with <g>\ndelete {\n}\ninsert {\n  graph ?x {\n    ?s (?p ?o)\n  }\n}\nwhere {\n}"},
      },
      parse_update);
}

TEST_CASE("operations on graphs") {
  check_trees(
      {
          {"LOAD <a>", "load <a> into default"},
          {"LOAD SILENT ex:a INTO GRAPH <g>", "load silent ex:a into graph <g>"},
          {"CLEAR GRAPH <g>", "clear graph <g>"},
          {"CLEAR SILENT DEFAULT", "clear silent default"},
          {"DROP NAMED", "drop named"},
          {"DROP SILENT ALL", "drop silent all"},
          {"CREATE SILENT GRAPH ex:g", "create silent graph ex:g"},
          {"ADD DEFAULT TO <g>", "add default to graph <g>"},
          {"MOVE SILENT GRAPH <g> TO DEFAULT", "move silent graph <g> to default"},
          {"COPY ex:g TO GRAPH ex:h", "copy graph ex:g to graph ex:h"},
      },
      parse_update);
}

TEST_CASE("operations have a semicolon between them, and each its own declarations before it") {
  check_trees(
      {
          {"", ""},
          {"PREFIX : <a> # nothing is done", ""},
          {"CLEAR ALL ;", "clear all"},
          {"PREFIX a: <a> CLEAR GRAPH a: ; BASE <b> PREFIX b: <b> DROP GRAPH b: ; PREFIX c: <c>",
           "prefix a: <a>\nclear graph a:\n;\nbase <b>\nprefix b: <b>\ndrop graph b:"},
      },
      parse_update);
}

TEST_CASE("an operation keeps its place in the text, without its declarations") {
  const std::string_view text = "PREFIX : <a> CLEAR ALL ; INSERT DATA { :s :p :o } ";
  const auto update = parse_update(text);
  REQUIRE(update);
  REQUIRE(update->operations.size() == 2);
  const auto place = [&](Span span) { return text.substr(span.begin, span.end - span.begin); };
  CHECK(place(update->operations[0].span) == "CLEAR ALL");
  CHECK(place(update->operations[1].span) == "INSERT DATA { :s :p :o }");
}

TEST_CASE("what is no update") {
  const std::string operation =
      "an update operation (INSERT, DELETE, WITH, LOAD, CLEAR, DROP, CREATE, ADD, MOVE or COPY)";
  const std::string misspelt = "1:1: expected " + operation + "; did you mean INSERT?";
  const std::string doubled = "1:12: expected " + operation;
  check_faults(
      {
          {"INSRT DATA {}", misspelt},
          {"CLEAR ALL ; ; CLEAR ALL", "1:13: expected " + operation},
          {"CLEAR ALL ;; CLEAR ALL", doubled},
          {"CLEAR ALL CLEAR ALL", "1:11: expected ';' or the end"},
          {"DELETE { ?s ?p ?o } WERE {}", "1:21: expected WHERE"},
          {"DELETE { ?s ?p ?o FILTER(1) } WHERE {}", "1:19: expected '.', ';', ',', a triple, GRAPH or '}'"},
          {"INSERT { ?s :p/:q ?o } WHERE {}", "1:13: a property path can stand only in a pattern"},
          {"INSERT WHERE {}", "1:8: expected '{'"},
          {"INSERT {} USNIG <a> WHERE {}", "1:11: expected WHERE; did you mean USING?"},
          {"CLEAR <g>", "1:7: expected GRAPH, DEFAULT, NAMED or ALL"},
          {"CLEAR DEFALT", "1:7: expected GRAPH, DEFAULT, NAMED or ALL; did you mean DEFAULT?"},
          {"CREATE DEFAULT", "1:8: expected GRAPH"},
          {"LOAD <a> INTO <b>", "1:15: expected GRAPH"},
          {"COPY <a> INTO <b>", "1:10: expected TO"},
          {"WITH ?g DELETE {} WHERE {}", "1:6: expected an IRI or a prefixed name"},
          {"WITH <g> CLEAR ALL", "1:10: expected DELETE or INSERT"},
          {"SELECT * {}", "1:1: expected " + operation},
      },
      parse_update);
}

TEST_CASE("data holds no variables, and what is deleted no blank nodes") {
  check_faults(
      {
          {"INSERT DATA { ?s :p :o }", "1:15: data can hold no variable, such as ?s"},
          {"INSERT DATA { :s ?p :o }", "1:18: data can hold no variable, such as ?p"},
          {"INSERT DATA { :s :p (1 [ :q ?x ]) }", "1:29: data can hold no variable, such as ?x"},
          {"INSERT DATA { GRAPH ?g {} }", "1:21: data can hold no variable, such as ?g"},
          {"INSERT DATA { :s :p <<( :a :b ?c )>> }", "1:31: data can hold no variable, such as ?c"},
          {"DELETE DATA { :s :p :o ~ ?r }", "1:26: data can hold no variable, such as ?r"},
          {"DELETE DATA { :s :p :o {| ?p 1 |} }", "1:27: data can hold no variable, such as ?p"},
          {"DELETE DATA { _:b :p :o }", "1:15: what is deleted can hold no blank node"},
          {"DELETE WHERE { :s :p [] }", "1:22: what is deleted can hold no blank node"},
          {"DELETE { [ :p 1 ] } WHERE {}", "1:10: what is deleted can hold no blank node"},
          {"DELETE { :s :p (1) } WHERE {}",
           "1:16: what is deleted can hold no blank node; the cells of a list are blank nodes"},
          {"DELETE { << :s :p :o >> :q 1 } WHERE {}",
           "1:10: what is deleted can hold no blank node; a reified triple without a name stands for one"},
          {"DELETE { :s :p :o ~ } WHERE {}",
           "1:19: what is deleted can hold no blank node; a reifier without a name is one"},
          {"DELETE { :s :p :o ~:r {| :a 1 |} {| :b 2 |} } WHERE {}",
           "1:34: what is deleted can hold no blank node; an annotation without a named reifier is about "
           "one"},
      },
      parse_update);
  CHECK(parse_update("DELETE { :s :p () ~ :r {| :a 1 |} . << :s :p ?o ~ ?r >> :q 1 } WHERE {}"));
  CHECK(parse_update("INSERT DATA { _:b :p [ :q (1) ] ~ {| :a :b |} . << :s :p :o >> :q 1 }"));
  CHECK(parse_update("INSERT { ?s :p [], _:b, (1) } WHERE { ?s :q [] }"));
}

TEST_CASE("a label of a blank node belongs to one WHERE, or to one INSERT DATA") {
  check_faults(
      {
          {"INSERT DATA { _:b :p 1 } ; INSERT DATA { _:b :p 2 }",
           "1:42: the blank node _:b is used elsewhere already; a label belongs to one basic graph pattern, "
           "or to "
           "one INSERT DATA"},
          {"INSERT {} WHERE { _:b ?p 1 } ; INSERT {} WHERE { _:b ?p 2 }",
           "1:50: the blank node _:b is used elsewhere already; a label belongs to one basic graph pattern, "
           "or to "
           "one INSERT DATA"},
      },
      parse_update);
  CHECK(parse_update("INSERT DATA { _:b :p 1 GRAPH <g> { _:b :p 2 } }"));
  CHECK(parse_update("INSERT { _:b :p 1 } WHERE { _:b ?p 1 } ; INSERT { _:b :p 1 } WHERE {}"));
  CHECK(parse_update("INSERT DATA { _:b :p 1 } ; INSERT {} WHERE { _:b ?p 1 }"));
}

// The grammar of queries: trees, places, and what is said of a text that is none.
#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "tests/parser/query_text.h"

using namespace quoth;
using namespace quoth::sparql;
using quoth::test::check_faults;
using quoth::test::check_trees;
using quoth::test::repeated;

namespace {

// The tree of a pattern, on one line.
Result<GroupPattern> parse_pattern(std::string_view text, std::string_view document) {
  const auto query = parse_query("ASK " + std::string(text), document);
  if (!query) return query.error();
  return std::get<Ask>(query->form).body.where;
}

}  // namespace

TEST_CASE("the forms of a query") {
  check_trees(
      {
          {"SELECT * {}", "select *\nwhere {\n}"},
          {"select ?x $y where { ?x ?p ?y }", "select ?x ?y\nwhere {\n  ?x (?p ?y)\n}"},
          {"SELECT DISTINCT ?x (1 + 1 AS ?two) {}",
           "select distinct ?x ((+ \"1\" \"1\") as ?two)\nwhere {\n}"},
          {"SELECT REDUCED(1 AS?x){}", "select reduced (\"1\" as ?x)\nwhere {\n}"},
          {"ASK FROM <g> FROM NAMED ex:g {}", "ask\nfrom <g>\nfrom named ex:g\nwhere {\n}"},
          {"CONSTRUCT { ?x :p [] } WHERE {}", "construct {\n  ?x (:p [])\n}\nwhere {\n}"},
          {"CONSTRUCT {} FROM <g> {}", "construct {\n}\nfrom <g>\nwhere {\n}"},
          {"CONSTRUCT FROM <g> WHERE { :s :p :o }",
           "construct {\n  :s (:p :o)\n}\nfrom <g>\nwhere {\n  :s (:p :o)\n}"},
          {"CONSTRUCT WHERE { }", "construct {\n}\nwhere {\n}"},
          {"DESCRIBE *", "describe *"},
          {"DESCRIBE <a> ?x ex:b FROM <g> { ?x a ex:T } LIMIT 1",
           "describe <a> ?x ex:b\nfrom <g>\nwhere {\n  ?x (rdf:type ex:T)\n}\nlimit 1"},
      },
      parse_query);
}

TEST_CASE("declarations come first and are kept in their sequence") {
  check_trees(
      {
          {"BASE <http://e/> PREFIX : <a#> PREFIX e.x: <b> BASE <c> version '1.2' ASK {}",
           "base <http://e/>\nprefix : <a#>\nprefix e.x: <b>\nbase <c>\nversion \"1.2\"\nask\nwhere {\n}"},
          {"#comment\nPREFIX #another\na:<\\u0061>ASK{}#end", "prefix a: <a>\nask\nwhere {\n}"},
      },
      parse_query);
}

TEST_CASE("what stands behind the pattern") {
  check_trees(
      {
          {"SELECT ?x (COUNT(*) AS ?n) {} GROUP BY ?x (?y + 1 AS ?z) lang(?l) (?w) HAVING (COUNT(*) > 1) "
           ":f(?x) "
           "ORDER BY ?x DESC(?n) asc(1) :f(?x) (?y) strlen(?x) LIMIT 10 OFFSET 5 VALUES ?x { 1 UNDEF }",
           "select ?x ((COUNT *) as ?n)\nwhere {\n}\ngroup by ?x\ngroup by (+ ?y \"1\") as ?z\ngroup by "
           "(lang "
           "?l)\ngroup by ?w\nhaving (> (COUNT *) \"1\")\nhaving (:f ?x)\norder by ?x\norder by descending "
           "?n\norder by \"1\"\norder by (:f ?x)\norder by ?y\norder by (strlen ?x)\nlimit 10\noffset "
           "5\nvalues ?x "
           "{\n  (\"1\")\n  (UNDEF)\n}"},
          {"SELECT * {} OFFSET 5 LIMIT 18446744073709551615",
           "select *\nwhere {\n}\nlimit 18446744073709551615\noffset 5"},
          {"SELECT * {} LIMIT10", "select *\nwhere {\n}\nlimit 10"},
          {"SELECT (1 AS ?x) {} HAVING(1)VALUES(?a ?b){(1 2)()}", "this row has 0 values for 2 variables"},
          {"SELECT ?x {} GROUP BY ?x HAVING(1) VALUES(?a ?b){(1 <<(:s a 'o'@en)>>)}",
           "select ?x\nwhere {\n}\ngroup by ?x\nhaving \"1\"\nvalues ?a ?b {\n  (\"1\" <<( :s rdf:type "
           "\"o\"@en "
           ")>>)\n}"},
          {"ASK {} VALUES () { () () }", "ask\nwhere {\n}\nvalues {\n  ()\n  ()\n}"},
      },
      parse_query);
}

TEST_CASE("patterns") {
  check_trees(
      {
          {"{ ?s ?p ?o }", "{ ?s (?p ?o) }"},
          {"{ ?s ?p ?o . ?s ?p 1, 1.5 ; ; a <T> ; . }",
           "{ ?s (?p ?o) ?s (?p \"1\" \"1.5\"^^<http://www.w3.org/2001/XMLSchema#decimal>) (rdf:type <T>) }"},
          {"{ OPTIONAL { ?s ?p ?o } . MINUS {} LATERAL { } }",
           "{ optional { ?s (?p ?o) } minus { } lateral { } }"},
          {"{ {} UNION { ?s ?p ?o } UNION {} {} }", "{ { } union { ?s (?p ?o) } union { } { } }"},
          {"{ GRAPH ?g {} GRAPH <g> {} GRAPH g: {} }", "{ graph ?g { } graph <g> { } graph g: { } }"},
          {"{ SERVICE <a> {} SERVICE SILENT ?s { ?s ?p ?o } }",
           "{ service <a> { } service silent ?s { ?s (?p ?o) } }"},
          {"{ FILTER(?x) FILTER bound(?x) . FILTER <f>(?x, 1) FILTER f:g() FILTER f:g(DISTINCT ?x) }",
           "an aggregate can stand only in SELECT, HAVING and ORDER BY"},
          {"{ FILTER(?x) FILTER bound(?x) . FILTER <f>(?x, 1) FILTER f:g() }",
           "{ filter ?x filter (bound ?x) filter (<f> ?x \"1\") filter (f:g) }"},
          {"{ FILTER EXISTS { ?s ?p ?o } FILTER NOT  EXISTS {} FILTER (?x && exists { }) }",
           "{ filter (exists { ?s (?p ?o) }) filter (not-exists { }) filter (&& ?x (exists { })) }"},
          {"{ BIND (1 + ?x AS ?y) BIND(EXISTS {} AS ?z) }",
           "{ bind (+ \"1\" ?x) as ?y bind (exists { }) as ?z }"},
          {"{ VALUES ?x { 1 'a' <i> p:n TRUE UNDEF } VALUES (?x ?y) { (1 2) (UNDEF 'b'@en--ltr) } }",
           "{ values ?x { (\"1\") (\"a\") (<i>) (p:n) (\"true\"^^<http://www.w3.org/2001/XMLSchema#boolean>) "
           "(UNDEF) } "
           "values ?x ?y { (\"1\" \"2\") (UNDEF \"b\"@en--ltr) } }"},
          {"{ SELECT ?x { ?x ?p ?o } LIMIT 1 VALUES ?x { 1 } }",
           "{ select ?x where { ?x (?p ?o) } limit 1 values ?x { (\"1\") } }"},
          {"{ ?s ?p ?o { SELECT * {} } }", "{ ?s (?p ?o) { select * where { } } }"},
      },
      parse_pattern);
}

TEST_CASE("what subjects and objects may be") {
  check_trees(
      {
          {"{ [] ?p _:b.1 }", "{ [] (?p _:b.1) }"},
          {"{ [ ] ?p [ ?q 1, 2 ; ?r [] ] }", "{ [] (?p [(?q \"1\" \"2\") (?r [])]) }"},
          {"{ [ ?p ?o ] . [ ?p ?o ] ?q 1 }", "{ [(?p ?o)] [(?p ?o)] (?q \"1\") }"},
          {"{ () ?p ( 1 ( ) [] (true (2)) ) . (1) }",
           "{ () (?p (\"1\" () [] (\"true\"^^<http://www.w3.org/2001/XMLSchema#boolean> (\"2\")))) (\"1\") "
           "}"},
          {"{ 1 ?p 'a'@en , '''b''' , \"c\"^^<d> , -1e0 , +.5 }",
           "{ \"1\" (?p \"a\"@en \"b\" \"c\"^^<d> \"-1e0\"^^<http://www.w3.org/2001/XMLSchema#double> "
           "\"+.5\"^^<http://www.w3.org/2001/XMLSchema#decimal>) }"},
          {"{ <<( ?s a <<( 1 :p _:b )>> )>> ?p <<( [] ?p 'o' )>> }",
           "{ <<( ?s rdf:type <<( \"1\" :p _:b )>> )>> (?p <<( [] ?p \"o\" )>>) }"},
          {"{ << ?s ?p << :a :b :c ~ _:r >> ~ ?r >> . << :s a 1 ~ >> ?p << :s ?p [] ~ [] >> }",
           "{ << ?s ?p << :a :b :c ~_:r >> ~?r >> << :s rdf:type \"1\" >> (?p << :s ?p [] ~[] >>) }"},
          {"{ ?s ?p ?o ~ {| :a :b ; :c :d |} ~:r {| :e 1 ~ :q {| :f :g |} |} , 2 ~ ?r }",
           "{ ?s (?p ?o ~ {| (:a :b) (:c :d) |} ~:r {| (:e \"1\" ~:q {| (:f :g) |}) |} \"2\" ~?r) }"},
      },
      parse_pattern);
}

TEST_CASE("property paths") {
  check_trees(
      {
          {"{ ?s :p|^:q/:r* ?o }", "{ ?s ((| :p (/ (^ :q) (* :r))) ?o) }"},
          {"{ ?s (:p|a)+/<q>? ?o }", "{ ?s ((/ (+ (| :p rdf:type)) (? <q>)) ?o) }"},
          {"{ ?s ^(:p/:q)* ?o }", "{ ?s ((^ (* (/ :p :q))) ?o) }"},
          {"{ ?s !:p ?o ; !^a ?o ; !(:p|^:q|a) ?o ; !() ?o }",
           "{ ?s (!(:p) ?o) (!(^rdf:type) ?o) (!(:p|^:q|rdf:type) ?o) (!() ?o) }"},
          {"{ ?s :p?o . ?s :p? ?o . ?s :p+1 . ?s :p+ 1 . ?s :p*1 }",
           "{ ?s (:p ?o) ?s ((? :p) ?o) ?s (:p \"+1\") ?s ((+ :p) \"1\") ?s ((* :p) \"1\") }"},
          {"{ ?s ((:p)) ?o ; ((:p/:q)) [ :p/:q 1 ] }", "{ ?s (:p ?o) ((/ :p :q) [((/ :p :q) \"1\")]) }"},
      },
      parse_pattern);
}

TEST_CASE("aggregates") {
  check_trees(
      {
          {"SELECT (COUNT(DISTINCT *) AS ?a) (count(distinct ?x) as ?b) (Sum(?x + 1) AS ?c) {}",
           "select ((COUNT distinct *) as ?a) ((COUNT distinct ?x) as ?b) ((SUM (+ ?x \"1\")) as ?c)\nwhere "
           "{\n}"},
          {"SELECT (GROUP_CONCAT(DISTINCT ?x ; separator = \"\\n\") AS ?a) (GROUP_CONCAT(?x) AS ?b) {}",
           "select ((GROUP_CONCAT distinct ?x \"\\n\") as ?a) ((GROUP_CONCAT ?x) as ?b)\nwhere {\n}"},
          {"SELECT (MIN(?x) + MAX(?x) * AVG(?x) - SAMPLE(?x) AS ?a) {}",
           "select ((- (+ (MIN ?x) (* (MAX ?x) (AVG ?x))) (SAMPLE ?x)) as ?a)\nwhere {\n}"},
          {"SELECT (<f>(DISTINCT ?x, ?y) AS ?a) {}", "select ((<f> distinct ?x ?y) as ?a)\nwhere {\n}"},
      },
      parse_query);
}

TEST_CASE("everything keeps its place in the text") {
  const std::string_view text = "SELECT  * { ?s :p/ :q (1 2) ; ?v [] . FILTER ( ?x ) # é\n BIND (1 AS ?y) }";
  const auto query = parse_query(text);
  REQUIRE(query);
  const auto place = [&](Span span) { return text.substr(span.begin, span.end - span.begin); };
  const auto& select = std::get<Select>(query->form);
  CHECK(place(select.star_span) == "*");
  const GroupPattern& where = select.body.where;
  CHECK(place(where.span) == text.substr(10));
  REQUIRE(where.elements.size() == 3);
  CHECK(place(where.elements[0].span) == "?s :p/ :q (1 2) ; ?v [] .");
  CHECK(place(where.elements[1].span) == "FILTER ( ?x )");
  CHECK(place(where.elements[2].span) == "BIND (1 AS ?y)");
  const SameSubject& triples = std::get<Triples>(where.elements[0].value).triples[0];
  CHECK(place(triples.subject.span) == "?s");
  CHECK(place(triples.properties[0].verb_span) == ":p/ :q");
  CHECK(place(triples.properties[0].objects[0].node.span) == "(1 2)");
  CHECK(place(triples.properties[1].verb_span) == "?v");
  CHECK(place(triples.properties[1].objects[0].node.span) == "[]");
  CHECK(place(std::get<FilterPattern>(where.elements[1].value).condition.span) == "( ?x )");
  CHECK(place(std::get<Bind>(where.elements[2].value).variable_span) == "?y");
}

TEST_CASE("a misspelt keyword is named with the likely one") {
  check_faults(
      {
          {"SELCT * {}", "1:1: expected SELECT, ASK, CONSTRUCT or DESCRIBE; did you mean SELECT?"},
          {"PREFX : <a> ASK {}", "1:1: expected SELECT, ASK, CONSTRUCT or DESCRIBE; did you mean PREFIX?"},
          {"SELECT DISTICT ?x {}",
           "1:8: expected a variable, '*' or ( expression AS ?variable ); did you mean DISTINCT?"},
          {"SELECT * WERE {}", "1:10: expected WHERE or '{'; did you mean WHERE?"},
          {"SELECT * FORM <g> {}", "1:10: expected WHERE or '{'; did you mean FROM?"},
          {"SELECT * { ?s ?p ?o FLITER(?o > 1) }",
           "1:21: expected '.', ';', ',', a pattern or '}'; did you mean FILTER?"},
          {"SELECT * { ?s ?p ?o . OPTINAL {} }", "1:23: expected a pattern or '}'; did you mean OPTIONAL?"},
          {"SELECT * { {} UNOIN {} }", "1:15: expected a pattern or '}'; did you mean UNION?"},
          {"SELECT * { FILTER EXSITS {} }",
           "1:19: expected an expression in brackets or a function call; did you mean EXISTS?"},
          {"SELECT * { FILTER (1 && EXSITS {}) }",
           "1:25: expected an expression; the bare word \"EXSITS\" could only be a function, with '(' behind "
           "it; did "
           "you mean EXISTS?"},
          {"SELECT * { BIND (1 SA ?x) }", "1:20: expected AS"},
          {"SELECT * {} ODER BY ?x", "1:13: expected the end; did you mean ORDER?"},
          {"SELECT * {} ORDER BT ?x", "1:19: expected BY"},
          {"SELECT * {} LIMIT 1 OFSET 2", "1:21: expected the end; did you mean OFFSET?"},
          {"SELECT * {} banana", "1:13: expected the end"},
      },
      parse_query);
}

TEST_CASE("an error says what was expected, and where") {
  check_faults(
      {
          {"", "1:1: expected SELECT, ASK, CONSTRUCT or DESCRIBE"},
          {"SELECT", "1:7: expected a variable, '*' or ( expression AS ?variable )"},
          {"SELECT COUNT(*) {}", "1:8: expected a variable, '*' or ( expression AS ?variable )"},
          {"SELECT (1) {}", "1:10: expected AS"},
          {"SELECT * { ?s ?p }",
           "1:18: expected an object (a variable, an IRI, a literal, a blank node, a list or a triple term)"},
          {"SELECT * {\n  ?s ?p ?o\n  ?s ?p ?o\n}", "3:3: expected '.', ';', ',', a pattern or '}'"},
          {"SELECT * { ?s }", "1:15: expected a predicate (a variable, an IRI, 'a' or a property path)"},
          {"SELECT * { ?s ?p ?o", "1:20: expected '.', ';', ',', a pattern or '}'"},
          {"SELECT * { ?s ?p ?o . . }", "1:23: expected a pattern or '}'"},
          {"SELECT * { ?s ?p (1 2 }", "1:23: expected an item or ')'"},
          {"SELECT * { ?s ?p [ ?q }",
           "1:23: expected an object (a variable, an IRI, a literal, a blank node, a list or a triple term)"},
          {"SELECT * { ?s ?p ?o {| |} }",
           "1:24: expected a predicate (a variable, an IRI, 'a' or a property path)"},
          {"SELECT * { << ?s ?p ?o }", "1:24: expected '~' or '>>'"},
          {"SELECT * { ?s :p| ?o }", "1:19: expected a property path"},
          {"SELECT * { ?s !?p ?o }", "1:16: expected an IRI, 'a', '^' or '('"},
          {"SELECT * { GRAPH {} }", "1:18: expected a variable, an IRI or a prefixed name"},
          {"SELECT * { FILTER ?x }", "1:19: expected an expression in brackets or a function call"},
          {"SELECT * { FILTER (1 +) }", "1:23: expected an expression"},
          {"SELECT * { VALUES (?x) { (?y) } }",
           "1:27: expected an IRI, a literal, a triple term, UNDEF or ')'"},
          {"CONSTRUCT FROM <g> {}", "1:20: expected WHERE"},
          {"CONSTRUCT { ?s :p* ?o } {}", "1:16: a property path can stand only in a pattern"},
          {"CONSTRUCT { ?s :p ?o FILTER(1) } {}", "1:22: expected '.', ';', ',', a triple or '}'"},
          {"ASK { ?s ?p \"a }", "1:17: expected \" at the end of the string"},
          {"ASK { ?s ?p <a b> }", "1:15: invalid IRI: a space is not allowed"},
          {"SELECT (SUM(*) AS ?x) {}", "1:13: only COUNT takes '*'"},
          {"SELECT (SUM(?x ; separator='') AS ?y) {}", "1:16: expected ')'"},
          {"SELECT (COUNT() AS ?x) {}", "1:15: expected an expression"},
          {"SELECT (strlen(DISTINCT ?x) AS ?y) {}", "1:16: DISTINCT belongs to aggregates"},
          {"ASK { FILTER (1 IN (DISTINCT 1)) }", "1:21: DISTINCT belongs to aggregates"},
          {"SELECT (CUONT(*) AS ?x) {}", "1:15: only COUNT takes '*'"},
          {"ASK { FILTER (strlen(", "1:22: expected an expression or ')'"},
          {"ASK { FILTER (strlen(?x", "1:24: expected ',' or ')'"},
          {"SELECT (GROUP_CONCAT(?x ; SEPARATOR=?y) AS ?z) {}", "1:37: expected a string"},
          {"DESCRIBE {}", "1:10: expected a variable, an IRI or '*'"},
          {"ASK { ?s !( ?o }", "1:13: expected an IRI, 'a', '^', '|' or ')'"},
          {"ASK {} LIMIT -1", "1:14: expected a number of solutions"},
          {"\\u0041SK {}", "1:1: expected SELECT, ASK, CONSTRUCT or DESCRIBE"},
          {"ASK { ?s ?p '\\uD83C\\uDCA1' }", "1:14: bad escape: U+D83C is a surrogate, and no character"},
          {"ASK { \xff }", "1:7: this byte is not valid UTF-8"},
      },
      parse_query);
}

TEST_CASE("an error has a caret below its place") {
  const auto query = parse_query("SELECT *\nWHERE { ?x <p> }");
  REQUIRE_FALSE(query);
  CHECK(query.error().to_string() ==
        "query:2:16: expected an object (a variable, an IRI, a literal, a blank node, a list or a triple "
        "term)\n"
        "  WHERE { ?x <p> }\n"
        "                 ^");
}

TEST_CASE("a number of solutions must fit") {
  const auto query = parse_query("ASK {} LIMIT 18446744073709551616");
  REQUIRE_FALSE(query);
  CHECK(query.error().code == ErrorCode::kLimit);
  CHECK(query.error().message == "this number is too large");
  CHECK(query.error().offset == 13);
}

TEST_CASE("what nests too deep is refused, whatever its brackets are") {
  struct Nest {
    std::string_view before, open, inner, close, after;
  };
  const Nest nests[] = {
      {"ASK {", "{", "", "}", "}"},
      {"ASK {", "OPTIONAL {", "", "}", "}"},
      {"ASK ", "{ SELECT * ", "{}", "}", ""},
      {"ASK { FILTER ", "(", "1", ")", "}"},
      {"ASK { FILTER (", "!", "1", "", ")}"},
      {"ASK { FILTER (", "1 IN (", "1", ")", ")}"},
      {"ASK { FILTER ", "f(", "1", ")", "}"},
      {"ASK {", "FILTER EXISTS {", "", "}", "}"},
      {"ASK {", "FILTER (EXISTS {", "", "})", "}"},
      {"ASK {", "BIND (NOT EXISTS {", "", "} AS ?x)", "}"},
      {"ASK { ?s ?p ", "(", "1", ")", "}"},
      {"ASK { ?s ?p ", "[ ?p ", "1", "]", "}"},
      {"ASK { ?s ?p ?o ", "{| ?p ?o", "", "|}", "}"},
      {"ASK { ?s ?p ", "<<( ?s ?p ", "1", ")>>", "}"},
      {"ASK { ?s ?p ", "<< ?s ?p ", "1", ">>", "}"},
      {"ASK { ?s ", "(", ":p", ")", " ?o }"},
      {"ASK { ?s ", "^(", ":p", ")*", " ?o }"},
      {"CONSTRUCT { ?s ?p ", "[ ?p ", "1", "]", "} {}"},
  };
  const auto nested = [](const Nest& nest, int levels) {
    return std::string(nest.before) + repeated(nest.open, levels) + std::string(nest.inner) +
           repeated(nest.close, levels) + std::string(nest.after);
  };
  for (const Nest& nest : nests) {
    CAPTURE(nest.open);
    CHECK(parse_query(nested(nest, 125)));
    const auto deep = parse_query(nested(nest, 50000));
    REQUIRE_FALSE(deep);
    CHECK(deep.error().code == ErrorCode::kLimit);
    CHECK(deep.error().message == "this is nested deeper than 256 levels");
    const auto unclosed = parse_query(std::string(nest.before) + repeated(nest.open, 50000));
    REQUIRE_FALSE(unclosed);
    CHECK(unclosed.error().code == ErrorCode::kLimit);
  }
}

TEST_CASE("what is long but flat is read, in time that grows with it") {
  struct Row {
    std::string_view before, each, after;
  };
  const Row rows[] = {
      {"ASK {", "?s ?p ?o . ", "}"},
      {"ASK { ?s ?p ?o", ", ?o", "}"},
      {"ASK { ?s ?p ?o", ";", "}"},
      {"ASK {", "{} UNION ", "{} }"},
      {"ASK {", "OPTIONAL { ?s ?p ?o }", "}"},
      {"ASK { ?s :p", "/:p", " ?o }"},
      {"ASK { ?s :p", "|:p", " ?o }"},
      {"ASK { FILTER (1", " + 1 || 2", ")}"},
      {"ASK { VALUES ?x {", " 1", "}}"},
      {"", "PREFIX a: <a> ", "ASK {}"},
      {"", "# comment\n", "ASK {}"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.each);
    CHECK(parse_query(std::string(row.before) + repeated(row.each, 20000) + std::string(row.after)));
  }
}

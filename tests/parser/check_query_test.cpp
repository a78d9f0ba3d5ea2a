// What the grammar of queries asks for in words: scopes of variables, grouping, labels of blank nodes.
#include <doctest/doctest.h>

#include <string_view>
#include <vector>

#include "tests/parser/query_text.h"

using namespace quoth;
using namespace quoth::sparql;
using quoth::test::check_faults;

namespace {

void check_accepted(const std::vector<std::string_view>& texts) {
  for (const std::string_view text : texts) {
    CAPTURE(text);
    const auto query = parse_query(text);
    CHECK_MESSAGE(query, (query ? "" : query.error().message));
  }
}

}  // namespace

TEST_CASE("BIND assigns a variable that its group has not used") {
  check_faults(
      {
          {"ASK { ?s ?p ?o BIND (1 AS ?o) }", "1:27: BIND cannot assign ?o, which this group uses already"},
          {"ASK { ?s ?p ?o BIND (1 AS ?p) }", "1:27: BIND cannot assign ?p, which this group uses already"},
          {"ASK { ?s ?p [ ?q (1 <<( ?x ?y ?z )>>) ] BIND (1 AS ?z) }",
           "1:52: BIND cannot assign ?z, which this group uses already"},
          {"ASK { ?s :p :o ~ ?r {| :a ?b |} BIND (1 AS ?b) }",
           "1:44: BIND cannot assign ?b, which this group uses already"},
          {"ASK { { { ?s ?p ?x } } BIND (1 AS ?x) }",
           "1:35: BIND cannot assign ?x, which this group uses already"},
          {"ASK { {} UNION { ?s ?p ?x } BIND (1 AS ?x) }",
           "1:40: BIND cannot assign ?x, which this group uses already"},
          {"ASK { OPTIONAL { ?s ?p ?x } BIND (1 AS ?x) }",
           "1:40: BIND cannot assign ?x, which this group uses already"},
          {"ASK { GRAPH ?g {} BIND (1 AS ?g) }",
           "1:30: BIND cannot assign ?g, which this group uses already"},
          {"ASK { SERVICE ?x {} BIND (1 AS ?x) }",
           "1:32: BIND cannot assign ?x, which this group uses already"},
          {"ASK { LATERAL { ?s ?p ?x } BIND (1 AS ?x) }",
           "1:39: BIND cannot assign ?x, which this group uses already"},
          {"ASK { VALUES ?x {} BIND (1 AS ?x) }",
           "1:31: BIND cannot assign ?x, which this group uses already"},
          {"ASK { BIND (1 AS ?x) BIND (1 AS ?x) }",
           "1:33: BIND cannot assign ?x, which this group uses already"},
          {"ASK { { SELECT ?x { ?x ?y ?z } } BIND (1 AS ?x) }",
           "1:45: BIND cannot assign ?x, which this group uses already"},
          {"ASK { { SELECT * { ?x ?y ?z } } BIND (1 AS ?x) }",
           "1:44: BIND cannot assign ?x, which this group uses already"},
          {"ASK { FILTER EXISTS { ?s ?p ?o BIND (1 AS ?o) } }",
           "1:43: BIND cannot assign ?o, which this group uses already"},
      },
      parse_query);
  check_accepted({
      "ASK { BIND (1 AS ?x) ?s ?p ?x }",
      "ASK { ?s ?p ?o FILTER (?x) BIND (1 AS ?x) }",
      "ASK { ?s ?p ?o MINUS { ?s ?p ?x } BIND (1 AS ?x) }",
      "ASK { ?s ?p ?o FILTER EXISTS { ?s ?p ?x } BIND (1 AS ?x) }",
      "ASK { { SELECT ?x { ?x ?y ?z } } BIND (1 AS ?y) }",
      "ASK { ?s ?p ?x { BIND (1 AS ?x) } }",
      "ASK { ?s ?p ?x OPTIONAL { BIND (1 AS ?x) } }",
      "ASK { { BIND (1 AS ?x) } UNION { BIND (2 AS ?x) } }",
  });
}

TEST_CASE("SELECT assigns a variable that is not in scope and was not shown before") {
  check_faults(
      {
          {"SELECT (1 AS ?s) { ?s ?p ?o }", "1:14: SELECT cannot assign ?s, which is used already"},
          {"SELECT (1 AS ?x) (2 AS ?x) {}", "1:24: SELECT cannot assign ?x, which is used already"},
          {"SELECT ?x (2 AS ?x) {}", "1:17: SELECT cannot assign ?x, which is used already"},
          {"SELECT (1 AS ?x) { { SELECT (1 AS ?x) {} } }",
           "1:14: SELECT cannot assign ?x, which is used already"},
          {"SELECT (1 AS ?x) {} VALUES ?x {}", "1:14: SELECT cannot assign ?x, which is used already"},
          {"SELECT (1 AS ?z) {} GROUP BY ?z", "1:14: SELECT cannot assign ?z, which is used already"},
          {"SELECT (1 AS ?z) {} GROUP BY (1 AS ?z)", "1:14: SELECT cannot assign ?z, which is used already"},
          {"SELECT * { { SELECT (1 AS ?s) { ?s ?p ?o } } }",
           "1:27: SELECT cannot assign ?s, which is used already"},
          {"SELECT ?z { ?x ?y ?z } GROUP BY (1 AS ?z)",
           "1:34: GROUP BY cannot assign ?z, which is used already"},
      },
      parse_query);
  check_accepted({
      "SELECT ?x ?x { ?x ?y ?z }",
      "SELECT (1 AS ?x) (?x + 1 AS ?y) {}",
      "SELECT (1 AS ?z) { ?s :p ?z } GROUP BY ?s",
      "SELECT * { { SELECT (1 AS ?x) {} } { SELECT (1 AS ?x) {} } }",
      "SELECT (1 AS ?x) { MINUS { ?x ?y ?z } FILTER (?x) }",
      "SELECT (1 AS ?y) { { SELECT ?x { ?x ?y ?z } } }",
  });
}

TEST_CASE("a grouped query shows what it groups by, and aggregates") {
  check_faults(
      {
          {"SELECT * {} GROUP BY ?x", "1:8: SELECT * cannot be used with GROUP BY or aggregates"},
          {"SELECT DISTINCT * {} HAVING (COUNT(*) > 1)",
           "1:17: SELECT * cannot be used with GROUP BY or aggregates"},
          {"SELECT ?y { ?x ?y ?z } GROUP BY ?x",
           "1:8: ?y is not grouped by, and can be shown only within an aggregate"},
          {"SELECT ?x (COUNT(*) AS ?n) { ?x ?y ?z }",
           "1:8: ?x is not grouped by, and can be shown only within an aggregate"},
          {"SELECT (?y + COUNT(*) AS ?n) { ?x ?y ?z } GROUP BY ?x",
           "1:9: ?y is not grouped by, and can be shown only within an aggregate"},
          {"SELECT (?a + ?b AS ?n) {} GROUP BY (?a + ?b)",
           "1:9: ?a is not grouped by, and can be shown only within an aggregate"},
          {"SELECT ?x { { SELECT ?x { ?x ?y ?z } GROUP BY ?y } }",
           "1:22: ?x is not grouped by, and can be shown only within an aggregate"},
          {"SELECT ?x { ?x ?y ?z } ORDER BY COUNT(?y)",
           "1:8: ?x is not grouped by, and can be shown only within an aggregate"},
      },
      parse_query);
  check_accepted({
      "SELECT ?x (COUNT(*) AS ?n) (?n + 1 AS ?m) ?n { ?x ?y ?z } GROUP BY ?x",
      "SELECT ?k (?k + ?x AS ?n) { ?x ?y ?z } GROUP BY ?x (str(?y) AS ?k)",
      "SELECT (str(SAMPLE(?y)) AS ?n) { ?x ?y ?z } GROUP BY ?x HAVING (?y > 1) ORDER BY ?z",
      "SELECT (COUNT(?v) AS ?v) { VALUES ?v { 1 } }",
      "SELECT ?x { ?x ?y ?z } HAVING (?x > 1)",
      "CONSTRUCT { ?x ?y ?z } { ?x ?y ?z } GROUP BY ?x",
  });
}

TEST_CASE("aggregates stand in SELECT, HAVING and ORDER BY, and not in each other") {
  check_faults(
      {
          {"SELECT (COUNT(SUM(?x)) AS ?y) {}", "1:15: an aggregate cannot stand within another"},
          {"SELECT (SUM(1 + COUNT(*)) AS ?y) {}", "1:17: an aggregate cannot stand within another"},
          {"ASK { FILTER (COUNT(*) > 1) }",
           "1:15: an aggregate can stand only in SELECT, HAVING and ORDER BY"},
          {"ASK { BIND (1 + MAX(?x) AS ?y) }",
           "1:17: an aggregate can stand only in SELECT, HAVING and ORDER BY"},
          {"ASK {} GROUP BY (COUNT(*))", "1:18: an aggregate can stand only in SELECT, HAVING and ORDER BY"},
          {"ASK { FILTER <f>(DISTINCT ?x) }",
           "1:14: an aggregate can stand only in SELECT, HAVING and ORDER BY"},
          {"SELECT (1 AS ?x) {} HAVING (EXISTS { FILTER (COUNT(*)) })",
           "1:45: an aggregate can stand only in SELECT, HAVING and ORDER BY"},
      },
      parse_query);
  check_accepted({
      "SELECT (SUM(IF(EXISTS { { SELECT (COUNT(*) AS ?n) {} } }, 1, 0)) AS ?x) {}",
      "ASK {} HAVING (COUNT(*) > 1) ORDER BY DESC(SUM(?x))",
  });
}

TEST_CASE("VALUES has as many values as variables, each once") {
  check_faults(
      {
          {"ASK { VALUES (?a ?b) { (1 2) (1) } }", "1:30: this row has 1 values for 2 variables"},
          {"ASK {} VALUES (?a) { (1 2) }", "1:22: this row has 2 values for 1 variables"},
          {"ASK { VALUES () { (1) } }", "1:19: this row has 1 values for 0 variables"},
          {"ASK { VALUES (?a ?b ?a) {} }", "1:14: VALUES lists ?a twice"},
      },
      parse_query);
}

TEST_CASE("a label of a blank node belongs to one basic graph pattern") {
  const auto refused = [](std::string_view text) {
    const auto query = parse_query(text);
    return !query && query.error().message.starts_with("the blank node _:b is used elsewhere already");
  };
  const std::string_view faults[] = {
      "ASK { _:b ?p 1 . { _:b ?p 1 } }",
      "ASK { _:b ?p 1 OPTIONAL {} _:b ?p 1 }",
      "ASK { _:b ?p 1 BIND (1 AS ?x) _:b ?p 1 }",
      "ASK { _:b ?p 1 VALUES ?x {} _:b ?p 1 }",
      "ASK { { _:b ?p 1 } UNION { _:b ?p 1 } }",
      "ASK { _:b ?p 1 FILTER EXISTS { _:b ?p 1 } }",
      "ASK { _:b ?p 1 BIND (EXISTS { _:b ?p 1 } AS ?x) }",
      "ASK { _:b ?p 1 { SELECT * { ?x ?p _:b } } }",
      "ASK { GRAPH ?g { ?s ?p <<( _:b ?p 1 )>> } GRAPH ?g { ?s ?p (_:b) } }",
      "ASK { _:b ?p 1 } HAVING (EXISTS { _:b ?p 1 })",
      "SELECT (EXISTS { _:b ?p 1 } AS ?x) { _:b ?p 1 }",
  };
  for (const std::string_view text : faults) {
    CAPTURE(text);
    CHECK(refused(text));
  }
  check_accepted({
      "ASK { _:b ?p [ ?q _:b ] . _:b ?r (_:b) }",
      "ASK { _:b ?p 1 FILTER (1) _:b ?p 1 FILTER EXISTS { _:c ?p 1 } _:b ?p 2 }",
      "ASK { _:b :p/:q 1 . _:b ?p 1 }",
      "CONSTRUCT { _:b ?p 1 } { _:b ?p 1 }",
      "CONSTRUCT WHERE { _:b ?p 1 }",
      "ASK { [] ?p 1 . { [] ?p 1 } }",
  });
}

TEST_CASE("only a triple can have a reifier or an annotation, and a path is none") {
  check_faults(
      {
          {"ASK { ?s :p/:q ?o ~ ?r }",
           "1:10: a property path is no triple that could have a reifier or an annotation"},
          {"ASK { ?s ?p ?o {| :p* 1 {| :q 2 |} |} }",
           "1:19: a property path is no triple that could have a reifier or an annotation"},
      },
      parse_query);
  check_accepted({"ASK { ?s ?p ?o {| :p/:q 1 |} }", "ASK { ?s (:p) ?o ~ ?r {| :p 1 |} ; ?v 1 ~ }"});
}

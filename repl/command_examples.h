// What stands at the end of each command's help.
#pragma once

namespace quoth::repl {

inline constexpr const char* kExamples = R"text(Examples:
  quoth load ukraine-2014.trig
  quoth ask "what did Obama urge Russia to do?"
  quoth                                  asks in a session, with history and completion
  echo "who warned Russia?" | quoth      runs the statements of standard input
  quoth check examples/ukraine-2014.check

'quoth COMMAND --help' has the options of a command, with examples.
Exit status: 0 done, 1 some check differs, 2 usage or a statement that cannot be read, 3 data or input and
output, 4 a time or memory budget used up.)text";

inline constexpr const char* kLoadExamples = R"text(Examples:
  quoth load ukraine-2014.trig
  quoth load --db news.db --source https://example.org/report1 report1.ttl
  quoth load --memory 2G dump.nq.zst
  zcat claims.nt.gz | quoth load --format nt -
  quoth load --source https://example.org/log events.csv
  quoth load --source https://example.org/log --columns subject,predicate,object,date --header 2014.tsv
  quoth load --replace --source https://example.org/log events.csv

Every file is one commit: all of it comes in, or nothing. Loading a file again adds nothing.
Columns of a table: subject, predicate, object or text, source, claimant, verb, date, to, quote, position,
valid_from, valid_until, confidence, publisher; - for one to skip.)text";

inline constexpr const char* kDumpExamples = R"text(Examples:
  quoth dump > all.trig
  quoth dump --db news.db -o all.nq)text";

inline constexpr const char* kConvertExamples = R"text(Examples:
  quoth convert data.nt -o data.ttl
  quoth convert data.trig.gz -o data.nq
  curl -s https://example.org/data.ttl | quoth convert - --from ttl --to nt

Reads and writes piece by piece, in little memory whatever the size. No database is used.)text";

inline constexpr const char* kAskExamples = R"text(Examples:
  quoth ask "what did Obama urge Russia to do?"
  quoth ask who warned Russia
  quoth ask "Ban Ki-moon said ?what"
  quoth ask --format csv "?who urged (Russia ?does ?what)"
  quoth ask --prefix e=https://example.org/news/ "e:Obama urged ?what"
  quoth ask -f statement.txt
  echo "who warned Russia?" | quoth ask -

At a terminal the table is fitted to its width; in a pipe nothing is cut.)text";

inline constexpr const char* kQueryExamples = R"text(Examples:
  quoth query "SELECT ?who ?what { GRAPH ?source { ?who :urged ?what } }"
  quoth query --format csv -f query.rq > rows.csv
  quoth query --explain -f query.rq
  quoth query --format nt "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH :article { ?s ?p ?o } }" > article.nt
  quoth query --union-default-graph "ASK { :Russia :annexed :Crimea }"
  echo "SELECT * { ?s ?p ?o } LIMIT 3" | quoth query -

The prefixes of loaded files need not be declared. The default graph is the background; --union-default-graph adds
what all sources say.)text";

inline constexpr const char* kExplainExamples = R"text(Examples:
  quoth explain "?who urged (Russia ?does ?what)")text";

inline constexpr const char* kCheckExamples = R"text(Examples:
  quoth check examples/ukraine-2014.check
  quoth check --db news.db --format tap checks/*.check
  quoth check --format json - < news.check

A script that loads files runs on a database of its own; any other runs on the database (docs/checks.md).
Exit status: 0 as expected, 1 some check differs, 2 a script cannot be read, 3 data or input and output,
4 a time or memory budget used up; of several the highest.)text";

inline constexpr const char* kSourcesExamples = R"text(Examples:
  quoth sources
  quoth sources --format csv --limit 100000 > sources.csv

The largest first: its claims, its quads, its date, and what it was derived from.)text";

inline constexpr const char* kVerbsExamples = R"text(Examples:
  quoth verbs
  quoth verbs --limit 20

By mood: asserts, denies, directs, commits, questions; then those without one. `claims` counts the claims with the verb,
`propositions` the different contents with it, claimed within others or mentioned.)text";

inline constexpr const char* kNamesExamples = R"text(Examples:
  quoth names Obama
  quoth names "pulled back"

What a statement takes the text for comes first. Where nothing has the name, the nearest names are shown.)text";

inline constexpr const char* kDescribeExamples = R"text(Examples:
  quoth describe Obama
  quoth describe "White House statement"
  quoth describe --prefix e=https://example.org/news/ e:Obama
  quoth describe --format json --limit 1000 '<https://example.org/news/Obama>')text";

inline constexpr const char* kStatsExamples = R"text(Examples:
  quoth stats
  quoth stats --db news.db --format json)text";

inline constexpr const char* kServeExamples = R"text(Examples:
  quoth serve
  quoth serve --db news.db --listen 0.0.0.0:8080 --timeout 30 --memory 1G
  curl -G http://127.0.0.1:7878/sparql --data-urlencode 'query=SELECT * { ?s ?p ?o } LIMIT 5'
  curl -H 'Accept: text/csv' --data-binary @query.rq -H 'Content-Type: application/sparql-query' http://127.0.0.1:7878/sparql

Answers SPARQL queries over HTTP (docs/http.md), and sees what other processes load meanwhile. Ctrl-C ends it.)text";

inline constexpr const char* kReplExamples = R"text(Examples:
  quoth repl --db news.db
  quoth < statements.txt

In a session, Tab completes names, Ctrl-C stops what runs, Ctrl-D ends; '.help' tells more.)text";

}  // namespace quoth::repl

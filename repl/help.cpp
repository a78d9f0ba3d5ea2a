#include "repl/help.h"

#include <array>
#include <utility>

namespace quoth::repl {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kTopics = {{
    {"patterns", R"text(A pattern is a claim with gaps: somebody, a verb, and what it is about.

  Obama urged (Russia ?does ?what)          variables start with ?, and are shown
  ?who urged (Russia pull back troops)      what is claimed stands in parentheses
  Ban Ki-moon said (Putin assured ?what)    and nests as deep as people quote each other
  someone warned ?whom                      someone and something match, and are not shown
  NATO warned (Russia not threaten ?what)   "not" asks for what negates the verb
  ?a warned (?b ?does ?what) and ?c said (?b ?does ?what)

A verb also finds its kinds: "urged" finds "called for". Every row has its source and when it was said.
)text"},
    {"questions", R"text(Questions stand for patterns:

  what did Obama urge Russia to do?         Obama urged (Russia ?does ?what)
  what did Obama say about Russia?          Obama said ?what about Russia
  who warned Russia?                        whoever warned it, or warned that it does something
  who urged Russia to pull back troops?     ?who urged (Russia pull back troops)
  who said that Russia annexed Crimea?      ?who said (Russia annexed Crimea)
  who said what about Crimea?               ?who ?says ?what about Crimea
  when did Russia annex Crimea?             Russia annexed Crimea, with the dates
  which sources say that Russia annexed Crimea?
  how many sources say that Russia annexed Crimea?
  how many ?who urged (Russia ?does ?what)?
  what do we know about Crimea?             everything in which it takes part
  did Russia annex Crimea?                  check Russia annexed Crimea: see .help verdicts

Verbs may be inflected as you like. Clauses follow a question as they follow a pattern: see .help clauses.
)text"},
    {"clauses", R"text(Clauses stand behind a pattern or a question, in any order:

  from 'White House statement'    only what this source says; from ?source: only sources, no background
  to Putin                        only what was said to him
  since 2014-03, before 2015      only what was said then; on 2014-03-28: within that day, month or year
  during 2013 until 2014          only what holds for some of that time
  about Crimea                    only claims in which it takes part, at any depth
  where strlen(str(?what)) > 9    only rows for which an expression of SPARQL holds
  sort by said desc, ?who         the rows in this order
  limit 10                        at most so many rows

"count ?who P by ?source" counts different values of ?who for each source; "count P" counts rows. At a place where a
clause may stand, Tab shows all that may.
)text"},
    {"names",
     R"text(A thing is called by its label or an alias, in any case and inflection, or by the words of its IRI.

  Ban Ki-moon said ?what              names of several words need no quotes
  'Dockers'' Union' said ?what        quotes bind, and a quote inside is doubled
  :Obama urged ?what                  prefixed names and <IRIs> always work: .prefix shows the prefixes
  .names Obama                        what a text may mean
  .describe Obama                     everything about one thing

If a name may be several things, the error lists them and how to write each.
)text"},
    {"verdicts",
     R"text(What somebody said is not thereby so: a claimant is no witness. The mood of a verb says what its content counts as:

  asserts     said, assured, announced     claimed to hold
  denies      denied                       claimed not to hold
  directs     urged, demanded, warned to   wanted; says nothing about whether it holds
  commits     promised, agreed on          promised; says nothing about whether it holds
  questions   doubted, asked whether       open

.verbs lists the verbs of the database by mood. A check weighs what is for and against a statement, and says Supported,
Refuted, Conflicting Evidence or Not Enough Evidence, with the evidence and what would flip it:

  check Russia annexed Crimea
  did Obama urge Russia to pull back troops?

"quoth check FILE" runs a script of checks.
)text"},
    {"sparql",
     R"text(What begins as a query does is taken as SPARQL:

  SELECT ?who ?what { GRAPH ?source { ?who :urged ?what } } LIMIT 10
  ASK { GRAPH ?source { :Obama :urged <<( :Russia ?does ?what )>> } }
  CONSTRUCT { ?who :spoke true } WHERE { GRAPH :statement { ?who :urged ?what } }
  DESCRIBE :Estonia

What a source says stands in its named graph; the default graph is the background. Prefixes of loaded files need no
PREFIX. A query that is not whole in its first line goes on up to a ";" behind it or an empty line.

  .sparql QUERY          takes it as SPARQL, whatever it looks like; .ask STATEMENT as the claim language
  .explain QUERY         the algebra, and the plan with what running it took
  .explain STATEMENT     begins with the SPARQL that a statement stands for
)text"},
    {"output", R"text(Rows come as a table that is fitted to the terminal; in a pipe nothing is cut.

  .format csv            table, json, xml, csv or tsv from here on; all but the table give terms instead of names
  .explain STATEMENT     the SPARQL that it stands for, and how it was run
  .explain on            that before every answer
  .timer on              how long each statement took
)text"},
    {"keys",
     R"text(  Tab          completes names, verbs, words of the language, commands and files; once more, it lists them
  Ctrl-R       searches the history
  Ctrl-C       drops the line, or stops the query that runs
  Ctrl-D       ends the session

A statement may take several lines: it goes on while a parenthesis or a quote is open or something is missing. An empty
line ends it.
)text"},
}};

}  // namespace

std::vector<std::string> help_topics() {
  std::vector<std::string> topics;
  for (const auto& [topic, text] : kTopics) topics.emplace_back(topic);
  topics.emplace_back("commands");
  return topics;
}

std::optional<std::string_view> help_on(std::string_view topic) {
  for (const auto& [known, text] : kTopics)
    if (known == topic) return text;
  return std::nullopt;
}

}  // namespace quoth::repl

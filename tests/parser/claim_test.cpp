#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "parser/parse_claim.h"
#include "rdf/term.h"

using namespace quoth;

namespace {

std::string tree(std::string_view text) {
  const auto statement = claim::parse_statement(text);
  return statement ? claim::to_text(*statement) : statement.error().to_string();
}

struct Case {
  std::string_view text;
  std::string_view tree;
};

struct Fault {
  std::string_view text;
  std::size_t offset;
  std::string_view message;
};

void check_faults(const std::vector<Fault>& faults, ErrorCode code) {
  for (const Fault& fault : faults) {
    CAPTURE(fault.text);
    const auto statement = claim::parse_statement(fault.text);
    REQUIRE_FALSE(statement);
    CHECK(statement.error().code == code);
    CHECK(statement.error().message == fault.message);
    CHECK(statement.error().offset == fault.offset);
  }
}

}  // namespace

TEST_CASE("patterns keep their words uncut, and nest") {
  const Case cases[] = {
      {"Obama urged (Russia ?does ?what)", "find [Obama urged ([Russia ?does ?what])]"},
      {"?who urged (Russia pull back troops)", "find [?who urged ([Russia pull back troops])]"},
      {"Ban Ki-moon said (Putin assured ?content)", "find [Ban Ki-moon said ([Putin assured ?content])]"},
      {"a b (c d (e f (g h i)))", "find [a b ([c d ([e f ([g h i])])])]"},
      {"?a warned (?b ?does ?what) and ?b denied (?b ?does ?what)",
       "find [?a warned ([?b ?does ?what])] and [?b denied ([?b ?does ?what])]"},
      {"Russia not pull back troops", "find [Russia not pull back troops]"},
      {"x said (y not ?does z)", "find [x said ([y not ?does z])]"},
      {"Someone urged something", "find [something urged something]"},
      {"explain ?s ?p ?o", "explain find [?s ?p ?o]"},
      {"Explain ?s ?p ?o", "explain find [?s ?p ?o]"},
      {"?s ?p ?o?", "find [?s ?p ?o]"},
      {"?s ?p ?o ?", "find [?s ?p ?o]"},
      {" \n?s\t?p\u00a0?o\u3000\n", "find [?s ?p ?o]"},
      {"?s ?p ?o # a comment\n  from x # another", "find [?s ?p ?o] from [x]"},
  };
  for (const Case& c : cases) CHECK(tree(c.text) == c.tree);
}

TEST_CASE("clauses follow the patterns, in any order") {
  const Case cases[] = {
      {"a b c from :article", "find [a b c] from [:article]"},
      {"a b c from White House limit 10", "find [a b c] from [White House] limit 10"},
      {"a b ?c to Ban Ki-moon from ?source", "find [a b ?c] to [Ban Ki-moon] from [?source]"},
      {"a b c and d e f limit 0", "find [a b c] and [d e f] limit 0"},
      {"a b c FROM 'x' Limit 3", "find [a b c] from ['x'] limit 3"},
      {"a b ?c since 2014-03 before 2014-04-01", "find [a b ?c] since 2014-03 before 2014-04-01"},
      {"a b c on 2014-03-28T10:00:00.5+02:00 limit 1", "find [a b c] on 2014-03-28T10:00:00.5+02:00 limit 1"},
      {"a b ?c where ?c > 3 && !bound(?c) limit 3",
       "find [a b ?c] where (&& (> ?c \"3\"^^<http://www.w3.org/2001/XMLSchema#integer>) (! (bound ?c))) "
       "limit 3"},
      {"a b c during 2013 until 2014-06", "find [a b c] during 2013 until 2014-06"},
      {"a b c about Crimea from ?source", "find [a b c] about [Crimea] from [?source]"},
      {"?a b ?c about (Russia annexed Crimea)", "find [?a b ?c] about [([Russia annexed Crimea])]"},
      {"?a b ?c sort by ?c desc, ?a, desc said, ascending source",
       "find [?a b ?c] sort by ?c desc, ?a, ?said desc, ?source"},
      {"count ?who ?who urged (?a ?does ?what)", "count [?who ?who urged ([?a ?does ?what])]"},
      {"count a b ?c since 2014 by ?c ?source sort by count desc limit 3",
       "count [a b ?c] since 2014 by ?c ?source sort by ?count desc limit 3"},
      {"how many ?x b c", "count [?x b c]"},
      {"check Russia not annexed Crimea from x", "check [Russia not annexed Crimea] from [x]"},
  };
  for (const Case& c : cases) CHECK(tree(c.text) == c.tree);
}

TEST_CASE("a word is letters, digits and symbols, with hyphens, apostrophes and full stops inside") {
  const Case cases[] = {
      {"Ki-moon met O'Brien", "find [Ki-moon met O'Brien]"},
      {"Dockers' Union closed 'Port Ellery'", "find [Dockers' Union closed 'Port Ellery']"},
      {"Dockers\u2019 Union met x", "find [Dockers\u2019 Union met x]"},
      {"U.S. warned St. Petersburg", "find [U.S. warned St. Petersburg]"},
      {"AT&T bought AC/DC for 5 $", "find [AT&T bought AC/DC for 5 $]"},
      {"Владимир Путин встретил 習近平", "find [Владимир Путин встретил 習近平]"},
      {"naïve Žižek thanked C#", "find [naïve Žižek thanked C#]"},
      {"Flight 370 left 45.5e3 -7 3rd 2014-03-28", "find [Flight 370 left 45.5e3 -7 3rd 2014-03-28]"},
      {"as sort tango", "find [as sort tango]"},                // reserved only before "of" and "by"
      {"a said who said what", "find [a said who said what]"},  // openers open only a statement
      {"a_b c_d e_f", "find [a_b c_d e_f]"},
  };
  for (const Case& c : cases) CHECK(tree(c.text) == c.tree);
}

TEST_CASE("quoted and prefixed names, IRIs and texts are single items") {
  const Case cases[] = {
      {"'Dockers'' Union' met ''''", "find ['Dockers'' Union' met '''']"},
      {"'a (b), c?' met x", "find ['a (b), c?' met x]"},
      {"ex:Obama :urged ex:", "find [ex:Obama :urged ex:]"},
      {"ex:a\\,b ex:c.d e:%20", "find [ex:a,b ex:c.d e:%20]"},
      {"<http://example.org/\\u00e9> <urn:x> <y>", "find [<http://example.org/é> <urn:x> <y>]"},
      {"a said \"one\\n\\\"two\\\" \\\\ \\U0001F600\"", "find [a said \"one\\n\\\"two\\\" \\\\ 😀\"]"},
      {"a said \"x\"@en-GB", "find [a said \"x\"@en-GB]"},
      {"a said \"x\"@ar--rtl", "find [a said \"x\"@ar--rtl]"},
      {"a said \"5\"^^xsd:integer", "find [a said \"5\"^^xsd:integer]"},
      {"a said \"5\"^^<http://t>", "find [a said \"5\"^^<http://t>]"},
      {"a said \"over\ntwo lines\"", "find [a said \"over\\ntwo lines\"]"},
  };
  for (const Case& c : cases) {
    CHECK(tree(c.text) == c.tree);
  }
}

TEST_CASE("questions keep what they ask about uncut") {
  const Case cases[] = {
      {"what did Obama urge Russia to do?", "what did [Obama urge Russia] to do"},
      {"What did Ban Ki-moon ask the leaders of Ukraine to do",
       "what did [Ban Ki-moon ask the leaders of Ukraine] to do"},
      {"what did A warn B not to do from c?", "what did [A warn B] not to do from [c]"},
      {"what did A not ask ?b to do limit 2", "what did [A not ask ?b] to do limit 2"},
      {"who warned Russia?", "who [warned Russia]"},
      {"Who said?", "who [said]"},
      {"who urged ?x", "who [urged ?x]"},
      {"who not urged Russia", "who [not urged Russia]"},
      {"who urged Russia to pull back troops?", "who [urged Russia] to [pull back troops]"},
      {"who warned Russia not to annex Crimea?", "who [warned Russia] not to [annex Crimea]"},
      {"who warned Russia to not annex Crimea?", "who [warned Russia] not to [annex Crimea]"},
      {"who said that Russia annexed Crimea?", "who [said] that [Russia annexed Crimea]"},
      {"who said that Russia not annexed Crimea?", "who [said] that [Russia not annexed Crimea]"},
      {"who asked whether Russia annexed Crimea from x?",
       "who [asked] whether [Russia annexed Crimea] from [x]"},
      {"who promised help to Ukraine limit 1?", "who [promised help] to [Ukraine] limit 1"},
      {"who urged (Russia pull back troops)?", "who [urged ([Russia pull back troops])]"},
      {"explain who warned Russia?", "explain who [warned Russia]"},
      {"what did Obama say?", "what did [Obama say]"},
      {"what did Obama say about Russia?", "what did [Obama say] about [Russia]"},
      {"what did Obama promise to Ukraine?", "what did [Obama promise] to [Ukraine]"},
      {"what did Putin promise to do", "what did [Putin promise] to do"},
      {"who said what about Russia?", "who said what about [Russia]"},
      {"who says what", "who said what"},
      {"who denied what since 2014", "who [denied what] since 2014"},
      {"did Obama urge Russia to pull back troops?", "did [Obama urge Russia] to [pull back troops]"},
      {"did Obama say that Russia annexed Crimea", "did [Obama say] that [Russia annexed Crimea]"},
      {"did Russia not annex Crimea?", "did [Russia not annex Crimea]"},
      {"when did Obama urge Russia?", "when did [Obama urge Russia]"},
      {"when did Obama say that a b c on 2014", "when did [Obama say] that [a b c] on 2014"},
      {"how many times did Obama urge Russia?", "how many times did [Obama urge Russia]"},
      {"which sources say that Russia annexed Crimea?", "which sources say that [Russia annexed Crimea]"},
      {"How many sources said that a b c", "how many sources say that [a b c]"},
      {"what do we know about Crimea since 2014?", "what do we know about [Crimea] since 2014"},
  };
  for (const Case& c : cases) CHECK(tree(c.text) == c.tree);
}

TEST_CASE("an error says what was expected, and where") {
  const std::string object = "expected a name, a variable, a text or a pattern in parentheses";
  const std::string hint = " is a word of the language; a name that holds it stands in single quotes";
  const std::string clause =
      "a clause (from, to, since, before, on, during, about, where, sort by, limit) or the end";
  check_faults(
      {
          {"", 0, "expected a pattern or a question"},
          {"  ) x", 2, "expected a pattern or a question"},
          {"Obama ", 6, "expected a verb"},
          {"Obama ! urged", 6, "expected a verb"},
          {"Obama urged", 11, object},
          {"Obama urged ()", 13, object},
          {"Obama urged (Russia", 19, "expected a verb"},
          {"Obama urged (Russia ?does ?what", 31, "expected \")\""},
          {"Obama urged Russia, x", 18, "expected \"and\", " + clause},
          {"a b c ? d", 6, "expected \"and\", " + clause},
          {"a b c and", 9, object},
          {"a b c from", 10, "expected a name or a variable"},
          {"a b c from x ?y", 13, "expected " + clause},
          {"a b c limit many", 12, "expected a whole number"},
          {"a b c limit 99999999999999999999", 12, "expected a whole number"},
          {"a b c limit -1", 12, "expected a whole number"},
          {"Obama not urged", 15, object},
          {"Obama urged not", 15, object},
          {"a called on Russia", 9, object + "\n\"on\"" + hint},
          {"a b c on Russia", 9, "expected a date such as 2014, 2014-03 or 2014-03-28"},
          {"a b c since 14", 12, "expected a date such as 2014, 2014-03 or 2014-03-28"},
          {"a b c since 2014-02-30", 12, "there is no such date"},
          {"a b c before 2014-13", 13, "there is no such date"},
          {"a b c on 2014-03-28T25:00:00", 9, "there is no such date"},
          {"a b c during 2014 until", 23, "expected a date such as 2014, 2014-03 or 2014-03-28"},
          {"a b c until 2014", 6, "expected \"and\", " + clause + "\n\"until\"" + hint},
          {"a b c by ?a", 6, "expected \"and\", " + clause + "\n\"by\"" + hint},
          {"a b c about", 11, "expected a name or a variable"},
          {"a b c sort by x", 14, "expected a variable, said, source or count"},
          {"count ?x a b c by", 17, "expected a variable"},
          {"check a b", 9, object},
          {"a not b not c", 8, object + "\n\"not\"" + hint},
          {"not urged Russia x", 0, "expected a pattern or a question\n\"not\"" + hint},
          {"a b c from x and d e f", 13, "expected " + clause + "\n\"and\"" + hint},
          {"a b (c d to e)", 9, object + "\n\"to\"" + hint},
          {"a b (c d e since x)", 11, "expected \")\"\n\"since\"" + hint},
          {"A said \"abc", 11, "expected a closing double quote"},
          {"A said \"a\\qb\"", 10, "expected one of t b n r f \" ' \\ u U after the backslash"},
          {"A said \"\\ud800\"", 10, "expected the four hexadecimal digits of a character"},
          {"A said \"x\"@", 11, "expected a language tag"},
          {"A said \"x\"@en--up", 11, "expected a language tag"},
          {"A said \"x\"^^5", 12, "expected an IRI or a prefixed name"},
          {"A said 'x", 9, "expected a closing single quote"},
          {"A said <http://a b>", 16, "expected \">\" after the IRI"},
          {"A said http://example.org/x", 7, "an IRI stands in angle brackets: <http://example.org/Obama>"},
          {"a \xff b", 2, "this byte is not valid UTF-8"},
          {std::string_view("a \0 b", 5), 2, "expected a verb"},
          {"a \u202egreat b", 2,
           "expected a verb"},  // text that would be shown in another order than it is read
      },
      ErrorCode::kSyntax);
}

TEST_CASE("an error in a question shows the nearest questions") {
  const auto message = [](std::string_view text) {
    const auto statement = claim::parse_statement(text);
    return statement ? std::string("it is read") : statement.error().message;
  };
  const std::string who =
      "\nthe nearest questions are:\n  who V B to P O?\n  who V that S P O?\n  who V B?\n  who said what "
      "about B?";
  CHECK(message("who") == "expected a verb" + who);
  CHECK(message("who said that Russia") == "expected a verb" + who);
  CHECK(message("who urged Russia to") == "expected a name" + who);
  CHECK(message("Explain who urged Russia to") == "expected a name" + who);
  CHECK(message("what is this") ==
        "expected \"did\" or \"do\"\nthe nearest questions are:\n  what did A V B to do?\n  what did A V?\n"
        "  what did A V about B?\n  what did A V B?\n  what do we know about B?");
  CHECK(message("what do you know").starts_with("expected \"we know about\"\nthe nearest questions are:\n"));
  CHECK(message("when did Obama") ==
        "expected a verb\nthe nearest questions are:\n  when did A V B to P O?\n  when did A V that S P O?\n"
        "  when did A P O?");
  CHECK(message("which people say that x") ==
        "expected \"sources\"\nthe nearest questions are:\n  which sources say that S P O?");
  CHECK(message("did Obama urge Russia to") ==
        "expected a name\nthe nearest questions are:\n  did A V B to P O?\n  did A V that S P O?\n  did A P "
        "O?");
  CHECK(message("a b") == "expected a name, a variable, a text or a pattern in parentheses");
}

TEST_CASE("what belongs to the language and is not offered says so, and is not taken for a name") {
  check_faults(
      {
          {"a b c as of 3", 6, "the clause \"as of\" is not supported yet"},
      },
      ErrorCode::kUnsupported);
}

TEST_CASE("a name that the caller knows may hold words of the form") {
  const std::string_view text = "Department of\n To and From called on who";
  const std::vector<claim::Span> names = {{0, 26}, {27, 36}, {37, 40}};
  const auto statement = claim::parse_statement(text, "query", names);
  REQUIRE(statement);
  CHECK(claim::to_text(*statement) == "find ['Department of To and From' 'called on' 'who']");

  const std::vector<claim::Span> who = {{0, 3}};
  const auto organisation = claim::parse_statement("WHO warned us", "query", who);
  REQUIRE(organisation);
  CHECK(claim::to_text(*organisation) == "find ['WHO' warned us]");
}

TEST_CASE("items know their place in the text") {
  const std::string_view text = "  Ban Ki-moon said (Putin assured ?c) from :a  limit 3 ?";
  const auto statement = claim::parse_statement(text);
  REQUIRE(statement);
  const auto cut = [&](claim::Span span) { return text.substr(span.begin, span.end - span.begin); };
  const auto& find = std::get<claim::Find>(statement->value);
  CHECK(cut(find.patterns[0].span) == "Ban Ki-moon said (Putin assured ?c)");
  CHECK(cut(find.patterns[0].items[1].span) == "Ki-moon");
  CHECK(cut(find.patterns[0].items[3].span) == "(Putin assured ?c)");
  CHECK(cut(std::get<Box<claim::Pattern>>(find.patterns[0].items[3].value)->span) == "Putin assured ?c");
  CHECK(cut(find.clauses[0].span) == "from :a");
  CHECK(cut(std::get<claim::From>(find.clauses[0].value).source.span) == ":a");
  CHECK(cut(find.clauses[1].span) == "limit 3");
}

TEST_CASE("parentheses nest as deep as terms may, and no deeper") {
  const auto nested = [](int depth) {
    std::string text;
    for (int i = 0; i < depth; ++i) text += "a b (";
    return text + "a b c" + std::string(static_cast<std::size_t>(depth), ')');
  };
  CHECK(claim::parse_statement(nested(kMaxNesting)));
  const auto statement = claim::parse_statement(nested(kMaxNesting + 1));
  REQUIRE_FALSE(statement);
  CHECK(statement.error().code == ErrorCode::kLimit);
  CHECK(statement.error().message == "parentheses are nested deeper than 256 levels");
  CHECK(statement.error().offset == 5 * kMaxNesting + 4);

  std::string wide = "a b c";  // depth is that of one place, not a count of parentheses
  for (int i = 0; i < 2 * kMaxNesting; ++i) wide += " and a b (a b c)";
  CHECK(claim::parse_statement(wide));
}

TEST_CASE("a beginning may go on, a whole statement and a mistake may not") {
  for (const std::string_view text :
       {"", "Obama", "Obama urged", "Obama urged (", "Obama urged (Russia pull", "a b c and", "a b c from",
        "a b c limit", "who", "who urged Russia to", "what did Obama", "what did Obama urge Russia to",
        "a said \"x", "a said 'x", "a said <http:", "explain", "a b # c"}) {
    CAPTURE(text);
    CHECK_FALSE(claim::is_complete(text));
  }
  for (const std::string_view text :
       {"a b c", "a b c?", "who warned Russia?", "what did Obama urge Russia to do?", "a b c )", "! a",
        "a b c since 2014", "did a b c", "when did a b?", "\xff"}) {
    CAPTURE(text);
    CHECK(claim::is_complete(text));
  }
}

TEST_CASE("runs of words are found in any text, with the words of the form marked") {
  const std::string_view text =
      "who said 'to x' (Department of To) \"and\" ex:on ?to <to> St. Ives' sort by 'open";
  std::string runs;
  for (const auto& run : claim::word_runs(text)) {
    runs += "[";
    for (const claim::BareWord& word : run) {
      runs += std::string(text.substr(word.span.begin, word.span.end - word.span.begin)) +
              (word.of_form ? "! " : " ");
    }
    runs += "]";
  }
  CHECK(runs == "[who! said ][Department of To! ][St. Ives' sort! by! ]");
}

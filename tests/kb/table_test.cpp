// Tables as claims: what fields stand for, how columns are named, and what a row becomes.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "base/utf8.h"
#include "kb/knowledge_base.h"
#include "kb/table_columns.h"
#include "kb/table_fields.h"
#include "rdf/iri.h"
#include "tests/support/temp_dir.h"

using namespace quoth;
using quoth::test::TempDir;

namespace {

std::string shown(const std::optional<TermView>& term) { return term ? to_string(*term) : "a name"; }

constexpr std::string_view kXsd = "^^<http://www.w3.org/2001/XMLSchema#";

std::string typed(std::string_view text, std::string_view datatype) {
  return "\"" + std::string(text) + "\"" + std::string(kXsd) + std::string(datatype) + ">";
}

class Tables {
 public:
  Tables() {
    auto kb = KnowledgeBase::open(directory_ / "db", {.mode = OpenMode::kCreate});
    REQUIRE(kb);
    kb_.emplace(*std::move(kb));
  }

  // Loads `text` as a table; the error's text, or "rows/added/removed/skipped".
  std::string load(std::string_view text, LoadRequest request = {}, const std::string& name = "t.csv") {
    request.path = directory_ / name;
    std::ofstream(request.path) << text;
    const auto summary = kb_->load(request);
    if (!summary) {
      std::string message = summary.error().to_string();
      if (const std::size_t at = message.find(directory_.path()); at != std::string::npos)
        message.erase(at, directory_.path().size() + 1);
      return message;
    }
    last_ = *summary;
    return std::to_string(summary->rows.value_or(0)) + "/" + std::to_string(summary->added) + "/" +
           std::to_string(summary->removed) + "/" + std::to_string(summary->skipped);
  }

  std::set<std::string> quads() const {
    std::ostringstream out;
    REQUIRE(kb_->dump(out, RdfFormat::kNQuads));
    std::set<std::string> lines;
    std::istringstream in(out.str());
    for (std::string line; std::getline(in, line);) lines.insert(line);
    return lines;
  }
  const LoadSummary& last() const { return last_; }

 private:
  TempDir directory_;
  std::optional<KnowledgeBase> kb_;
  LoadSummary last_;
};

LoadRequest from(const std::string& source) {
  LoadRequest request;
  request.source = source;
  request.base = "http://n/";
  return request;
}

}  // namespace

TEST_CASE("an object is a literal by its form, and else a name") {
  for (const auto& [text, term] : std::vector<std::pair<std::string_view, std::string>>{
           {"12", typed("12", "integer")},
           {"-3", typed("-3", "integer")},
           {"0", typed("0", "integer")},
           {"2014", typed("2014", "integer")},
           {"0.5", typed("0.5", "decimal")},
           {".5", typed(".5", "decimal")},
           {"1e6", typed("1e6", "double")},
           {"2014-03-28", typed("2014-03-28", "date")},
           {"2014-03", typed("2014-03", "gYearMonth")},
           {"2014-03-28T09:30:00Z", typed("2014-03-28T09:30:00Z", "dateTime")},
           {"\"a text\"", "\"a text\""},
           {"\"\"", "\"\""},
           {"\"un texte\"@fr", "\"un texte\"@fr"},
           {"\"a \"b\" c\"", "\"a \\\"b\\\" c\""},
       }) {
    CHECK(shown(object_literal(text)) == term);
  }
  for (const std::string_view text :
       {"",   "Obama",      "007",    "02139",    "1,000",      "12 apples", "5.",
        "-",  "+",          "e5",     "1e",       "2014-02-30", "2014-13",   "20140328-01",
        "\"", "\"A\" Team", "\"x\"@", "\"x\"@e1", "true",       "10:30",     "1.2.3"}) {
    CAPTURE(text);
    CHECK(shown(object_literal(text)) == "a name");
  }
}

TEST_CASE("a date is a day, a month, a year or a point in time") {
  CHECK(shown(date_literal("2014")) == typed("2014", "gYear"));
  CHECK(shown(date_literal("2014-03")) == typed("2014-03", "gYearMonth"));
  CHECK(shown(date_literal("2014-03-28")) == typed("2014-03-28", "date"));
  CHECK(shown(date_literal("2014-03-28T09:30:00")) == typed("2014-03-28T09:30:00", "dateTime"));
  CHECK(shown(date_literal("-0044-03-15")) == typed("-0044-03-15", "date"));
  for (const std::string_view text :
       {"", "28.3.2014", "3/28/2014", "20140328", "2014-3-28", "March 2014", "12014"})
    CHECK_FALSE(date_literal(text));
  CHECK(shown(share_literal("0.75")) == typed("0.75", "decimal"));
  CHECK(share_literal("0"));
  CHECK(share_literal("1"));
  CHECK(share_literal("1.00"));
  for (const std::string_view text : {"1.01", "-0.1", "75%", "high", "1e-1", ""})
    CHECK_FALSE(share_literal(text));
}

TEST_CASE("different names have different IRIs, which are valid and can be read") {
  CHECK(local_part("Barack Obama") == "Barack_Obama");
  CHECK(local_part("Citizen (Nigeria)") == "Citizen_(Nigeria)");
  CHECK(local_part("Arrest, detain") == "Arrest,_detain");
  CHECK(local_part("Côte d'Ivoire") == "Côte_d'Ivoire");
  CHECK(local_part("a_b") == "a%5Fb");
  CHECK(local_part("50%") == "50%25");
  CHECK(local_part("a/b#c?d:e") == "a%2Fb%23c%3Fd%3Ae");
  CHECK(local_part("\"x\" <y>") == "%22x%22_%3Cy%3E");
  CHECK(local_part("..") == "%2E%2E");
  CHECK(local_part("a\xc2\xa0"
                   "b") == "a%C2%A0b");
  CHECK(local_part("\xf0\x9f\x90\x8e") == "\xf0\x9f\x90\x8e");
  std::vector<std::string> names;
  for (char32_t c = 1; c < 0x3100; ++c) {
    std::string name = "a";
    utf8::append(name, c);
    names.push_back(tidy_name(name + "z"));
  }
  const std::set<std::string> different(names.begin(), names.end());
  std::set<std::string> iris;
  for (const std::string& name : different) {
    const std::string iri = "http://n/" + local_part(name);
    CHECK(is_valid_iri(iri));
    CHECK(resolve_iri("http://other/", iri).value() == iri);
    iris.insert(iri);
  }
  CHECK(iris.size() == different.size());
  CHECK(tidy_name("  a \t\n b ") == "a b");
  CHECK(names_base("http://n/") == "http://n/");
  CHECK(names_base("http://n/x") == "http://n/x#");
  CHECK(names_base("urn:x:") == "urn:x:");
  CHECK(names_base("http://n#x") == "http://n#x/");
}

TEST_CASE("columns are known in any spelling, and unknown ones get the nearest names first") {
  CHECK(column_named("Valid From").value() == Column::kValidFrom);
  CHECK(column_named("valid-until").value() == Column::kValidUntil);
  CHECK(column_named("SUBJECT").value() == Column::kSubject);
  CHECK_FALSE(column_named("-").value());
  CHECK_FALSE(column_named("").value());
  const auto unknown = column_named("objekt");
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().message.starts_with("unknown column 'objekt'\nthe columns are object, "));
  const auto problem = [](std::vector<std::string> columns) {
    TableOptions options;
    options.columns = std::move(columns);
    const auto read = TableColumns::of(options);
    return read ? std::string() : read.error().message.substr(0, read.error().message.find('\n'));
  };
  CHECK(problem({"subject", "predicate", "object"}).empty());
  CHECK(problem({"subject", "-", "predicate", "", "text"}).empty());
  CHECK(problem({"subject", "object"}) == "there is no column 'predicate'");
  CHECK(problem({"subject", "predicate"}) == "there is no column 'object'");
  CHECK(problem({"subject", "predicate", "object", "Subject"}) == "the column 'subject' is there twice");
  CHECK(problem({"subject", "predicate", "object", "text"}) ==
        "'text' stands instead of 'object': there cannot be both");
  CHECK(problem({"subject", "predicate", "object", "verb"}) ==
        "'verb' is what the claimant does: there is no column 'claimant'");
}

TEST_CASE("a row is a claim of its source, and names are labelled in the background") {
  Tables tables;
  CHECK(tables.load("subject,predicate,object\nthe sky,is,blue\n", from("http://s")) == "1/4/0/0");
  const std::string label = " <http://www.w3.org/2000/01/rdf-schema#label> ";
  CHECK(tables.quads() ==
        std::set<std::string>{"<http://n/the_sky>" + label + "\"the sky\" .",
                              "<http://n/is>" + label + "\"is\" .", "<http://n/blue>" + label + "\"blue\" .",
                              "<http://n/the_sky> <http://n/is> <http://n/blue> <http://s> ."});
}

TEST_CASE("a field may be an IRI itself, or a prefixed name") {
  Tables tables;
  LoadRequest request = from("http://s");
  request.table.prefixes.set("e", "http://e/");
  CHECK(tables.load("subject,predicate,object\n<http://x/a>,e:b,https://x/c\n", request) == "1/1/0/0");
  CHECK(tables.quads() == std::set<std::string>{"<http://x/a> <http://e/b> <https://x/c> <http://s> ."});
  // The prefix is kept; one that nobody knows belongs to a name.
  CHECK(tables.load("subject,predicate,object\ne:a,e:b,f:c\n", from("http://s")) == "1/2/0/0");
  CHECK(tables.quads().contains("<http://e/a> <http://e/b> <http://n/f%3Ac> <http://s> ."));
}

TEST_CASE("equal rows are one mention, rows of different days are two") {
  Tables tables;
  const std::string header = "subject,predicate,object,date\n";
  const std::string day = "a,b,c,2014-03-28\n";
  CHECK(tables.load(header + day + day, from("http://s")) ==
        "2/6/0/0");  // claim, mention, date, three labels
  CHECK(tables.load(header + day, from("http://s"), "other.csv") == "1/0/0/0");
  CHECK(tables.load(header + "a,b,c,2014-03-29\n", from("http://s")) == "1/2/0/0");
  CHECK(tables.load(header + day, from("http://s2")) == "1/3/0/0");  // another source, another mention
}

TEST_CASE("with a claimant the row is what the claimant said") {
  Tables tables;
  CHECK(tables.load("claimant,verb,subject,predicate,object\nA,,x,y,z\nB,denied,x,y,z\n", from("http://s")) ==
        "2/10/0/0");
  const std::set<std::string> quads = tables.quads();
  CHECK(quads.contains(
      "<http://n/A> <http://n/said> <<( <http://n/x> <http://n/y> <http://n/z> )>> <http://s> ."));
  CHECK(quads.contains(
      "<http://n/B> <http://n/denied> <<( <http://n/x> <http://n/y> <http://n/z> )>> <http://s> ."));
  CHECK(
      quads.contains("<http://n/said> <http://www.w3.org/2000/01/rdf-schema#subPropertyOf> "
                     "<https://w3id.org/quoth/claim#asserts> ."));
  CHECK(quads.contains("<http://n/said> <http://www.w3.org/2000/01/rdf-schema#label> \"said\" ."));
}

TEST_CASE("what is said about the saying stands on the mention, and the publisher in the background") {
  Tables tables;
  LoadRequest request = from("");
  request.table.columns = {"subject",  "predicate",  "text",        "source",     "to",       "quote",
                           "position", "valid_from", "valid_until", "confidence", "publisher"};
  CHECK(tables.load("a,b,\"some, words\",doc,B,\"\"\"so\"\"\",3,2014,2014-05,0.5,Reuters\n", request) ==
        "1/14/0/0");
  std::set<std::string> said;
  for (const std::string& quad : tables.quads()) {
    if (quad.starts_with("_:")) said.insert(quad.substr(quad.find(' ') + 1));
  }
  const std::string end = " <http://n/doc> .";
  CHECK(said == std::set<std::string>{
                    "<http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies> <<( <http://n/a> <http://n/b> "
                    "\"some, words\" )>>" +
                        end,
                    "<https://w3id.org/quoth/claim#to> <http://n/B>" + end,
                    "<http://www.w3.org/ns/oa#exact> \"\\\"so\\\"\"" + end,
                    "<https://schema.org/position> " + typed("3", "integer") + end,
                    "<https://w3id.org/quoth/claim#validFrom> " + typed("2014", "gYear") + end,
                    "<https://w3id.org/quoth/claim#validUntil> " + typed("2014-05", "gYearMonth") + end,
                    "<http://www.w3.org/2005/11/its/rdf#taConfidence> " + typed("0.5", "decimal") + end});
  CHECK(tables.quads().contains("<http://n/doc> <http://purl.org/dc/terms/publisher> <http://n/Reuters> ."));
}

TEST_CASE("values fill in for what a row does not say") {
  Tables tables;
  LoadRequest request = from("http://s");
  request.table.columns = {"subject", "object"};
  request.table.values = {{"predicate", "knows"}, {"object", "nobody"}};
  CHECK(tables.load("a,b\nc,\n", request) == "2/7/0/0");
  CHECK(tables.quads().contains("<http://n/c> <http://n/knows> <http://n/nobody> <http://s> ."));
}

TEST_CASE("the first line is a header where no columns are named, or where it is known to be one") {
  Tables tables;
  LoadRequest request = from("http://s");
  request.table.columns = {"subject", "predicate", "object"};
  CHECK(tables.load("who,does,what\na,b,c\n", request) == "2/8/0/0");
  request.table.header = true;
  CHECK(tables.load("who,does,what\na,b,c\n", request) == "1/0/0/0");
  request.table.header = false;
  CHECK(tables.load("Subject,PREDICATE,object\na,b,c\n", request) == "1/0/0/0");
  CHECK(tables.load("", from("http://s")) == "t.csv: there is no header line to name the columns");
  CHECK(tables.load("subject,predicate,object\n", from("http://s")) == "0/0/0/0");
}

TEST_CASE("a bad row is an error at its place, and nothing is loaded") {
  Tables tables;
  const auto problem = [&](const std::string& rows,
                           const std::string& header = "subject,predicate,object,date,confidence") {
    const std::string result = tables.load(header + "\nx,y,z,2014,1\n" + rows, from("http://s"));
    CHECK(tables.quads().empty());
    return result.substr(0, result.find('\n'));
  };
  CHECK(problem(",b,c,,") == "t.csv:3:1: the subject is missing");
  CHECK(problem("a, ,c,,") == "t.csv:3:3: the predicate is missing");
  CHECK(problem("a,b,,,") == "t.csv:3:5: the object is missing");
  CHECK(problem("a,b,c,") == "t.csv:3:1: this row has 4 fields, and there are 5 columns");
  CHECK(problem("\"a\na\",b,c,,,") == "t.csv:3:1: this row has 6 fields, and there are 5 columns");
  CHECK(problem("a,b,c,yesterday,") ==
        "t.csv:3:7: expected a date such as 2014-03-28, 2014-03, 2014 or 2014-03-28T09:30:00Z");
  CHECK(problem("a,b,c,,2") == "t.csv:3:8: confidence is a decimal number from 0 to 1");
  CHECK(problem("<a>,b,c,,") == "t.csv:3:1: between < and > stands an absolute IRI, and this is none");
  CHECK(problem("a,b\"c,d,,") ==
        "t.csv:3:4: a quote within a field: the field must be in quotes, and this one doubled");
  CHECK(problem(std::string(300, 'x') + ",b,c,,") ==
        "t.csv:3:1: a name has at most 256 bytes, and this one 300");
  CHECK(tables.load("subject,predicate,object,source\na,b,c,\n")
            .starts_with("t.csv:2:7: the source is missing\n"));
  CHECK(tables.load("subject,predicate,object\na,b,c\n")
            .starts_with("t.csv:1:1: there is no column 'source'\n"));
  CHECK(tables.load("subject,predicate,objects\na,b,c\n", from("http://s"))
            .starts_with("t.csv:1:19: unknown column 'objects'\nthe columns are object, "));
  CHECK(tables.load("subject\tpredicate\tobject\na\tb\t\n", from("http://s"), "t.tsv")
            .starts_with("t.tsv:2:5: the object is missing\n"));
  CHECK(tables.quads().empty());
}

TEST_CASE("a lenient load skips bad rows, counts them, and keeps nothing of them") {
  Tables tables;
  LoadRequest request = from("http://s");
  request.lenient = true;
  CHECK(tables.load("subject,predicate,object,date\na,b,c,2014\nBad,row,here,soon\nno,\"quote\nd,b,c,2015\n",
                    request) == "2/10/0/2");
  REQUIRE(tables.last().first_skipped.size() == 2);
  CHECK(tables.last().first_skipped[0].location->line == 3);
  CHECK(tables.last().first_skipped[1].location->line == 4);
  for (const std::string& quad : tables.quads()) CHECK(quad.find("Bad") == std::string::npos);
  CHECK(tables.load("subject,nonsense\na,b\n", request).starts_with("t.csv:1:9: unknown column"));
  std::string many = "subject,predicate,object\n";
  for (int i = 0; i < 1000; ++i) many += "a,b\n";
  CHECK(tables.load(many, request) == "0/0/0/1000");
  CHECK(tables.last().first_skipped.size() == 5);
}

TEST_CASE("lines of N-Triples and N-Quads are skipped likewise, other formats cannot be") {
  Tables tables;
  LoadRequest request;
  request.lenient = true;
  CHECK(tables.load("<http://a> <http://b> <http://c> .\nwhat?\n<http://a> <http://b> .\r\n<http://a> "
                    "<http://b> \"d\" .\n",
                    request, "t.nt") == "0/2/0/2");
  CHECK(tables.last().first_skipped[1].location->line == 3);
  CHECK(tables.load("", request, "t.ttl")
            .ends_with("is read as ttl, which cannot go on behind a mistake; lenient loads are for tables "
                       "(tsv, csv) and lines (nt, nq)"));
  request.lenient = false;
  request.table.columns = {"subject", "predicate", "object"};
  CHECK(tables.load("", request, "t.nt")
            .ends_with("is read as nt, and has no columns: those are for tables (tsv, csv)"));
}

TEST_CASE("a source that is replaced holds exactly the file") {
  Tables tables;
  LoadRequest request = from("http://s");
  const std::string header = "subject,predicate,object,date\n";
  CHECK(tables.load(header + "a,b,c,2014\nd,b,c,2014\n", request) == "2/10/0/0");
  CHECK(tables.load(header + "a,b,c,2014\n", from("http://other")) == "1/3/0/0");
  request.replace = true;
  CHECK(tables.load(header + "a,b,c,2014\na,b,c,2015\n", request) == "2/2/3/0");
  const std::uint64_t commit = tables.last().commit;
  CHECK(tables.load(header + "a,b,c,2014\na,b,c,2015\n", request) == "2/0/0/0");
  CHECK(tables.last().commit == commit);
  CHECK(tables.load("<http://n/a> <http://n/b> <http://n/c> .", request, "t.ttl") == "0/0/4/0");
  const std::set<std::string> quads = tables.quads();
  CHECK(std::count_if(quads.begin(), quads.end(),
                      [](const auto& q) { return q.ends_with("<http://s> ."); }) == 1);
  CHECK(std::count_if(quads.begin(), quads.end(),
                      [](const auto& q) { return q.ends_with("<http://other> ."); }) == 3);
  CHECK(tables.load("subject,predicate,object,source\na,b,c,http://other\n", request)
            .starts_with(
                "t.csv:2:7: this row has the source <http://other>, but <http://s> is to be replaced\n"));
  CHECK(
      tables.load("<http://a> <http://b> <http://c> <http://g> .", request, "t.nq")
          .ends_with(
              "also holds the graph <http://g>; to replace <http://s> it takes a file of that source alone"));
  CHECK(tables.quads() == quads);
}

#include "kb/knowledge_base.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "parser/read_rdf.h"
#include "tests/support/isomorphism.h"
#include "tests/support/temp_dir.h"

using namespace quoth;
using quoth::test::TempDir;

namespace {

const std::string kStory = R"(PREFIX : <http://e/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX dcterms: <http://purl.org/dc/terms/>
:Ann rdfs:label "Ann Smith" . :said rdfs:label "said" .
:news dcterms:date "2024-05-01" .
GRAPH :news {
  :Ann :said <<( :Bob :left _:town )>> {| dcterms:date "2024-04-30" |} .
  _:town :name "Ellery" .
}
)";

std::string write_file(const TempDir& directory, const std::string& name, const std::string& text) {
  const std::string path = directory / name;
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

KnowledgeBase create(const TempDir& directory) {
  auto kb = KnowledgeBase::open(directory / "db", {.mode = OpenMode::kCreate});
  REQUIRE(kb);
  return std::move(*kb);
}

LoadSummary load(KnowledgeBase& kb, const std::string& path) {
  LoadRequest request;
  request.path = path;
  const auto summary = kb.load(request);
  REQUIRE_MESSAGE(summary, summary.error().to_string());
  return *summary;
}

Error load_error(KnowledgeBase& kb, const LoadRequest& request) {
  const auto summary = kb.load(request);
  REQUIRE_FALSE(summary);
  return summary.error();
}

std::string dump(const KnowledgeBase& kb, RdfFormat format) {
  std::ostringstream out;
  const Status status = kb.dump(out, format);
  REQUIRE_MESSAGE(status, status.error().to_string());
  return out.str();
}

std::vector<Quad> parse(const std::string& text, RdfFormat format) {
  struct Sink : RdfSink {
    Status quad(const QuadView& quad) override {
      quads.emplace_back(quad);
      return {};
    }
    std::vector<Quad> quads;
  } sink;
  const auto input = text_input(text, "text");
  const Status status = read_rdf(*input, {.format = format, .base = {}}, sink);
  REQUIRE_MESSAGE(status, status.error().to_string());
  return sink.quads;
}

// Whether a text is the same dataset as the story.
bool is_story(const std::string& text, RdfFormat format) {
  const auto equal = test::isomorphic(parse(text, format), parse(kStory, RdfFormat::kTriG));
  REQUIRE(equal);
  return *equal;
}

std::string table(const KnowledgeBase& kb, const std::string& statement) {
  const auto answer = kb.ask(statement);
  if (!answer) return answer.error().message;
  std::ostringstream out;
  REQUIRE(answer->write(out, AnswerFormat::kTable));
  return out.str();
}

}  // namespace

TEST_CASE("a file is loaded as one commit, and its summary says what came in") {
  const TempDir directory;
  KnowledgeBase kb = create(directory);
  const LoadSummary summary = load(kb, write_file(directory, "a.trig", kStory));
  CHECK(summary.quads == 7);
  CHECK(summary.added == 7);
  CHECK(summary.background == 3);
  CHECK(summary.commit == 1);
  CHECK(summary.notes.empty());
  CHECK(kb.statistics()->quads == 7);
  CHECK(kb.statistics()->graphs == 1);
}

TEST_CASE("loading an unchanged file again adds nothing, under whatever name") {
  const TempDir directory;
  KnowledgeBase kb = create(directory);
  load(kb, write_file(directory, "a.trig", kStory));
  const std::string before = dump(kb, RdfFormat::kNQuads);
  for (const char* name : {"a.trig", "b.trig"}) {
    const LoadSummary again = load(kb, write_file(directory, name, kStory));
    CHECK(again.quads == 7);
    CHECK(again.added == 0);
    CHECK(again.commit == 1);
  }
  CHECK(dump(kb, RdfFormat::kNQuads) == before);
}

TEST_CASE("blank nodes of different documents stay apart; those of one IRI are the same") {
  const TempDir directory;
  KnowledgeBase kb = create(directory);
  LoadRequest request;
  request.path = write_file(directory, "a.nt", "_:x <http://e/p> \"1\" .\n");
  REQUIRE(kb.load(request));
  request.path = write_file(directory, "b.nt", "_:x <http://e/p> \"1\" .\n_:x <http://e/p> \"2\" .\n");
  CHECK(kb.load(request)->added == 2);
  request.base = "http://e/doc";
  CHECK(kb.load(request)->added == 2);
  request.path = write_file(directory, "c.nt", "_:x <http://e/p> \"2\" .\n_:x <http://e/p> \"3\" .\n");
  CHECK(kb.load(request)->added == 1);
}

TEST_CASE("a source takes the triples of the document's default graph") {
  const TempDir directory;
  KnowledgeBase kb = create(directory);
  LoadRequest request;
  request.path = write_file(directory, "a.trig", "<#a> <p> <b> . GRAPH <g> { <a> <p> <b> }");
  request.base = "http://e/doc";
  request.source = "http://e/source";
  const auto summary = kb.load(request);
  REQUIRE(summary);
  CHECK(summary->background == 0);
  CHECK(dump(kb, RdfFormat::kNQuads) ==
        "<http://e/doc#a> <http://e/p> <http://e/b> <http://e/source> .\n"
        "<http://e/a> <http://e/p> <http://e/b> <http://e/g> .\n");
}

TEST_CASE("relative IRIs are resolved against the file where no base is given") {
  const TempDir directory;
  KnowledgeBase kb = create(directory);
  load(kb, write_file(directory, "a.ttl", "<> <http://e/p> <#b> ."));
  CHECK(dump(kb, RdfFormat::kNTriples) ==
        "<file://" + (directory / "a.ttl") + "> <http://e/p> <file://" + (directory / "a.ttl") + "#b> .\n");
}

TEST_CASE("an error in a file is located, and leaves nothing of the file") {
  const TempDir directory;
  KnowledgeBase kb = create(directory);
  LoadRequest request;
  request.path = write_file(directory, "a.ttl", "PREFIX : <http://e/>\n:a :b :c .\n:a :b ; .\n:a b :c .\n");
  const Error error = load_error(kb, request);
  CHECK(error.code == ErrorCode::kSyntax);
  REQUIRE(error.location);
  CHECK(error.location->document == request.path);
  CHECK(error.location->line >= 3);
  CHECK(kb.statistics()->quads == 0);
  CHECK(kb.statistics()->commit == 0);
  CHECK(dump(kb, RdfFormat::kTriG).find("http://e/") == std::string::npos);

  load(kb,
       write_file(directory, "b.ttl", "PREFIX : <http://e/>\n:a :b :c ."));  // the next load is not disturbed
  CHECK(kb.statistics()->quads == 1);
}

TEST_CASE("requests that cannot be met say why") {
  const TempDir directory;
  KnowledgeBase kb = create(directory);
  LoadRequest request;
  request.path = directory / "none.ttl";
  CHECK(load_error(kb, request).code == ErrorCode::kNotFound);
  request.path = write_file(directory, "a.txt", "");
  CHECK(load_error(kb, request).message ==
        "the name of " + request.path + " does not tell its format: nt, nq, ttl, trig, tsv or csv");
  request.path = "-";
  CHECK(load_error(kb, request).message == "standard input needs a format: nt, nq, ttl, trig, tsv or csv");
  request.format = RdfFormat::kTurtle;
  request.source = "no IRI";
  CHECK(load_error(kb, request).message == "the source is not an absolute IRI: no IRI");
  request.base = "relative";
  CHECK(load_error(kb, request).message == "the base is not an absolute IRI: relative");
  request.path = directory.path();
  request.base = request.source = "";
  CHECK(load_error(kb, request).code == ErrorCode::kIo);
}

TEST_CASE("a prefix keeps its first meaning, and the summary says so") {
  const TempDir directory;
  KnowledgeBase kb = create(directory);
  load(kb, write_file(directory, "a.ttl", "PREFIX e: <http://e/>\ne:a e:b e:c ."));
  const LoadSummary summary = load(kb, write_file(directory, "b.ttl",
                                                  "PREFIX e: <http://f/>\nPREFIX f: <http://f/>\n"
                                                  "PREFIX f: <http://g/>\ne:a f:b e:c ."));
  CHECK(summary.notes ==
        std::vector<std::string>{"prefix e: stays <http://e/>; the file's <http://f/> was not adopted",
                                 "prefix f: stays <http://f/>; the file's <http://g/> was not adopted"});
  const std::string text = dump(kb, RdfFormat::kTurtle);
  CHECK(text.find("e: <http://e/>") != std::string::npos);
  CHECK(text.find("f: <http://f/>") != std::string::npos);
}

TEST_CASE("a load can be cancelled, and then leaves nothing") {
  const TempDir directory;
  KnowledgeBase kb = create(directory);
  LoadRequest request;
  request.path = write_file(directory, "a.trig", kStory);
  const std::atomic<bool> cancelled = true;
  request.cancelled = &cancelled;
  CHECK(load_error(kb, request).code == ErrorCode::kCancelled);
  CHECK(kb.statistics()->quads == 0);
}

TEST_CASE("progress ends with the sorting of all that was read") {
  const TempDir directory;
  KnowledgeBase kb = create(directory);
  LoadRequest request;
  request.path = write_file(directory, "a.trig", kStory);
  std::vector<LoadProgress> calls;
  request.progress = [&](const LoadProgress& progress) { calls.push_back(progress); };
  REQUIRE(kb.load(request));
  REQUIRE_FALSE(calls.empty());
  CHECK(calls.back().sorting);
  CHECK(calls.back().quads == 7);
  CHECK(calls.back().bytes == kStory.size());
  CHECK(calls.back().bytes_total == kStory.size());
}

TEST_CASE("a pipe is loaded like a file, with the same blank nodes") {
  const TempDir directory;
  KnowledgeBase kb = create(directory);
  load(kb, write_file(directory, "a.trig", kStory));
  LoadRequest request;
  request.path = directory / "pipe.trig";
  REQUIRE(::mkfifo(request.path.c_str(), 0600) == 0);
  std::thread writer([&] { std::ofstream(request.path) << kStory; });
  const auto summary = kb.load(request);
  writer.join();
  REQUIRE_MESSAGE(summary, summary.error().to_string());
  CHECK(summary->quads == 7);
  CHECK(summary->added == 0);

  std::thread broken([&] { std::ofstream(request.path) << "<a> <b> ."; });
  const Error error = load_error(kb, request);
  broken.join();
  REQUIRE(error.location);
  CHECK(error.location->document == request.path);
}

TEST_CASE("a dump read into a fresh database is the same dataset") {
  const TempDir directory, other;
  KnowledgeBase kb = create(directory);
  load(kb, write_file(directory, "a.trig", kStory));
  const std::string nquads = dump(kb, RdfFormat::kNQuads), trig = dump(kb, RdfFormat::kTriG);
  CHECK(is_story(nquads, RdfFormat::kNQuads));
  CHECK(is_story(trig, RdfFormat::kTriG));

  KnowledgeBase copy = create(other);
  load(copy, write_file(other, "b.trig", trig));
  CHECK(is_story(dump(copy, RdfFormat::kTriG), RdfFormat::kTriG));
  CHECK(dump(copy, RdfFormat::kTriG).find("rdfs: <http://www.w3.org/2000/01/rdf-schema#>") !=
        std::string::npos);
}

TEST_CASE("formats without graphs refuse named graphs before they write anything") {
  const TempDir directory;
  KnowledgeBase kb = create(directory);
  load(kb, write_file(directory, "a.trig", kStory));
  for (const auto& [format, message] :
       {std::pair(RdfFormat::kTurtle, "the database has named graphs, which ttl cannot hold: use trig"),
        std::pair(RdfFormat::kNTriples, "the database has named graphs, which nt cannot hold: use nq")}) {
    std::ostringstream out;
    const Status status = kb.dump(out, format);
    REQUIRE_FALSE(status);
    CHECK(status.error().code == ErrorCode::kUnsupported);
    CHECK(status.error().message == message);
    CHECK(out.str().empty());
  }
}

TEST_CASE("a dump goes graph by graph and subject by subject") {
  const TempDir directory;
  KnowledgeBase kb = create(directory);
  load(kb, write_file(directory, "a.nq",
                      "<http://e/a> <http://e/p> <http://e/x> <http://e/g> .\n"
                      "<http://e/a> <http://e/p> <http://e/x> .\n"
                      "<http://e/b> <http://e/p> <http://e/x> <http://e/g> .\n"
                      "<http://e/a> <http://e/q> <http://e/x> <http://e/g> .\n"
                      "<http://e/b> <http://e/p> <http://e/x> .\n"
                      "<http://e/a> <http://e/q> <http://e/x> .\n"));
  CHECK(dump(kb, RdfFormat::kNQuads) ==
        "<http://e/a> <http://e/p> <http://e/x> .\n"
        "<http://e/a> <http://e/q> <http://e/x> .\n"
        "<http://e/b> <http://e/p> <http://e/x> .\n"
        "<http://e/a> <http://e/p> <http://e/x> <http://e/g> .\n"
        "<http://e/a> <http://e/q> <http://e/x> <http://e/g> .\n"
        "<http://e/b> <http://e/p> <http://e/x> <http://e/g> .\n");
}

TEST_CASE("a database that is not there is not found, unless it may be made") {
  const TempDir directory;
  for (const OpenMode mode : {OpenMode::kRead, OpenMode::kWrite}) {
    const auto kb = KnowledgeBase::open(directory / "db", {.mode = mode});
    REQUIRE_FALSE(kb);
    CHECK(kb.error().code == ErrorCode::kNotFound);
  }
  CHECK(KnowledgeBase::open(directory / "db", {.mode = OpenMode::kCreate}));
  CHECK(KnowledgeBase::open(directory / "db", {.mode = OpenMode::kWrite}));
}

TEST_CASE("the callers' prefixes come before the database's") {
  const TempDir directory;
  KnowledgeBase kb = create(directory);
  load(kb, write_file(directory, "a.ttl", "PREFIX e: <http://e/>\ne:a e:p e:b ."));
  CHECK(kb.ask("e:a e:p ?x")->rows.size() == 1);
  AskOptions options;
  options.prefixes.set("e", "http://f/");
  CHECK(kb.ask("e:a e:p ?x", options)->rows.empty());
  options.prefixes.set("n", "http://e/");
  const auto answer = kb.ask("n:a n:p ?x", options);
  REQUIRE(answer);
  REQUIRE(answer->rows.size() == 1);
  CHECK(answer->rows[0][0].shown == "n:b");
}

TEST_CASE("explain gives SPARQL and the plan, also when the statement asks for it") {
  const TempDir directory;
  KnowledgeBase kb = create(directory);
  load(kb, write_file(directory, "a.trig", kStory));
  const auto text = kb.explain("Ann said ?what");
  REQUIRE(text);
  CHECK(text->find("SELECT ?what ?source ?said\nWHERE {\n") != std::string::npos);
  CHECK(text->find("\n# ") != std::string::npos);
  const auto answer = kb.ask("explain Ann said ?what");
  REQUIRE(answer);
  CHECK(answer->rows.empty());
  CHECK(answer->explanation.find("SELECT ?what ?source ?said\nWHERE {\n") != std::string::npos);
  const auto same = kb.explain("explain Ann said ?what");
  REQUIRE(same);
  CHECK(same->substr(0, same->find('#')) == text->substr(0, text->find('#')));
}

TEST_CASE("a statement runs under its limits") {
  const TempDir directory;
  KnowledgeBase kb = create(directory);
  load(kb, write_file(directory, "a.trig", kStory));
  AskOptions options;
  const std::atomic<bool> cancelled = true;
  options.limits.cancelled = &cancelled;
  const auto stopped = kb.ask("Ann said ?what", options);
  REQUIRE_FALSE(stopped);
  CHECK(stopped.error().code == ErrorCode::kCancelled);
  options.limits.cancelled = nullptr;
  options.limits.deadline = std::chrono::steady_clock::now() - std::chrono::seconds(1);
  const auto late = kb.ask("Ann said ?what", options);
  REQUIRE_FALSE(late);
  CHECK(late.error().code == ErrorCode::kTimeout);
}

TEST_CASE("names are completed") {
  const TempDir directory;
  KnowledgeBase kb = create(directory);
  load(kb, write_file(directory, "a.trig", kStory));
  const auto names = kb.complete_name({.typed = "ann s", .before = "", .prefixes = {}});
  REQUIRE(names);
  REQUIRE(names->size() == 1);
  CHECK(names->front().name == "Ann Smith");
}

TEST_CASE("readers see whole loads while another thread loads") {
  const TempDir directory;
  KnowledgeBase kb = create(directory);
  std::vector<std::string> files;
  for (int i = 0; i < 8; ++i) {  // each adds ten claims to one source
    std::string text = "PREFIX : <http://e/>\nGRAPH :g {\n";
    for (int j = 0; j < 10; ++j) text += ":a :p :o" + std::to_string(i * 10 + j) + " .\n";
    files.push_back(write_file(directory, std::to_string(i) + ".trig", text + "}\n"));
  }
  load(kb, files[0]);

  std::atomic<bool> done = false;
  std::atomic<int> wrong = 0;
  const auto read = [&] {
    std::size_t seen = 0;
    while (!done) {
      const auto answer = kb.ask(":a :p ?o");
      if (!answer || answer->rows.size() % 10 != 0 || answer->rows.size() < seen) ++wrong;
      if (answer) seen = answer->rows.size();
    }
  };
  std::thread first(read), second(read);
  for (std::size_t i = 1; i < files.size(); ++i) load(kb, files[i]);
  done = true;
  first.join();
  second.join();
  CHECK(wrong == 0);
  CHECK(kb.ask(":a :p ?o")->rows.size() == 80);
}

TEST_CASE("a reading handle sees what was committed since when it catches up") {
  const TempDir directory;
  KnowledgeBase writer = create(directory);
  load(writer, write_file(directory, "a.ttl", "PREFIX : <http://e/>\n:a :p :b ."));
  auto reader = KnowledgeBase::open(directory / "db", {.mode = OpenMode::kRead});
  REQUIRE(reader);
  CHECK(reader->ask(":a :p ?o")->rows.size() == 1);
  load(writer, write_file(directory, "b.ttl", "PREFIX : <http://e/>\n:a :p :c ."));
  REQUIRE(reader->catch_up());
  CHECK(reader->ask(":a :p ?o")->rows.size() == 2);
  LoadRequest request;
  request.path = directory / "a.ttl";
  CHECK_FALSE(reader->load(request));
}

TEST_CASE("a reading handle opens nothing again while nothing is committed, whoever reads") {
  const TempDir directory;
  KnowledgeBase writer = create(directory);
  load(writer, write_file(directory, "a.ttl", "PREFIX : <http://e/>\n:a :p :b ."));
  auto reader = KnowledgeBase::open(directory / "db", {.mode = OpenMode::kRead});
  REQUIRE(reader);
  REQUIRE(reader->catch_up());
  const auto before = reader->snapshot();
  REQUIRE(reader->catch_up());
  CHECK(reader->snapshot() == before);
  load(writer, write_file(directory, "b.ttl", "PREFIX : <http://e/>\n:a :p :c ."));
  REQUIRE(reader->catch_up());
  const auto after = reader->snapshot();
  CHECK(after != before);
  CHECK(after->commit() > before->commit());
  CHECK(before->count(Range::of_prefix(Order::kSpo, {}))->rows <
        after->count(Range::of_prefix(Order::kSpo, {}))->rows);
  REQUIRE(reader->catch_up());
  CHECK(reader->snapshot() == after);
}

TEST_CASE("a second process reads beside the writer") {
  const TempDir directory;
  KnowledgeBase writer = create(directory);
  load(writer, write_file(directory, "a.ttl", "PREFIX : <http://e/>\n:a :p :b ."));
  const std::string go = directory / "go";
  REQUIRE(::mkfifo(go.c_str(), 0600) == 0);
  FILE* reader = ::popen((std::string(QUOTH_KB_READER) + " " + (directory / "db") + " " + go).c_str(), "r");
  REQUIRE(reader != nullptr);
  int rows = 0;
  CHECK(std::fscanf(reader, "%d", &rows) == 1);
  CHECK(rows == 1);
  load(writer, write_file(directory, "b.ttl", "PREFIX : <http://e/>\n:a :p :c ."));
  std::ofstream(go) << "go";
  CHECK(std::fscanf(reader, "%d", &rows) == 1);
  CHECK(rows == 2);
  CHECK(::pclose(reader) == 0);
}

TEST_CASE("errors of a statement point into it") {
  const TempDir directory;
  KnowledgeBase kb = create(directory);
  load(kb, write_file(directory, "a.trig", kStory));
  const auto answer = kb.ask("Ann said (");
  REQUIRE_FALSE(answer);
  CHECK(answer.error().code == ErrorCode::kSyntax);
  REQUIRE(answer.error().location);
  CHECK(answer.error().location->document == "query");
  CHECK(table(kb, "Ann said ?what").find("(:Bob :left _:") != std::string::npos);
}

TEST_CASE("a query in SPARQL sees one state of the database, however long its results are pulled") {
  const TempDir directory;
  KnowledgeBase kb = create(directory);
  load(kb, write_file(directory, "story.trig", kStory));
  const std::string text =
      "SELECT ?who ?where { GRAPH :news { ?who :said <<( ?x :left ?town )>> . ?town :name ?where } }";
  auto query = kb.query(text);
  REQUIRE_MESSAGE(query, query.error().to_string());
  CHECK((*query)->form() == QueryForm::kSelect);
  CHECK((*query)->variables() == std::vector<std::string>{"who", "where"});

  LoadRequest replaced;
  replaced.path =
      write_file(directory, "other.trig", "GRAPH <http://e/news> { <http://e/a> <http://e/b> 1 }");
  replaced.source = "http://e/news";
  replaced.replace = true;
  REQUIRE(kb.load(replaced));
  const auto rows = (*query)->next_rows();
  REQUIRE(rows);
  REQUIRE(rows->size() == 1);
  CHECK(rows->front()[0] == Term::iri("http://e/Ann"));
  CHECK(rows->front()[1] == Term::literal("Ellery"));
  REQUIRE((*query)->next_rows());
  CHECK((*query)->next_rows()->empty());

  const auto again = kb.query(text);
  REQUIRE(again);
  CHECK((*again)->next_rows()->empty());
}

TEST_CASE("a query asked for what its form does not give is an error") {
  const TempDir directory;
  const KnowledgeBase kb = create(directory);
  const auto query = kb.query("ASK {}");
  REQUIRE(query);
  CHECK((*query)->next_rows().error().code == ErrorCode::kInvalid);
  CHECK((*query)->next_triples().error().code == ErrorCode::kInvalid);
  CHECK(*(*query)->answer());
  CHECK(kb.query("ASK {").error().code == ErrorCode::kSyntax);
}

#include "repl/shell.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "repl/help.h"
#include "repl/tutorial.h"
#include "tests/support/temp_dir.h"

using namespace quoth;
using namespace quoth::repl;
namespace fs = std::filesystem;

namespace {

// Lines as they are typed, Ctrl-C among them; keeps what goes to the history.
class Script : public LineReader {
 public:
  explicit Script(std::vector<Line> lines = {}) : lines_(std::move(lines)) {}
  void add(std::string line) { lines_.push_back({Line::Kind::kText, std::move(line)}); }
  Line read(std::string_view prompt) override {
    prompts.emplace_back(prompt);
    return next_ < lines_.size() ? lines_[next_++] : Line{};
  }
  void remember(const std::string& entry) override { history.push_back(entry); }

  std::vector<std::string> prompts, history;

 private:
  std::vector<Line> lines_;
  std::size_t next_ = 0;
};

struct Outcome {
  int status;
  std::string out, err;
};

class Folder {
 public:
  Folder() {
    std::ofstream(file()) << "PREFIX : <https://example.org/>\n"
                             "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
                             ":Obama rdfs:label \"Obama\" . :urged rdfs:label \"urged\" .\n"
                             ":Ban rdfs:label \"Ban Ki-moon\" .\n"
                             ":article { :Obama :urged <<( :Russia :pullBack :troops )>> }\n";
  }

  std::string file() const { return directory_ / "claims.trig"; }
  std::string database() const { return directory_ / "shell.db"; }

  Outcome run(const std::string& input, bool interactive = false) const {
    std::istringstream in(input);
    StreamLines lines(in);
    return run(lines, interactive);
  }
  Outcome run(LineReader& lines, bool interactive) const {
    ShellOptions options;
    options.database = database();
    options.interactive = interactive;
    std::ostringstream out, err;
    const int status = Shell(options, lines, out, err).run();
    return {status, out.str(), err.str()};
  }

 private:
  test::TempDir directory_;
};

std::vector<std::string> texts(const Completion& completion) {
  std::vector<std::string> all;
  for (const Candidate& candidate : completion.candidates) all.push_back(candidate.text);
  return all;
}

Line text(std::string line) { return {Line::Kind::kText, std::move(line)}; }

}  // namespace

TEST_CASE("statements and commands are run in their order") {
  const Folder folder;
  const Outcome outcome =
      folder.run(".load " + folder.file() + "\n# a comment\n\nObama urged (Russia ?does ?what)\n");
  CHECK(outcome.status == 0);
  CHECK(outcome.err.empty());
  CHECK(outcome.out.find("5 quads, 5 new, 3 into the background") == std::string::npos);
  CHECK(outcome.out.find("4 quads, 4 new, 3 into the background") != std::string::npos);
  CHECK(outcome.out.find("\n\ndoes") != std::string::npos);  // apart by an empty line
  CHECK(outcome.out.find("troops") != std::string::npos);
}

TEST_CASE("asking makes no database") {
  const Folder folder;
  const Outcome outcome = folder.run("who urged Russia?\n");
  CHECK(outcome.status == 3);
  CHECK(outcome.err ==
        "quoth: there is no database at '" + folder.database() + "' yet; '.load FILE' makes it\n");
  CHECK_FALSE(fs::exists(folder.database()));
}

TEST_CASE("the first failure decides the status, and the rest is still run") {
  const Folder folder;
  const Outcome outcome = folder.run(".load " + folder.file() +
                                     "\n\nObama urged (Russia\n\n.load missing.nt\nObama urged ?what\n");
  CHECK(outcome.status == 2);
  CHECK(outcome.err.starts_with("standard input:3:"));
  CHECK(outcome.err.find("quoth: missing.nt: there is no such file\n") != std::string::npos);
  CHECK(outcome.out.find("troops") != std::string::npos);
}

TEST_CASE("a statement goes on until it is whole, or an empty line or the end of the input ends it") {
  const Folder folder;
  folder.run(".load " + folder.file() + "\n");
  Script script(
      {text("Obama urged ("), text("  Russia ?does ?what"), text(")"), text("Obama urged ("), text("")});
  const Outcome outcome = folder.run(script, true);
  CHECK(outcome.status == 0);
  CHECK(outcome.out.find("1 row\n") != std::string::npos);
  CHECK(outcome.err.starts_with("query:1:"));
  CHECK(script.history ==
        std::vector<std::string>{"Obama urged (\n  Russia ?does ?what\n)", "Obama urged ("});
  CHECK(script.prompts[0] == "quoth> ");
  CHECK(script.prompts[1] == "   ... ");
  CHECK(script.prompts[3] == "quoth> ");
  CHECK(folder.run("Obama urged (").status == 2);
}

TEST_CASE("Ctrl-C drops what was typed, on the first line and on later ones") {
  const Folder folder;
  folder.run(".load " + folder.file() + "\n");
  const Line interrupted = {Line::Kind::kInterrupted, {}};
  Script script({interrupted, text("Obama urged ("), interrupted, text(".quit"), text("Obama urged ?what")});
  const Outcome outcome = folder.run(script, true);
  CHECK(outcome.err.empty());
  CHECK(outcome.out.find("troops") == std::string::npos);
  CHECK(script.history == std::vector<std::string>{".quit"});
}

TEST_CASE("an unknown command gets the nearest one") {
  const Folder folder;
  const Outcome outcome = folder.run(".laod x\n.frobnicate\n.load\n");
  CHECK(outcome.status == 2);
  CHECK(outcome.err ==
        "quoth: unknown command '.laod'; did you mean '.load'?\n"
        "quoth: unknown command '.frobnicate'; '.help' lists them\n"
        "quoth: '.load' needs the name of a file\n");
}

TEST_CASE("a file's name may have blanks") {
  const Folder folder;
  const std::string spaced = folder.database() + " of claims.trig";
  fs::copy_file(folder.file(), spaced);
  CHECK(folder.run(".load '" + spaced + "'\n").status == 0);
  CHECK(folder.run(".load \"" + spaced + "\" " + folder.file() + "\n").status == 0);
  CHECK(folder.run(".load " + spaced + "\n").status == 3);
}

TEST_CASE("completion knows the commands and the names of the database") {
  const Folder folder;
  folder.run(".load " + folder.file() + "\n");
  std::istringstream in;
  StreamLines lines(in);
  std::ostringstream out;
  ShellOptions options;
  options.database = folder.database();
  Shell shell(options, lines, out, out);
  CHECK(texts(shell.complete(".q", 2)) == std::vector<std::string>{".quit"});
  const Completion completion = shell.complete("who warned ban k", 16);
  CHECK(completion.begin == 11);
  CHECK(texts(completion) == std::vector<std::string>{"Ban Ki-moon"});
  CHECK(texts(shell.complete(".describe ban k", 15)) == std::vector<std::string>{"Ban Ki-moon"});
  CHECK(texts(shell.complete(".timer ", 7)) == std::vector<std::string>{"off", "on"});
  CHECK(texts(shell.complete(".help na", 8)) == std::vector<std::string>{"names"});
  CHECK(texts(shell.complete(".sources x", 10)).empty());
  const Completion verb = shell.complete(".explain Obama u", 16);
  CHECK(verb.begin == 15);
  REQUIRE(verb.candidates.size() == 1);
  CHECK(verb.candidates.front().text == "urged");
  CHECK(verb.candidates.front().what == "verb");
}

TEST_CASE("completion knows a verb's place from the names before it") {
  const Folder folder;
  folder.run(".load " + folder.file() + "\n");
  std::istringstream in;
  StreamLines lines(in);
  std::ostringstream out;
  ShellOptions options;
  options.database = folder.database();
  Shell shell(options, lines, out, out);
  const auto all = [&](std::string_view line) { return texts(shell.complete(line, line.size())); };
  CHECK(all("Ban Ki-moon ") == std::vector<std::string>{":pullBack", "urged", "not", "someone", "something"});
  CHECK(all("Obama urged (Russia p") == std::vector<std::string>{"pull back"});
  CHECK(all("Obama urged (Russia pull back t") == std::vector<std::string>{"troops"});
  CHECK(all("?who urged ?what from a") == std::vector<std::string>{"article"});
}

TEST_CASE("what is set holds from there on") {
  const Folder folder;
  folder.run(".load " + folder.file() + "\n");
  const Outcome csv = folder.run(".format csv\n.format\nObama urged ?what\n.format table\n.format ods\n");
  CHECK(csv.out.starts_with("csv\n\nwhat,source,said\r\n"));
  CHECK(csv.err == "quoth: 'ods' is no format of answers: table, json, xml, csv or tsv\n");
  CHECK(csv.status == 2);
  const Outcome plans =
      folder.run(".explain on\n.explain\nObama urged ?what\n.explain off\nObama urged ?what\n");
  CHECK(plans.out.starts_with("explain is on\n"));
  CHECK(plans.out.find("SELECT") != std::string::npos);
  CHECK(plans.out.find("SELECT") == plans.out.rfind("SELECT"));
  const Outcome one = folder.run(".explain Obama urged ?what\n.explain Obama urged (\n");
  CHECK(one.out.find("SELECT") != std::string::npos);
  CHECK(one.err.starts_with("standard input:2:"));
  const Outcome timed = folder.run(".timer on\nObama urged ?what\n.timer maybe\n");
  CHECK(timed.out.find("1 row\n0.") != std::string::npos);
  CHECK(timed.err == "quoth: '.timer' takes on or off\n");
}

TEST_CASE("a prefix of the session comes before those of the database") {
  const Folder folder;
  folder.run(".load " + folder.file() + "\n");
  CHECK(folder.run(".prefix\n").out.starts_with(": <https://example.org/>\n"));
  const Outcome own = folder.run(
      ".prefix ex: https://example.org/\nex:Obama urged ?what\nprefix e: <https://example.org/>\ne:Obama "
      "urged "
      "?what\n.prefix : <http://other/>\n:Obama urged ?what\n");
  CHECK(own.err.empty());
  CHECK(own.out.find("1 row") != own.out.rfind("1 row"));
  CHECK(own.out.ends_with("no answer\n"));
  CHECK(folder.run(".prefix p\n").err ==
        "quoth: '.prefix' takes a prefix and its IRI: .prefix ex: <https://example.org/>\n");
  CHECK(folder.run(".prefix p nowhere\n").err == "quoth: 'nowhere' is no absolute IRI\n");
  CHECK(folder.run(".prefix 'a b' http://e/\n").err == "quoth: 'a b' is no prefix\n");
}

TEST_CASE("what is in the database is listed") {
  const Folder folder;
  folder.run(".load " + folder.file() + "\n");
  CHECK(folder.run(".sources\n").out.find("article  :article        1       1") != std::string::npos);
  CHECK(folder.run(".verbs\n").out.find("urged") != std::string::npos);
  CHECK(folder.run(".names ban ki-moon\n").out.find("folded") != std::string::npos);
  CHECK(folder.run(".describe Ban Ki-moon\n").out.starts_with("Ban Ki-moon  :Ban\n"));
  CHECK(folder.run(".describe Bn Ki-moon\n").err.starts_with("name:1:1: unknown name"));
  CHECK(folder.run(".describe\n.names\n.sources 3\n").err ==
        "quoth: '.describe' needs a name\nquoth: '.names' needs a text\nquoth: '.sources' stands alone\n");
}

TEST_CASE("help has its topics") {
  const Folder folder;
  for (const std::string& topic : help_topics()) {
    CAPTURE(topic);
    const Outcome outcome = folder.run(".help " + topic + "\n");
    CHECK(outcome.err.empty());
    CHECK(outcome.out.size() > 100);
  }
  CHECK(folder.run(".help nmes\n").err == "quoth: no help on 'nmes'; did you mean 'names'?\n");
}

TEST_CASE("every step of the tutorial prints what its page shows") {
  const std::vector<TutorialStep> steps = read_tutorial(tutorial_page());
  CHECK(steps.size() >= 12);
  const Folder folder;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    CAPTURE(steps[i].statement);
    Script script;
    script.add(".tutorial");
    for (std::size_t before = 0; before < i; ++before) script.add("next");
    script.add("");
    script.add("quit");
    const Outcome outcome = folder.run(script, true);
    CHECK((outcome.out + outcome.err).find(steps[i].output) != std::string::npos);
    CHECK(outcome.out.find(steps[i].statement) != std::string::npos);
  }
  CHECK_FALSE(fs::exists(folder.database()));  // it has one of its own
}

TEST_CASE("in the tutorial one may go back, try something else, and end it by Enter alone") {
  const Folder folder;
  const std::size_t steps = read_tutorial(tutorial_page()).size();
  Script script;
  for (const char* line : {".tutorial", "next", "back", "next", "Obama urged (Russia pull back ?what)",
                           ".tutorial", ".nonsense", "back", "back"})
    script.add(line);
  for (std::size_t i = 0; i < 2 * steps; ++i) script.add("");
  script.add(".quit");
  const Outcome outcome = folder.run(script, true);
  CHECK(outcome.out.find("That was the tutorial.") != std::string::npos);
  CHECK(outcome.err.find("this is the tutorial; 'quit' leaves it") != std::string::npos);
  CHECK(outcome.err.find("unknown command '.nonsense'") != std::string::npos);
  CHECK(script.prompts[1] == "tutorial 1/" + std::to_string(steps) + "> ");
  CHECK(script.prompts[2].starts_with("tutorial 2/"));
  CHECK(script.prompts[3].starts_with("tutorial 1/"));
  CHECK(script.history.back() == ".quit");
}

TEST_CASE("output that nobody takes ends the session with an error") {
  const Folder folder;
  std::istringstream in(".help\n.help\n");
  StreamLines lines(in);
  std::ostringstream out, err;
  out.setstate(std::ios::badbit);
  ShellOptions options;
  options.database = folder.database();
  CHECK(Shell(options, lines, out, err).run() == 3);
  CHECK(err.str() == "quoth: cannot write to standard output\n");
}

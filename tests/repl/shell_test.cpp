#include "repl/shell.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/support/temp_dir.h"

using namespace quoth;
using namespace quoth::repl;
namespace fs = std::filesystem;

namespace {

// Lines as they are typed, Ctrl-C among them; keeps what goes to the history.
class Script : public LineReader {
 public:
  explicit Script(std::vector<Line> lines) : lines_(std::move(lines)) {}
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
  CHECK(shell.complete(".q", 2).candidates == std::vector<std::string>{".quit"});
  const Completion completion = shell.complete("who warned ban k", 16);
  CHECK(completion.begin == 11);
  CHECK(completion.candidates == std::vector<std::string>{"Ban Ki-moon"});
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

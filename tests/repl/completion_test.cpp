#include "repl/completion.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "parser/grammar/claim_words.h"
#include "tests/support/temp_dir.h"

using namespace quoth;
using namespace quoth::repl;
using Candidates = std::vector<std::string>;

namespace {

std::vector<std::string> some_names(std::string_view text, std::size_t limit) {
  const auto lower = [](std::string_view s) {
    std::string out(s);
    std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return std::tolower(c); });
    return out;
  };
  std::vector<std::string> found;
  for (const std::string name : {"Ban Ki-moon", "Obama", "urged", "urging", "Port (North)", "Dockers' Union",
                                 "'t Hooft", "did nothing"}) {
    if (lower(name).starts_with(lower(text)) && found.size() < limit) found.push_back(name);
  }
  return found;
}

Completion complete(std::string_view line) { return complete_statement(line, line.size(), some_names); }

}  // namespace

TEST_CASE("a name is completed from its beginning, without regard to case") {
  CHECK(complete("oba").candidates == Candidates{"Obama"});
  const Completion second = complete("Obama urg");
  CHECK(second.begin == 6);
  CHECK(second.candidates == Candidates{"urged", "urging"});
}

TEST_CASE("of several words before the cursor, the longest run that begins a name counts") {
  const Completion name = complete("who warned ban ki");
  CHECK(name.begin == 11);
  CHECK(name.candidates == Candidates{"Ban Ki-moon"});
}

TEST_CASE("brackets and question marks end a run of words") {
  CHECK(complete("Obama urged (ban").begin == 13);
  CHECK(complete("?who ban").begin == 5);
  CHECK(complete("?ban").candidates.empty() == false);
  CHECK(complete("Ban (Ki").candidates.empty());
}

TEST_CASE("the words of the language are candidates like names") {
  CHECK(complete("did").candidates == Candidates{"did", "did nothing"});
  CHECK(complete("someo").candidates == Candidates{"someone"});
}

TEST_CASE("the words of the language are those of the grammar") {
  for (const std::string_view word : keywords()) {
    CAPTURE(word);
    const claim::FormWord kind = claim::form_word(word);
    CHECK((kind != claim::FormWord::kNone && kind != claim::FormWord::kReserved));
  }
}

TEST_CASE("a name that cannot stand bare is quoted") {
  CHECK(complete("Port").candidates == Candidates{"'Port (North)'"});
  CHECK(complete("dockers").candidates ==
        Candidates{"Dockers' Union"});  // an apostrophe after a letter is bare
  CHECK(complete("'dock").candidates == Candidates{"'Dockers'' Union'"});
  CHECK(complete("Obama met 'por").begin == 10);
  CHECK(complete("\"it's 'por").candidates.empty());  // in a text
}

TEST_CASE("nothing typed, nothing offered") {
  CHECK(complete("").candidates.empty());
  CHECK(complete("Obama ").candidates.empty());
  CHECK(complete("Obama (").candidates.empty());
  CHECK(complete("zzz").candidates.empty());
}

TEST_CASE("dot-commands are completed, and files after those that take some") {
  const test::TempDir temporary;
  const std::string& folder = temporary.path();
  std::filesystem::create_directories(folder + "/deeper");
  std::ofstream(folder + "/deep.nt").put('\n');
  std::ofstream(folder + "/.hidden").put('\n');
  const Candidates commands = {".help", ".load", ".quit"};
  const Candidates take_files = {".load"};
  const auto dot = [&](const std::string& line) {
    return complete_dot_command(line, line.size(), commands, take_files);
  };
  CHECK(dot(".").candidates == commands);
  CHECK(dot(".lo").candidates == Candidates{".load"});
  CHECK(dot(".load " + folder + "/de").candidates == Candidates{folder + "/deep.nt", folder + "/deeper/"});
  CHECK(dot(".load " + folder + "/de").begin == 6);
  CHECK(dot(".load " + folder + "/").candidates.size() == 2);
  CHECK(dot(".load " + folder + "/none/x").candidates.empty());
  CHECK(dot(".quit " + folder).candidates.empty());
}

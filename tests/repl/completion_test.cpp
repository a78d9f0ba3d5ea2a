#include "repl/completion.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/support/temp_dir.h"

using namespace quoth;
using namespace quoth::repl;
using Candidates = std::vector<std::string>;

namespace {

std::string in_lower_case(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](unsigned char c) { return std::tolower(c); });
  return out;
}

// A few names, of which those in -ed are verbs. A verb fits behind `before` where that is one known name.
std::vector<NameSuggestion> some_names(const NameRequest& request) {
  const std::vector<std::string> all = {"Ban Ki-moon",  "Obama",          "urgency",  "urged",
                                        "Port (North)", "Dockers' Union", "'t Hooft", "did nothing"};
  const bool verb_fits = request.place == claim::Place::kVerb || request.before == "Obama ";
  std::vector<NameSuggestion> fitting, others;
  for (const std::string& name : all) {
    const bool is_verb = name.ends_with("ed");
    if (request.typed.empty() ? !is_verb || !verb_fits
                              : !in_lower_case(name).starts_with(in_lower_case(request.typed)))
      continue;
    (is_verb == verb_fits ? fitting : others).push_back({name, is_verb ? "verb" : "", is_verb == verb_fits});
  }
  fitting.insert(fitting.end(), others.begin(), others.end());
  return fitting;
}

Completion complete(std::string_view line) { return complete_statement(line, line.size(), some_names); }

Candidates texts(const Completion& completion) {
  Candidates all;
  for (const Candidate& candidate : completion.candidates) all.push_back(candidate.text);
  return all;
}

Candidates likely(const Completion& completion) {
  Candidates all;
  for (const Candidate& candidate : completion.candidates)
    if (candidate.likely) all.push_back(candidate.text);
  return all;
}

}  // namespace

TEST_CASE("a name is completed from its beginning, without regard to case") {
  CHECK(texts(complete("oba")) == Candidates{"Obama"});
  CHECK(complete("Obama oba").begin == 6);
}

TEST_CASE("of several words before the cursor, the longest run that begins a name counts") {
  const Completion name = complete("who warned ban ki");
  CHECK(name.begin == 11);
  CHECK(texts(name) == Candidates{"Ban Ki-moon"});
}

TEST_CASE("what fits the place comes first, and only that is filled in") {
  CHECK(texts(complete("Obama urg")) == Candidates{"urged", "urgency"});
  CHECK(likely(complete("Obama urg")) == Candidates{"urged"});
  CHECK(likely(complete("who urg")) == Candidates{"urged"});
  CHECK(likely(complete("urg")) == Candidates{"urgency"});
  CHECK(likely(complete("Obama urged (Ban Ki-moon urg")) ==
        Candidates{"urgency"});  // nothing here knows that a verb is next
  CHECK(complete("who urg").candidates.front().what == "verb");
}

TEST_CASE("what does not fit is taken where nothing else is there") {
  CHECK(likely(complete("who oba")) == Candidates{"Obama"});
}

TEST_CASE("brackets end a run of words") {
  CHECK(complete("Obama urged (ban").begin == 13);
  CHECK(texts(complete("Ban (Ki")).empty());
}

TEST_CASE("the words of the language are asked of the grammar") {
  CHECK(texts(complete("w")) == Candidates{"what", "when", "which", "who"});
  CHECK(texts(complete("WHO")) == Candidates{"who"});
  CHECK(texts(complete("what d")) == Candidates{"did", "do"});
  CHECK(likely(complete("?who urged ?what fr")) == Candidates{"from"});
  CHECK(likely(complete("?who urged ?what and ?a b")) == Candidates{"Ban Ki-moon"});
  CHECK(likely(complete("?who urged ?what from :a l")) == Candidates{"limit"});
  CHECK(texts(complete("?who urged ?what limit o")).empty());  // a number is next
  CHECK(likely(complete("someo")) == Candidates{"someone"});
}

TEST_CASE("a variable is completed from those of the line") {
  const Completion variable = complete("?speaker urged (?w");
  CHECK(texts(variable).empty());
  CHECK(complete("?speaker urged ?what and ?sp").begin == 25);
  CHECK(texts(complete("?speaker urged ?what and ?sp")) == Candidates{"?speaker"});
  CHECK(texts(complete("?a urged ?b and ?")) == Candidates{"?a", "?b"});
}

TEST_CASE("a name that cannot stand bare is quoted") {
  CHECK(texts(complete("Port")) == Candidates{"'Port (North)'"});
  CHECK(texts(complete("dockers")) == Candidates{"Dockers' Union"});  // an apostrophe after a letter is bare
  CHECK(texts(complete("'dock")) == Candidates{"'Dockers'' Union'"});
  CHECK(complete("Obama met 'por").begin == 10);
  CHECK(texts(complete("\"it's 'por")).empty());  // in a text
}

TEST_CASE("with nothing typed, all that fits and is not endless") {
  const Candidates after_who = texts(complete("who "));
  CHECK(after_who.front() == "urged");
  CHECK(std::find(after_who.begin(), after_who.end(), "not") != after_who.end());
  const Candidates at_start = texts(complete(""));
  CHECK(std::find(at_start.begin(), at_start.end(), "who") != at_start.end());
  CHECK(std::find(at_start.begin(), at_start.end(), "Obama") == at_start.end());
  CHECK(texts(complete("zzz")).empty());
}

TEST_CASE("files and words are completed behind a command") {
  const test::TempDir temporary;
  const std::string& folder = temporary.path();
  std::filesystem::create_directories(folder + "/deeper");
  std::ofstream(folder + "/deep.nt").put('\n');
  std::ofstream(folder + "/.hidden").put('\n');
  const auto files = [&](const std::string& line) { return complete_file(line, 6, line.size()); };
  CHECK(texts(files(".load " + folder + "/de")) == Candidates{folder + "/deep.nt", folder + "/deeper/"});
  CHECK(files(".load " + folder + "/de").begin == 6);
  CHECK(texts(files(".load " + folder + "/")).size() == 2);
  CHECK(texts(files(".load " + folder + "/none/x")).empty());
  CHECK(texts(complete_word(".format j", 8, 9, Candidates{"csv", "json"})) == Candidates{"json"});
  const std::string line = ".describe ban";
  CHECK(texts(complete_name(line, 10, line.size(), some_names)) == Candidates{"Ban Ki-moon"});
}

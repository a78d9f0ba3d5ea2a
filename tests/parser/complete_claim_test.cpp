#include "parser/complete_claim.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

using namespace quoth::claim;

namespace {

std::string keywords(std::string_view text) {
  std::string all;
  for (const std::string& keyword : continuation(text).keywords) all += (all.empty() ? "" : " ") + keyword;
  return all;
}

bool may_follow(std::string_view text, std::string_view keyword) {
  const auto all = continuation(text).keywords;
  return std::find(all.begin(), all.end(), keyword) != all.end();
}

// Where the run begins, and what the first name in it is.
std::string run(std::string_view text) {
  const Continuation next = continuation(text);
  constexpr std::string_view kPlaces[] = {"node", "verb", "source"};
  return std::string(text.substr(next.run_begin)) + "|" +
         std::string(kPlaces[static_cast<std::size_t>(next.place)]);
}

}  // namespace

TEST_CASE("what may stand next is what the grammar tries") {
  for (const char* word : {"explain", "what", "who"}) CHECK(may_follow("", word));
  CHECK(may_follow("explain ", "who"));
  CHECK(may_follow("what ", "did"));
  CHECK_FALSE(may_follow("what ", "from"));
  CHECK(may_follow("what did Obama urge Russia to ", "do"));
  for (const char* word : {"and", "from", "to", "limit"}) CHECK(may_follow("?a urged ?b ", word));
  for (const char* word : {"to", "that", "whether", "from", "limit"})
    CHECK(may_follow("who urged Russia ", word));
  CHECK_FALSE(may_follow("Obama urged (", "from"));
  CHECK(may_follow("Obama urged (Russia ", "not"));
  CHECK(keywords("?a urged ?b from ") == "someone something");
}

TEST_CASE("what is reserved and not offered is not among it") {
  CHECK_FALSE(may_follow("a b c ", "as"));  // "as of"
  CHECK(may_follow("a b c ", "about"));
}

TEST_CASE("names and variables stand where the grammar takes them") {
  CHECK(continuation("").name);
  CHECK(continuation("").variable);
  CHECK(continuation("Obama urged (").name);
  const Continuation count = continuation("?a urged ?b limit ");
  CHECK(count.readable);
  CHECK_FALSE(count.name);
  CHECK_FALSE(count.variable);
  CHECK(count.keywords.empty());
}

TEST_CASE("of a text that no statement begins with, only the run is known") {
  const Continuation next = continuation("Obama ) urged ");
  CHECK_FALSE(next.readable);
  CHECK(next.keywords.empty());
  CHECK_FALSE(continuation("\xff").readable);
}

TEST_CASE("a run begins behind a word of the form or a parenthesis") {
  CHECK(run("Ban Ki-moon ") == "Ban Ki-moon |node");
  CHECK(run("who ") == " |verb");
  CHECK(run("WHO warned ") == " warned |verb");
  CHECK(run("what did Obama ") == " Obama |node");
  CHECK(run("explain who ") == " |verb");
  CHECK(run("Obama urged (Russia ") == "Russia |node");
  CHECK(run("Obama urged (Russia not ") == " |verb");
  CHECK(run("Obama urged (Russia 'is (to' ?x) from ") == " |source");
  CHECK(run("Obama (Russia ?does ?what) ") == "Obama (Russia ?does ?what) |node");
  CHECK(run("?a urged ?b to ") == " |node");
  CHECK(run("who urged Russia to ") == " |verb");
  CHECK(run("Obama said who ") == "Obama said who |node");  // no opener there
  CHECK(run("someone warned ") == "someone warned |node");
  CHECK(run(")))) a ") == ")))) a |node");
}

#include "base/suggest.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using quoth::nearest;

TEST_CASE("a slip of the keyboard finds the word that was meant") {
  const std::vector<std::string> words = {"load", "dump", "convert", "ask", "explain", "stats", "repl"};
  CHECK(nearest("laod", words) == "load");
  CHECK(nearest("loda", words) == "load");
  CHECK(nearest("stat", words) == "stats");
  CHECK(nearest("covnert", words) == "convert");
  CHECK(nearest("akss", words).empty());
  CHECK(nearest("exp", words) == "explain");
}

TEST_CASE("what is near to nothing gets no suggestion") {
  const std::vector<std::string> words = {"load", "dump", "database"};
  CHECK(nearest("query", words).empty());
  CHECK(nearest("", words).empty());
  CHECK(nearest("x", words).empty());
  CHECK(nearest("d", words).empty());  // begins two of them
  CHECK(nearest(std::string(100'000, 'l'), words).empty());
}

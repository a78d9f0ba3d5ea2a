#include <doctest/doctest.h>

#include <string>

#include "engine/execute.h"
#include "tests/engine/dataset.h"

namespace quoth {
namespace {

using namespace algebra;

Term iri(const std::string& local) { return Term::iri("http://e/" + local); }

Quad claim(const std::string& who, const std::string& about, const std::string& what) {
  return {Triple(iri(who), iri("urged"), Term::triple(iri(about), iri("does"), iri(what))), iri("article")};
}

// What the plan says that it has read, once it has run: its lines without estimates and times.
std::string read_by_headline_query(int unrelated) {
  std::vector<Quad> quads;
  for (int i = 0; i < 5; ++i) quads.push_back(claim("Obama", "Russia", "thing" + std::to_string(i)));
  for (int i = 0; i < unrelated; ++i) {
    const std::string n = std::to_string(i);
    quads.push_back(claim("who" + n, "about" + n, "what" + n));
  }
  const Node query{Bgp{
      EveryGraph{},
      {{iri("Obama"), iri("urged"), Box(TriplePattern{iri("Russia"), Variable{"does"}, Variable{"what"}})}}}};
  const auto solutions = execute(query, snapshot_of(quads));
  REQUIRE(solutions);
  const auto rows = all_rows(**solutions);
  REQUIRE(rows);
  CHECK(rows->size() == 5);
  const std::string plan = (*solutions)->explain();
  std::string out;
  for (std::size_t at = plan.find("read "); at != std::string::npos; at = plan.find("read ", at + 1)) {
    out += plan.substr(at, plan.find(',', at) - at) + "\n";
  }
  CHECK_FALSE(out.empty());
  return out;
}

}  // namespace

TEST_CASE("a claim's nested content is found without reading more when unrelated claims double") {
  CHECK(read_by_headline_query(1000) == read_by_headline_query(2000));
}

}  // namespace quoth

// Random queries over random data: the engine gives what the naive one gives, with every pass, without each
// one, and without any.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <string>

#include "engine/execute.h"
#include "engine/passes.h"
#include "tests/engine/dataset.h"
#include "tests/engine/random_query.h"
#include "tests/support/naive_engine.h"

namespace quoth {
namespace {

using Rows = std::vector<std::vector<std::optional<Term>>>;

std::vector<std::string> lines(const Rows& rows, bool sorted) {
  std::vector<std::string> out;
  for (const auto& row : rows) {
    std::string line;
    for (const auto& cell : row) line += (cell ? to_string(*cell) : "-") + " ";
    out.push_back(std::move(line));
  }
  if (!sorted) std::sort(out.begin(), out.end());
  return out;
}

bool is_sorted(const algebra::Node& node) {
  if (const auto* slice = std::get_if<algebra::Slice>(&node.value)) return is_sorted(*slice->input);
  if (const auto* project = std::get_if<algebra::Project>(&node.value)) return is_sorted(*project->input);
  return std::holds_alternative<algebra::OrderBy>(node.value);
}

std::string text(const std::vector<std::string>& all) {
  std::string out;
  for (const std::string& line : all) out += line + "\n";
  return out;
}

// Which passes to leave out, one set after the other.
std::vector<std::vector<std::string>> choices() {
  std::vector<std::vector<std::string>> out{{}};
  std::vector<std::string> all;
  for (const Pass& pass : all_passes()) {
    out.push_back({std::string(pass.name)});
    all.emplace_back(pass.name);
  }
  out.push_back(all);
  return out;
}

void check_seed(std::uint64_t seed) {
  RandomQuery random(seed);
  const std::vector<Quad> dataset = random.dataset();
  const auto snapshot = snapshot_of(dataset);
  for (int i = 0; i < 8; ++i) {
    const algebra::Node query = random.query();
    const bool sorted = is_sorted(query);
    const auto naive = naive::rows(query, dataset, 100'000);
    if (!naive || naive->size() > 5'000) continue;
    const auto expected = lines(*naive, sorted);
    for (const auto& disabled : choices()) {
      auto solutions = execute(query, snapshot, {{}, nullptr, disabled});
      REQUIRE_MESSAGE(solutions, solutions.error().message);
      const auto rows = all_rows(**solutions);
      REQUIRE_MESSAGE(rows, rows.error().message);
      const auto actual = lines(*rows, sorted);
      if (actual == expected) continue;
      std::string quads;
      for (const Quad& quad : dataset) quads += to_string(quad.view()) + "\n";
      FAIL("seed " << seed << ", query " << i << ", without \"" << text(disabled) << "\"\n"
                   << to_text(query) << "\nplan\n"
                   << (*solutions)->explain() << "\ndata\n"
                   << quads << "\nexpected\n"
                   << text(expected) << "\nactual\n"
                   << text(actual));
    }
  }
}

}  // namespace

TEST_CASE("random queries agree with the naive engine, whichever passes run") {
  const char* wished = std::getenv("QUOTH_RANDOM_QUERIES");
  const std::uint64_t seeds = wished != nullptr ? std::strtoull(wished, nullptr, 10) : 3;
  const char* first = std::getenv("QUOTH_RANDOM_SEED");
  const std::uint64_t start = first != nullptr ? std::strtoull(first, nullptr, 10) : 0;
  for (std::uint64_t seed = start; seed < start + seeds; ++seed) check_seed(seed);
}

}  // namespace quoth

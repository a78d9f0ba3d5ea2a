// What the tests of queries and updates compare.
#pragma once
#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "parser/parse_query.h"

namespace quoth::test {

// The tree as text, in which integers and rdf:type are short; or the error's message.
template <typename Tree>
std::string shown(const Result<Tree>& parsed) {
  if (!parsed) return parsed.error().message;
  std::string out = sparql::to_text(*parsed);
  const auto replace = [&](std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = out.find(from, at)) != std::string::npos; at += to.size()) {
      out.replace(at, from.size(), to);
    }
  };
  replace("^^<http://www.w3.org/2001/XMLSchema#integer>", "");
  replace("<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>", "rdf:type");
  return out;
}

struct TreeCase {
  std::string_view text;
  std::string_view tree;
};

// A text with an error, which is shown with its place.
struct FaultCase {
  std::string_view text;
  std::string error;  // without the document
};

template <typename Parse>
void check_trees(const std::vector<TreeCase>& cases, const Parse& parse) {
  for (const TreeCase& each : cases) {
    CAPTURE(each.text);
    CHECK(shown(parse(each.text, "text")) == each.tree);
  }
}

template <typename Parse>
void check_faults(const std::vector<FaultCase>& faults, const Parse& parse) {
  for (const FaultCase& fault : faults) {
    CAPTURE(fault.text);
    const auto parsed = parse(fault.text, "text");
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == ErrorCode::kSyntax);
    const std::string shown = parsed.error().to_string();
    CHECK(shown.substr(0, shown.find('\n')) == "text:" + std::string(fault.error));
  }
}

inline std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace quoth::test

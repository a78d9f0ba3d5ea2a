#include "server/accept.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

using namespace quoth::server;

namespace {

constexpr std::array<std::string_view, 4> kTypes = {"application/json", "application/xml", "text/csv",
                                                    "text/plain"};

std::string best(std::string_view accept) {
  const auto index = Accept::parse(accept).best_of(kTypes);
  return index ? std::string(kTypes[*index]) : "none";
}

}  // namespace

TEST_CASE("what a client wants most is found among what there is") {
  struct Case {
    std::string_view accept, expected;
  };
  constexpr Case kCases[] = {
      {"", "application/json"},
      {"*/*", "application/json"},
      {"text/csv", "text/csv"},
      {"TEXT/CSV", "text/csv"},
      {"image/png", "none"},
      {"text/csv;q=0.5, application/xml", "application/xml"},
      {"text/csv;q=0.5,application/xml;q=0.25", "text/csv"},
      {"text/*", "text/csv"},
      {"text/*, text/csv;q=0", "text/plain"},
      {"text/*;q=0.5, text/plain;q=0.4, */*;q=0.1", "text/csv"},
      {"*/*, text/csv", "text/csv"},
      {"*/*;q=0", "none"},
      {"application/json;q=0", "none"},
      {"application/json;q=0, */*", "application/xml"},
      {"text/csv;header=present;q=1", "text/csv"},
      {"text/html;level=\"a,b;q=0\", text/csv", "text/csv"},
      {"text/csv ; q=0.2 , application/xml ; q=0.3", "application/xml"},
      {"text/csv;q=0.001", "text/csv"},
      // What cannot be read is passed over.
      {"text/csv;q=2, application/xml", "application/xml"},
      {"text/csv;q=0.1234, application/xml;q=0.1", "application/xml"},
      {"csv, /, text/, */csv, application/xml;q=0.1", "application/xml"},
      {"nonsense", "application/json"},
      {",,", "application/json"},
  };
  for (const Case& each : kCases) {
    CAPTURE(each.accept);
    CHECK(best(each.accept) == each.expected);
  }
}

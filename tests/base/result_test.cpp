#include "base/result.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "base/variant.h"

using namespace quoth;

namespace {

Result<int> half(int n) {
  if (n % 2 != 0) return Error{ErrorCode::kInvalid, "odd", {}, {}};
  return n / 2;
}

Result<std::string> quarter(int n) {
  QUOTH_TRY(const int h, half(n));
  QUOTH_TRY(const int q, half(h));
  return std::to_string(q);
}

Status check_even(int n) {
  QUOTH_CHECK([&]() -> Status {
    if (n % 2 != 0) return Error{ErrorCode::kInvalid, "odd", {}, {}};
    return {};
  }());
  return {};
}

}  // namespace

TEST_CASE("QUOTH_TRY hands on the first error") {
  CHECK(*quarter(12) == "3");
  CHECK(quarter(6).error().message == "odd");
  CHECK(check_even(2).has_value());
  CHECK(check_even(3).error().message == "odd");
}

TEST_CASE("a result may hold what cannot be copied") {
  Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
  const std::unique_ptr<int> value = std::move(result).value();
  CHECK(*value == 7);
}

TEST_CASE("a box copies what it holds") {
  Box<std::string> a("x");
  Box<std::string> b = a;
  *b += "y";
  CHECK(*a == "x");
  CHECK(*b == "xy");
  b = a;
  CHECK(a == b);
}

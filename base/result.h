// Result<T>: a value or an Error. Status: done or an Error.
//
//   Result<Iri> iri = resolve(base, text);
//   if (!iri) return iri.error();
//   QUOTH_TRY(const Iri iri, resolve(base, text));   // the same in one line
#pragma once
#include <cassert>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

#include "base/error.h"

namespace quoth {

template <typename T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  // clang-format off
  template <typename U = T>
    requires std::is_constructible_v<T, U&&> && (!std::is_same_v<std::remove_cvref_t<U>, Result>) &&
             (!std::is_same_v<std::remove_cvref_t<U>, Error>)
  Result(U&& value) : state_(std::in_place_index<0>, std::forward<U>(value)) {}  // NOLINT(*-explicit-*,*-forwarding-*)
  // clang-format on
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT(*-explicit-*)

  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }

  // Both require that the result is of their kind.
  T& value() & { return assert(has_value()), *std::get_if<0>(&state_); }
  const T& value() const& { return assert(has_value()), *std::get_if<0>(&state_); }
  T&& value() && { return assert(has_value()), std::move(*std::get_if<0>(&state_)); }
  const Error& error() const& { return assert(!has_value()), *std::get_if<1>(&state_); }
  Error&& error() && { return assert(!has_value()), std::move(*std::get_if<1>(&state_)); }

  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT(*-explicit-*)

  bool has_value() const { return !error_; }
  explicit operator bool() const { return has_value(); }
  const Error& error() const& { return assert(error_), *error_; }
  Error&& error() && { return assert(error_), std::move(*error_); }

 private:
  std::optional<Error> error_;
};

using Status = Result<void>;

}  // namespace quoth

#define QUOTH_CONCAT_INNER(a, b) a##b
#define QUOTH_CONCAT(a, b) QUOTH_CONCAT_INNER(a, b)

// Declares or assigns `target` from a Result, or returns its error from this function.
#define QUOTH_TRY(target, ...) QUOTH_TRY_IMPL(QUOTH_CONCAT(quoth_result_, __LINE__), target, __VA_ARGS__)
#define QUOTH_TRY_IMPL(result, target, ...)      \
  auto result = __VA_ARGS__;                     \
  if (!result) return std::move(result).error(); \
  target = *std::move(result)

// Returns the error of a Status from this function, if it has one.
#define QUOTH_CHECK(...)                                                                        \
  do {                                                                                          \
    if (auto quoth_status = __VA_ARGS__; !quoth_status) return std::move(quoth_status).error(); \
  } while (false)

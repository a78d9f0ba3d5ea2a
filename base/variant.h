// What trees of std::variant need: Overloaded for std::visit, and Box for a node that holds its own kind.
#pragma once
#include <memory>
#include <utility>

namespace quoth {

template <typename... Visitors>
struct Overloaded : Visitors... {
  using Visitors::operator()...;
};
template <typename... Visitors>  // for clang before 17
Overloaded(Visitors...)->Overloaded<Visitors...>;

// A T on the heap with the semantics of a value: copies are deep, equality is that of T. Never empty, save after
// being moved from.
template <typename T>
class Box {
 public:
  Box(T value) : value_(std::make_unique<T>(std::move(value))) {}  // NOLINT(*-explicit-*)
  Box(const Box& other) : value_(std::make_unique<T>(*other.value_)) {}
  Box(Box&&) noexcept = default;
  Box& operator=(const Box& other) { return *this = Box(other); }
  Box& operator=(Box&&) noexcept = default;
  ~Box() = default;

  T& operator*() { return *value_; }
  const T& operator*() const { return *value_; }
  T* operator->() { return value_.get(); }
  const T* operator->() const { return value_.get(); }

  friend bool operator==(const Box& a, const Box& b) { return *a == *b; }

 private:
  std::unique_ptr<T> value_;
};

}  // namespace quoth

// The border of kb/: an exception from below becomes an Error here, and only here.
#pragma once
#include <exception>
#include <new>
#include <stdexcept>
#include <string>

#include "base/result.h"

namespace quoth {

// What `function` returns: a Result or Status; its errors and those that its exceptions stand for.
template <typename Function>
auto guarded(Function function) -> decltype(function()) {
  try {
    return function();
  } catch (const std::bad_alloc&) {
    return Error{ErrorCode::kMemory, "out of memory", {}, {}};
  } catch (const std::length_error&) {
    return Error{ErrorCode::kMemory, "out of memory", {}, {}};
  } catch (const std::exception& exception) {
    return Error{ErrorCode::kIo, std::string("failed unexpectedly: ") + exception.what(), {}, {}};
  }
}

}  // namespace quoth

// An Output is where a command writes its result: standard output, or a file that is there whole or not at
// all.
#pragma once
#include <memory>
#include <ostream>
#include <string>

#include "base/result.h"

namespace quoth::repl {

class Output {
 public:
  // "-" is standard output. A file is written under a temporary name beside it, and gets its own in commit();
  // what is no regular file (a pipe, /dev/null) is written as it is. kIo.
  static Result<Output> open(const std::string& path);

  Output(Output&&) noexcept;
  Output& operator=(Output&&) noexcept;
  ~Output();  // without commit(): the file is as it was before

  std::ostream& stream();

  // Flushes, and puts the file in its place. kIo says why something could not be written; kCancelled if a
  // signal came meanwhile: then the stream takes no more.
  Status commit();

 private:
  struct State;
  explicit Output(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace quoth::repl

// A directory in the system's place for temporary files that goes, with whatever is in it, when the object does.
#pragma once
#include <string>

#include "base/result.h"

namespace quoth {

class ScratchDirectory {
 public:
  static Result<ScratchDirectory> make();  // kIo
  ScratchDirectory(ScratchDirectory&& other) noexcept;
  ScratchDirectory& operator=(ScratchDirectory&& other) noexcept;
  ~ScratchDirectory();

  const std::string& path() const { return path_; }

 private:
  explicit ScratchDirectory(std::string path) : path_(std::move(path)) {}
  std::string path_;  // empty after being moved from
};

}  // namespace quoth

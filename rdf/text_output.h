// A TextOutput collects text and hands it to a stream in large pieces.
#pragma once
#include <cstddef>
#include <ostream>
#include <string>

#include "base/result.h"

namespace quoth {

class TextOutput {
 public:
  explicit TextOutput(std::ostream& stream) : stream_(stream) { text_.reserve(kPiece + kPiece / 4); }

  std::string& text() { return text_; }  // append here

  // Call it between statements: writes when a piece has come together. kIo if the stream has failed.
  Status offer() { return text_.size() < kPiece ? Status() : write(); }

  Status finish() {
    QUOTH_CHECK(write());
    stream_.flush();
    return state();
  }

 private:
  static constexpr std::size_t kPiece = std::size_t{64} << 10;

  Status write() {
    stream_.write(text_.data(), static_cast<std::streamsize>(text_.size()));
    text_.clear();
    return state();
  }

  Status state() const {
    if (stream_.good()) return {};
    return Error{ErrorCode::kIo, "the output could not be written", {}, {}};
  }

  std::ostream& stream_;
  std::string text_;
};

}  // namespace quoth

// A Window is the stretch of an input that a reader works on: a buffer that moves over the document and grows
// only when a single step of the grammar does not fit into it. It checks UTF-8, skips a byte order mark, and
// knows lines and columns, which it works out for an error and otherwise only sums up for what it drops.
//
// Views into a window are valid until extend().
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "parser/input.h"

namespace quoth::grammar {

// A single step (a line of N-Triples, a token of Turtle) may be this long.
inline constexpr std::size_t kMaxStep = std::size_t{64} << 20;

class Window {
 public:
  static constexpr std::size_t kSize = std::size_t{256} << 10;  // read at a time: fits the second-level cache
  static constexpr std::size_t kPadding = 64;  // readable zero bytes behind end(), for terminals

  // `input` must outlive the window. A smaller `size` is for tests.
  explicit Window(Input& input, std::size_t size = kSize);

  // The bytes that are not consumed: valid UTF-8 that ends between code points, then zeros. Empty until the
  // first extend().
  const char* begin() const { return buffer_.get() + begin_; }
  const char* end() const { return buffer_.get() + end_; }
  bool is_last() const { return last_; }  // nothing follows end()

  void consume(const char* to) { begin_ = static_cast<std::size_t>(to - buffer_.get()); }

  bool holds(std::string_view text) const {
    return text.data() >= buffer_.get() && text.data() < buffer_.get() + capacity_;
  }

  // Adds at least one code point behind end(), or finds that there is none. Errors: kIo; kSyntax for bytes
  // that are not UTF-8; kLimit if what is not consumed has reached kMaxStep.
  Status extend();

  // An error at `where`, which must lie in [begin(), end()]. Moves the window on: for the last act only.
  Error error(const char* where, ErrorCode code, std::string message);

 private:
  enum class More { kAdded, kEnded, kInvalid };
  Result<More> add();
  void make_room(std::size_t wanted);
  void read(std::size_t wanted);
  void validate();
  void count_dropped(std::size_t size);
  Error locate(const char* where, ErrorCode code, std::string message) const;

  Input& input_;
  const std::size_t size_;
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0, end_ = 0;  // what is not consumed
  std::size_t fresh_ = 0;            // bytes read behind end_, not yet looked at
  std::string pending_;              // bytes read, but no whole code point yet
  std::optional<Error> failed_;      // of the input
  bool started_ = false;             // past a byte order mark
  bool ended_ = false;               // the input has nothing more
  bool invalid_ = false;             // no UTF-8 behind end()
  bool last_ = false;

  // Of the buffer's first byte.
  std::uint64_t line_ = 1;
  std::uint64_t column_ = 1;  // in code points
};

}  // namespace quoth::grammar

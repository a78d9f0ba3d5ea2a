// An output stream on a file descriptor that knows why it failed, and fails while an interrupt is pending: so
// whatever writes without end notices Ctrl-C.
#pragma once
#include <array>
#include <ostream>
#include <streambuf>

namespace quoth::repl {

class DescriptorStream : public std::ostream {
 public:
  explicit DescriptorStream(int descriptor);  // stays the caller's
  ~DescriptorStream() override { flush(); }

  // The errno of the first write that failed; EINTR for an interrupt, which is over once it has been cleared,
  // and the stream's state too. 0 for none.
  int error() const { return buffer_.error(); }

 private:
  class Buffer : public std::streambuf {
   public:
    explicit Buffer(int descriptor);
    int error() const { return error_; }

   protected:
    int_type overflow(int_type c) override;
    int sync() override { return drain() ? 0 : -1; }

   private:
    bool drain();

    int descriptor_;
    int error_ = 0;
    std::array<char, 64 << 10> bytes_;
  };

  Buffer buffer_;
};

}  // namespace quoth::repl

#include "repl/descriptor_stream.h"

#include <unistd.h>

#include <cerrno>
#include <cstddef>

#include "repl/interrupt.h"

namespace quoth::repl {

DescriptorStream::DescriptorStream(int descriptor) : std::ostream(nullptr), buffer_(descriptor) {
  rdbuf(&buffer_);
}

DescriptorStream::Buffer::Buffer(int descriptor) : descriptor_(descriptor) {
  setp(bytes_.data(), bytes_.data() + bytes_.size());
}

DescriptorStream::Buffer::int_type DescriptorStream::Buffer::overflow(int_type c) {
  if (!drain()) return traits_type::eof();
  if (!traits_type::eq_int_type(c, traits_type::eof())) {
    *pptr() = traits_type::to_char_type(c);
    pbump(1);
  }
  return traits_type::not_eof(c);
}

// What cannot be written is dropped.
bool DescriptorStream::Buffer::drain() {
  if (error_ == EINTR && !interrupt_flag()) error_ = 0;
  const char* from = pbase();
  while (error_ == 0 && from < pptr()) {
    if (interrupt_flag()) {
      error_ = EINTR;
      break;
    }
    const ssize_t written = ::write(descriptor_, from, static_cast<std::size_t>(pptr() - from));
    if (written >= 0) {
      from += written;
    } else if (errno != EINTR) {
      error_ = errno;
    }
  }
  setp(bytes_.data(), bytes_.data() + bytes_.size());
  return error_ == 0;
}

}  // namespace quoth::repl

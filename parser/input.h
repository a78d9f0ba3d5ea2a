// An Input is a stream of bytes to parse: a file, standard input or a text, decompressed on the way.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace quoth {

class Input {
 public:
  virtual ~Input() = default;
  // Fills `buffer` from the start and says how many bytes; 0 is the end. kIo if reading or decompressing fails, or a
  // compressed stream is cut off.
  virtual Result<std::size_t> read(std::span<char> buffer) = 0;
  virtual std::uint64_t bytes_consumed() const = 0;               // of the file, before decompression
  virtual std::optional<std::uint64_t> bytes_total() const = 0;   // of the file, where that is known
  const std::string& name() const { return name_; }               // for messages: the path, or "-"

 protected:
  explicit Input(std::string name) : name_(std::move(name)) {}

 private:
  std::string name_;
};

// A path, or "-" for standard input. Gzip and zstd (also of several members or frames) are told by their first
// bytes. kNotFound, kIo.
Result<std::unique_ptr<Input>> open_input(const std::string& path);

// Reads from memory; `text` must outlive the input.
std::unique_ptr<Input> text_input(std::string_view text, std::string name);

// All of it; kLimit above `limit` bytes.
Result<std::string> read_all(Input& input, std::size_t limit);

}  // namespace quoth

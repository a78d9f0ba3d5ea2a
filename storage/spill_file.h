// Files for what does not fit into memory while one operation runs. They have no name once they are open, so
// the system takes their space back when they are closed, also by the death of the process; what may stay
// behind is an empty directory. One thread at a time.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"

namespace quoth {

// A stretch of a file.
struct Extent {
  std::uint64_t offset = 0;
  std::uint64_t bytes = 0;
};

// A file that is written at its end and read anywhere.
class SpillFile {
 public:
  SpillFile() = default;  // not open
  SpillFile(SpillFile&& other) noexcept;
  SpillFile& operator=(SpillFile&& other) noexcept;
  ~SpillFile();

  bool is_open() const { return descriptor_ >= 0; }
  std::uint64_t size() const { return size_; }

  Status append(const void* data, std::size_t bytes);
  Status overwrite(std::uint64_t offset, const void* data, std::size_t bytes);  // within what is there
  Status read(std::uint64_t offset, void* data, std::size_t bytes) const;       // kIo if there is less

 private:
  friend class SpillDirectory;
  Status write(std::uint64_t offset, const void* data, std::size_t bytes);
  void close();

  int descriptor_ = -1;
  std::uint64_t size_ = 0;
};

// Makes spill files; the directory itself comes with the first of them and goes with this object.
class SpillDirectory {
 public:
  explicit SpillDirectory(std::string path) : path_(std::move(path)) {}
  SpillDirectory(const SpillDirectory&) = delete;
  SpillDirectory& operator=(const SpillDirectory&) = delete;
  ~SpillDirectory();

  Result<SpillFile> create_file();

 private:
  std::string path_;
  std::uint64_t files_ = 0;
};

// Appends to a file through a buffer. What is still in the buffer is lost without flush().
class SpillWriter {
 public:
  static constexpr std::size_t kBufferBytes = std::size_t{256} << 10;

  explicit SpillWriter(SpillFile& file) : file_(file), start_(file.size()) {}
  Status append(const void* data, std::size_t bytes);
  Status flush();
  std::uint64_t offset() const { return file_.size() + buffer_.size(); }  // where the next byte goes
  // What was written since the writer was made. Requires flush().
  Extent extent() const { return {start_, file_.size() - start_}; }

 private:
  SpillFile& file_;
  std::uint64_t start_;
  std::vector<char> buffer_;
};

// Reads an extent from its start to its end. The file must outlive the reader.
class SpillReader {
 public:
  SpillReader(const SpillFile& file, Extent extent, std::size_t buffer_bytes)
      : file_(&file), rest_(extent), buffer_bytes_(buffer_bytes) {}

  // The next `bytes` bytes, valid until the next call; null at the end and after an error. The end within
  // them is an error.
  const char* take(std::size_t bytes) {
    if (filled_ - position_ < bytes && !fill(bytes)) return nullptr;
    const char* const data = buffer_.data() + position_;
    position_ += bytes;
    return data;
  }
  const Status& status() const { return status_; }

 private:
  bool fill(std::size_t bytes);

  const SpillFile* file_;
  Extent rest_;  // not yet in the buffer
  std::size_t buffer_bytes_;
  std::vector<char> buffer_;
  std::size_t position_ = 0, filled_ = 0;  // the unread part of the buffer
  Status status_;
};

}  // namespace quoth

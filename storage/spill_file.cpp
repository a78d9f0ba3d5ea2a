#include "storage/spill_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace quoth {
namespace {

Error io_error(const char* what, int number) {
  return Error{ErrorCode::kIo, fmt::format("{}: {}", what, std::generic_category().message(number)), {}, {}};
}

constexpr const char* kCannotWrite = "cannot write temporary data of a load";
constexpr const char* kCannotRead = "cannot read back temporary data of a load";

}  // namespace

// ---- SpillFile

SpillFile::SpillFile(SpillFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), size_(std::exchange(other.size_, 0)) {}

SpillFile& SpillFile::operator=(SpillFile&& other) noexcept {
  if (this != &other) {
    close();
    descriptor_ = std::exchange(other.descriptor_, -1);
    size_ = std::exchange(other.size_, 0);
  }
  return *this;
}

SpillFile::~SpillFile() { close(); }

void SpillFile::close() {
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
}

Status SpillFile::write(std::uint64_t offset, const void* data, std::size_t bytes) {
  const char* from = static_cast<const char*>(data);
  while (bytes > 0) {
    const ssize_t written = ::pwrite(descriptor_, from, bytes, static_cast<off_t>(offset));
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return io_error(kCannotWrite, written < 0 ? errno : ENOSPC);
    from += written;
    offset += static_cast<std::uint64_t>(written);
    bytes -= static_cast<std::size_t>(written);
  }
  return {};
}

Status SpillFile::append(const void* data, std::size_t bytes) {
  QUOTH_CHECK(write(size_, data, bytes));
  size_ += bytes;
  return {};
}

Status SpillFile::overwrite(std::uint64_t offset, const void* data, std::size_t bytes) {
  assert(offset + bytes <= size_);
  return write(offset, data, bytes);
}

Status SpillFile::read(std::uint64_t offset, void* data, std::size_t bytes) const {
  char* to = static_cast<char*>(data);
  while (bytes > 0) {
    const ssize_t got = ::pread(descriptor_, to, bytes, static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return io_error(kCannotRead, got < 0 ? errno : EIO);
    to += got;
    offset += static_cast<std::uint64_t>(got);
    bytes -= static_cast<std::size_t>(got);
  }
  return {};
}

// ---- SpillDirectory

SpillDirectory::~SpillDirectory() {
  // Fails if something else stands in it, which is none of ours.
  if (files_ > 0) ::rmdir(path_.c_str());
}

Result<SpillFile> SpillDirectory::create_file() {
  if (files_ == 0 && ::mkdir(path_.c_str(), 0777) != 0 && errno != EEXIST) {
    return io_error("cannot make the directory for temporary data of a load", errno);
  }
  const std::string name = fmt::format("{}/spill-{}", path_, files_++);
  SpillFile file;
  file.descriptor_ = ::open(name.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file.descriptor_ < 0) return io_error(kCannotWrite, errno);
  if (::unlink(name.c_str()) != 0) return io_error(kCannotWrite, errno);
  return file;
}

// ---- SpillWriter, SpillReader

Status SpillWriter::append(const void* data, std::size_t bytes) {
  if (buffer_.capacity() == 0) buffer_.reserve(kBufferBytes);
  if (buffer_.size() + bytes > kBufferBytes) QUOTH_CHECK(flush());
  if (bytes >= kBufferBytes) return file_.append(data, bytes);
  const char* const from = static_cast<const char*>(data);
  buffer_.insert(buffer_.end(), from, from + bytes);
  return {};
}

Status SpillWriter::flush() {
  QUOTH_CHECK(file_.append(buffer_.data(), buffer_.size()));
  buffer_.clear();
  return {};
}

bool SpillReader::fill(std::size_t bytes) {
  if (!status_) return false;
  const std::size_t kept = filled_ - position_;
  if (kept == 0 && rest_.bytes == 0) return false;
  if (kept + rest_.bytes < bytes) {
    status_ = Error{ErrorCode::kIo, "temporary data of a load ends too early", {}, {}};
    return false;
  }
  if (buffer_.size() < std::max(bytes, buffer_bytes_)) buffer_.resize(std::max(bytes, buffer_bytes_));
  std::memmove(buffer_.data(), buffer_.data() + position_, kept);
  const std::size_t wanted =
      static_cast<std::size_t>(std::min<std::uint64_t>(buffer_.size() - kept, rest_.bytes));
  position_ = 0;
  filled_ = kept;
  status_ = file_->read(rest_.offset, buffer_.data() + kept, wanted);
  if (!status_) return false;
  filled_ += wanted;
  rest_.offset += wanted;
  rest_.bytes -= wanted;
  return true;
}

}  // namespace quoth

#include "repl/output.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "repl/descriptor_stream.h"

namespace quoth::repl {
namespace {

Error io_error(const std::string& path, int number) {
  if (number == EINTR) return Error{ErrorCode::kCancelled, "interrupted", {}, {}};
  const std::string name = path == "-" ? "standard output" : "'" + path + "'";
  return Error{ErrorCode::kIo, "cannot write to " + name + ": " + std::strerror(number), {}, {}};
}

// Where the bytes of `path` are, through symbolic links: a link stays one when its file is replaced.
std::string real_path(const std::string& path) {
  char* const resolved = realpath(path.c_str(), nullptr);
  std::string result = resolved != nullptr ? resolved : path;
  std::free(resolved);
  return result;
}

mode_t mode_of_new_files() {
  const mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

}  // namespace

struct Output::State {
  State(std::string name, int fd) : path(std::move(name)), descriptor(fd), stream(fd) {}
  State(const State&) = delete;
  State& operator=(const State&) = delete;
  ~State() {
    if (descriptor != STDOUT_FILENO && descriptor >= 0) ::close(descriptor);
    if (!temporary.empty()) unlink(temporary.c_str());
  }

  std::string path;       // as given
  std::string target;     // what the temporary file becomes
  std::string temporary;  // empty: written in place
  int descriptor;
  DescriptorStream stream;
};

Result<Output> Output::open(const std::string& path) {
  if (path == "-") return Output(std::make_unique<State>(path, STDOUT_FILENO));
  struct stat status = {};
  const bool exists = stat(path.c_str(), &status) == 0;
  if (exists && !S_ISREG(status.st_mode)) {
    const int descriptor = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
    if (descriptor < 0) return io_error(path, errno);
    return Output(std::make_unique<State>(path, descriptor));
  }
  if (exists && access(path.c_str(), W_OK) != 0) return io_error(path, errno);
  const std::string target = real_path(path);
  std::string temporary = target + ".XXXXXX";
  const int descriptor = mkostemp(temporary.data(), O_CLOEXEC);
  if (descriptor < 0) return io_error(path, errno);
  auto state = std::make_unique<State>(path, descriptor);
  state->target = target;
  state->temporary = temporary;
  if (fchmod(descriptor, exists ? status.st_mode & 07777 : mode_of_new_files()) != 0)
    return io_error(path, errno);
  return Output(std::move(state));
}

Output::Output(std::unique_ptr<State> state) : state_(std::move(state)) {}
Output::Output(Output&&) noexcept = default;
Output& Output::operator=(Output&&) noexcept = default;
Output::~Output() = default;

std::ostream& Output::stream() { return state_->stream; }

Status Output::commit() {
  State& state = *state_;
  state.stream.flush();
  if (state.stream.error() != 0) return io_error(state.path, state.stream.error());
  if (state.descriptor == STDOUT_FILENO) return {};
  if (::close(std::exchange(state.descriptor, -1)) != 0) return io_error(state.path, errno);
  if (state.temporary.empty()) return {};
  if (std::rename(state.temporary.c_str(), state.target.c_str()) != 0) return io_error(state.path, errno);
  state.temporary.clear();
  return {};
}

}  // namespace quoth::repl

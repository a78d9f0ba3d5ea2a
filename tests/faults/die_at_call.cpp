#include "tests/faults/die_at_call.h"

#include <dlfcn.h>
#include <sys/types.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>

namespace {

std::atomic<std::uint64_t> calls{0};
std::atomic<std::uint64_t> last_call{0};

bool is_last_call() { return ++calls == last_call.load(); }

void die_if_last_call() {
  if (is_last_call()) std::raise(SIGKILL);
}

// What the next library in line means by a function.
template <typename Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

}  // namespace

namespace quoth::test {

void die_at_call(std::uint64_t number) {
  calls = 0;
  last_call = number;
}
std::uint64_t calls_until_now() { return calls; }

}  // namespace quoth::test

extern "C" {

ssize_t write(int file, const void* data, size_t size) {
  static auto* const real = next<ssize_t(int, const void*, size_t)>("write");
  if (file > STDERR_FILENO && is_last_call()) {
    static_cast<void>(real(file, data, size / 2));
    std::raise(SIGKILL);
  }
  return real(file, data, size);
}

ssize_t pwrite(int file, const void* data, size_t size, off_t offset) {
  static auto* const real = next<ssize_t(int, const void*, size_t, off_t)>("pwrite");
  if (is_last_call()) {
    static_cast<void>(real(file, data, size / 2, offset));
    std::raise(SIGKILL);
  }
  return real(file, data, size, offset);
}

int fsync(int file) {
  static auto* const real = next<int(int)>("fsync");
  die_if_last_call();
  return real(file);
}

int fdatasync(int file) {
  static auto* const real = next<int(int)>("fdatasync");
  die_if_last_call();
  return real(file);
}

int ftruncate(int file, off_t size) noexcept {
  static auto* const real = next<int(int, off_t)>("ftruncate");
  die_if_last_call();
  return real(file, size);
}

int rename(const char* from, const char* to) noexcept {
  static auto* const real = next<int(const char*, const char*)>("rename");
  die_if_last_call();
  return real(from, to);
}

int link(const char* from, const char* to) noexcept {
  static auto* const real = next<int(const char*, const char*)>("link");
  die_if_last_call();
  return real(from, to);
}

int unlink(const char* path) noexcept {
  static auto* const real = next<int(const char*)>("unlink");
  die_if_last_call();
  return real(path);
}

}  // extern "C"

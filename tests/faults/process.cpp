#include "tests/faults/process.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <random>
#include <thread>

extern char** environ;

namespace quoth::test {

Process::Process(const std::vector<std::string>& arguments) {
  std::array<int, 2> ends{};
  REQUIRE(::pipe2(ends.data(), O_CLOEXEC) == 0);
  output_ = ends[0];
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
  std::vector<char*> pointers{const_cast<char*>(QUOTH_FAULTS_PROCESS)};
  for (const std::string& argument : arguments) pointers.push_back(const_cast<char*>(argument.c_str()));
  pointers.push_back(nullptr);
  const int error = ::posix_spawn(&pid_, QUOTH_FAULTS_PROCESS, &actions, nullptr, pointers.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  REQUIRE(error == 0);
}

Process::~Process() {
  if (pid_ > 0) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  if (output_ >= 0) ::close(output_);
}

void Process::kill_after(std::chrono::microseconds time) {
  std::this_thread::sleep_for(time);
  ::kill(pid_, SIGKILL);
}

ProcessEnd Process::wait() {
  ProcessEnd end;
  std::array<char, 4096> bytes{};
  for (ssize_t size; (size = ::read(output_, bytes.data(), bytes.size())) > 0;) {
    end.output.append(bytes.data(), static_cast<std::size_t>(size));
  }
  int status = 0;
  REQUIRE(::waitpid(pid_, &status, 0) == pid_);
  pid_ = -1;
  end.killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  if (WIFEXITED(status)) end.exit_code = WEXITSTATUS(status);
  if (const std::size_t at = end.output.find("calls "); at != std::string::npos) {
    end.calls = std::strtoull(end.output.c_str() + at + 6, nullptr, 10);
  }
  return end;
}

std::uint64_t seed_of_run() {
  const char* wished = std::getenv("QUOTH_FAULTS_SEED");
  return wished != nullptr ? std::strtoull(wished, nullptr, 10) : std::random_device()();
}

}  // namespace quoth::test

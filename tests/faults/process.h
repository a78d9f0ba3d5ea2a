// The process beside the tests: started, killed, waited for.
#pragma once
#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace quoth::test {

struct ProcessEnd {
  bool killed = false;      // by SIGKILL
  int exit_code = -1;       // where it ended by itself
  std::string output;       // its standard output
  std::uint64_t calls = 0;  // which it says if it comes to its end
};

class Process {
 public:
  explicit Process(const std::vector<std::string>& arguments);  // of faults_process
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process();  // kills it if it is not waited for

  void kill_after(std::chrono::microseconds time);
  ProcessEnd wait();

 private:
  pid_t pid_ = -1;
  int output_ = -1;
};

// Random choices of a run: $QUOTH_FAULTS_SEED, or else another one each time. Tests print it.
std::uint64_t seed_of_run();

}  // namespace quoth::test

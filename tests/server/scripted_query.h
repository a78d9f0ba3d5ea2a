// Queries that do as their text says, without a database: what a server has to cope with, on demand.
#pragma once
#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "server/server.h"

namespace quoth::test {

// The text's first word is the form of its result, SELECT, ASK, CONSTRUCT or DESCRIBE; then come words that say what
// happens, one after the other, while results are pulled:
//   rows N      N solutions or triples, in batches of 100
//   endless     solutions without an end
//   pause MS    nothing for so long, unless it is cancelled, or its time is up
//   fail CODE   the error of that name: timeout, memory, io
// "refuse CODE" instead of a form is an error of the query itself.
class ScriptedQueries {
 public:
  server::StartQuery start();

  // What was asked last.
  std::string text() const;
  QueryOptions options() const;

  std::atomic<int> running{0};    // started, and not gone yet
  std::atomic<int> cancelled{0};  // ended by their flag

 private:
  mutable std::mutex mutex_;
  std::string text_;
  QueryOptions options_;
};

}  // namespace quoth::test

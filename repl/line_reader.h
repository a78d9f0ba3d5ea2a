// Where a session's lines come from: a terminal with editing and history, or any stream.
#pragma once
#include <cstddef>
#include <functional>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

namespace quoth::repl {

struct Line {
  enum class Kind { kText, kInterrupted, kEnd };  // interrupted: Ctrl-C, what was typed is dropped
  Kind kind = Kind::kEnd;
  std::string text;  // without its line feed
};

// What may stand instead of the bytes of a line from `begin` to the cursor.
struct Candidate {
  std::string text;
  std::string what = {};  // it is, for those who choose: "verb, directs"
  bool likely = true;     // it fits the place; others are listed, and never filled in
};
struct Completion {
  std::size_t begin = 0;
  std::vector<Candidate> candidates;  // the likely ones first; each text once
};

class LineReader {
 public:
  virtual ~LineReader() = default;
  virtual Line read(std::string_view prompt) = 0;
  // Keeps an entry for the history, where there is one.
  virtual void remember(const std::string& /*entry*/) {}
};

// The lines of a stream; prompts are not shown.
class StreamLines : public LineReader {
 public:
  explicit StreamLines(std::istream& in) : in_(in) {}  // `in` must outlive the reader
  Line read(std::string_view prompt) override;

 private:
  std::istream& in_;
};

}  // namespace quoth::repl

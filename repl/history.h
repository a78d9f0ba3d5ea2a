// The entries of past sessions, in a file with one entry a line.
#pragma once
#include <string>
#include <vector>

namespace quoth::repl {

// Sessions that run side by side append to the same file; each reads it once, at its start. A file that
// cannot be read or written is no error: there is just no history.
class HistoryFile {
 public:
  static constexpr std::size_t kKept = 2000;  // entries; the file may grow to twice as many in between

  explicit HistoryFile(std::string path);  // empty: nothing is kept

  const std::vector<std::string>& entries() const { return entries_; }  // the oldest first
  // Leaves out what is blank or the same as the entry before. Line feeds become blanks.
  void append(std::string entry);

  // $XDG_STATE_HOME/quoth/history, else ~/.local/state/quoth/history; empty where there is no home.
  static std::string default_path();

 private:
  void rewrite() const;

  std::string path_;
  std::vector<std::string> entries_;
};

}  // namespace quoth::repl

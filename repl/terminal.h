// A terminal as a source of lines: editing, history and completion, by libedit. The only file that knows it.
#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "repl/line_reader.h"

namespace quoth::repl {

struct TerminalOptions {
  std::string history_path;  // empty: history lasts as long as the session
  bool colour = false;
};

// Reads standard input, shows on standard output; both are terminals. One at a time.
class Terminal : public LineReader {
 public:
  using Completer = std::function<Completion(std::string_view line, std::size_t cursor)>;

  explicit Terminal(const TerminalOptions& options);
  ~Terminal() override;

  void set_completer(Completer completer);

  Line read(std::string_view prompt) override;
  void remember(const std::string& entry) override;

  struct Editor;  // libedit's side of it

 private:
  std::unique_ptr<Editor> editor_;
};

// Columns of the terminal behind a file descriptor; 80 if it does not say.
std::size_t terminal_width(int descriptor);

}  // namespace quoth::repl

#include "repl/tutorial.h"

#include <algorithm>
#include <utility>

#include "repl/words.h"

namespace quoth::repl {
namespace {

std::string_view without_line_feeds(std::string_view text) {
  while (text.starts_with('\n')) text.remove_prefix(1);
  while (text.ends_with('\n')) text.remove_suffix(1);
  return text;
}

// What is typed in a session for a command of the shell.
std::string as_typed(std::string_view command) {
  constexpr std::string_view kAsk = "quoth ask ", kQuoth = "quoth ";
  if (command.starts_with(kAsk)) {
    std::string statement;
    for (const std::string& word : split_words(command.substr(kAsk.size())))
      statement += (statement.empty() ? "" : " ") + word;
    return statement;
  }
  return command.starts_with(kQuoth) ? "." + std::string(command.substr(kQuoth.size())) : std::string();
}

class Reader {
 public:
  std::vector<TutorialStep> read(std::string_view page) {
    for (std::size_t begin = 0; begin < page.size();) {
      const std::size_t end = std::min(page.find('\n', begin), page.size());
      line(page.substr(begin, end - begin));
      begin = end + 1;
    }
    finish_text();
    return std::move(steps_);
  }

 private:
  void line(std::string_view line) {
    if (in_block_) {
      if (line == "```") {
        in_block_ = false;
        finish_block();
      } else {
        block_.append(line).append("\n");
      }
    } else if (line == "```console") {
      in_block_ = true;
      block_.clear();
    } else if (line.starts_with("## ") || line.starts_with("# ")) {
      finish_text();
      title_ = line.substr(line.find(' ') + 1);
    } else {
      text_.append(line).append("\n");
    }
  }

  void finish_block() {
    const std::size_t end = std::min(block_.find('\n'), block_.size());
    std::string_view command = std::string_view(block_).substr(0, end);
    if (command.starts_with("$ ")) command.remove_prefix(2);
    if (command.starts_with("quoth load ")) return;
    std::string output = block_.substr(std::min(end + 1, block_.size()));
    if (const std::size_t status = output.rfind("? ");
        status != std::string::npos && (status == 0 || output[status - 1] == '\n'))
      output.resize(status);  // of the command, where it is not 0
    steps_.push_back({title_, std::string(without_line_feeds(text_)), as_typed(command), std::move(output)});
    text_.clear();
  }

  void finish_text() {
    const std::string_view text = without_line_feeds(text_);
    if (!text.empty()) steps_.push_back({title_, std::string(text), {}, {}});
    text_.clear();
  }

  std::vector<TutorialStep> steps_;
  std::string title_, text_, block_;
  bool in_block_ = false;
};

}  // namespace

std::vector<TutorialStep> read_tutorial(std::string_view page) { return Reader().read(page); }

}  // namespace quoth::repl

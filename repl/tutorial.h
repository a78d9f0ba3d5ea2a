// The tutorial as data: what docs/tutorial.md says, step by step. The file is built into the program, so that the page and
// the session's `.tutorial` cannot differ.
//
// A step is what stands up to a ```console block, and the command in it. `quoth ask "STATEMENT"` is the statement, and any
// other `quoth COMMAND ARGUMENTS` is `.COMMAND ARGUMENTS`; a block that loads the example is for those who read the page,
// and no step: in a session it is loaded already. A part of the page between two headings that has no block is a step
// without a statement.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace quoth::repl {

struct TutorialStep {
  std::string title, text;
  std::string statement;  // or dot-command; empty: there is only something to read
  std::string output;     // as the page shows it
};

std::vector<TutorialStep> read_tutorial(std::string_view page);

std::string_view tutorial_page();     // docs/tutorial.md
std::string_view tutorial_example();  // examples/ukraine-2014.trig

}  // namespace quoth::repl

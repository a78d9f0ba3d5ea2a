// Tests that are text files, which their runner reads, compares and, when asked, updates.
//
// Many of them are sections: `=== COMMAND ARGUMENT`, and up to the next such line a body, around which blank lines do
// not count. What stands before the first section says what the file is about.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace quoth::test {

struct Section {
  std::string command, argument, body;
};
struct SectionFile {
  std::string introduction;
  std::vector<Section> sections;
};

SectionFile parse_sections(const std::string& text);
std::string to_text(const SectionFile& file);

std::string without_blank_ends(std::string text);

// Shows on standard error that a section of a file came out otherwise.
void report_difference(const std::string& file, const Section& expected, std::string_view actual);

// The exit status of a runner with these arguments: `[--update] FILE…`. `run` gets each file's name and text, returns
// the number of failures, and makes the text what it should be; --update writes that into the file.
int run_text_tests(std::vector<std::string> arguments,
                   const std::function<int(const std::string& file, std::string& text)>& run);

}  // namespace quoth::test

#include "tests/support/sections.h"

#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>

namespace quoth::test {
namespace {

std::optional<std::string> content_of(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  if (!in || !(text << in.rdbuf())) return std::nullopt;
  return text.str();
}

}  // namespace

std::string without_blank_ends(std::string text) {
  const auto begin = text.find_first_not_of('\n');
  if (begin == std::string::npos) return {};
  return text.substr(begin, text.find_last_not_of('\n') - begin + 1) + "\n";
}

SectionFile parse_sections(const std::string& text) {
  SectionFile file;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("=== ")) {
      const auto space = line.find(' ', 4);
      file.sections.push_back({line.substr(4, space - 4),
                               space == std::string::npos ? std::string() : line.substr(space + 1),
                               {}});
    } else {
      (file.sections.empty() ? file.introduction : file.sections.back().body) += line + "\n";
    }
  }
  file.introduction = without_blank_ends(file.introduction);
  for (Section& section : file.sections) section.body = without_blank_ends(section.body);
  return file;
}

std::string to_text(const SectionFile& file) {
  std::string text = file.introduction;
  for (const Section& section : file.sections) {
    text += "\n=== " + section.command + (section.argument.empty() ? "" : " " + section.argument) + "\n" +
            section.body;
  }
  return text;
}

void report_difference(const std::string& file, const Section& expected, std::string_view actual) {
  std::cerr << file << ": " << expected.command << " " << expected.argument << "\nexpected:\n"
            << expected.body << "actual:\n"
            << actual << "\n";
}

int run_text_tests(std::vector<std::string> arguments,
                   const std::function<int(const std::string& file, std::string& text)>& run) {
  const bool update = !arguments.empty() && arguments.front() == "--update";
  if (update) arguments.erase(arguments.begin());
  int failures = 0;
  for (const std::string& file : arguments) {
    std::optional<std::string> text = content_of(file);
    if (!text || text->empty()) {
      std::cerr << file << ": cannot be read, or is empty\n";
      ++failures;
      continue;
    }
    const std::string before = *text;
    failures += run(file, *text);
    if (update && *text != before) std::ofstream(file, std::ios::binary) << *text;
  }
  return failures == 0 && !arguments.empty() ? 0 : 1;
}

}  // namespace quoth::test

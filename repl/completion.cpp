#include "repl/completion.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>
#include <system_error>

namespace quoth::repl {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostNames = 60;  // asked for; more are no help to anybody
constexpr std::size_t kMostFiles = 1000;

bool is_blank(char c) { return c == ' ' || c == '\t'; }

// A character that ends a run of bare words.
bool ends_run(char c) { return std::string_view("()?,\"").find(c) != std::string_view::npos; }

void sort_unique(std::vector<std::string>& candidates) {
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
}

std::string in_quotes(std::string_view name) {
  std::string text = "'";
  for (const char c : name) text.append(c == '\'' ? 2 : 1, c);
  return text + "'";
}

// A name with these is read as something else unless it stands in quotes; an apostrophe after a letter is
// harmless.
std::string as_typed(const std::string& name) {
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool after_letter = i > 0 && std::isalpha(static_cast<unsigned char>(name[i - 1])) != 0;
    if (ends_run(name[i]) || name[i] == '#' || (name[i] == '\'' && !after_letter)) return in_quotes(name);
  }
  return name;
}

// Where a single-quoted name that is still open before `cursor` starts, or npos. Skips double-quoted text.
std::size_t open_quote(std::string_view line, std::size_t cursor) {
  std::size_t start = std::string_view::npos;
  bool in_text = false;
  for (std::size_t i = 0; i < cursor; ++i) {
    const bool after_letter = i > 0 && std::isalpha(static_cast<unsigned char>(line[i - 1])) != 0;
    if (in_text) {
      if (line[i] == '\\') {
        ++i;
      } else {
        in_text = line[i] != '"';
      }
    } else if (start != std::string_view::npos) {
      if (line[i] == '\'') start = std::string_view::npos;
    } else if (line[i] == '"') {
      in_text = true;
    } else if (line[i] == '\'' && !after_letter) {
      start = i;
    }
  }
  return start;
}

// Where the words before the cursor start: the last few of them, the first of them first.
std::vector<std::size_t> word_starts(std::string_view line, std::size_t cursor) {
  constexpr std::size_t kWordsOfAName = 6;
  std::vector<std::size_t> starts;
  std::size_t i = cursor;
  while (i > 0 && !ends_run(line[i - 1]) && starts.size() < kWordsOfAName) {
    while (i > 0 && !is_blank(line[i - 1]) && !ends_run(line[i - 1])) --i;
    if (i < cursor && !is_blank(line[i])) starts.insert(starts.begin(), i);
    while (i > 0 && is_blank(line[i - 1])) --i;
  }
  return starts;
}

}  // namespace

std::span<const std::string_view> keywords() {
  static constexpr std::array<std::string_view, 14> kKeywords = {
      "and",     "did",       "do",   "explain", "from", "limit",   "not",
      "someone", "something", "that", "to",      "what", "whether", "who"};
  return kKeywords;
}

Completion complete_statement(std::string_view line, std::size_t cursor, const NameSource& names) {
  Completion completion;
  if (const std::size_t quote = open_quote(line, cursor); quote != std::string_view::npos) {
    completion.begin = quote;
    for (const std::string& name : names(line.substr(quote + 1, cursor - quote - 1), kMostNames)) {
      completion.candidates.push_back(in_quotes(name));
    }
    sort_unique(completion.candidates);
    return completion;
  }
  const bool at_word = cursor > 0 && !is_blank(line[cursor - 1]) && !ends_run(line[cursor - 1]);
  if (!at_word) return completion;  // with nothing typed, everything fits

  for (const std::size_t start : word_starts(line, cursor)) {
    const std::string_view typed = line.substr(start, cursor - start);
    completion.begin = start;
    for (const std::string& name : names(typed, kMostNames)) completion.candidates.push_back(as_typed(name));
    for (const std::string_view keyword : keywords()) {
      if (keyword.starts_with(typed)) completion.candidates.emplace_back(keyword);
    }
    if (!completion.candidates.empty()) break;
  }
  sort_unique(completion.candidates);
  return completion;
}

Completion complete_dot_command(std::string_view line, std::size_t cursor,
                                std::span<const std::string> commands,
                                std::span<const std::string> take_files) {
  Completion completion;
  const std::string_view before = line.substr(0, cursor);
  const std::size_t blank = before.find_first_of(" \t");
  if (blank == std::string_view::npos) {
    for (const std::string& command : commands) {
      if (command.starts_with(before)) completion.candidates.push_back(command);
    }
    return completion;
  }
  const std::string_view command = before.substr(0, blank);
  if (std::find(take_files.begin(), take_files.end(), command) == take_files.end()) return completion;

  completion.begin = std::min(before.find_first_not_of(" \t", blank), before.size());
  const std::string_view typed = before.substr(completion.begin);
  const std::size_t slash = typed.rfind('/');
  const std::string folder(slash == std::string_view::npos ? "" : typed.substr(0, slash + 1));
  const std::string_view start = slash == std::string_view::npos ? typed : typed.substr(slash + 1);
  std::error_code error;
  for (fs::directory_iterator each(folder.empty() ? "." : folder, error), end; !error && each != end;
       each.increment(error)) {
    const std::string name = each->path().filename().string();
    const bool hidden = name.starts_with('.') && !start.starts_with('.');
    if (hidden || !name.starts_with(start)) continue;
    std::error_code ignored;
    completion.candidates.push_back(folder + name + (each->is_directory(ignored) ? "/" : ""));
    if (completion.candidates.size() == kMostFiles) break;
  }
  sort_unique(completion.candidates);
  return completion;
}

}  // namespace quoth::repl

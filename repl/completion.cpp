#include "repl/completion.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <set>
#include <system_error>
#include <utility>

#include "parser/complete_claim.h"

namespace quoth::repl {
namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostNames = 60;  // asked for; more are no help to anybody
constexpr std::size_t kMostFiles = 1000;

bool is_blank(char c) { return c == ' ' || c == '\t'; }

// A character that ends a run of bare words.
bool ends_run(char c) { return std::string_view("()?,\"").find(c) != std::string_view::npos; }

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

std::string in_lower_case(std::string_view word) {
  std::string text(word);
  for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text;
}

bool is_variable_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// Where a variable starts that the cursor is in, or npos.
std::size_t variable_start(std::string_view line, std::size_t cursor) {
  std::size_t begin = cursor;
  while (begin > 0 && is_variable_character(line[begin - 1])) --begin;
  const bool marked = begin > 0 && line[begin - 1] == '?' &&
                      (begin == 1 || is_blank(line[begin - 2]) || line[begin - 2] == '(');
  return marked ? begin - 1 : std::string_view::npos;
}

// The variables of the line that start like the one before the cursor.
Completion complete_variable(std::string_view line, std::size_t begin, std::size_t cursor) {
  const std::string_view typed = line.substr(begin, cursor - begin);
  std::set<std::string> found;
  for (std::size_t i = line.find('?'); i != std::string_view::npos; i = line.find('?', i + 1)) {
    std::size_t end = i + 1;
    while (end < line.size() && is_variable_character(line[end])) ++end;
    const std::string_view variable = line.substr(i, end - i);
    if (i != begin && variable.size() > 1 && variable.starts_with(typed)) found.emplace(variable);
  }
  Completion completion{begin, {}};
  for (const std::string& variable : found) completion.candidates.push_back({variable, "variable"});
  return completion;
}

// Adds what is not there yet.
void add(Completion& completion, Candidate candidate) {
  const auto is_same = [&](const Candidate& other) { return other.text == candidate.text; };
  if (std::none_of(completion.candidates.begin(), completion.candidates.end(), is_same))
    completion.candidates.push_back(std::move(candidate));
}

// Names and words of the language that may stand where a stretch of the line begins that is typed as far as the cursor.
Completion complete_from(std::string_view line, std::size_t begin, std::size_t cursor, bool last_word,
                         const NameSource& names) {
  const std::string_view before = line.substr(0, begin);
  const std::string_view typed = line.substr(begin, cursor - begin);
  const claim::Continuation next = claim::continuation(before);
  Completion completion{begin, {}};

  std::vector<NameSuggestion> suggestions;
  if (next.name || !next.readable) {
    const std::size_t run = std::min(next.run_begin, begin);
    suggestions =
        names({std::string(typed), std::string(line.substr(run, begin - run)), next.place, kMostNames, {}});
  }
  for (const NameSuggestion& name : suggestions)
    if (name.fits) add(completion, {as_typed(name.name), name.kind, true});
  const std::string lower = in_lower_case(typed);
  for (const std::string& keyword : next.keywords)
    if (last_word && keyword.starts_with(lower)) add(completion, {keyword, "", true});
  const bool any_likely = !completion.candidates.empty();
  for (const NameSuggestion& name : suggestions)
    if (!name.fits) add(completion, {as_typed(name.name), name.kind, !any_likely});
  return completion;
}

}  // namespace

Completion complete_statement(std::string_view line, std::size_t cursor, const NameSource& names) {
  line = line.substr(0, cursor);
  if (const std::size_t quote = open_quote(line, cursor); quote != std::string_view::npos) {
    const claim::Continuation next = claim::continuation(line.substr(0, quote));
    const std::size_t run = std::min(next.run_begin, quote);
    Completion completion{quote, {}};
    for (const NameSuggestion& name : names({std::string(line.substr(quote + 1)),
                                             std::string(line.substr(run, quote - run)),
                                             next.place,
                                             kMostNames,
                                             {}}))
      add(completion, {in_quotes(name.name), name.kind, true});
    return completion;
  }
  if (const std::size_t variable = variable_start(line, cursor); variable != std::string_view::npos)
    return complete_variable(line, variable, cursor);

  const std::vector<std::size_t> starts = word_starts(line, cursor);
  const bool at_word = cursor > 0 && !is_blank(line[cursor - 1]) && !ends_run(line[cursor - 1]);
  if (!at_word) return complete_from(line, cursor, cursor, true, names);
  Completion completion;
  for (const std::size_t start : starts) {
    completion = complete_from(line, start, cursor, start == starts.back(), names);
    if (!completion.candidates.empty()) break;
  }
  return completion;
}

Completion complete_name(std::string_view line, std::size_t begin, std::size_t cursor,
                         const NameSource& names) {
  Completion completion{begin, {}};
  const std::string_view typed = line.substr(begin, cursor - begin);
  if (typed.empty()) return completion;
  for (const NameSuggestion& name : names({std::string(typed), "", claim::Place::kNode, kMostNames, {}}))
    add(completion, {name.name, name.kind, true});
  return completion;
}

Completion complete_word(std::string_view line, std::size_t begin, std::size_t cursor,
                         std::span<const std::string> words) {
  Completion completion{begin, {}};
  for (const std::string& word : words)
    if (word.starts_with(line.substr(begin, cursor - begin))) add(completion, {word});
  return completion;
}

Completion complete_file(std::string_view line, std::size_t begin, std::size_t cursor) {
  const std::string_view typed = line.substr(begin, cursor - begin);
  const std::size_t slash = typed.rfind('/');
  const std::string folder(slash == std::string_view::npos ? "" : typed.substr(0, slash + 1));
  const std::string_view start = slash == std::string_view::npos ? typed : typed.substr(slash + 1);
  std::set<std::string> found;
  std::error_code error;
  for (fs::directory_iterator each(folder.empty() ? "." : folder, error), end; !error && each != end;
       each.increment(error)) {
    const std::string name = each->path().filename().string();
    const bool hidden = name.starts_with('.') && !start.starts_with('.');
    if (hidden || !name.starts_with(start)) continue;
    std::error_code ignored;
    found.insert(folder + name + (each->is_directory(ignored) ? "/" : ""));
    if (found.size() == kMostFiles) break;
  }
  Completion completion{begin, {}};
  for (const std::string& file : found) completion.candidates.push_back({file});
  return completion;
}

}  // namespace quoth::repl

#include "repl/words.h"

#include "engine/results/display_width.h"

namespace quoth::repl {

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  bool in_word = false;
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool blank = quote == 0 && (c == ' ' || c == '\t');
    if (!blank && !in_word) words.emplace_back();
    in_word = !blank;
    if (blank) continue;
    if (c == '\\' && quote != '\'' && i + 1 < text.size()) {
      words.back() += text[++i];
    } else if (quote != 0 ? c == quote : c == '\'' || c == '"') {
      quote = quote != 0 ? '\0' : c;
    } else {
      words.back() += c;
    }
  }
  return words;
}

std::string wrap(std::string_view text, std::size_t width) {
  std::string out;
  std::size_t column = 0, indent = 0;  // of the line that is being filled; 0 columns: none is
  const auto end_line = [&] {
    if (column > 0) out += '\n';
    column = 0;
  };
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    if (trim(line).empty() || line.starts_with("    ")) {
      end_line();
      out.append(line).append("\n");
      indent = 0;
      continue;
    }
    const bool item = line.starts_with("- ");
    if (item) {
      end_line();
      indent = 2;
    }
    for (std::size_t at = 0; (at = line.find_first_not_of(' ', at)) != std::string_view::npos;) {
      const std::size_t stop = std::min(line.find(' ', at), line.size());
      const std::string_view word = line.substr(at, stop - at);
      const std::size_t room = display_width(word);
      if (column > 0 && column + 1 + room > width) end_line();
      if (column > 0) {
        out += ' ';
        ++column;
      } else if (indent > 0 && !(item && at == 0)) {
        out.append(indent, ' ');
        column = indent;
      }
      out += word;
      column += room;
      at = stop;
    }
  }
  end_line();
  return out;
}

}  // namespace quoth::repl

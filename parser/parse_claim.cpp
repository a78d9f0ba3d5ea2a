#include "parser/parse_claim.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "parser/grammar/claim.h"
#include "parser/grammar/claim_words.h"

namespace quoth::claim {
namespace {

// How much of `text` one token takes that is no bare word: a quoted name, a text, an IRI, a prefixed name, a
// variable, or a single mark. Quotes that are never closed take the rest.
std::size_t other_token_length(std::string_view text) {
  if (const std::size_t prefix = prefix_length(text); prefix > 0)
    return prefix + local_length(text.substr(prefix));
  if (text[0] == '?') return 1 + variable_name_length(text.substr(1));
  if (text[0] == '<') {
    const std::size_t end = text.find_first_of("> \t\r\n");
    return end != std::string_view::npos && text[end] == '>' ? end + 1 : 1;
  }
  if (text[0] == '\'') return std::min(text.find('\'', 1), text.size() - 1) + 1;
  if (text[0] == '"') {
    std::size_t end = 1;
    while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
    return std::min(end + 1, text.size());
  }
  std::size_t position = 0;
  utf8::next(text, position);
  return position;
}

}  // namespace

Result<Statement> parse_statement(std::string_view text, std::string_view document,
                                  std::span<const Span> names) {
  if (const std::size_t bad = utf8::find_invalid(text); bad != std::string_view::npos) {
    return error_at(ErrorCode::kSyntax, "this byte is not valid UTF-8", document, text, bad);
  }
  Statement statement;
  if (auto mismatch = match_statement(text, names, statement)) {
    return error_at(mismatch->code, std::move(mismatch->message), document, text, mismatch->offset);
  }
  return statement;
}

std::vector<std::vector<BareWord>> word_runs(std::string_view text) {
  std::vector<std::vector<BareWord>> runs;
  bool run_is_open = false;
  std::size_t position = 0;
  while ((position += blank_length(text.substr(position))) < text.size()) {
    const std::string_view rest = text.substr(position);
    const std::size_t word = prefix_length(rest) > 0 ? 0 : word_length(rest);
    if (word > 0) {
      if (!run_is_open) runs.emplace_back();
      runs.back().push_back({{position, position + word}, form_word(rest) != FormWord::kNone});
    }
    run_is_open = word > 0;
    position += word > 0 ? word : other_token_length(rest);
  }
  return runs;
}

bool is_complete(std::string_view text) {
  const Result<Statement> statement = parse_statement(text);
  return statement || *statement.error().offset < text.size();
}

}  // namespace quoth::claim

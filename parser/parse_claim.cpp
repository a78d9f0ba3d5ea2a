#include "parser/parse_claim.h"

#include <utility>

#include "base/utf8.h"
#include "parser/grammar/claim.h"
#include "parser/grammar/claim_words.h"

namespace quoth::claim {

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

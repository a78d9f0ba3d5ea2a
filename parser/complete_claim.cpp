#include "parser/complete_claim.h"

#include <algorithm>
#include <optional>

#include "base/utf8.h"
#include "parser/grammar/claim.h"
#include "parser/grammar/claim_words.h"

namespace quoth::claim {
namespace {

struct Run {
  std::size_t begin = 0;
  Place place = Place::kNode;
};

// A node stands behind most words of the form; these are the others.
Place place_behind(std::string_view word, bool in_question) {
  if (equals_ignoring_case(word, "who") || equals_ignoring_case(word, "not")) return Place::kVerb;
  if (equals_ignoring_case(word, "to")) return in_question ? Place::kVerb : Place::kNode;
  if (equals_ignoring_case(word, "from")) return Place::kSource;
  return Place::kNode;
}

bool stands_for_a_node(std::string_view word) {
  return equals_ignoring_case(word, "something") || equals_ignoring_case(word, "someone");
}

Run last_run(std::string_view text) {
  Run run;
  std::vector<Run> around;  // the open parentheses
  bool opening = true;      // so far only words that open a statement
  bool question = false;
  std::size_t position = 0;
  while ((position += blank_length(text.substr(position))) < text.size()) {
    const std::string_view rest = text.substr(position);
    const std::size_t length = prefix_length(rest) > 0 ? 0 : word_length(rest);
    const std::string_view word = rest.substr(0, length);
    const FormWord kind = length > 0 ? form_word(rest) : FormWord::kNone;
    opening = opening && kind == FormWord::kOpener;
    question = question || (opening && !equals_ignoring_case(word, "explain"));
    position += length > 0 ? length : other_token_length(rest);
    if (opening || (kind != FormWord::kNone && kind != FormWord::kOpener && !stands_for_a_node(word))) {
      run = {position, place_behind(word, question)};
    } else if (rest.starts_with('(')) {
      around.push_back(run);
      run = {position, Place::kNode};
    } else if (rest.starts_with(')') && !around.empty()) {
      run = around.back();
      around.pop_back();
    }
  }
  return run;
}

// Whether a statement may go on with a word that the grammar has tried: it has also tried those that only lead to the
// message that something is not offered.
bool is_offered(std::string_view text, const std::string& keyword) {
  Statement statement;
  const auto mismatch = match_statement(std::string(text) + ' ' + keyword, {}, statement);
  return !mismatch || mismatch->code != ErrorCode::kUnsupported;
}

}  // namespace

Continuation continuation(std::string_view text) {
  Continuation result;
  if (utf8::find_invalid(text) != std::string_view::npos) return result;
  Statement statement;
  Expected expected;
  match_statement(text, {}, statement, &expected);
  result.name = expected.name;
  result.variable = expected.variable;
  result.readable = expected.reached;
  std::vector<std::string>& keywords = expected.keywords;
  std::sort(keywords.begin(), keywords.end());
  keywords.erase(std::unique(keywords.begin(), keywords.end()), keywords.end());
  std::erase_if(keywords, [&](const std::string& keyword) { return !is_offered(text, keyword); });
  result.keywords = std::move(keywords);
  const Run run = last_run(text);
  result.run_begin = run.begin;
  result.place = run.place;
  return result;
}

}  // namespace quoth::claim

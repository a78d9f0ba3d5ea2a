// The questions that the claim language knows, and the patterns that they stand for: for help, and for errors about
// questions that cannot be read.
#pragma once
#include <span>
#include <string>
#include <string_view>

namespace quoth::claim {

struct QuestionForm {
  std::string_view question;  // "what did A V B to do?"
  std::string_view pattern;   // "A V (B ?does ?what)"
};

std::span<const QuestionForm> question_forms();

// What to append to an error about the statement: a line for each form that opens with the same word, or nothing where
// the statement opens like no question.
std::string nearest_forms(std::string_view statement);

}  // namespace quoth::claim

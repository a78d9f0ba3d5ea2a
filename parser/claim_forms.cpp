#include "parser/claim_forms.h"

#include "parser/grammar/claim_words.h"

namespace quoth::claim {
namespace {

constexpr QuestionForm kForms[] = {
    {"what did A V B to do?", "A V (B ?does ?what)"},
    {"what did A V?", "A V ?what"},
    {"what did A V about B?", "A V ?what about B"},
    {"what did A V B?", "A V ?what to B, A V B, and A V (B ?does ?what) where V directs"},
    {"who V B to P O?", "?who V (B P O)"},
    {"who V that S P O?", "?who V (S P O)"},
    {"who V B?", "?who V ?what to B, ?who V B, and ?who V (B ?does ?what) where V directs"},
    {"who said what about B?", "?who ?says ?what about B"},
    {"did A V B to P O?", "check A V (B P O)"},
    {"did A V that S P O?", "check A V (S P O)"},
    {"did A P O?", "check A P O"},
    {"when did A V B to P O?", "A V (B P O), by date"},
    {"when did A V that S P O?", "A V (S P O), by date"},
    {"when did A P O?", "A P O, by date"},
    {"which sources say that S P O?", "S P O from ?source"},
    {"how many sources say that S P O?", "count ?source S P O from ?source"},
    {"how many times did A V B to P O?", "count A V (B P O)"},
    {"how many ?x P?", "count ?x P"},
    {"what do we know about B?", "everything in which B takes part"},
};

// The first word of the text, after `explain`.
std::string_view opening_word(std::string_view text) {
  while (true) {
    text.remove_prefix(blank_length(text));
    const std::string_view word = text.substr(0, word_length(text));
    if (!equals_ignoring_case(word, "explain")) return word;
    text.remove_prefix(word.size());
  }
}

}  // namespace

std::span<const QuestionForm> question_forms() { return kForms; }

std::string nearest_forms(std::string_view statement) {
  const std::string_view word = opening_word(statement);
  std::string out;
  for (const QuestionForm& form : kForms)
    if (equals_ignoring_case(word, opening_word(form.question))) out += "\n  " + std::string(form.question);
  return out.empty() ? out : "\nthe nearest questions are:" + out;
}

}  // namespace quoth::claim

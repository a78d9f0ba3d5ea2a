// Known names that hold a word of the form ("Department of To and From", "called on"): where they may stand
// in a statement, for claim::parse_statement.
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "kb/lexicon.h"
#include "parser/claim_ast.h"

namespace quoth::reading {

struct KnownName {
  claim::Span span;
  std::size_t form_words = 0;  // how many it holds
  bool in_capitals =
      false;  // a single word, known just as it is typed and typed as no word of the form is: WHO
};

// In the order of where they begin; they may overlap. None where the text holds no word of the form in a run
// of words that is longer than itself.
Result<std::vector<KnownName>> known_names(Lexicon& lexicon, std::string_view text);

// The sets of names that do not overlap, larger choices first; the empty set is always the last. Not all of
// them where there are very many.
std::vector<std::vector<KnownName>> choices(const std::vector<KnownName>& names);

}  // namespace quoth::reading

// What may come next in a statement of the claim language that is being typed, asked of its grammar.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quoth::claim {

// What a name would be that is typed at some place.
enum class Place : std::uint8_t { kNode, kVerb, kSource };

struct Continuation {
  // Words of the form that may stand next, in lower case and alphabetical order. Those of a statement that is not
  // offered are not among them.
  std::vector<std::string> keywords;
  bool name = false, variable = false;  // whether a name, or a variable, may stand next
  bool readable = false;                // whether some statement begins with the text at all

  // The words since the last word of the form or parenthesis belong together: where they begin, and what the first name
  // of them is. Which names follow it depends on how the words are cut, which is not known here.
  std::size_t run_begin = 0;
  Place place = Place::kNode;
};

// Of a text that ends before a word. Of one that no statement begins with, only the run is known: a name may hold a word
// of the form, which is for those to say who know the names.
Continuation continuation(std::string_view text);

}  // namespace quoth::claim

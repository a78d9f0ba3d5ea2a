// The irregular verbs of English, as far as reports use them: what a stemmer of suffixes cannot find.
#pragma once
#include <string_view>

namespace quoth {

// The base form of an inflected irregular verb in lower case (`said` is `say`), or the word itself.
std::string_view base_form(std::string_view word);

}  // namespace quoth

// The forms in which names are compared. Pure functions, from any thread.
//
// The folded form is without case (full case folding of NFKC), diacritics, apostrophes and other punctuation:
// hyphens, underscores, brackets and the like are blanks, and blanks come one at a time. Marks that make
// another letter rather than an accented one (of Indic scripts and of kana) stay. `Ban Ki-Moon` is `ban ki
// moon`, `Dockers' Union` is `dockers union`, `U.S.` is `us`, `Łódź` is `lodz`, `C#` is `c#`.
//
// The stemmed form has the stem of each word: Snowball's English stemmer, with irregular verbs brought to
// their base form first, so that `said` and `says` are one, like `urged` and `urging`.
//
// Forms hold no byte below 0x20.
#pragma once
#include <string>
#include <string_view>

namespace quoth {

std::string folded_form(std::string_view name);
std::string stemmed_form(std::string_view folded);  // of a folded form

// With one blank wherever there is white space, and none around.
std::string one_line(std::string_view name);

// The words of a name that is written as one, each of its runs without white space taken apart at
// underscores, where CamelCase starts a word, and between letters and a number behind them: `pullBack` is
// `pull back`, `UNSecurityCouncil` is `UN Security Council`, `NATO` stays, `Flight370` is `Flight 370`. A
// word of lower case is not capitalised, and a capitalised word is written small only after a small one:
// `pullBackTroops` is `pull back troops`, `DockersUnion` is `Dockers Union`.
std::string split_compound(std::string_view name);

// The local name of an IRI, what is behind its last '#', '/' or ':', percent-decoded and split; may be empty.
std::string local_name(std::string_view iri);

}  // namespace quoth

// The characters and words of the claim language: what a bare word is, what a blank is, and which words
// belong to the form. Plain functions over valid UTF-8, shared by the grammar's terminals and by word_runs().
#pragma once
#include <string_view>

namespace quoth::claim {

// Ends of what they recognise at the start of `text`, as byte counts; 0 if it is not there.
std::size_t blank_length(std::string_view text);  // white space and comments, as much as there is
std::size_t word_length(std::string_view text);   // a bare word
std::size_t variable_name_length(std::string_view text);
std::size_t prefix_length(
    std::string_view text);  // PNAME_NS of SPARQL: a prefix, which may be empty, and its colon
std::size_t local_length(std::string_view text);     // PN_LOCAL of SPARQL: may be 0
std::size_t language_length(std::string_view text);  // LANG_DIR of SPARQL 1.2 without its @

// A date of any precision, of four or more digits of the year: 2014, 2014-03, 2014-03-28, 2014-03-28T10:00:00Z.
std::size_t date_length(std::string_view text);

bool is_in_calendar(std::string_view date);  // of the form that date_length() recognises

// How much of a text that is not empty one token takes that is no bare word: a quoted name, a text, an IRI, a
// prefixed name, a variable, or a single mark. Quotes that are never closed take the rest.
std::size_t other_token_length(std::string_view text);

bool is_number(std::string_view word);  // an integer, decimal or double of SPARQL, with or without a sign

enum class FormWord : unsigned char {
  kNone,
  kOpener,    // opens a statement that is not a pattern; a bare word anywhere else
  kJoining,   // and, that, whether, not, something, someone: never part of a bare name
  kClause,    // opens a clause that is offered
  kReserved,  // opens a clause that is not offered yet
};

// What the bare word at the start of `text` is to the form, without regard to case. The rest of the text
// decides where two words belong together ("as of", "sort by").
FormWord form_word(std::string_view text);

bool equals_ignoring_case(std::string_view word, std::string_view lower);  // of ASCII letters

}  // namespace quoth::claim

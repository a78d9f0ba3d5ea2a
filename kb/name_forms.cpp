#include "kb/name_forms.h"

#include <libstemmer.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "base/utf8.h"
#include "kb/irregular_verbs.h"

namespace quoth {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// ---- Folding

// A letter with a stroke or a ligature that no normalisation takes apart.
std::string_view plain_letters(char32_t c) {
  switch (c) {
    case U'ø':
      return "o";
    case U'ł':
      return "l";
    case U'đ':
      return "d";
    case U'ð':
      return "d";
    case U'ħ':
      return "h";
    case U'ŧ':
      return "t";
    case U'ı':
      return "i";
    case U'æ':
      return "ae";
    case U'œ':
      return "oe";
    case U'þ':
      return "th";
    default:
      return {};
  }
}

// Diacritics have a combining class from 10 on; below are the marks that make another letter (nukta, kana
// voicing, virama).
constexpr int kFirstDiacritic = 10;

// Case folded, NFKC, and without diacritics.
std::string fold_letters(std::string_view name) {
  if (is_ascii(name)) {
    std::string out(name);
    for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* const fold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const icu::Normalizer2* const decompose = icu::Normalizer2::getNFDInstance(status);
  const icu::Normalizer2* const compose = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return std::string(name);  // ICU without its data: names match as they are

  const icu::StringPiece piece(name.data(), static_cast<std::int32_t>(name.size()));
  const icu::UnicodeString decomposed =
      decompose->normalize(fold->normalize(icu::UnicodeString::fromUTF8(piece), status), status);
  icu::UnicodeString letters;
  for (std::int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
    const UChar32 c = decomposed.char32At(i);
    const std::string_view plain = plain_letters(static_cast<char32_t>(c));
    if (!plain.empty()) {
      letters.append(icu::UnicodeString::fromUTF8(
          icu::StringPiece(plain.data(), static_cast<std::int32_t>(plain.size()))));
    } else if (u_getCombiningClass(c) < kFirstDiacritic) {
      letters.append(c);
    }
  }
  std::string out;
  compose->normalize(letters, status).toUTF8String(out);
  return out;
}

// Text is looked at by code points: the bytes of ASCII, which most names are, or UTF-32.
std::u32string code_points(std::string_view text) {
  std::u32string points;
  for (std::size_t position = 0; position < text.size();) points.push_back(utf8::next(text, position));
  return points;
}

char32_t code_point(char c) { return static_cast<unsigned char>(c); }
char32_t code_point(char32_t c) { return c; }

bool is_letter(char32_t c) {
  return c < 0x80 ? (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
                  : u_isalpha(static_cast<UChar32>(c)) != 0;
}
bool is_digit(char32_t c) {
  return c < 0x80 ? c >= '0' && c <= '9' : u_isdigit(static_cast<UChar32>(c)) != 0;
}
bool is_upper(char32_t c) {
  return c < 0x80 ? c >= 'A' && c <= 'Z' : u_isupper(static_cast<UChar32>(c)) != 0;
}
bool is_lower(char32_t c) {
  return c < 0x80 ? c >= 'a' && c <= 'z' : u_islower(static_cast<UChar32>(c)) != 0;
}
bool is_blank(char32_t c) {
  if (c < 0x80) return c <= ' ' || c == 0x7f;
  return u_isUWhiteSpace(static_cast<UChar32>(c)) || u_iscntrl(static_cast<UChar32>(c));
}

enum class Role : std::uint8_t { kLetter, kBlank, kApostrophe, kStop };

Role role_of(char32_t c) {
  if (is_letter(c) || is_digit(c)) return Role::kLetter;
  if (c == '\'' || c == '`' || c == 0x2019 || c == 0x2bc) return Role::kApostrophe;
  if (c == '.') return Role::kStop;
  if (c < 0x80) {
    constexpr std::string_view kKept = "#$%&*+<=>@^|~";
    return kKept.find(static_cast<char>(c)) != std::string_view::npos ? Role::kLetter : Role::kBlank;
  }
  return u_ispunct(static_cast<UChar32>(c)) || is_blank(c) ? Role::kBlank : Role::kLetter;
}

// Punctuation taken out of a text without case. A full stop stays in a number, and is nothing between and behind the
// single letters of an abbreviation.
template <typename Points>
std::string without_punctuation(const Points& points) {
  const auto at = [&](std::size_t i) { return i < points.size() ? code_point(points[i]) : U' '; };
  const auto is_single_letter = [&](std::size_t i) {
    return is_letter(at(i)) && !(i > 0 && role_of(at(i - 1)) == Role::kLetter) &&
           role_of(at(i + 1)) != Role::kLetter;
  };

  std::string out;
  out.reserve(points.size());
  bool blank = false;
  for (std::size_t i = 0; i < points.size(); ++i) {
    Role role = role_of(at(i));
    if (role == Role::kStop && i > 0) {
      const bool in_number = is_digit(at(i - 1)) && is_digit(at(i + 1));
      const bool in_abbreviation = is_single_letter(i - 1) && is_single_letter(i + 1);
      role = in_number ? Role::kLetter : in_abbreviation ? Role::kApostrophe : Role::kStop;
    }
    if (role == Role::kApostrophe) continue;
    if (role != Role::kLetter) {
      blank = true;
      continue;
    }
    if (blank && !out.empty()) out += ' ';
    blank = false;
    if (at(i) < 0x80) {
      out += static_cast<char>(at(i));
    } else {
      utf8::append(out, at(i));
    }
  }
  return out;
}

// ---- Stemming

struct FreeStemmer {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};

// A stemmer keeps a buffer, so each thread has its own.
sb_stemmer* english_stemmer() {
  thread_local const std::unique_ptr<sb_stemmer, FreeStemmer> stemmer(sb_stemmer_new("english", "UTF_8"));
  return stemmer.get();
}

// The stem of one word, remembered: labels repeat their words, and a stem costs more than a look-up.
std::string_view stem(std::string_view word) {
  struct Entry {
    std::string word, stem;
  };
  constexpr std::size_t kEntries = 1024;
  constexpr std::size_t kMaxBytes = 32;
  thread_local std::vector<Entry> entries(kEntries);
  Entry& entry = entries[word.size() <= kMaxBytes ? std::hash<std::string_view>()(word) % kEntries : 0];
  if (entry.word == word) return entry.stem;
  entry.word = word;
  entry.stem = base_form(word);
  sb_stemmer* const stemmer = english_stemmer();
  if (stemmer == nullptr) return entry.stem;
  const sb_symbol* const found = sb_stemmer_stem(
      stemmer, reinterpret_cast<const sb_symbol*>(entry.stem.data()), static_cast<int>(entry.stem.size()));
  if (found != nullptr) {
    entry.stem.assign(reinterpret_cast<const char*>(found),
                      static_cast<std::size_t>(sb_stemmer_length(stemmer)));
  }
  return entry.stem;
}

// ---- Splitting

// Whether a word begins at `i`, which is not the first character.
template <typename Points>
bool begins_word(const Points& name, std::size_t i) {
  const auto at = [&](std::size_t k) { return k < name.size() ? code_point(name[k]) : U' '; };
  const char32_t before = at(i - 1);
  const char32_t here = at(i);
  if (is_upper(here)) {
    if (is_lower(before) || is_digit(before)) return true;
    if (!is_upper(before) || !is_lower(at(i + 1))) return false;
    const bool is_plural = at(i + 1) == U's' && !is_lower(at(i + 2));  // NGOs is one word
    return !is_plural;
  }
  return is_digit(here) && is_letter(before);
}

// One run without white space.
template <typename Points>
void append_split(std::string& out, const Points& name) {
  const bool starts_small = is_lower(code_point(name[0]));
  for (std::size_t i = 0; i < name.size(); ++i) {
    char32_t c = code_point(name[i]);
    if (i > 0 && begins_word(name, i)) {
      out += ' ';
      const bool is_capitalised = is_upper(c) && i + 1 < name.size() && is_lower(code_point(name[i + 1]));
      if (starts_small && is_capitalised) c = static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
    }
    utf8::append(out, c);
  }
}

template <typename Points>
std::string split_at_words(const Points& name) {
  std::string out;
  out.reserve(name.size() + 8);
  for (std::size_t i = 0; i < name.size();) {
    const auto is_gap = [&](std::size_t k) {
      return code_point(name[k]) == '_' || is_blank(code_point(name[k]));
    };
    const std::size_t start = i;
    while (i < name.size() && !is_gap(i)) ++i;
    if (i > start) {
      if (!out.empty()) out += ' ';
      append_split(out, name.substr(start, i - start));
    }
    while (i < name.size() && is_gap(i)) ++i;
  }
  return out;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// As it is where the result would be no UTF-8.
std::string percent_decoded(std::string_view text) {
  if (text.find('%') == std::string_view::npos) return std::string(text);
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool encoded =
        text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0;
    if (encoded) {
      out += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return utf8::find_invalid(out) == std::string_view::npos ? out : std::string(text);
}

}  // namespace

std::string one_line(std::string_view name) {
  std::string out;
  bool blank = false;
  for (std::size_t position = 0; position < name.size();) {
    const std::size_t start = position;
    const auto c = static_cast<UChar32>(utf8::next(name, position));
    if (u_isUWhiteSpace(c) || u_iscntrl(c)) {
      blank = true;
      continue;
    }
    if (blank && !out.empty()) out += ' ';
    blank = false;
    out += name.substr(start, position - start);
  }
  return out;
}

std::string folded_form(std::string_view name) {
  const std::string letters = fold_letters(name);
  std::string form = is_ascii(letters) ? without_punctuation(std::string_view(letters))
                                       : without_punctuation(code_points(letters));
  return form.empty() ? one_line(letters) : form;  // a name of punctuation alone is that
}

std::string stemmed_form(std::string_view folded) {
  std::string out;
  out.reserve(folded.size());
  while (!folded.empty()) {
    const std::size_t end = std::min(folded.find(' '), folded.size());
    const std::string_view word = folded.substr(0, end);
    const bool has_digit = std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    out += has_digit ? word : stem(word);
    folded.remove_prefix(end);
    if (!folded.empty()) {
      out += ' ';
      folded.remove_prefix(1);
    }
  }
  return out;
}

std::string split_compound(std::string_view name) {
  return is_ascii(name) ? split_at_words(name) : split_at_words(std::u32string_view(code_points(name)));
}

std::string local_name(std::string_view iri) {
  while (!iri.empty() && (iri.back() == '/' || iri.back() == '#' || iri.back() == ':')) iri.remove_suffix(1);
  std::size_t start = iri.rfind('#');
  if (start == std::string_view::npos) start = iri.rfind('/');
  if (start == std::string_view::npos) start = iri.rfind(':');
  if (start == std::string_view::npos) return {};
  return split_compound(percent_decoded(iri.substr(start + 1)));
}

}  // namespace quoth

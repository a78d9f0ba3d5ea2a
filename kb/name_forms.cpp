#include "kb/name_forms.h"

#include <libstemmer.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <utility>

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

enum class Role { kLetter, kBlank, kApostrophe, kStop };

Role role_of(char32_t c) {
  if (c == '\'' || c == '`' || c == 0x2019 || c == 0x2bc) return Role::kApostrophe;
  if (c == '.') return Role::kStop;
  if (c < 0x80) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                      std::string_view("#$%&*+<=>@^|~").find(static_cast<char>(c)) != std::string_view::npos;
    return kept ? Role::kLetter : Role::kBlank;
  }
  const auto code = static_cast<UChar32>(c);
  return u_ispunct(code) || u_isUWhiteSpace(code) || u_iscntrl(code) ? Role::kBlank : Role::kLetter;
}

bool is_letter(char32_t c) { return u_isalpha(static_cast<UChar32>(c)); }
bool is_digit(char32_t c) { return u_isdigit(static_cast<UChar32>(c)); }

// Punctuation taken out of a text without case. A full stop stays in a number, and is nothing between and
// behind the single letters of an abbreviation.
std::string without_punctuation(std::string_view text) {
  std::u32string points;
  for (std::size_t position = 0; position < text.size();) points.push_back(utf8::next(text, position));
  const auto at = [&](std::size_t i) { return i < points.size() ? points[i] : U' '; };
  const auto is_single_letter = [&](std::size_t i) {
    return is_letter(at(i)) && !(i > 0 && role_of(at(i - 1)) == Role::kLetter) &&
           role_of(at(i + 1)) != Role::kLetter;
  };

  std::string out;
  bool blank = false;
  for (std::size_t i = 0; i < points.size(); ++i) {
    const Role role = role_of(points[i]);
    if (role == Role::kApostrophe) continue;
    if (role == Role::kStop && i > 0) {
      if (is_single_letter(i - 1) && is_single_letter(i + 1)) continue;
      if (is_digit(at(i - 1)) && is_digit(at(i + 1))) {
        out += '.';
        continue;
      }
    }
    if (role != Role::kLetter) {
      blank = true;
      continue;
    }
    if (blank && !out.empty()) out += ' ';
    blank = false;
    utf8::append(out, points[i]);
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

void append_stem(std::string& out, std::string_view word) {
  word = base_form(word);
  const bool has_digit = std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  sb_stemmer* const stemmer = has_digit ? nullptr : english_stemmer();
  if (stemmer == nullptr) {
    out += word;
    return;
  }
  const sb_symbol* const stem = sb_stemmer_stem(stemmer, reinterpret_cast<const sb_symbol*>(word.data()),
                                                static_cast<int>(word.size()));
  if (stem == nullptr) {
    out += word;
  } else {
    out.append(reinterpret_cast<const char*>(stem), static_cast<std::size_t>(sb_stemmer_length(stemmer)));
  }
}

// ---- Splitting

bool is_upper(char32_t c) { return u_isupper(static_cast<UChar32>(c)); }
bool is_lower(char32_t c) { return u_islower(static_cast<UChar32>(c)); }

// Whether a word begins at `i`, which is not the first character.
bool begins_word(const std::u32string& name, std::size_t i) {
  const auto at = [&](std::size_t k) { return k < name.size() ? name[k] : U' '; };
  const char32_t before = name[i - 1];
  const char32_t here = name[i];
  if (is_upper(here)) {
    if (is_lower(before) || is_digit(before)) return true;
    if (!is_upper(before) || !is_lower(at(i + 1))) return false;
    const bool is_plural = at(i + 1) == U's' && !is_lower(at(i + 2));  // NGOs is one word
    return !is_plural;
  }
  return is_digit(here) && is_letter(before);
}

// One run without white space.
void append_split(std::string& out, const std::u32string& name) {
  const bool starts_small = is_lower(name.front());
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (i > 0 && begins_word(name, i)) {
      out += ' ';
      const bool is_capitalised = is_upper(name[i]) && i + 1 < name.size() && is_lower(name[i + 1]);
      if (starts_small && is_capitalised) {
        utf8::append(out, static_cast<char32_t>(u_tolower(static_cast<UChar32>(name[i]))));
        continue;
      }
    }
    utf8::append(out, name[i]);
  }
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
  std::string form = without_punctuation(letters);
  return form.empty() ? one_line(letters) : form;  // a name of punctuation alone is that
}

std::string stemmed_form(std::string_view folded) {
  std::string out;
  while (!folded.empty()) {
    const std::size_t end = std::min(folded.find(' '), folded.size());
    append_stem(out, folded.substr(0, end));
    folded.remove_prefix(end);
    if (!folded.empty()) {
      out += ' ';
      folded.remove_prefix(1);
    }
  }
  return out;
}

std::string split_compound(std::string_view name) {
  std::string out;
  std::u32string run;
  const auto flush = [&] {
    if (run.empty()) return;
    if (!out.empty()) out += ' ';
    append_split(out, run);
    run.clear();
  };
  for (std::size_t position = 0; position < name.size();) {
    const char32_t c = utf8::next(name, position);
    const auto code = static_cast<UChar32>(c);
    if (c == '_' || u_isUWhiteSpace(code) || u_iscntrl(code)) {
      flush();
    } else {
      run.push_back(c);
    }
  }
  flush();
  return out;
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

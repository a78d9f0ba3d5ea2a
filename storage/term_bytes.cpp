// Terms as the dictionary keeps them: the tag of the id, then the text. docs/storage-format.md has the table.
#include <algorithm>
#include <cctype>

#include "rdf/vocabulary.h"
#include "storage/bytes.h"
#include "storage/load_target.h"

namespace quoth {
namespace {

// Language tags are equal without regard to case, so each is kept in the one spelling that RFC 5646, 2.1.1 recommends:
// en-GB, zh-Hant-TW.
void append_language(std::string& out, std::string_view tag) {
  const auto turn = [](char c, bool upper) {
    if (upper) return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  };
  bool after_single = false;  // behind a one-letter subtag (x-, u-) all is in lower case
  for (std::size_t begin = 0; begin <= tag.size();) {
    const std::size_t end = std::min(tag.find('-', begin), tag.size());
    const std::string_view part = tag.substr(begin, end - begin);
    const bool first = begin == 0;
    const bool region = !first && !after_single && part.size() == 2;
    const bool script = !first && !after_single && part.size() == 4;
    for (std::size_t i = 0; i < part.size(); ++i) out += turn(part[i], region || (script && i == 0));
    if (part.size() == 1) after_single = true;
    if (end < tag.size()) out += '-';
    begin = end + 1;
  }
}

Error corrupt() { return {ErrorCode::kCorruption, "a term of the dictionary is damaged", {}, {}}; }

}  // namespace

IdTag append_term_bytes(std::string& bytes, const TermView& term) {
  IdTag tag = IdTag::kIri;
  if (term.kind == TermKind::kBlankNode) tag = IdTag::kBlankNode;
  if (term.kind == TermKind::kLiteral) {
    tag = !term.language.empty()          ? IdTag::kLangString
          : term.datatype == xsd::kString ? IdTag::kString
                                          : IdTag::kTyped;
  }
  append_little(bytes, static_cast<std::uint8_t>(tag));
  if (tag == IdTag::kLangString) {
    append_little(bytes, static_cast<std::uint8_t>(term.direction));
    std::string language;
    append_language(language, term.language);
    append_string(bytes, language);
  }
  if (tag == IdTag::kTyped) append_string(bytes, term.datatype);
  bytes += term.text;
  return tag;
}

Result<TermView> term_of_bytes(std::string_view bytes) {
  ByteReader in(bytes);
  const std::optional<std::uint8_t> tag = in.little<std::uint8_t>();
  if (!tag) return corrupt();
  TermView term;
  switch (static_cast<IdTag>(*tag)) {
    case IdTag::kIri:
      term.kind = TermKind::kIri;
      break;
    case IdTag::kBlankNode:
      term.kind = TermKind::kBlankNode;
      break;
    case IdTag::kString:
      term.kind = TermKind::kLiteral;
      term.datatype = xsd::kString;
      break;
    case IdTag::kLangString: {
      const std::optional<std::uint8_t> direction = in.little<std::uint8_t>();
      const std::optional<std::string_view> language = in.string();
      if (!direction || *direction > 2 || !language) return corrupt();
      term.kind = TermKind::kLiteral;
      term.direction = static_cast<Direction>(*direction);
      term.language = *language;
      term.datatype = term.direction == Direction::kNone ? rdf::kLangString : rdf::kDirLangString;
      break;
    }
    case IdTag::kTyped: {
      const std::optional<std::string_view> datatype = in.string();
      if (!datatype) return corrupt();
      term.kind = TermKind::kLiteral;
      term.datatype = *datatype;
      break;
    }
    default:
      return corrupt();
  }
  term.text = *in.take(in.left());
  return term;
}

}  // namespace quoth

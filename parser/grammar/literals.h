// Literals with a language tag or a datatype: a string first, then one of the two, or neither.
#pragma once
#include "parser/grammar/actions.h"
#include "parser/grammar/terminals.h"

namespace quoth::grammar {

// For a limit error, in every format.
inline constexpr const char* kTooDeep = "nested deeper than 256 levels";
static_assert(kMaxNesting == 256);

inline constexpr auto set_language = [](auto& context) {
  TermView& literal = x3::_val(context);
  const TermView& tag = x3::_attr(context);
  literal.datatype = tag.datatype;
  literal.language = tag.language;
  literal.direction = tag.direction;
};

inline constexpr auto set_datatype = [](auto& context) {
  const std::string_view datatype = x3::_attr(context).text;
  x3::_val(context).datatype = datatype;
  if (datatype == rdf::kLangString || datatype == rdf::kDirLangString) {
    scan_of(context).fail(scan_of(context).token, "a literal of this datatype needs a language tag instead");
    x3::_pass(context) = false;
  }
};

template <typename String, typename Iri>
constexpr auto literal(const String& string, const Iri& iri) {
  const auto datatype = x3::rule<struct DatatypeTag, TermView>("a datatype (an IRI)") = iri;
  return x3::rule<struct LiteralTag, TermView>("a literal") =
             string[keep] >> -(language_tag[set_language] | (mark("^^") > datatype[set_datatype]));
}

}  // namespace quoth::grammar

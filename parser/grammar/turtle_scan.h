// The scan of Turtle and TriG: comments are blanks, IRIs are resolved, names expanded.
#pragma once
#include <string_view>

#include "parser/grammar/characters.h"
#include "parser/grammar/namespaces.h"
#include "parser/grammar/scan.h"

namespace quoth::grammar {

// Blank nodes without a label are called "genid0", "genid1" and so on. A label of the document that is
// "genid", underscores and digits gets one more underscore behind the "genid": no two labels become the same,
// and none becomes a generated one, whatever the rest of the document holds.
inline constexpr std::string_view kGeneratedLabel = "genid";

struct TurtleScan : Scan {
  Namespaces namespaces;
  Base base;

  static const char* skip_blanks(const char* p, const char* last) { return skip_white_and_comments(p, last); }

  // An IRIREF's text becomes an absolute IRI.
  bool accept_iri(std::string_view& iri, const char* where);
  // A label becomes one that is not generated.
  void accept_label(std::string_view& label);
  // A prefixed name's local part becomes the IRI. `escaped`: there are backslashes in it.
  bool expand(std::string_view prefix, const char* where, bool escaped, std::string_view& local);
};

// PERCENT and PN_LOCAL_ESC at p, which is at '%' or a backslash.
bool read_percent(const char*& p, const char* last, Scan& scan);
bool read_local_escape(const char*& p, const char* last, Scan& scan);

}  // namespace quoth::grammar

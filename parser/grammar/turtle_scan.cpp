#include "parser/grammar/turtle_scan.h"

#include <cstring>
#include <string>

#include "rdf/iri.h"

namespace quoth::grammar {

bool TurtleScan::accept_iri(std::string_view& iri, const char* where) {
  if (iri.starts_with("http://") || has_scheme(iri)) return true;
  if (base.empty()) {
    return fail(where, "invalid IRI: it is relative, and there is no base to resolve it against");
  }
  const Result<std::string_view> resolved = base.resolve(iri, arena);
  if (!resolved) return fail(where, "invalid IRI: " + resolved.error().message);
  iri = *resolved;
  return true;
}

void TurtleScan::accept_label(std::string_view& label) {
  if (!label.starts_with(kGeneratedLabel)) return;
  std::string_view rest = label.substr(kGeneratedLabel.size());
  const std::size_t digits = rest.find_first_not_of('_');
  if (digits == std::string_view::npos ||
      rest.find_first_not_of("0123456789", digits) != std::string_view::npos) {
    return;
  }
  char* const longer = arena.allocate(label.size() + 1);
  char* const rest_start = longer + kGeneratedLabel.copy(longer, kGeneratedLabel.size()) + 1;
  rest_start[-1] = '_';
  rest.copy(rest_start, rest.size());
  label = {longer, label.size() + 1};
}

bool TurtleScan::expand(std::string_view prefix, const char* where, bool escaped, std::string_view& local) {
  const std::string* const start = namespaces.find(prefix);
  if (start == nullptr) return fail(where, "undeclared prefix '" + std::string(prefix) + "'");
  char* const iri = arena.allocate(start->size() + local.size());
  char* out = iri + start->copy(iri, start->size());
  if (!escaped) {
    out += local.copy(out, local.size());
  } else {
    for (std::size_t i = 0; i < local.size(); ++i) {
      if (local[i] == '\\') ++i;
      *out++ = local[i];
    }
    arena.shrink(start->size() + local.size() - static_cast<std::size_t>(out - iri));
  }
  local = {iri, static_cast<std::size_t>(out - iri)};
  return true;
}

bool read_percent(const char*& p, const char* last, Scan& scan) {
  for (int i = 1; i <= 2; ++i) {
    if (p + i == last) scan.meet_end();
    if (!is(p[i], kHex)) return scan.fail(p, "bad escape: '%' needs two hexadecimal digits");
  }
  p += 3;
  return true;
}

bool read_local_escape(const char*& p, const char* last, Scan& scan) {
  if (p + 1 == last) scan.meet_end();
  if (p[1] == '\0' || std::strchr("_~.-!$&'()*+,;=/?#@%", p[1]) == nullptr) {
    return scan.fail(
        p,
        "bad escape: a name may hold a backslash only before one of _ ~ . - ! $ & ' ( ) * + , ; = / ? # @ %");
  }
  p += 2;
  return true;
}

}  // namespace quoth::grammar

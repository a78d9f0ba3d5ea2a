// IRIs: validity and resolution (RFC 3986, section 5; RFC 3987).
#pragma once
#include <string>
#include <string_view>

#include "base/result.h"

namespace quoth {

// Whether `iri` is absolute (has a scheme) and holds no character that an IRIREF may not hold.
bool is_valid_iri(std::string_view iri);

bool has_scheme(std::string_view reference);

// `reference` against `base` (RFC 3986 5.2.2, strict); kInvalid if the result has no scheme or is no valid
// IRI. An empty base is no base. A reference with a scheme is no relative one and stays byte for byte what it
// is: RDF compares IRIs as strings, and only what is resolved loses its dot segments.
Result<std::string> resolve_iri(std::string_view base, std::string_view reference);

// The file: IRI of a path, made absolute.
std::string file_iri(std::string_view path);

}  // namespace quoth

#include "rdf/datatype.h"

#include <array>

#include "rdf/vocabulary.h"

namespace quoth {
namespace {

// In the order of the enumeration.
constexpr std::array<std::string_view, kDatatypeCount> kIris = {
    "http://www.w3.org/2001/XMLSchema#string",
    "http://www.w3.org/2001/XMLSchema#boolean",
    "http://www.w3.org/2001/XMLSchema#integer",
    "http://www.w3.org/2001/XMLSchema#nonPositiveInteger",
    "http://www.w3.org/2001/XMLSchema#negativeInteger",
    "http://www.w3.org/2001/XMLSchema#nonNegativeInteger",
    "http://www.w3.org/2001/XMLSchema#positiveInteger",
    "http://www.w3.org/2001/XMLSchema#long",
    "http://www.w3.org/2001/XMLSchema#int",
    "http://www.w3.org/2001/XMLSchema#short",
    "http://www.w3.org/2001/XMLSchema#byte",
    "http://www.w3.org/2001/XMLSchema#unsignedLong",
    "http://www.w3.org/2001/XMLSchema#unsignedInt",
    "http://www.w3.org/2001/XMLSchema#unsignedShort",
    "http://www.w3.org/2001/XMLSchema#unsignedByte",
    "http://www.w3.org/2001/XMLSchema#decimal",
    "http://www.w3.org/2001/XMLSchema#float",
    "http://www.w3.org/2001/XMLSchema#double",
    "http://www.w3.org/2001/XMLSchema#dateTime",
    "http://www.w3.org/2001/XMLSchema#dateTimeStamp",
    "http://www.w3.org/2001/XMLSchema#date",
    "http://www.w3.org/2001/XMLSchema#time",
    "http://www.w3.org/2001/XMLSchema#gYear",
    "http://www.w3.org/2001/XMLSchema#gYearMonth",
    "http://www.w3.org/2001/XMLSchema#gMonth",
    "http://www.w3.org/2001/XMLSchema#gMonthDay",
    "http://www.w3.org/2001/XMLSchema#gDay",
    "http://www.w3.org/2001/XMLSchema#duration",
    "http://www.w3.org/2001/XMLSchema#yearMonthDuration",
    "http://www.w3.org/2001/XMLSchema#dayTimeDuration",
};

constexpr bool all_in_namespace() {
  for (const std::string_view iri : kIris) {
    if (!iri.starts_with(xsd::kNamespace)) return false;
  }
  return true;
}
static_assert(all_in_namespace());

}  // namespace

std::optional<Datatype> datatype_of(std::string_view iri) {
  if (!iri.starts_with(xsd::kNamespace)) return std::nullopt;
  const std::string_view name = iri.substr(xsd::kNamespace.size());
  for (std::size_t i = 0; i < kIris.size(); ++i) {
    if (kIris[i].substr(xsd::kNamespace.size()) == name) return static_cast<Datatype>(i);
  }
  return std::nullopt;
}

std::string_view iri_of(Datatype datatype) { return kIris[static_cast<std::size_t>(datatype)]; }

}  // namespace quoth

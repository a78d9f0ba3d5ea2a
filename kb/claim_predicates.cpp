#include "kb/claim_predicates.h"

#include <algorithm>
#include <array>

#include "rdf/vocabulary.h"

namespace quoth {
namespace {

constexpr std::array kOtherNamespaces = {rdf::kNamespace,     rdfs::kNamespace, skos::kNamespace,
                                         owl::kNamespace,     prov::kNamespace, dcterms::kNamespace,
                                         claim_ns::kNamespace};
constexpr std::array kOtherPredicates = {foaf::kName, schema::kName, schema::kNameHttps};

}  // namespace

bool is_claim_predicate(std::string_view iri) {
  return std::none_of(kOtherNamespaces.begin(), kOtherNamespaces.end(),
                      [&](std::string_view space) { return iri.starts_with(space); }) &&
         std::find(kOtherPredicates.begin(), kOtherPredicates.end(), iri) == kOtherPredicates.end();
}

}  // namespace quoth

// Which predicates are no verbs of claims: those that name things, those of axioms, and those that describe
// documents. A verb that is a variable does not match them, and listings of verbs and claims leave them out.
#pragma once
#include <algorithm>
#include <array>
#include <string_view>

#include "rdf/vocabulary.h"

namespace quoth {

inline constexpr std::array kNoClaimNamespaces = {rdf::kNamespace,     rdfs::kNamespace, skos::kNamespace,
                                                  owl::kNamespace,     prov::kNamespace, dcterms::kNamespace,
                                                  claim_ns::kNamespace};
inline constexpr std::array kNoClaimPredicates = {foaf::kName, schema::kName, schema::kNameHttps};

inline bool is_claim_predicate(std::string_view iri) {
  const auto begins = [&](std::string_view space) { return iri.starts_with(space); };
  return std::none_of(kNoClaimNamespaces.begin(), kNoClaimNamespaces.end(), begins) &&
         std::find(kNoClaimPredicates.begin(), kNoClaimPredicates.end(), iri) == kNoClaimPredicates.end();
}

}  // namespace quoth

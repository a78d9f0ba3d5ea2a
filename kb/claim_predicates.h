// Which predicates a variable verb matches: those of claims. The others name things, are axioms, or describe documents
// and mentions (docs/claim-language.md, "Patterns").
#pragma once
#include <string_view>

namespace quoth {

bool is_claim_predicate(std::string_view iri);

}  // namespace quoth

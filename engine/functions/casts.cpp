// Casts, called by the IRI of a datatype (SPARQL 17.5).
#include "rdf/cast.h"

#include <array>
#include <utility>

#include "engine/functions/support.h"
#include "engine/functions/tables.h"

namespace quoth {
namespace {

template <Datatype Target>
Optional cast_to(Arguments& arguments) {
  auto operand = arguments[0];
  if (!operand) return std::nullopt;
  if (const Value* value = arguments.evaluator().value(*operand)) {
    auto result = cast(*value, Target);
    return result ? Optional(Operand(*std::move(result))) : std::nullopt;
  }
  if (Target != Datatype::kString || arguments.evaluator().kind(*operand) != TermKind::kIri)
    return std::nullopt;
  const Term* iri = arguments.evaluator().term(*operand);
  return iri ? Optional(plain_string(iri->text())) : std::nullopt;
}

// "xsd:integer"
std::string_view spelling(Datatype datatype) {
  static const auto kSpellings = [] {
    std::array<std::string, kDatatypeCount> all;
    for (int i = 0; i < kDatatypeCount; ++i) {
      const std::string_view iri = iri_of(static_cast<Datatype>(i));
      all[static_cast<std::size_t>(i)] = "xsd:" + std::string(iri.substr(xsd::kNamespace.size()));
    }
    return all;
  }();
  return kSpellings[static_cast<std::size_t>(datatype)];
}

template <std::size_t... I>
auto make_table(std::index_sequence<I...>) {
  return std::array{Function{iri_of(static_cast<Datatype>(I)), spelling(static_cast<Datatype>(I)), 1, 1,
                             Function::Needs::kTerm, cast_to<static_cast<Datatype>(I)>}...};
}

}  // namespace

std::span<const Function> cast_functions() {
  static const auto kFunctions = make_table(std::make_index_sequence<kDatatypeCount>());
  return kFunctions;
}

}  // namespace quoth

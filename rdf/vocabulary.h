// The IRIs of the standard vocabularies, and of quoth's own, as constants.
#pragma once
#include <string_view>

namespace quoth {

namespace rdf {
inline constexpr std::string_view kNamespace = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
inline constexpr std::string_view kType = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
inline constexpr std::string_view kReifies = "http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies";
inline constexpr std::string_view kFirst = "http://www.w3.org/1999/02/22-rdf-syntax-ns#first";
inline constexpr std::string_view kRest = "http://www.w3.org/1999/02/22-rdf-syntax-ns#rest";
inline constexpr std::string_view kNil = "http://www.w3.org/1999/02/22-rdf-syntax-ns#nil";
inline constexpr std::string_view kLangString = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString";
inline constexpr std::string_view kDirLangString = "http://www.w3.org/1999/02/22-rdf-syntax-ns#dirLangString";
}  // namespace rdf

namespace rdfs {
inline constexpr std::string_view kNamespace = "http://www.w3.org/2000/01/rdf-schema#";
inline constexpr std::string_view kLabel = "http://www.w3.org/2000/01/rdf-schema#label";
inline constexpr std::string_view kSubPropertyOf = "http://www.w3.org/2000/01/rdf-schema#subPropertyOf";
inline constexpr std::string_view kSubClassOf = "http://www.w3.org/2000/01/rdf-schema#subClassOf";
}  // namespace rdfs

namespace xsd {
inline constexpr std::string_view kNamespace = "http://www.w3.org/2001/XMLSchema#";
inline constexpr std::string_view kString = "http://www.w3.org/2001/XMLSchema#string";
inline constexpr std::string_view kBoolean = "http://www.w3.org/2001/XMLSchema#boolean";
inline constexpr std::string_view kInteger = "http://www.w3.org/2001/XMLSchema#integer";
inline constexpr std::string_view kDecimal = "http://www.w3.org/2001/XMLSchema#decimal";
inline constexpr std::string_view kDouble = "http://www.w3.org/2001/XMLSchema#double";
inline constexpr std::string_view kFloat = "http://www.w3.org/2001/XMLSchema#float";
inline constexpr std::string_view kDateTime = "http://www.w3.org/2001/XMLSchema#dateTime";
inline constexpr std::string_view kDate = "http://www.w3.org/2001/XMLSchema#date";
inline constexpr std::string_view kTime = "http://www.w3.org/2001/XMLSchema#time";
inline constexpr std::string_view kGYear = "http://www.w3.org/2001/XMLSchema#gYear";
inline constexpr std::string_view kGYearMonth = "http://www.w3.org/2001/XMLSchema#gYearMonth";
}  // namespace xsd

namespace skos {
inline constexpr std::string_view kNamespace = "http://www.w3.org/2004/02/skos/core#";
inline constexpr std::string_view kPrefLabel = "http://www.w3.org/2004/02/skos/core#prefLabel";
inline constexpr std::string_view kAltLabel = "http://www.w3.org/2004/02/skos/core#altLabel";
}  // namespace skos

namespace owl {
inline constexpr std::string_view kNamespace = "http://www.w3.org/2002/07/owl#";
}
namespace prov {
inline constexpr std::string_view kNamespace = "http://www.w3.org/ns/prov#";
inline constexpr std::string_view kWasDerivedFrom = "http://www.w3.org/ns/prov#wasDerivedFrom";
inline constexpr std::string_view kWasQuotedFrom = "http://www.w3.org/ns/prov#wasQuotedFrom";
inline constexpr std::string_view kWasInvalidatedBy = "http://www.w3.org/ns/prov#wasInvalidatedBy";
}  // namespace prov
namespace dcterms {
inline constexpr std::string_view kNamespace = "http://purl.org/dc/terms/";
inline constexpr std::string_view kDate = "http://purl.org/dc/terms/date";
inline constexpr std::string_view kPublisher = "http://purl.org/dc/terms/publisher";
}  // namespace dcterms
namespace oa {
inline constexpr std::string_view kNamespace = "http://www.w3.org/ns/oa#";
inline constexpr std::string_view kExact = "http://www.w3.org/ns/oa#exact";
}  // namespace oa
namespace itsrdf {  // Internationalization Tag Set 2.0
inline constexpr std::string_view kConfidence = "http://www.w3.org/2005/11/its/rdf#taConfidence";
}
namespace foaf {
inline constexpr std::string_view kName = "http://xmlns.com/foaf/0.1/name";
}
namespace schema {
inline constexpr std::string_view kName = "http://schema.org/name";
inline constexpr std::string_view kNameHttps = "https://schema.org/name";
inline constexpr std::string_view kPosition = "http://schema.org/position";
inline constexpr std::string_view kPositionHttps = "https://schema.org/position";
}  // namespace schema

// What none of the standard vocabularies has; see docs/claim-model.md.
namespace claim_ns {
inline constexpr std::string_view kNamespace = "https://w3id.org/quoth/claim#";
inline constexpr std::string_view kTo = "https://w3id.org/quoth/claim#to";
inline constexpr std::string_view kNegates = "https://w3id.org/quoth/claim#negates";
inline constexpr std::string_view kAsserts = "https://w3id.org/quoth/claim#asserts";
inline constexpr std::string_view kDenies = "https://w3id.org/quoth/claim#denies";
inline constexpr std::string_view kDirects = "https://w3id.org/quoth/claim#directs";
inline constexpr std::string_view kCommits = "https://w3id.org/quoth/claim#commits";
inline constexpr std::string_view kQuestions = "https://w3id.org/quoth/claim#questions";
inline constexpr std::string_view kValidFrom = "https://w3id.org/quoth/claim#validFrom";
inline constexpr std::string_view kValidUntil = "https://w3id.org/quoth/claim#validUntil";
}  // namespace claim_ns

}  // namespace quoth

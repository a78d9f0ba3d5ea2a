#include "bench/claims.h"

#include <cstdint>

namespace quoth::bench {
namespace {

// xorshift64*: standard distributions differ between libraries.
class Random {
 public:
  std::size_t below(std::size_t bound) {
    state_ ^= state_ >> 12;
    state_ ^= state_ << 25;
    state_ ^= state_ >> 27;
    return static_cast<std::size_t>((state_ * 0x2545f4914f6cdd1dULL >> 33) % bound);
  }

 private:
  std::uint64_t state_ = 0x9e3779b97f4a7c15ULL;
};

std::string iri(std::string_view kind, std::size_t number) {
  return "<https://example.org/" + std::string(kind) + "/" + std::to_string(number) + ">";
}

}  // namespace

std::string claims_trig(std::size_t sources, std::size_t claims) {
  Random random;
  std::string text =
      "VERSION \"1.2\"\nPREFIX : <https://example.org/>\nPREFIX rdfs: "
      "<http://www.w3.org/2000/01/rdf-schema#>\n"
      "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\nPREFIX dcterms: <http://purl.org/dc/terms/>\n";
  for (std::size_t i = 0; i < 200; ++i) {
    text += ":person" + std::to_string(i) + " rdfs:label \"Person " + std::to_string(i) + "\"@en .\n";
  }
  for (std::size_t i = 0; i < 20; ++i) {
    text += ":verb" + std::to_string(i) + " rdfs:label \"verbs" + std::to_string(i) + "\"@en .\n";
  }
  for (std::size_t source = 0; source < sources; ++source) {
    text += ":source" + std::to_string(source) + " {\n";
    for (std::size_t claim = 0; claim < claims; ++claim) {
      const std::size_t content = random.below(1000);
      text += "  :person" + std::to_string(random.below(200)) + " :verb" + std::to_string(random.below(20)) +
              " <<( :person" + std::to_string(content % 200) + " :does" + std::to_string(content % 37) +
              " :thing" + std::to_string(content) + " )>>";
      if (random.below(4) != 0) {
        text += " ~ :c" + std::to_string(source) + "-" + std::to_string(claim) + " {| dcterms:date \"2014-0" +
                std::to_string(1 + random.below(9)) + "-1" + std::to_string(random.below(10)) +
                "\"^^xsd:date |}";
      }
      text += " .\n";
    }
    text += "}\n";
  }
  return text;
}

std::string claims_ntriples(std::size_t triples) {
  Random random;
  std::string text;
  for (std::size_t i = 0; i < triples; ++i) {
    text += iri("subject", random.below(triples / 4 + 1)) + " " + iri("verb", random.below(20)) + " ";
    switch (random.below(3)) {
      case 0:
        text += iri("thing", random.below(1000));
        break;
      case 1:
        text += "\"a text of a few words, number " + std::to_string(i) + "\"@en";
        break;
      default:
        text += "<<( " + iri("person", random.below(200)) + " " + iri("does", i % 37) + " " +
                iri("thing", i % 1000) + " )>>";
    }
    text += " .\n";
  }
  return text;
}

}  // namespace quoth::bench

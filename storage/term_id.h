// A TermId is a term in 64 bits: a tag (8 bits) and a payload (56 bits). Equal terms have equal ids within one
// database, so joins compare integers.
//
// Small values live in the id itself wherever their lexical form comes back byte for byte (`01` does not, `1` does);
// within such a tag the order of payloads is the order of values. All other terms have a number given by the
// dictionary in order of first appearance. Order across tags means nothing: values are compared by rdf/value.h.
#pragma once
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>

#include "rdf/term.h"

namespace quoth {

enum class IdTag : std::uint8_t {
  kNone = 0,          // no term: an unbound variable
  kDefaultGraph = 1,  // the graph column of a quad in the default graph
  // By number in the dictionary.
  kBlankNode = 2,
  kIri = 3,
  kString = 4,      // xsd:string that is not a short one
  kLangString = 5,  // with a language, and perhaps a direction
  kTyped = 6,       // a literal of any other datatype whose value does not fit an id
  kTriple = 7,
  // A term of one running query that is not in the database; never stored.
  kLocal = 15,
  // Values in the payload. The integer types come in one run, in the order of kIntegerTypes in term_id.cpp.
  kShortString = 16,  // xsd:string of up to 7 bytes without NUL
  kBoolean = 17,
  kInteger = 18,
  kFirstDerivedInteger = 19,
  kLastDerivedInteger = 30,
  kDecimal = 31,
  kDouble = 32,
  kFloat = 33,
  kDate = 34,
  kDateTime = 35,
  kTime = 36,
  kGYear = 37,
  kGYearMonth = 38,
};

class TermId {
 public:
  static constexpr int kPayloadBits = 56;
  static constexpr std::uint64_t kMaxPayload = (std::uint64_t{1} << kPayloadBits) - 1;

  constexpr TermId() = default;  // no term
  constexpr TermId(IdTag tag, std::uint64_t payload)
      : bits_(static_cast<std::uint64_t>(tag) << kPayloadBits | payload) {}
  static constexpr TermId from_bits(std::uint64_t bits) { return TermId(bits); }
  static constexpr TermId default_graph() { return {IdTag::kDefaultGraph, 0}; }
  static constexpr TermId max() { return TermId(~std::uint64_t{0}); }  // above every id; no term

  constexpr IdTag tag() const { return static_cast<IdTag>(bits_ >> kPayloadBits); }
  constexpr std::uint64_t payload() const { return bits_ & kMaxPayload; }
  constexpr std::uint64_t bits() const { return bits_; }
  constexpr bool is_none() const { return bits_ == 0; }
  constexpr bool is_inline() const { return tag() >= IdTag::kShortString; }
  constexpr bool is_triple() const { return tag() == IdTag::kTriple; }

  friend constexpr auto operator<=>(TermId, TermId) = default;

 private:
  explicit constexpr TermId(std::uint64_t bits) : bits_(bits) {}
  std::uint64_t bits_ = 0;
};

// The id that holds `term` itself, if its lexical form survives that.
std::optional<TermId> inline_id(const TermView& term);

// The term in an id. Requires id.is_inline(); nothing for a payload that inline_id never makes (corruption).
std::optional<Term> inline_term(TermId id);

// The number in an id of tag kInteger; nothing for any other.
std::optional<std::int64_t> inline_integer(TermId id);

}  // namespace quoth

template <>
struct std::hash<quoth::TermId> {
  std::size_t operator()(quoth::TermId id) const noexcept {
    std::uint64_t x = id.bits();  // the finalizer of MurmurHash3
    x = (x ^ (x >> 33)) * 0xff51afd7ed558ccdULL;
    x = (x ^ (x >> 33)) * 0xc4ceb9fe1a85ec53ULL;
    return static_cast<std::size_t>(x ^ (x >> 33));
  }
};

// A QuadTable holds some quads while they wait to be written: each term once, by a number, so that quads can
// be grouped and looked up by comparing numbers. Duplicates are dropped.
#pragma once
#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <vector>

#include "rdf/term.h"

namespace quoth {

using TermNumber = std::uint32_t;
inline constexpr TermNumber kNoTerm = UINT32_MAX;  // as a graph: the default graph

struct NumberedQuad {
  TermNumber subject, predicate, object, graph;
  friend bool operator==(const NumberedQuad&, const NumberedQuad&) = default;
};

struct NumberedQuadHash {
  std::size_t operator()(const NumberedQuad& q) const {
    std::uint64_t hash = q.subject;
    for (const std::uint64_t part : {q.predicate, q.object, q.graph}) {
      hash = (hash ^ (hash >> 29)) * 0x9e3779b97f4a7c15 + part;
    }
    return static_cast<std::size_t>(hash ^ (hash >> 32));
  }
};

class QuadTable {
 public:
  struct Parts {
    TermNumber subject, predicate, object;
  };

  QuadTable() = default;
  QuadTable(const QuadTable&) = delete;
  QuadTable& operator=(const QuadTable&) = delete;

  void add(const QuadView& quad);
  void clear();

  std::span<const NumberedQuad> quads() const { return quads_; }
  std::size_t text_bytes() const { return text_bytes_; }  // of all terms

  TermNumber term_count() const { return static_cast<TermNumber>(terms_.size()); }
  const TermView& term(TermNumber number) const { return terms_[number]; }
  const Parts& parts(TermNumber number) const { return parts_.at(number); }  // requires a triple term
  TermNumber find_iri(std::string_view iri) const;                           // kNoTerm: no quad has it

 private:
  struct Hash {
    std::size_t operator()(const TermView& term) const { return hash_value(term); }
  };

  TermNumber number_of(const TermView& term);
  std::string_view keep(std::string_view text);
  std::string_view keep_once(std::string_view text);  // for what repeats: datatypes and languages

  std::pmr::monotonic_buffer_resource arena_;
  std::size_t text_bytes_ = 0;
  std::vector<TermView> terms_;
  boost::unordered_flat_map<TermView, TermNumber, Hash> numbers_;
  boost::unordered_flat_map<TermNumber, Parts> parts_;
  boost::unordered_flat_set<std::string_view> kept_;
  std::vector<NumberedQuad> quads_;
  boost::unordered_flat_set<NumberedQuad, NumberedQuadHash> known_quads_;
};

}  // namespace quoth

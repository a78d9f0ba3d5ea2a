// Decides how the quads of a QuadTable stand in Turtle or TriG: in which order, and what is written inside of
// what.
//
// Quads are ordered by graph, subject and predicate, each in the order of first appearance. The quads of one
// subject in one graph are a block. A block is written on its own or, at most once, nested:
// - as an annotation {| … |} of a triple that its subject reifies and that stands in the same graph;
// - as [ … ] or as a list ( … ) where its subject, a blank node, is an object. That and leaving out a blank
// node's
//   label are safe only where every mention of it is known, so they need the whole dataset in the table.
// Nesting has no cycle and no more than kMaxDepth levels: past it, blocks are written on their own.
#pragma once
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "rdf/quad_table.h"

namespace quoth {

class TurtleLayout {
 public:
  static constexpr int kMaxDepth = 16;
  static constexpr std::uint32_t kNone = UINT32_MAX;

  enum class Place : std::uint8_t {
    kTop,         // on its own
    kAnnotation,  // {| … |}
    kObject,      // [ … ]
    kList,        // ( … ), the first cell
    kCell,        // a further cell of a list
  };

  struct Block {
    TermNumber graph = kNoTerm, subject = 0;
    std::uint32_t begin = 0, end = 0;  // quads
    std::uint32_t parent = kNone;      // the block that it is nested in
    Place place = Place::kTop;
    bool shown = false;  // some quad is not hidden
  };

  struct Reifier {
    TermNumber term;
    std::uint32_t block;  // to be written as {| … |} here, or kNone
  };

  // `whole`: the table holds all quads that there are.
  TurtleLayout(const QuadTable& table, bool whole);

  std::span<const NumberedQuad> quads() const { return quads_; }
  std::span<const Block> blocks() const { return blocks_; }
  bool is_hidden(std::uint32_t quad) const { return hidden_[quad]; }  // said by an annotation's "~"
  std::span<const Reifier> reifiers(std::uint32_t quad) const;        // of a quad that is not hidden
  // A blank node that needs no label.
  bool is_anonymous(TermNumber term) const { return !uses_.empty() && uses_[term].anonymous; }
  // The block of a subject in a graph, or kNone.
  std::uint32_t find_block(TermNumber graph, TermNumber subject) const;
  // The quads of a list's elements; requires a block placed as kList.
  std::vector<std::uint32_t> elements(std::uint32_t list) const;

 private:
  // How a blank node is mentioned.
  struct Use {
    std::uint32_t objects = 0;          // as the object of a quad
    std::uint32_t blocks = 0;           // as a subject, by graph
    std::uint32_t reified = 0;          // behind a "~"
    std::uint32_t object_quad = kNone;  // the last of `objects`
    std::uint32_t block = kNone;        // the last of `blocks`
    bool pinned = false;                // needs its label: inside a triple term or as a graph
    bool anonymous = false;
  };

  void order_quads();
  void find_reifiers();
  void count_uses();
  void pin(TermNumber term);
  void find_objects();
  void find_lists();
  void limit_nesting();
  void find_anonymous();

  bool is_cell(std::uint32_t block) const;
  std::uint32_t quad_of(std::uint32_t cell, TermNumber predicate) const;
  std::uint32_t holder(std::uint32_t block) const;  // a cell's list, else the block itself
  void write_at_top(std::uint32_t block);           // a list with all its cells

  const QuadTable& table_;
  bool whole_;
  std::vector<NumberedQuad> quads_;
  std::vector<Block> blocks_;
  std::vector<std::uint32_t> quad_blocks_;  // of each quad
  std::vector<bool> hidden_;
  boost::unordered_flat_map<std::uint64_t, std::uint32_t> block_index_;  // graph and subject
  boost::unordered_flat_map<std::uint32_t, std::vector<Reifier>> reifiers_;
  std::vector<Use> uses_;  // by term; empty unless whole
  TermNumber reifies_, first_, rest_, nil_;
};

}  // namespace quoth

// A LoadEpoch takes quads and keeps them as rows of 32-bit numbers, which its table gives to their terms. One
// thread at a time.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "rdf/term.h"
#include "storage/epoch_table.h"
#include "storage/load_target.h"

namespace quoth {

using LocalRow = std::array<std::uint32_t, 4>;  // a quad as the numbers of (s, p, o, g)

// A quad that may name its subject: numbers of (s, p, o), and where the object lies in the table.
struct NameRow {
  std::array<std::uint32_t, 3> numbers;
  EpochTable::Place object;
};

class LoadEpoch {
 public:
  LoadEpoch(const LoadTarget& target, std::size_t table_bytes, std::size_t row_bytes);

  void add(const QuadView& quad);

  bool terms_full() const { return table_.is_full(); }
  bool rows_full() const { return rows_.size() >= row_capacity_ || name_rows_.size() >= row_capacity_; }

  const EpochTable& table() const { return table_; }
  EpochTable& table() { return table_; }
  std::vector<LocalRow>& rows() { return rows_; }
  std::vector<NameRow>& name_rows() { return name_rows_; }
  // The IRIs whose objects are names of their subjects, by number, in ascending order.
  const std::vector<std::uint32_t>& name_predicates() const { return name_predicates_; }

  void clear_rows();  // of both kinds
  void clear();       // all
  void release();     // gives the memory back; no call may follow

 private:
  // A term that is neither a triple term nor the same as the one before it in its column: what the table
  // needs to look it up. Interning a quad first prepares all its terms, so that their slots come from memory
  // together.
  struct Leaf {
    enum class Kind : std::uint8_t { kBytes, kValue, kKnown } kind;
    IdTag tag;
    std::uint64_t hash;
    std::size_t offset, size;  // in bytes_
    TermId value;
    EpochTable::Term known;
  };
  // The last term of a column, since neighbouring quads tend to share subject and graph.
  struct Last {
    bool valid = false;
    TermKind kind = TermKind::kIri;
    std::string text;
    EpochTable::Term term{};

    bool holds(const TermView& view) const { return valid && view.kind == kind && view.text == text; }
    void set(const TermView& view, const EpochTable::Term& new_term);
  };

  void prepare(const TermView& term);
  void prepare(const TermView& term, const Last& last);
  EpochTable::Term intern(const TermView& term);
  EpochTable::Term intern_leaf(const TermView& term);
  bool is_name_predicate(std::uint32_t number) const;

  const LoadTarget& target_;
  const NameIndexer* names_;
  EpochTable table_;
  std::size_t row_capacity_;
  std::vector<LocalRow> rows_;
  std::vector<NameRow> name_rows_;
  std::vector<std::uint32_t> name_predicates_;
  // Of the quad at hand.
  std::string bytes_;
  std::vector<Leaf> leaves_;
  std::size_t next_leaf_ = 0;
  Last last_subject_, last_graph_;
};

}  // namespace quoth

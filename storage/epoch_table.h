// An EpochTable gives the terms of a load numbers, 0, 1, 2 … in order of first appearance. It holds what fits
// into its memory; then the load writes it out, clears it and begins another epoch. One thread at a time.
//
// An entry is a term of the dictionary (its bytes), a value that is an id itself (also the default graph), or
// a triple term (the numbers of its parts, which come before it).
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

#include "storage/term_id.h"

namespace quoth {

class EpochTable {
 public:
  enum class Kind : std::uint8_t { kDictionary, kInline, kTriple };

  // Where an entry lies, in steps of 8 bytes.
  using Place = std::uint32_t;

  struct Entry {
    std::uint64_t hash;
    std::uint32_t number;
    std::uint16_t level;  // of a triple term: 1 + that of its deepest part; else 0
    Kind kind;
    IdTag tag;                           // of its id
    std::string_view bytes;              // of a term of the dictionary
    std::array<std::uint32_t, 3> parts;  // of a triple term
    TermId id;                           // of a value
    Place place;
  };

  struct Term {
    std::uint32_t number;
    std::uint16_t level;
    bool is_new;
    Place place;
  };

  explicit EpochTable(std::size_t memory_bytes);
  ~EpochTable();
  EpochTable(const EpochTable&) = delete;
  EpochTable& operator=(const EpochTable&) = delete;

  // Each finds the term or adds it. They go on past is_full(), which is to be looked at now and then.
  Term dictionary_term(std::uint64_t hash, IdTag tag, std::string_view bytes);
  Term value(TermId id);
  Term triple(const Term& subject, const Term& predicate, const Term& object);
  // Loads what dictionary_term() will look at first.
  void prefetch(std::uint64_t hash) const { __builtin_prefetch(&slots_[hash & mask_]); }

  bool is_full() const { return full_; }
  std::uint32_t size() const { return size_; }
  std::uint32_t dictionary_size() const { return dictionary_size_; }
  std::uint32_t triple_size() const { return triple_size_; }
  std::uint64_t arena_bytes() const { return used_; }

  Entry at(Place place) const;
  // Calls visit(const Entry&) for all entries in the order of their numbers.
  template <typename Visit>
  void for_each(Visit visit) const {
    for (std::size_t offset = 0; offset < used_;) {
      const Entry entry = at(static_cast<Place>(offset / kAlignment));
      visit(entry);
      offset += entry_bytes(payload_size(offset));
    }
  }

  void clear();    // empties the table and keeps its memory
  void release();  // gives the memory back; only for_each() and clear() may follow

 private:
  static constexpr std::size_t kAlignment = 8;
  struct Header {
    std::uint64_t hash;
    std::uint32_t number;
    std::uint32_t size;  // of the payload, which follows
    std::uint16_t level;
    Kind kind;
    IdTag tag;
  };
  static constexpr std::size_t kHeaderBytes = 20;  // without the padding at its end
  struct Slot {
    std::uint32_t hash_high = 0;
    std::uint32_t place = 0;  // 1 + that of the entry; 0 for an empty slot
  };

  static std::size_t entry_bytes(std::size_t payload) {
    return (kHeaderBytes + payload + kAlignment - 1) / kAlignment * kAlignment;
  }
  std::size_t payload_size(std::size_t offset) const {
    std::uint32_t size;
    std::memcpy(&size, arena_ + offset + offsetof(Header, size), sizeof size);
    return size;
  }

  Term intern(std::uint64_t hash, Kind kind, IdTag tag, std::uint16_t level, const void* payload,
              std::size_t size);
  Term add(std::uint64_t hash, Kind kind, IdTag tag, std::uint16_t level, const void* payload,
           std::size_t size);
  void grow_arena(std::size_t bytes);
  void grow_slots();
  void update_full();

  std::size_t memory_bytes_;
  char* arena_ = nullptr;  // malloc: realloc moves pages, not bytes, once it is large
  std::size_t used_ = 0, capacity_ = 0;
  std::vector<Slot> slots_;
  std::uint64_t mask_ = 0;
  std::uint32_t size_ = 0;
  std::uint32_t dictionary_size_ = 0;
  std::uint32_t triple_size_ = 0;
  bool full_ = false;
};

}  // namespace quoth

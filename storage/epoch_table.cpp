#include "storage/epoch_table.h"

#include <algorithm>
#include <cassert>
#include <cstdlib>
#include <limits>
#include <new>
#include <utility>

namespace quoth {
namespace {

constexpr std::size_t kFirstSlots = std::size_t{1} << 12;
constexpr std::size_t kFirstArena = std::size_t{1} << 16;
// What an entry costs beside the table when the epoch is resolved: an id, and what it takes to rank the ids.
// An entry of the dictionary costs a place to be sorted by hash as well, one of a triple term a row.
constexpr std::size_t kResolveBytes = 8 + 24;
constexpr std::size_t kSortBytes = 16;
// Places count steps of 8 bytes in 32 bits, of which one value is kept free.
constexpr std::size_t kMaxArena = (std::size_t{1} << 35) - (std::size_t{1} << 31);

// The finalizer of MurmurHash3.
std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 33)) * 0xff51afd7ed558ccdULL;
  x = (x ^ (x >> 33)) * 0xc4ceb9fe1a85ec53ULL;
  return x ^ (x >> 33);
}

}  // namespace

EpochTable::EpochTable(std::size_t memory_bytes) : memory_bytes_(std::min(memory_bytes, kMaxArena)) {
  clear();
}

EpochTable::~EpochTable() { std::free(arena_); }

void EpochTable::clear() {
  used_ = 0;
  size_ = 0;
  dictionary_size_ = 0;
  triple_size_ = 0;
  full_ = false;
  // A table of small terms may have grown slots that leave no room for large ones.
  if (slots_.empty() || slots_.size() * sizeof(Slot) > memory_bytes_ / 2) {
    std::vector<Slot>(kFirstSlots).swap(slots_);
  } else {
    std::fill(slots_.begin(), slots_.end(), Slot());
  }
  mask_ = slots_.size() - 1;
}

void EpochTable::release() {
  std::free(std::exchange(arena_, nullptr));
  capacity_ = 0;
  std::vector<Slot>().swap(slots_);
  used_ = 0;
  size_ = 0;
}

EpochTable::Term EpochTable::dictionary_term(std::uint64_t hash, IdTag tag, std::string_view bytes) {
  return intern(hash, Kind::kDictionary, tag, 0, bytes.data(), bytes.size());
}

EpochTable::Term EpochTable::value(TermId id) {
  const std::uint64_t bits = id.bits();
  return intern(mix(bits), Kind::kInline, id.tag(), 0, &bits, sizeof bits);
}

EpochTable::Term EpochTable::triple(const Term& subject, const Term& predicate, const Term& object) {
  const std::array<std::uint32_t, 3> parts{subject.number, predicate.number, object.number};
  const std::uint64_t pair = std::uint64_t{parts[0]} << 32 | parts[1];
  const auto level = static_cast<std::uint16_t>(1 + std::max({subject.level, predicate.level, object.level}));
  return intern(mix(mix(pair) + parts[2]), Kind::kTriple, IdTag::kTriple, level, parts.data(), sizeof parts);
}

EpochTable::Term EpochTable::intern(std::uint64_t hash, Kind kind, IdTag tag, std::uint16_t level,
                                    const void* payload, std::size_t size) {
  const auto hash_high = static_cast<std::uint32_t>(hash >> 32);
  std::size_t i = hash & mask_;
  for (; slots_[i].place != 0; i = (i + 1) & mask_) {
    if (slots_[i].hash_high != hash_high) continue;
    const Place place = slots_[i].place - 1;
    const char* const stored = arena_ + std::size_t{place} * kAlignment;
    Header header;
    std::memcpy(&header, stored, kHeaderBytes);
    if (header.hash == hash && header.kind == kind && header.tag == tag && header.size == size &&
        std::memcmp(stored + kHeaderBytes, payload, size) == 0) {
      return {header.number, header.level, false, place};
    }
  }
  const Term term = add(hash, kind, tag, level, payload, size);
  slots_[i] = {hash_high, term.place + 1};
  if (size_ * std::size_t{10} > slots_.size() * 7) grow_slots();
  update_full();
  return term;
}

EpochTable::Term EpochTable::add(std::uint64_t hash, Kind kind, IdTag tag, std::uint16_t level,
                                 const void* payload, std::size_t size) {
  assert(size <= std::numeric_limits<std::uint32_t>::max());
  const std::size_t bytes = entry_bytes(size);
  if (used_ + bytes > capacity_) grow_arena(used_ + bytes);
  Header header{};
  header.hash = hash;
  header.number = size_++;
  header.size = static_cast<std::uint32_t>(size);
  header.level = level;
  header.kind = kind;
  header.tag = tag;
  char* const stored = arena_ + used_;
  std::memcpy(stored, &header, kHeaderBytes);
  std::memcpy(stored + kHeaderBytes, payload, size);
  const auto place = static_cast<Place>(used_ / kAlignment);
  used_ += bytes;
  if (kind == Kind::kDictionary) ++dictionary_size_;
  if (kind == Kind::kTriple) ++triple_size_;
  return {header.number, level, true, place};
}

void EpochTable::grow_arena(std::size_t bytes) {
  std::size_t capacity = std::max(capacity_, kFirstArena);
  while (capacity < bytes) capacity *= 2;
  char* const larger = static_cast<char*>(std::realloc(arena_, capacity));
  if (larger == nullptr) throw std::bad_alloc();
  arena_ = larger;
  capacity_ = capacity;
}

void EpochTable::grow_slots() {
  std::vector<Slot> larger(slots_.size() * 2);
  mask_ = larger.size() - 1;
  for (const Slot& slot : slots_) {
    if (slot.place == 0) continue;
    std::uint64_t hash;
    std::memcpy(&hash, arena_ + std::size_t{slot.place - 1} * kAlignment, sizeof hash);
    std::size_t i = hash & mask_;
    while (larger[i].place != 0) i = (i + 1) & mask_;
    larger[i] = slot;
  }
  slots_ = std::move(larger);
}

void EpochTable::update_full() {
  // At the next doubling the slots take three times what they do now.
  const bool doubles_soon = size_ * std::size_t{10} + 64 > slots_.size() * 7;
  const std::size_t slots = slots_.size() * sizeof(Slot) * (doubles_soon ? 3 : 1);
  full_ =
      used_ + slots + size_ * kResolveBytes + (std::size_t{dictionary_size_} + triple_size_) * kSortBytes >
      memory_bytes_;
}

EpochTable::Entry EpochTable::at(Place place) const {
  const char* const stored = arena_ + std::size_t{place} * kAlignment;
  Header header;
  std::memcpy(&header, stored, kHeaderBytes);
  Entry entry{};
  entry.hash = header.hash;
  entry.number = header.number;
  entry.level = header.level;
  entry.kind = header.kind;
  entry.tag = header.tag;
  entry.place = place;
  switch (header.kind) {
    case Kind::kDictionary:
      entry.bytes = {stored + kHeaderBytes, header.size};
      break;
    case Kind::kInline: {
      std::uint64_t bits;
      std::memcpy(&bits, stored + kHeaderBytes, sizeof bits);
      entry.id = TermId::from_bits(bits);
      break;
    }
    case Kind::kTriple:
      std::memcpy(entry.parts.data(), stored + kHeaderBytes, sizeof entry.parts);
      break;
  }
  return entry;
}

}  // namespace quoth

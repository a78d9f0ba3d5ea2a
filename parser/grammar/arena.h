// An Arena keeps the text and the nested triples of terms that a reader had to build: unescaped strings,
// expanded names, what must outlive a window. Memory is given back as a stack, to a mark taken earlier, and
// used again: in a steady state nothing is allocated for a quad.
#pragma once
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace quoth::grammar {

class Arena {
 public:
  struct Mark {
    std::size_t block = 0, used = 0;
  };

  Mark mark() const { return {block_, used_}; }

  // Gives back what was allocated since the mark was taken.
  void rewind(Mark mark) {
    if (mark.block != block_) drop_large_blocks(mark.block);
    block_ = mark.block;
    used_ = mark.used;
  }

  char* allocate(std::size_t size) {
    if (blocks_.empty() || size > blocks_[block_].size - used_) next_block(size);
    char* const memory = blocks_[block_].bytes.get() + used_;
    used_ += size;
    return memory;
  }

  // Gives back the last `size` bytes of the newest allocation.
  void shrink(std::size_t size) { used_ -= size; }

  std::string_view copy(std::string_view text) {
    if (text.empty()) return {};
    return {static_cast<char*>(std::memcpy(allocate(text.size()), text.data(), text.size())), text.size()};
  }

  template <typename T>
  const T* create(const T& value) {
    static_assert(std::is_trivially_destructible_v<T>);
    void* memory = allocate(sizeof(T) + alignof(T) - 1);
    std::size_t space = sizeof(T) + alignof(T) - 1;
    return new (std::align(alignof(T), sizeof(T), memory, space)) T(value);
  }

 private:
  static constexpr std::size_t kBlockSize = std::size_t{64} << 10;
  static constexpr std::size_t kLargeBlock = std::size_t{1} << 20;  // not worth keeping for later

  struct Block {
    std::unique_ptr<char[]> bytes;
    std::size_t size = 0;
  };

  void next_block(std::size_t size) {
    if (!blocks_.empty()) ++block_;
    while (block_ < blocks_.size() && blocks_[block_].size < size) {
      blocks_.erase(blocks_.begin() + static_cast<std::ptrdiff_t>(block_));
    }
    if (block_ == blocks_.size()) {
      const std::size_t capacity = size > kBlockSize ? size : kBlockSize;
      blocks_.push_back({std::make_unique_for_overwrite<char[]>(capacity), capacity});
    }
    used_ = 0;
  }

  void drop_large_blocks(std::size_t kept) {
    std::size_t size = blocks_.size();
    while (size > kept + 1 && blocks_[size - 1].size > kLargeBlock) --size;
    blocks_.resize(size);
  }

  std::vector<Block> blocks_;
  std::size_t block_ = 0, used_ = 0;  // the block in use, and how much of it
};

}  // namespace quoth::grammar

// Memory for what an evaluation makes. Nothing is given back singly; reset() forgets it all and
// keeps the first block, so that an evaluation that makes nothing costs nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace fenghuo::language {

/// What one evaluation may make: far more than any rule needs, far less than the machine has.
inline constexpr std::size_t kArenaBytesMax = 4 * 1024 * 1024;

class Arena {
 public:
  /// Null once kArenaBytesMax is used up.
  template <class T>
  T* make(std::size_t count) {
    static_assert(std::is_trivially_destructible_v<T> && alignof(T) <= kAlignment);
    return static_cast<T*>(
        allocate(count > kArenaBytesMax / sizeof(T) ? kArenaBytesMax + 1 : count * sizeof(T)));
  }
  void reset() {
    if (used_ == 0) return;
    blocks_.resize(blocks_.empty() ? 0 : 1);
    block_used_ = 0;
    used_ = 0;
  }

 private:
  static constexpr std::size_t kAlignment = 16;
  static constexpr std::size_t kBlockBytes = 16 * 1024;
  struct Block {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t size = 0;
  };

  void* allocate(std::size_t bytes) {
    bytes = (bytes + kAlignment - 1) / kAlignment * kAlignment;
    if (used_ + bytes > kArenaBytesMax) return nullptr;
    used_ += bytes;
    if (blocks_.empty() || block_used_ + bytes > blocks_.back().size) {
      const std::size_t size = bytes > kBlockBytes ? bytes : kBlockBytes;
      blocks_.push_back({std::make_unique_for_overwrite<std::byte[]>(size), size});
      block_used_ = 0;
    }
    void* at = blocks_.back().bytes.get() + block_used_;
    block_used_ += bytes;
    return at;
  }

  std::vector<Block> blocks_;
  std::size_t block_used_ = 0;
  std::size_t used_ = 0;
};

}  // namespace fenghuo::language

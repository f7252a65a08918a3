// A vector of 16 bytes that takes no more room than the most items that it had: it grows by one
// and doesn't double. For what each of 100,000 series has, and seldom changes in number.
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>

namespace fenghuo::rules {

template <class T>
class Packed {
 public:
  Packed() = default;
  Packed(const Packed& other) : Packed() {
    reserve(other.size_);
    std::uninitialized_copy(other.begin(), other.end(), items_);
    size_ = other.size_;
  }
  Packed(Packed&& other) noexcept
      : items_(std::exchange(other.items_, nullptr)),
        size_(std::exchange(other.size_, 0)),
        capacity_(std::exchange(other.capacity_, 0)) {}
  Packed& operator=(Packed other) noexcept {
    std::swap(items_, other.items_);
    std::swap(size_, other.size_);
    std::swap(capacity_, other.capacity_);
    return *this;
  }
  ~Packed() {
    clear();
    if (items_ != nullptr) std::allocator<T>().deallocate(items_, capacity_);
  }

  bool empty() const { return size_ == 0; }
  std::uint32_t size() const { return size_; }
  std::uint32_t capacity() const { return capacity_; }
  T* begin() { return items_; }
  T* end() { return items_ + size_; }
  const T* begin() const { return items_; }
  const T* end() const { return items_ + size_; }
  T& operator[](std::uint32_t index) { return items_[index]; }
  const T& operator[](std::uint32_t index) const { return items_[index]; }
  T& front() { return items_[0]; }
  const T& front() const { return items_[0]; }
  T& back() { return items_[size_ - 1]; }
  const T& back() const { return items_[size_ - 1]; }

  template <class... From>
  void emplace_back(From&&... from) {
    if (size_ == capacity_) make_room(size_ + 1);
    std::construct_at(items_ + size_, std::forward<From>(from)...);
    ++size_;
  }
  void reserve(std::uint32_t capacity) {
    if (capacity > capacity_) make_room(capacity);
  }
  void pop_back() { std::destroy_at(items_ + --size_); }
  void pop_front() {
    std::move(begin() + 1, end(), begin());
    pop_back();
  }
  void clear() {
    std::destroy(begin(), end());
    size_ = 0;
  }

 private:
  void make_room(std::uint32_t capacity) {
    T* const items = std::allocator<T>().allocate(capacity);
    std::uninitialized_move(begin(), end(), items);
    std::destroy(begin(), end());
    if (items_ != nullptr) std::allocator<T>().deallocate(items_, capacity_);
    items_ = items;
    capacity_ = capacity;
  }

  T* items_ = nullptr;
  std::uint32_t size_ = 0;
  std::uint32_t capacity_ = 0;
};

}  // namespace fenghuo::rules

// Up to 52 neighbouring samples in two lines of the processor's cache. A station's day at 5 minutes
// is 6 chunks, 768 bytes; what a rule touches of it sits in few cache lines.
//
// Values are kept as differences from the first one. The layout follows what comes:
//   regular  every sample one step after the last; 52 values of 16 bits, no times
//   narrow   whole seconds apart, up to 18 h; 26 pairs of 16 bits
//   wide     any times up to 49 days apart; 13 pairs of 32 bits
// A sample that fits none of these beside the others begins a new chunk.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "engine/time.h"

namespace fenghuo::rules {

/// Has the processor fetch what stands at the address. The empty asm is there because g++ takes a
/// function that only prefetches for one without effect, and drops the calls to it.
inline void fetch_ahead(const void* address) {
  __builtin_prefetch(address);
  asm volatile("");
}

/// What the processor fetches at a time.
inline constexpr std::size_t kCacheLine = 64;

inline void fetch_lines_ahead(const void* first, std::size_t count) {
  const char* const begin = static_cast<const char*>(first);
#pragma GCC unroll 4
  for (std::size_t i = 0; i < count; ++i) fetch_ahead(begin + i * kCacheLine);
}

template <class T>
void fetch_all_ahead(const T* first, std::size_t count) {
  if (count == 0) return;
  const std::size_t into_line = reinterpret_cast<std::uintptr_t>(first) % kCacheLine;
  fetch_lines_ahead(first, (into_line + count * sizeof(T) + kCacheLine - 1) / kCacheLine);
}

/// An integer value at the datastream's decimals, at a moment.
struct Sample {
  Instant at{};
  std::int64_t value = 0;
  friend bool operator==(const Sample&, const Sample&) = default;

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.at, self.value);
  }
};

class alignas(kCacheLine) Chunk {
 public:
  explicit Chunk(const Sample& first) : first_at_(first.at), first_value_(first.value) {}

  std::uint32_t size() const { return size_; }
  // The regular layout stands here, where the compiler can put it into the loops that read it.
  Sample operator[](std::uint32_t index) const {
    if (layout_ != Layout::regular) return irregular(index);
    return {first_at_ + Span{static_cast<std::int64_t>(index) * step_ms_},
            first_value_ + regular_[index]};
  }
  Sample front() const { return {first_at_, first_value_}; }
  Sample back() const { return (*this)[size_ - 1]; }

  /// Has the processor fetch it.
  void prefetch() const { fetch_lines_ahead(this, 2); }

  /// Takes a sample later than back(); false where it doesn't fit, and nothing is changed.
  bool push(const Sample& sample) {
    // As most are: the next step, in the regular layout.
    const std::int64_t value = sample.value - first_value_;
    if (layout_ == Layout::regular && size_ > 1 && size_ < regular_.size() &&
        (sample.at - first_at_).count() == std::int64_t{size_} * step_ms_ &&
        value == static_cast<std::int16_t>(value)) {
      regular_[size_++] = static_cast<std::int16_t>(value);
      return true;
    }
    return push_any(sample);
  }
  /// The same for several, each later than the one before; takes the first of them and says how
  /// many. None where the first one alone is to be pushed.
  std::uint32_t push(std::span<const Sample> samples) {
    if (layout_ != Layout::regular || size_ < 2) return 0;
    const auto room = static_cast<std::uint32_t>(regular_.size()) - size_;
    const auto count = std::min(static_cast<std::uint32_t>(samples.size()), room);
    std::int64_t next_ms = std::int64_t{size_} * step_ms_;
    for (std::uint32_t i = 0; i < count; ++i, next_ms += step_ms_) {
      const std::int64_t value = samples[i].value - first_value_;
      if ((samples[i].at - first_at_).count() != next_ms ||
          value != static_cast<std::int16_t>(value))
        return i;
      regular_[size_++] = static_cast<std::int16_t>(value);
    }
    return count;
  }
  /// Takes out back(); at least one must stay.
  void pop() { --size_; }

 private:
  enum class Layout : std::uint8_t { regular, narrow, wide };

  Sample irregular(std::uint32_t index) const;
  bool push_any(const Sample& sample);
  bool fits_regular(const Sample& sample) const;
  bool fits_narrow(const Sample& sample) const;
  bool fits_wide(const Sample& sample) const;
  void store(std::uint32_t index, const Sample& sample);
  void change_to(Layout layout);

  Instant first_at_;
  std::int64_t first_value_;
  std::uint32_t step_ms_ = 0;  // of the regular layout, once there are two
  std::uint8_t size_ = 1;
  Layout layout_ = Layout::regular;
  union {
    std::array<std::int16_t, 52> regular_{};
    struct {
      std::array<std::uint16_t, 26> after_s;
      std::array<std::int16_t, 26> value;
    } narrow_;
    struct {
      std::array<std::uint32_t, 13> after_ms;
      std::array<std::int32_t, 13> value;
    } wide_;
  };
};

static_assert(sizeof(Chunk) == 2 * kCacheLine);

}  // namespace fenghuo::rules

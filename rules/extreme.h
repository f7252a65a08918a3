// The smallest or the largest value of a sliding window: a queue of the samples that can still
// become it (a monotonic queue), so that an observation costs the same, amortised, whatever the
// length of the window. Late samples take their place in it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "rules/series.h"

namespace fenghuo::rules {

enum class Extremum : std::uint8_t { smallest, largest };

class alignas(kCacheLine) Extreme {
 public:
  Extreme() = default;
  Extreme(Span length, Extremum which) : length_(length), which_(which) {}

  Span length() const { return length_; }
  Extremum which() const { return which_; }

  /// As Window.
  void appended(const Series& series, const Sample& sample) {
    while (candidates_.size() > head_ && at_least_as_good(sample, candidates_.back()))
      candidates_.pop_back();
    candidates_.push_back(sample);
    // A series that is full has forgotten what the window still held.
    evict(std::max(sample.at - length_, series.oldest_at() - Span{1}));
  }
  /// The same for several, at most kTogetherMax and at least one.
  static constexpr std::size_t kTogetherMax = 64;
  void appended(const Series& series, std::span<const Sample> samples);
  void put(const Series& series, const Sample& sample, const std::optional<Sample>& replaced);
  void rebuild(const Series& series);

  /// Has the processor fetch both ends of the queue.
  void prefetch() const {
    if (candidates_.empty()) return;
    fetch_ahead(candidates_.data() + head_);
    fetch_ahead(&candidates_.back());
  }

  std::size_t bytes() const { return sizeof(*this) + candidates_.capacity() * sizeof(Sample); }
  /// Nothing may be asked before the first sample.
  const Sample& value() const { return candidates_[head_]; }

 private:
  bool at_least_as_good(const Sample& a, const Sample& b) const {
    return which_ == Extremum::smallest ? a.value <= b.value : a.value >= b.value;
  }
  void evict(Instant start) {
    while (candidates_[head_].at <= start) ++head_;
    if (head_ > 16 && head_ > candidates_.size() / 2) give_back();
  }
  void give_back();

  Span length_{};
  Extremum which_ = Extremum::smallest;
  std::uint32_t head_ = 0;
  // From head_ on: in the order of time, each better than all that follow.
  std::vector<Sample> candidates_;
};

}  // namespace fenghuo::rules

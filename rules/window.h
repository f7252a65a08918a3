// What a sliding window holds of a series: the samples in (newest - length, newest]. It is anchored
// at the series' own newest sample, so a station that falls silent keeps its last verdict instead
// of raining itself calm.
//
// Subtract-on-evict over integers: each sample enters once and leaves once, so an observation costs
// the same whatever the length of the window. A late sample costs the search for its place.
#pragma once

#include <cstdint>
#include <optional>

#include "rules/series.h"

namespace fenghuo::rules {

class Window {
 public:
  Window() = default;
  explicit Window(Span length) : length_(length) {}

  /// After `series.append(sample)`.
  void appended(const Series& series, const Sample& sample);
  /// After `series.put(sample)`, which replaced `replaced`.
  void put(const Series& series, const Sample& sample, const std::optional<Sample>& replaced);
  /// Finds its ends again: after a snapshot, or when values (not times) of the series changed.
  void locate(const Series& series);
  /// From the series alone.
  void rebuild(const Series& series);

  /// Has the processor fetch what the next sample will push out.
  void prefetch(const Series& series) const { series.prefetch(place_); }

  Span length() const { return length_; }
  std::uint32_t count() const { return count_; }
  std::int64_t sum() const { return sum_; }
  /// The oldest sample inside, and the newest before it.
  const Sample& oldest() const { return oldest_; }
  const std::optional<Sample>& before() const { return before_; }

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.length_, self.count_, self.sum_, self.oldest_, self.before_);
  }

 private:
  void evict(const Series& series, Instant start);

  Span length_{};
  std::uint32_t count_ = 0;
  std::int64_t sum_ = 0;
  Series::Place place_;  // of the oldest
  Sample oldest_;
  std::optional<Sample> before_;
};

}  // namespace fenghuo::rules

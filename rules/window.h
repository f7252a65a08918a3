// What a sliding window holds of a series: the samples in (newest - length, newest]. It is anchored
// at the series' own newest sample, so a station that falls silent keeps its last verdict instead
// of raining itself calm.
//
// Subtract-on-evict over integers: each sample enters once and leaves once, so an observation costs
// the same whatever the length of the window. A late sample costs the search for its place.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "rules/series.h"

namespace fenghuo::rules {

class Window {
 public:
  Window() = default;
  explicit Window(Span length) : length_(length) {}

  /// After `series.append(sample)`.
  void appended(const Series& series, const Sample& sample) {
    if (count_ == 0 || oldest_.at < series.oldest_at()) return rebuild(series);
    ++count_;
    sum_ += sample.value;
    const Instant start = sample.at - length_;
    while (oldest_.at <= start) evict(series);
  }
  /// The same for several, at least one.
  void appended(const Series& series, std::span<const Sample> samples) {
    if (count_ == 0 || oldest_.at < series.oldest_at()) return rebuild(series);
    count_ += static_cast<std::uint32_t>(samples.size());
    for (const Sample& sample : samples) sum_ += sample.value;
    const Instant start = samples.back().at - length_;
    while (oldest_.at <= start) evict(series);
  }
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
  /// The oldest sample inside, and its place.
  const Sample& oldest() const { return oldest_; }
  Series::Place oldest_place() const { return place_; }
  /// The newest before it, where there is one.
  bool has_before() const { return has_before_; }
  const Sample& before() const { return before_; }

 private:
  void evict(const Series& series) {
    before_ = oldest_;
    has_before_ = true;
    --count_;
    sum_ -= oldest_.value;
    place_ = series.after(place_);
    oldest_ = series[place_];
  }

  Span length_{};
  std::int64_t sum_ = 0;
  std::uint32_t count_ = 0;
  bool has_before_ = false;
  Series::Place place_;  // of the oldest
  Sample oldest_;
  Sample before_;
};

static_assert(sizeof(Window) == 64, "one line of the processor's cache");

}  // namespace fenghuo::rules

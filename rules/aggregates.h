// What a history of a state keeps up to date beside its samples: windows, extremes and rollings, in
// one piece of memory, so that the processor fetches them together.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "engine/decimal.h"
#include "rules/extreme.h"
#include "rules/history_shape.h"
#include "rules/rolling.h"
#include "rules/series.h"
#include "rules/window.h"

namespace fenghuo::rules {

class Aggregates {
 public:
  explicit Aggregates(std::uint8_t decimals)
      : decimals_(std::min<std::uint8_t>(decimals, kPowersOfTen.size() - 1)) {}
  Aggregates(const Aggregates& other);
  Aggregates(Aggregates&& other) noexcept;
  Aggregates& operator=(Aggregates other) noexcept;
  ~Aggregates();

  /// Of the series' values; a place in kPowersOfTen.
  std::uint8_t decimals() const { return decimals_; }
  /// Those that the shape asks for, from the series alone.
  void reshape(const HistoryShape& shape, const Series& series);
  /// After `series.append(sample)`.
  void appended(const Series& series, const Sample& sample) {
    Window* const windows = windows_begin();
    for (std::uint32_t i = 0; i < windows_; ++i) windows[i].appended(series, sample);
    Extreme* const extremes = extremes_begin();
    for (std::uint32_t i = 0; i < extremes_; ++i) extremes[i].appended(series, sample);
    Rolling* const rollings = rollings_begin();
    for (std::uint32_t i = 0; i < rollings_; ++i) rollings[i].appended(series, sample);
  }
  /// The same for several, at most Extreme::kTogetherMax and at least one.
  void appended(const Series& series, std::span<const Sample> samples) {
    for (Window& window : windows()) window.appended(series, samples);
    for (Extreme& extreme : extremes()) extreme.appended(series, samples);
    for (Rolling& rolling : rollings()) rolling.appended(series, samples);
  }
  /// After `series.put(sample)`, which replaced `replaced`.
  void put(const Series& series, const Sample& sample, const std::optional<Sample>& replaced);

  /// By their places in the shape; unchecked.
  const Window& window(std::uint32_t place) const { return windows_begin()[place]; }
  const Extreme& extreme(std::uint32_t place) const { return extremes_begin()[place]; }
  const Rolling& rolling(std::uint32_t place) const { return rollings_begin()[place]; }

  /// Has the processor fetch the first of them; and then, of the first of each kind, what the next
  /// sample pushes out.
  void prefetch() const {
    if (memory_ != nullptr) fetch_lines_ahead(memory_, 2);
  }
  void prefetch_oldest(const Series& series) const {
    if (windows_ > 0) window(0).prefetch(series);
    if (extremes_ > 0) extreme(0).prefetch();
    if (rollings_ > 0) rolling(0).prefetch(series);
  }
  std::size_t bytes() const;

 private:
  /// Room for so many, of which none is made yet.
  static Aggregates with_room(std::uint8_t decimals, std::size_t windows, std::size_t extremes,
                              std::size_t rollings);
  // One kind after the other.
  Window* windows_begin() const { return reinterpret_cast<Window*>(memory_); }
  Extreme* extremes_begin() const {
    return reinterpret_cast<Extreme*>(memory_ + windows_ * sizeof(Window));
  }
  Rolling* rollings_begin() const {
    return reinterpret_cast<Rolling*>(memory_ + windows_ * sizeof(Window) +
                                      extremes_ * sizeof(Extreme));
  }
  std::span<Window> windows() const { return {windows_begin(), windows_}; }
  std::span<Extreme> extremes() const { return {extremes_begin(), extremes_}; }
  std::span<Rolling> rollings() const { return {rollings_begin(), rollings_}; }

  std::byte* memory_ = nullptr;
  std::uint16_t windows_ = 0;
  std::uint16_t extremes_ = 0;
  std::uint16_t rollings_ = 0;
  std::uint8_t decimals_;
};

static_assert(sizeof(Aggregates) == 16);
static_assert(sizeof(Window) == kCacheLine && sizeof(Extreme) == kCacheLine);

}  // namespace fenghuo::rules

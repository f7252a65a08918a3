// What rules remember of one property at one station. Two kinds: of a state (a level, a speed) the
// values themselves; of an amount (rain) its running total, so that the amount of any window is one
// subtraction and late readings correct it exactly.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/decimal.h"
#include "rules/aggregates.h"
#include "rules/history_shape.h"
#include "rules/packed.h"
#include "rules/series.h"
#include "rules/series_call.h"
#include "rules/window.h"

namespace fenghuo::rules {

enum class Taken : std::uint8_t {
  taken,
  unchanged,   // taken, and every answer is as before: dry weather, which is most weather
  late,        // behind the lateness; left out
  reset,       // a counter fell: counted on from zero; taken
  implausible  // left out; the counter goes on from here
};

class alignas(kCacheLine) StateHistory {
 public:
  explicit StateHistory(std::uint8_t decimals) : kept_(decimals) {}

  void reshape(const HistoryShape& shape) { kept_.reshape(shape, series_); }
  Taken add(const Sample& sample, const HistoryShape& shape) {
    if (!series_.empty() && sample.at <= series_.back().at) return put(sample, shape);
    series_.append(sample);
    kept_.appended(series_, sample);
    series_.forget_until(sample.at - shape.reach - shape.lateness, shape.slack);
    return Taken::taken;
  }
  /// Has the processor fetch what add() and answer() read of it; each after the one before.
  void prefetch() const { fetch_lines_ahead(this, 2); }
  void prefetch_inside() const {
    series_.prefetch_back();
    kept_.prefetch();
  }
  void prefetch_oldest() const { kept_.prefetch_oldest(series_); }
  /// `over`: a moment at which tumbling windows are over; else the newest sample's.
  Reading answer(const SeriesCall& call, Slot slot, std::optional<Instant> over = {}) const;
  bool empty() const { return series_.empty(); }
  const Sample& newest() const { return series_.back(); }
  std::size_t bytes() const;

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    std::uint8_t decimals = self.kept_.decimals();
    a(decimals, self.series_);
    if constexpr (A::kReading) self.kept_ = Aggregates(decimals);
  }
  StateHistory() : StateHistory(0) {}

 private:
  Taken put(const Sample& sample, const HistoryShape& shape);
  double number(std::int64_t stored) const {
    return static_cast<double>(stored) / kPowersOfTen[kept_.decimals()];
  }
  Reading answer_more(const SeriesCall& call, Slot slot, std::optional<Instant> over) const;
  Reading value(std::int64_t stored) const { return {true, number(stored)}; }
  Reading rate(const Window& window) const;
  Reading scan(const SeriesCall& call, Instant over) const;

  Aggregates kept_;  // not saved: reshape() makes them
  Series series_;
};

static_assert(sizeof(StateHistory) == 2 * kCacheLine, "the first has all that each sample changes");

// What most rules ask is answered where it is asked.
inline Reading StateHistory::answer(const SeriesCall& call, Slot slot,
                                    std::optional<Instant> over) const {
  if (series_.empty()) return {};
  if (slot.kind == Slot::last) return value(series_.back().value);
  if (slot.kind == Slot::extreme) return value(kept_.extreme(slot.place).value().value);
  return answer_more(call, slot, over);
}

/// An amount is kept at two decimals (0.01 mm): finer than any gauge.
inline constexpr std::uint8_t kAmountDecimals = 2;

/// More rain than ever fell anywhere (401 mm in an hour, 1975) is a fault of the device. Short
/// times are given 60 mm.
inline constexpr std::int64_t kAmountPerHourMax = 500'00;
inline constexpr std::int64_t kAmountAtOnceMax = 60'00;

/// Between two readings of a counter that are further apart than this, its rise is spread evenly:
/// it didn't all fall in the last minute.
inline constexpr Span kSpreadAfter = std::chrono::hours{1};

class alignas(kCacheLine) AmountHistory {
 public:
  void reshape(const HistoryShape& shape);
  /// What fell in the time up to the sample's moment.
  Taken add_amount(const Sample& sample, const HistoryShape& shape);
  /// All that ever fell. The first reading is where counting begins.
  Taken add_reading(const Sample& sample, const HistoryShape& shape);
  /// As StateHistory.
  void prefetch() const { fetch_lines_ahead(this, 2); }
  void prefetch_inside() const {
    totals_.prefetch_back();
    fetch_ahead(windows_.begin());
  }
  void prefetch_oldest() const {
    if (!windows_.empty()) windows_.front().prefetch(totals_);
  }
  Reading answer(const SeriesCall& call, Slot slot, std::optional<Instant> over = {}) const;
  bool empty() const { return totals_.empty(); }
  const Sample& newest() const { return totals_.back(); }
  std::size_t bytes() const;

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    std::optional<Instant> reset_at;
    if (self.reset_at_ != kNeverReset) reset_at = self.reset_at_;
    a(self.totals_, self.origin_, self.counter_, self.offset_, reset_at, self.offset_before_);
    if constexpr (A::kReading) self.reset_at_ = reset_at.value_or(kNeverReset);
  }

 private:
  Taken append(const Sample& total, const HistoryShape& shape, bool dry);
  Taken take_over(const Sample& sample, const HistoryShape& shape);
  Taken put_reading(const Sample& sample);
  Taken put_amount(const Sample& sample);
  std::int64_t increase(const Window& window) const;
  Reading between(const SeriesCall& call, const Bounds& bounds) const;
  std::int64_t total_before(const Window& window) const {
    return window.has_before() ? window.before().value : origin_;
  }

  static constexpr Instant kNeverReset = Instant::min();

  Packed<Window> windows_;  // not saved: reshape() makes them
  Series totals_;
  std::int64_t origin_ = 0;  // the total before the first sample
  bool counter_ = false;     // the newest totals come from a counter
  bool newest_dry_ = false;  // came as an amount of zero; not saved, false is always right
  // Of a counter.
  std::int64_t offset_ = 0;  // total - counter
  Instant reset_at_ = kNeverReset;
  std::int64_t offset_before_ = 0;  // before the last reset
};

static_assert(sizeof(AmountHistory) == 2 * kCacheLine);

}  // namespace fenghuo::rules

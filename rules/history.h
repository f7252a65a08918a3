// What rules remember of one property at one station. Two kinds: of a state (a level, a speed) the
// values themselves; of an amount (rain) its running total, so that the amount of any window is one
// subtraction and late readings correct it exactly.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/decimal.h"
#include "rules/aggregates.h"
#include "rules/calm.h"
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

  void reshape(const HistoryShape& shape);
  /// Takes it if it is calm. Whether it did; no answer passes a limit with it.
  bool take_calmly(const Sample& sample) { return calm_.note(sample); }
  Taken add(const Sample& sample, const HistoryShape& shape) {
    end_calm();
    if (!series_.empty() && sample.at <= series_.back().at) return put(sample, shape);
    series_.append(sample);
    kept_.appended(series_, sample);
    series_.forget_until(sample.at - shape.reach - shape.lateness, shape.slack);
    return Taken::taken;
  }
  /// After add() alone: find_calm() is to be asked, of series() and aggregates().
  bool is_calm_to_be_looked_for() { return calm_.is_to_be_looked_for(); }
  void begin_calm(const std::optional<CalmRange>& range) {
    if (range) {
      calm_.begin(*range, series_.back());
    } else {
      calm_.put_off();
    }
  }
  const Series& series() const { return series_; }
  const Aggregates& aggregates() const { return kept_; }
  /// Whether samples were taken calmly since all answers were last told.
  bool are_answers_old() const { return calm_.are_answers_old(); }
  void told_answers() const { calm_.told_answers(); }

  /// Has the processor fetch what the next sample needs: of a calm one the first alone, else all,
  /// each step after the one before.
  void prefetch() const { fetch_lines_ahead(this, 2); }
  void prefetch_rest() const { fetch_ahead(&kept_); }
  void prefetch_inside() const {
    series_.prefetch_back();
    kept_.prefetch();
  }
  void prefetch_oldest() const { kept_.prefetch_oldest(series_); }
  /// `over`: a moment at which tumbling windows are over; else the newest sample's.
  Reading answer(const SeriesCall& call, Slot slot, std::optional<Instant> over = {}) const;
  bool empty() const { return series_.empty(); }
  Sample newest() const { return calm_.empty() ? series_.back() : calm_.newest(); }
  /// The one before it, where the newest was taken calmly.
  Sample before_calm() const {
    return calm_.empty() ? *series_.before_back() : calm_.before_newest();
  }
  std::size_t bytes() const;

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    if constexpr (!A::kReading) self.take_noted();
    std::uint8_t decimals = self.kept_.decimals();
    a(decimals, self.series_);
    if constexpr (A::kReading) self.kept_ = Aggregates(decimals);
  }
  StateHistory() : StateHistory(0) {}

 private:
  void take_noted() const {
    if (!calm_.empty()) take_all_noted();
  }
  void take_all_noted() const;
  void end_calm() {
    calm_.end();
    take_noted();
  }
  Taken put(const Sample& sample, const HistoryShape& shape);
  double number(std::int64_t stored) const {
    return static_cast<double>(stored) / kPowersOfTen[kept_.decimals()];
  }
  Reading answer_more(const SeriesCall& call, Slot slot, std::optional<Instant> over) const;
  Reading value(std::int64_t stored) const { return {true, number(stored)}; }
  Reading rate(const Window& window) const;
  Reading scan(const SeriesCall& call, Instant over) const;

  // What a calm sample changes stands in the first two lines of the processor's cache. Who reads
  // takes what is noted first, and sees no difference. But for the series nothing is saved:
  // reshape() makes it.
  mutable StateCalm calm_;
  mutable Series series_;
  mutable Aggregates kept_;
};

static_assert(sizeof(StateHistory) == 3 * kCacheLine);

// What most rules ask is answered where it is asked.
inline Reading StateHistory::answer(const SeriesCall& call, Slot slot,
                                    std::optional<Instant> over) const {
  if (series_.empty()) return {};
  take_noted();
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
  /// Takes it if nothing falls, and nothing is in any window. Whether it did; every answer is as
  /// before.
  bool take_calmly(const Sample& amount) {
    return amount.value == 0 && calm_.note({amount.at, totals_.back().value});
  }
  /// All that ever fell. The first reading is where counting begins.
  Taken add_reading(const Sample& sample, const HistoryShape& shape);
  /// As StateHistory.
  void prefetch() const { fetch_lines_ahead(this, 2); }
  void prefetch_rest() const { fetch_ahead(&windows_); }
  void prefetch_inside() const {
    totals_.prefetch_back();
    fetch_ahead(windows_.begin());
  }
  void prefetch_oldest() const {
    if (!windows_.empty()) windows_.front().prefetch(totals_);
  }
  Reading answer(const SeriesCall& call, Slot slot, std::optional<Instant> over = {}) const;
  bool empty() const { return totals_.empty(); }
  Sample newest() const { return calm_.empty() ? totals_.back() : calm_.newest(); }
  Sample before_calm() const {
    return calm_.empty() ? *totals_.before_back() : calm_.before_newest();
  }
  std::size_t bytes() const;

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    if constexpr (!A::kReading) self.take_noted();
    std::optional<Instant> reset_at;
    if (self.reset_at_ != kNeverReset) reset_at = self.reset_at_;
    a(self.totals_, self.origin_, self.counter_, self.offset_, reset_at, self.offset_before_);
    if constexpr (A::kReading) self.reset_at_ = reset_at.value_or(kNeverReset);
  }

 private:
  Taken append(const Sample& total, const HistoryShape& shape, bool dry);
  void look_for_calm(const HistoryShape& shape);
  void take_noted() const {
    if (!calm_.empty()) take_all_noted();
  }
  void take_all_noted() const;
  void end_calm() {
    calm_.end();
    take_noted();
  }
  Taken take_over(const Sample& sample, const HistoryShape& shape);
  Taken put_reading(const Sample& sample);
  Taken put_amount(const Sample& sample);
  std::int64_t increase(const Window& window) const;
  Reading between(const SeriesCall& call, const Bounds& bounds) const;
  Reading count_between(const SeriesCall& call, const Bounds& bounds) const;
  std::int64_t total_before(const Window& window) const {
    return window.has_before() ? window.before().value : oldest_known();
  }
  // The total that is known from the longest ago: a series that is full forgets what its longest
  // windows still ask about.
  std::int64_t oldest_known() const {
    const auto forgotten = totals_.forgotten();
    return forgotten ? forgotten->value : origin_;
  }

  static constexpr Instant kNeverReset = Instant::min();

  // The first lines as StateHistory has them.
  mutable AmountCalm calm_;
  mutable Series totals_;
  mutable Packed<Window> windows_;  // not saved: reshape() makes them
  std::int64_t origin_ = 0;         // the total before the first sample
  bool counter_ = false;            // the newest totals come from a counter
  bool newest_dry_ = false;         // came as an amount of zero; not saved, false is always right
  // Of a counter.
  std::int64_t offset_ = 0;  // total - counter
  Instant reset_at_ = kNeverReset;
  std::int64_t offset_before_ = 0;  // before the last reset
};

static_assert(sizeof(AmountHistory) == 3 * kCacheLine);

}  // namespace fenghuo::rules

// What rules remember of one property at one station. Two kinds: of a state (a level, a speed) the
// values themselves; of an amount (rain) its running total, so that the amount of any window is one
// subtraction and late readings correct it exactly.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/decimal.h"
#include "rules/extreme.h"
#include "rules/rolling.h"
#include "rules/series.h"
#include "rules/series_call.h"
#include "rules/window.h"

namespace fenghuo::rules {

/// Where a history keeps the answer to a call, and what of it the answer is.
struct Slot {
  enum Kind : std::uint8_t {
    none,
    last,
    sum,  // of a Window, from here on; of amounts it is what they increased by
    avg,
    count,
    first,
    delta,
    rate,
    extreme,
    rolling,
    totals,
    scan
  };
  Kind kind = none;
  std::uint32_t place = 0;
  friend bool operator==(const Slot&, const Slot&) = default;
};

/// What all rules together ask of a property: which windows to keep, and how far back.
struct HistoryShape {
  bool amounts = false;
  std::vector<SeriesCall> calls;
  std::vector<Slot> slots;  // by call
  std::vector<Span> windows;
  std::vector<std::pair<Span, Extremum>> extremes;
  std::vector<std::shared_ptr<const SeriesCall>> rollings;
  bool totals = false;  // some answer is a difference of totals, and changes with time
  Span reach{};         // of the longest window
  Span lateness{};
  /// What is older than anybody asks is forgotten now and then only, which is cheaper.
  Span slack() const { return reach / 16; }

  void add(const SeriesCall& call);
  Slot slot_of(const SeriesCall& call) const;
};

enum class Taken : std::uint8_t {
  taken,
  unchanged,   // taken, and every answer is as before: dry weather, which is most weather
  late,        // behind the lateness; left out
  reset,       // a counter fell: counted on from zero; taken
  implausible  // left out; the counter goes on from here
};

/// A day of 10,000 stations is 16 MB, more than the processor's caches hold, and each observation
/// is of another station: waiting for memory would be most of the work. So what the next rows will
/// touch is fetched ahead, in the order in which one thing points to the other.
enum class Fetch : std::uint8_t { history, inside, windows };

template <class T>
void fetch_first_ahead(const std::vector<T>& items) {
  fetch_ahead(items.data());
}

class alignas(kCacheLine) StateHistory {
 public:
  explicit StateHistory(std::uint8_t decimals) : decimals_(decimals) {}

  void reshape(const HistoryShape& shape);
  Taken add(const Sample& sample, const HistoryShape& shape);
  void prefetch(Fetch fetch) const {
    if (fetch == Fetch::history) return fetch_all_ahead(this, 1);
    if (fetch == Fetch::inside) {
      series_.prefetch_back();
      fetch_first_ahead(windows_);
      fetch_first_ahead(extremes_);
      if (!rollings_.empty()) rollings_.front().prefetch();
      return;
    }
    if (!windows_.empty()) windows_.front().prefetch(series_);
    if (!extremes_.empty()) extremes_.front().prefetch();
    if (!rollings_.empty()) rollings_.front().prefetch(series_);
  }
  /// `over`: a moment at which tumbling windows are over; else the newest sample's.
  Reading answer(const SeriesCall& call, Slot slot, std::optional<Instant> over = {}) const;
  bool empty() const { return series_.empty(); }
  const Sample& newest() const { return series_.back(); }
  std::size_t bytes() const;

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.decimals_, self.series_);
  }
  StateHistory() = default;

 private:
  Reading value(std::int64_t stored) const { return {true, to_double(stored, decimals_)}; }
  Reading rate(const Window& window) const;
  Reading scan(const SeriesCall& call, Instant over) const;

  Series series_;
  // Not saved: reshape() makes them.
  std::vector<Window> windows_;
  std::vector<Extreme> extremes_;
  std::vector<Rolling> rollings_;
  std::uint8_t decimals_ = 0;
};

inline Reading StateHistory::answer(const SeriesCall& call, Slot slot,
                                    std::optional<Instant> over) const {
  if (series_.empty()) return {};
  // Unchecked: the shape that has made the windows has made the slot's place.
  switch (slot.kind) {
    case Slot::last:
      return value(series_.back().value);
    case Slot::sum:
      return value(windows_.data()[slot.place].sum());
    case Slot::avg: {
      const Window& window = windows_.data()[slot.place];
      return {true, to_double(window.sum(), decimals_) / window.count()};
    }
    case Slot::count:
      return {true, static_cast<double>(windows_[slot.place].count())};
    case Slot::first:
      return value(windows_[slot.place].oldest().value);
    case Slot::delta:
      return value(series_.back().value - windows_[slot.place].oldest().value);
    case Slot::rate:
      return rate(windows_[slot.place]);
    case Slot::extreme:
      return value(extremes_.data()[slot.place].value().value);
    case Slot::rolling:
      return rollings_.data()[slot.place].answer(series_);
    case Slot::scan:
      return scan(call, over.value_or(series_.back().at));
    case Slot::none:
    case Slot::totals:
      break;
  }
  return {};
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
  void prefetch(Fetch fetch) const {
    if (fetch == Fetch::history) return fetch_lines_ahead(this, 2);
    if (fetch == Fetch::inside) {
      totals_.prefetch_back();
      return fetch_first_ahead(windows_);
    }
    if (!windows_.empty()) windows_.front().prefetch(totals_);
  }
  Reading answer(const SeriesCall& call, Slot slot, std::optional<Instant> over = {}) const;
  bool empty() const { return totals_.empty(); }
  const Sample& newest() const { return totals_.back(); }
  std::size_t bytes() const;

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.totals_, self.origin_, self.counter_, self.offset_, self.reset_at_, self.offset_before_);
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

  Series totals_;
  std::vector<Window> windows_;  // not saved: reshape() makes them
  std::int64_t origin_ = 0;      // the total before the first sample
  bool counter_ = false;         // the newest totals come from a counter
  bool newest_dry_ = false;      // came as an amount of zero; not saved, false is always right
  // Of a counter.
  std::int64_t offset_ = 0;  // total - counter
  std::optional<Instant> reset_at_;
  std::int64_t offset_before_ = 0;  // before the last reset
};

}  // namespace fenghuo::rules

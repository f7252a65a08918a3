#include "bench/esf1/by_hand.h"

#include <algorithm>
#include <array>
#include <deque>

namespace fenghuo::bench::esf1 {
namespace {

constexpr std::uint32_t kMinuteMs = 60'000;
constexpr std::uint32_t kTumblingMs = 5 * kMinuteMs;
// Readings that are fetched before their turn: first the station, then what its places point to.
constexpr std::size_t kFetchStep = 8;

/// The newest readings of a window, a power of two of them.
template <std::uint32_t kRoom>
struct Ring {
  struct Entry {
    std::uint32_t at_ms;
    std::int32_t value;
  };
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::array<Entry, kRoom> entries;

  bool empty() const { return begin == end; }
  std::uint32_t size() const { return end - begin; }
  const Entry& front() const { return entries[begin % kRoom]; }
  const Entry& back(std::uint32_t before = 0) const { return entries[(end - 1 - before) % kRoom]; }
  void push(std::uint32_t at_ms, std::int32_t value) { entries[end++ % kRoom] = {at_ms, value}; }
  void prefetch() const {
    __builtin_prefetch(&entries[begin % kRoom]);
    __builtin_prefetch(&entries[end % kRoom]);
  }
};

struct Station {
  std::uint32_t last_ms = UINT32_MAX;  // no reading yet
  std::uint32_t rain_at_ms = 0;  // the newest A of R6; 0 is none, and a minute is added to all
  std::int32_t wind_sum_cms = 0;
  std::int32_t rain_sum_um = 0;  // of the five minutes so far
  bool high = false;
  bool windy = false;
  bool rising = false;
  bool gusty = false;
  Ring<64> wind;     // of 10 minutes
  Ring<128> lowest;  // rising values of 15 minutes: the front is the lowest
};

class ByHand {
 public:
  explicit ByHand(std::uint32_t stations)
      : stations_(stations), raised_(stations / kStationsPerArea + 1), many_(raised_.size()) {}

  void read(const std::vector<Event>& events) {
    for (std::size_t i = 0; i < events.size(); ++i) {
      if (i + 2 * kFetchStep < events.size()) {
        const Station* const next = &stations_[events[i + 2 * kFetchStep].station];
        __builtin_prefetch(next);
        __builtin_prefetch(&next->lowest);
        const Station& sooner = stations_[events[i + kFetchStep].station];
        sooner.wind.prefetch();
        sooner.lowest.prefetch();
      }
      const auto at_ms = static_cast<std::uint32_t>(events[i].ts_ms) + kMinuteMs;
      pass(at_ms);
      take(events[i], stations_[events[i].station], at_ms);
    }
  }
  const Counts& counts() const { return counts_; }

 private:
  // R4 and R7, which are due by time alone.
  void pass(std::uint32_t now_ms) {
    for (; now_ms - kMinuteMs >= window_end_ms_; window_end_ms_ += kTumblingMs)
      for (Station& station : stations_) {
        counts_.r4 += station.rain_sum_um >= 20'000 ? 1 : 0;
        station.rain_sum_um = 0;
      }
    while (!heard_.empty() && heard_.front().at_ms + kMinuteMs < now_ms) {
      counts_.r7 += stations_[heard_.front().station].last_ms == heard_.front().at_ms ? 1 : 0;
      heard_.pop_front();
    }
  }

  void take(const Event& event, Station& station, std::uint32_t at_ms) {
    station.last_ms = at_ms;
    heard_.push_back({at_ms, event.station});
    station.rain_sum_um += event.rain_um;
    judge_level(event, station, at_ms);
    judge_wind(event, station, at_ms);
    judge_rain_then_wind(event, station, at_ms);
  }

  // R1 and R3.
  void judge_level(const Event& event, Station& station, std::uint32_t at_ms) {
    if (!station.high && event.level_mm >= 4000) {
      station.high = true;
      ++counts_.r1_on;
      judge_area(event, at_ms);
    } else if (station.high && event.level_mm < 3800) {
      station.high = false;
      ++counts_.r1_off;
    }
    auto& lowest = station.lowest;
    while (!lowest.empty() && lowest.front().at_ms + 15 * kMinuteMs <= at_ms) ++lowest.begin;
    while (!lowest.empty() && lowest.back().value >= event.level_mm) --lowest.end;
    lowest.push(at_ms, event.level_mm);
    const bool rising = event.level_mm - lowest.front().value >= 500;
    counts_.r3 += rising && !station.rising ? 1 : 0;
    station.rising = rising;
  }

  // R2 and R5.
  void judge_wind(const Event& event, Station& station, std::uint32_t at_ms) {
    auto& wind = station.wind;
    for (; !wind.empty() && wind.front().at_ms + 10 * kMinuteMs <= at_ms; ++wind.begin)
      station.wind_sum_cms -= wind.front().value;
    wind.push(at_ms, event.wind_cms);
    station.wind_sum_cms += event.wind_cms;
    const bool windy = station.wind_sum_cms > 2000 * static_cast<std::int32_t>(wind.size());
    counts_.r2 += windy && !station.windy ? 1 : 0;
    station.windy = windy;
    int gusts = 0;
    for (std::uint32_t i = 0; i < wind.size() && wind.back(i).at_ms + kMinuteMs > at_ms; ++i)
      gusts += wind.back(i).value >= 3000 ? 1 : 0;
    counts_.r5 += gusts >= 4 && !station.gusty ? 1 : 0;
    station.gusty = gusts >= 4;
  }

  // R6: only the newest A counts, since it is within the ten minutes if any is.
  void judge_rain_then_wind(const Event& event, Station& station, std::uint32_t at_ms) {
    const bool matched = event.wind_cms >= 3900 && station.rain_at_ms != 0 &&
                         at_ms - station.rain_at_ms < 10 * kMinuteMs;
    if (matched) {
      ++counts_.r6;
      station.rain_at_ms = 0;
    } else if (event.rain_um >= 2000) {
      station.rain_at_ms = at_ms;
    }
  }

  // R8.
  void judge_area(const Event& event, std::uint32_t at_ms) {
    auto& raised = raised_[event.area];
    raised.push_back({at_ms, event.station});
    while (raised.front().at_ms + 10 * kMinuteMs <= at_ms) raised.pop_front();
    std::uint32_t different = 0;
    for (auto it = raised.begin(); it != raised.end(); ++it)
      different += std::none_of(raised.begin(), it,
                                [&](const Heard& other) { return other.station == it->station; })
                       ? 1
                       : 0;
    const bool many = different >= 3;
    counts_.r8 += many && !many_[event.area] ? 1 : 0;
    many_[event.area] = many;
  }

  struct Heard {
    std::uint32_t at_ms;
    std::uint32_t station;
  };
  Counts counts_;
  std::vector<Station> stations_;
  std::vector<std::deque<Heard>> raised_;  // by area, of ten minutes
  std::vector<bool> many_;                 // by area
  std::deque<Heard> heard_;                // of a minute, by time
  std::uint32_t window_end_ms_ = kTumblingMs;
};

}  // namespace

Counts count_by_hand(const std::vector<Event>& in_order) {
  std::uint32_t stations = 0;
  for (const Event& event : in_order) stations = std::max(stations, event.station + 1);
  ByHand by_hand(stations);
  by_hand.read(in_order);
  return by_hand.counts();
}

}  // namespace fenghuo::bench::esf1

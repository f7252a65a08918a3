// ESF-1 (Emergency Sensor Feeds): the stream of readings that engines are compared on. Integers
// only, so that every sum is exact; the same size and seed give the same readings on every machine.
// Stations stand in areas of 20 and report every 10 s, each at its own moment of the period. Storms
// pass over whole areas and raise rain, wind and level; now and then a station is silent for a
// while.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace fenghuo::bench::esf1 {

inline constexpr std::uint32_t kStationsPerArea = 20;
inline constexpr std::int64_t kPeriodMs = 10'000;

/// One reading; 32 bytes.
struct Event {
  std::int64_t ts_ms = 0;  // since the stream began
  std::uint32_t station = 0;
  std::uint32_t area = 0;
  std::int32_t level_mm = 0;
  std::int32_t rain_um = 0;  // fallen since the reading before
  std::int32_t wind_cms = 0;

  bool operator==(const Event&) const = default;
};

/// A round is one report of every station that is not silent.
struct Size {
  std::uint32_t stations = 0;
  std::uint32_t rounds = 0;
  std::uint64_t seed = 42;
};

/// Hands over the readings by time, and those of one moment by station.
void for_each_event(const Size& size, const std::function<void(const Event&)>& take);
std::vector<Event> stream(const Size& size);

/// The same readings in the order in which they arrive over bad lines: 95 % are delayed by less
/// than 2 s, 4.9 % by 2 to 30 s, 0.1 % by 30 to 300 s. Those of one moment of arrival keep their
/// order.
std::vector<Event> late_order(const std::vector<Event>& in_order, std::uint64_t seed = 4242);

}  // namespace fenghuo::bench::esf1

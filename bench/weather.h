// A day of rain over a valley, the same on every machine: storms that pass over groups of
// neighbouring stations, dry weather elsewhere. In tenths of a millimetre, as tipping buckets send
// it. The next day has the same storms, moved on by one group.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

namespace fenghuo::bench {

/// How often a station reports.
inline constexpr std::chrono::minutes kStep{5};
inline constexpr std::uint32_t kStepsPerDay = 288;
/// Stations under one storm.
inline constexpr std::uint32_t kStationsPerGroup = 50;

class Weather {
 public:
  explicit Weather(std::uint32_t stations);

  /// What fell at the station in the five minutes up to the step.
  std::int64_t rain_tenths(std::uint32_t station, std::uint64_t step) const;
  /// Of all values of a day, how many are not zero.
  double wet_share() const;

 private:
  void rain_on(std::uint32_t group, std::uint64_t chance);

  std::uint32_t stations_;
  std::vector<std::uint16_t> tenths_;  // by step of the day and station
};

}  // namespace fenghuo::bench

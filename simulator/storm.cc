#include "simulator/storm.h"

#include <algorithm>
#include <cmath>

namespace fenghuo::simulator {
namespace {

constexpr Span kHour = std::chrono::hours{1};

// Millimetres from the beginning up to a moment; rain falls evenly within an hour.
double rain_until(const Storm& storm, Instant moment) {
  double sum = 0;
  Instant hour = storm.begins;
  for (const double mm : storm.rain_mm) {
    if (hour + kHour > moment) {
      const double share = std::chrono::duration<double>(moment - hour) / kHour;
      return sum + mm * std::max(share, 0.0);
    }
    sum += mm;
    hour += kHour;
  }
  return sum;
}

std::vector<StationReading> rain(const Storm& storm, const RainGauge& gauge) {
  std::vector<StationReading> readings;
  for (Instant at = storm.begins; at <= storm.ends(); at += kStormStep) {
    const double tenths = 10 * gauge.times * rain_until(storm, at - gauge.delay);
    // The sum of floats may fall a hair short of a whole bucket.
    const auto buckets = static_cast<std::int64_t>(std::floor(tenths / kBucketTenths + 1e-6));
    readings.push_back({at, {buckets * kBucketTenths, 1}});
  }
  return readings;
}

std::vector<StationReading> level(const RiverGauge& gauge,
                                  const std::vector<StationReading>& rain) {
  const double kept = std::exp(-std::chrono::duration<double>(kStormStep) / gauge.recession);
  std::vector<StationReading> readings;
  double storage_mm = 0;
  std::int64_t before = 0;
  for (const auto& reading : rain) {
    storage_mm = storage_mm * kept + to_double(reading.value.mantissa - before, 1);
    before = reading.value.mantissa;
    const double metres = gauge.base_m + gauge.rise_m_per_mm * storage_mm;
    readings.push_back({reading.at, {std::llround(metres * 1000), 3}});
  }
  return readings;
}

}  // namespace

std::vector<StationSeries> readings_of(const Storm& storm) {
  std::vector<StationSeries> all;
  for (const auto& gauge : storm.rain_gauges)
    all.push_back({gauge.station, true, rain(storm, gauge)});
  const std::size_t gauges = all.size();
  for (const auto& river : storm.river_gauges)
    for (std::size_t i = 0; i < gauges; ++i)
      if (all[i].station == river.rain_gauge)
        all.push_back({river.station, false, level(river, all[i].readings)});
  return all;
}

double rain_in_hour_before(const Storm& storm, Instant moment) {
  return rain_until(storm, moment) - rain_until(storm, moment - kHour);
}

}  // namespace fenghuo::simulator

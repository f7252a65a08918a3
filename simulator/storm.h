// A storm for a drill: hourly rain that was measured somewhere, laid over the stations of a plan as
// readings every five minutes. Rivers follow by a made-up formula: they are there to be seen, not
// to be believed.
#pragma once

#include <string>
#include <vector>

#include "engine/decimal.h"
#include "engine/text.h"
#include "engine/time.h"

namespace fenghuo::simulator {

inline constexpr std::chrono::minutes kStormStep{5};
/// A tipping bucket's step, in tenths of a millimetre.
inline constexpr std::int64_t kBucketTenths = 5;

struct RainGauge {
  std::string station;
  double times = 1;  // of the storm's rain
  Span delay{};
};

/// level = base + rise x storage; storage takes the gauge's rain and falls to 1/e in `recession`.
struct RiverGauge {
  std::string station;
  std::string rain_gauge;
  double base_m = 0;
  double rise_m_per_mm = 0;
  Span recession{};
};

struct Storm {
  Text title;
  Text source;
  Instant begins{};
  Instant play_from{};
  double rate = 1;
  std::vector<double> rain_mm;  // of each hour from `begins` on
  std::vector<RainGauge> rain_gauges;
  std::vector<RiverGauge> river_gauges;

  Instant ends() const { return begins + std::chrono::hours{rain_mm.size()}; }
};

struct StationReading {
  Instant at{};
  Decimal value;
};

/// What one station reports, in time order: rain_cumulative in mm, or water_level in m.
struct StationSeries {
  std::string station;
  bool is_rain = false;
  std::vector<StationReading> readings;
};

std::vector<StationSeries> readings_of(const Storm& storm);

/// Millimetres in the hour before `moment`, where `times` is 1 and nothing is delayed.
double rain_in_hour_before(const Storm& storm, Instant moment);

}  // namespace fenghuo::simulator

// The rules of V2, the variant of the benchmark with thousands of thresholds; 10,000 unless an
// engine is measured at steps on the way there. A smaller number is the first so many of them.
#pragma once

#include <cstdint>
#include <vector>

namespace fenghuo::bench::esf1 {

inline constexpr std::uint32_t kKeyedStations = 1000;

/// Hit by each reading of the station with level > above_mm. Rule i is for station i mod 1000.
struct KeyedRule {
  std::uint32_t station;
  std::int32_t above_mm;
};
std::vector<KeyedRule> keyed_rules(std::uint32_t count);

/// Hit by each reading of any station with wind in [wind_cms_min, wind_cms_max] and
/// level > above_mm.
struct RangeRule {
  std::int32_t wind_cms_min;
  std::int32_t wind_cms_max;
  std::int32_t above_mm;
};
std::vector<RangeRule> range_rules(std::uint32_t count);

}  // namespace fenghuo::bench::esf1

#include "bench/weather.h"

#include <algorithm>
#include <cmath>

namespace fenghuo::bench {
namespace {

// SplitMix64: chance without a standard distribution, so that every machine has the same storms.
std::uint64_t next_chance(std::uint64_t& state) {
  std::uint64_t z = state += 0x9E3779B97F4A7C15ULL;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

double between(std::uint64_t& state, double low, double high) {
  return low + (high - low) * static_cast<double>(next_chance(state) >> 11) / 9007199254740992.0;
}

}  // namespace

Weather::Weather(std::uint32_t stations)
    : stations_(stations), tenths_(std::size_t{stations} * kStepsPerDay, 0) {
  const std::uint32_t groups = (stations + kStationsPerGroup - 1) / kStationsPerGroup;
  for (std::uint32_t group = 0; group < groups; ++group) rain_on(group, 20261123 + group);
}

// Two of three groups have a storm of one to five hours, one in ten of them violent. Each station
// of the group gets its own share of it, and each five minutes their own gusts.
void Weather::rain_on(std::uint32_t group, std::uint64_t chance) {
  if (next_chance(chance) % 3 == 0) return;
  const bool violent = next_chance(chance) % 10 == 0;
  const double peak_mm_per_h = violent ? between(chance, 40, 90) : between(chance, 2, 30);
  const double begin = between(chance, 0, kStepsPerDay - 60);
  const double length = between(chance, 12, 60);
  const std::uint32_t end = std::min(stations_, (group + 1) * kStationsPerGroup);
  for (std::uint32_t station = group * kStationsPerGroup; station < end; ++station) {
    const double share = between(chance, 0.6, 1.2);
    double in_bucket = 0;
    for (std::uint32_t step = 0; step < kStepsPerDay; ++step) {
      const double through = (step - begin) / length;
      if (through <= 0 || through >= 1) continue;
      const double shape = 1 - std::fabs(2 * through - 1);
      in_bucket += peak_mm_per_h / 12 * 10 * shape * share * between(chance, 0.5, 1.5);
      const double tipped = std::floor(in_bucket);
      in_bucket -= tipped;
      tenths_[std::size_t{step} * stations_ + station] = static_cast<std::uint16_t>(tipped);
    }
  }
}

std::int64_t Weather::rain_tenths(std::uint32_t station, std::uint64_t step) const {
  const std::uint64_t day = step / kStepsPerDay;
  const auto under = static_cast<std::uint32_t>((station + day * kStationsPerGroup) % stations_);
  return tenths_[(step % kStepsPerDay) * stations_ + under];
}

double Weather::wet_share() const {
  const auto dry = std::count(tenths_.begin(), tenths_.end(), std::uint16_t{0});
  return 1 - static_cast<double>(dry) / static_cast<double>(tenths_.size());
}

}  // namespace fenghuo::bench

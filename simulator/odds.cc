#include "simulator/odds.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "simulator/gauges.h"

namespace fenghuo::simulator {
namespace {

/// Of the normal distribution, for 95 %.
constexpr double kZ = 1.959963984540054;

}  // namespace

Share share_of(std::uint64_t times, std::uint64_t of) {
  if (of == 0) return {0, 0, 1};
  const double n = static_cast<double>(of);
  const double p = static_cast<double>(times) / n;
  const double middle = (p + kZ * kZ / (2 * n)) / (1 + kZ * kZ / n);
  const double half = kZ / (1 + kZ * kZ / n) * std::sqrt(p * (1 - p) / n + kZ * kZ / (4 * n * n));
  return {p, std::max(0.0, middle - half), std::min(1.0, middle + half)};
}

std::uint32_t count_night(const NightRecord& record, Odds& odds) {
  for (const auto& [id, village] : record.villages) {
    if (!village.danger_at) continue;
    const auto caught = village.caught();
    VillageOdds& one = odds[id];
    ++one.nights;
    one.all_safe += caught == 0;
    one.caught += caught;
  }
  return record.caught();
}

std::string dead_stations(const Scenario& night) {
  std::string all;
  for (const auto& script : night.stations)
    if (is_dead(night, script.station)) all += script.station + '\n';
  return all;
}

void add(Odds& to, const Odds& more) {
  for (const auto& [id, other] : more) {
    VillageOdds& one = to[id];
    one.nights += other.nights;
    one.all_safe += other.all_safe;
    one.caught += other.caught;
  }
}

std::optional<Difference> difference_of(const std::vector<std::uint32_t>& a,
                                        const std::vector<std::uint32_t>& b) {
  const std::size_t n = std::min(a.size(), b.size());
  if (n < kNightsToCompareMin) return std::nullopt;
  double sum = 0;
  double squares = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double d = static_cast<double>(a[i]) - static_cast<double>(b[i]);
    sum += d;
    squares += d * d;
  }
  const double mean = sum / static_cast<double>(n);
  const double variance = (squares - sum * mean) / static_cast<double>(n - 1);
  return Difference{mean, kZ * std::sqrt(std::max(0.0, variance) / static_cast<double>(n))};
}

}  // namespace fenghuo::simulator

#include "simulator/hazard/rating.h"

#include <cmath>
#include <optional>

#include "simulator/hazard/input_bounds.h"
#include "simulator/hazard/muskingum.h"

namespace fenghuo::simulator {
namespace {

// Halvings of the depth that is sought: from 1000 km to less than a double's last digit.
constexpr int kHalvings = 100;

bool usable(double value, double high) {
  return value > 0 && value <= high;
}

std::optional<Error> fault_of(const RectangularChannel& channel) {
  if (usable(channel.width_m, kWidthMetresMax) && usable(channel.slope, kSlopeMax) &&
      usable(channel.roughness, kRoughnessMax) &&
      within(channel.bed_m, -kLevelMetresMax, kLevelMetresMax))
    return std::nullopt;
  return refused("断面的宽度、坡降、糙率须大于 0，不超过 10000 米、0.5、0.5；河底高程在 ±9000 米内",
                 "a section's width, slope and roughness must be above 0 and at most 10,000 m, 0.5 "
                 "and 0.5; its bed within 9,000 m of zero");
}

std::optional<Error> fault_of(const PowerLawRating& law) {
  if (usable(law.factor, kRatingFactorMax) &&
      within(law.exponent, kRatingExponentMin, kRatingExponentMax) &&
      within(law.zero_m, -kLevelMetresMax, kLevelMetresMax))
    return std::nullopt;
  return refused("水位流量关系的系数须大于 0，指数在 0.5–5 之间，零点高程在 ±9000 米内",
                 "a rating's factor must be above 0, its exponent within 0.5–5 and its zero within "
                 "9,000 m of zero");
}

double discharge_of(const RectangularChannel& channel, double stage) {
  const double depth_m = stage - channel.bed_m;
  if (depth_m <= 0) return 0;
  const double area_m2 = channel.width_m * depth_m;
  const double radius_m = area_m2 / (channel.width_m + 2 * depth_m);
  return area_m2 * std::pow(radius_m, 2.0 / 3) * std::sqrt(channel.slope) / channel.roughness;
}

double discharge_of(const PowerLawRating& law, double stage) {
  return stage <= law.zero_m ? 0 : law.factor * std::pow(stage - law.zero_m, law.exponent);
}

double stage_of(const RectangularChannel& channel, double discharge) {
  if (discharge == 0) return channel.bed_m;
  double low_m = channel.bed_m;
  double above_m = 1;
  while (discharge_of(channel, channel.bed_m + above_m) < discharge) above_m *= 2;
  double high_m = channel.bed_m + above_m;
  for (int i = 0; i < kHalvings; ++i) {
    const double middle_m = (low_m + high_m) / 2;
    (discharge_of(channel, middle_m) < discharge ? low_m : high_m) = middle_m;
  }
  return high_m;
}

double stage_of(const PowerLawRating& law, double discharge) {
  return law.zero_m + std::pow(discharge / law.factor, 1 / law.exponent);
}

}  // namespace

Result<std::vector<double>> stages_m(const Rating& rating, std::span<const double> discharge_m3_s) {
  if (auto fault = std::visit([](const auto& r) { return fault_of(r); }, rating)) return *fault;
  if (!all_within(discharge_m3_s, 0, kDischargeMax))
    return refused("流量须是不小于 0 的数，不超过每秒 100 万立方米",
                   "discharge must be a number from 0 to 1,000,000 m3/s");
  std::vector<double> stages(discharge_m3_s.size());
  for (std::size_t i = 0; i < stages.size(); ++i)
    stages[i] = std::visit([&](const auto& r) { return stage_of(r, discharge_m3_s[i]); }, rating);
  return stages;
}

Result<double> stage_m(const Rating& rating, double discharge_m3_s) {
  const auto stages = stages_m(rating, {&discharge_m3_s, 1});
  if (!stages) return stages.error();
  return stages->front();
}

Result<double> discharge_at_m3_s(const Rating& rating, double stage_m) {
  if (auto fault = std::visit([](const auto& r) { return fault_of(r); }, rating)) return *fault;
  if (!within(stage_m, -2 * kLevelMetresMax, 2 * kLevelMetresMax))
    return out_of_bounds("水位（米）", "the stage (m)", stage_m, -2 * kLevelMetresMax,
                         2 * kLevelMetresMax);
  return std::visit([&](const auto& r) { return discharge_of(r, stage_m); }, rating);
}

}  // namespace fenghuo::simulator

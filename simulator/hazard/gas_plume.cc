#include "simulator/hazard/gas_plume.h"

#include <cmath>
#include <numbers>

#include "simulator/hazard/input_bounds.h"

namespace fenghuo::simulator {
namespace {

// Where a threshold is looked for: so many places between the two ends, each 1 % farther, then
// halvings between two of them.
constexpr int kPlaces = 464;
constexpr int kHalvings = 50;

PlumeSigmas sigmas_of(Stability stability, double x) {
  const double across = x / std::sqrt(1 + 0.0001 * x);
  switch (stability) {
    case Stability::a:
      return {0.22 * across, 0.20 * x};
    case Stability::b:
      return {0.16 * across, 0.12 * x};
    case Stability::c:
      return {0.11 * across, 0.08 * x / std::sqrt(1 + 0.0002 * x)};
    case Stability::d:
      return {0.08 * across, 0.06 * x / std::sqrt(1 + 0.0015 * x)};
    case Stability::e:
      return {0.06 * across, 0.03 * x / (1 + 0.0003 * x)};
    case Stability::f:
      return {0.04 * across, 0.016 * x / (1 + 0.0003 * x)};
  }
  return {};
}

double bell(double distance_m, double sigma_m) {
  const double t = distance_m / sigma_m;
  return std::exp(-t * t / 2);
}

double concentration_of(const PlumeSource& source, const PlumePoint& point) {
  const PlumeSigmas sigma = sigmas_of(source.stability, point.downwind_m);
  const double middle_g_m3 =
      source.rate_g_s / (2 * std::numbers::pi * source.wind_m_s * sigma.across_m * sigma.up_m);
  return 1000 * middle_g_m3 * bell(point.crosswind_m, sigma.across_m) *
         (bell(point.height_m - source.height_m, sigma.up_m) +
          bell(point.height_m + source.height_m, sigma.up_m));
}

std::optional<Error> fault_of(const PlumeSource& source) {
  if (!within(source.rate_g_s, 0, kPlumeRateMax))
    return out_of_bounds("泄漏速率（克每秒）", "the leak (g/s)", source.rate_g_s, 0, kPlumeRateMax);
  if (!within(source.height_m, 0, kPlumeHeightMax))
    return out_of_bounds("泄漏高度（米）", "the leak's height (m)", source.height_m, 0,
                         kPlumeHeightMax);
  if (!within(source.wind_m_s, kPlumeWindMin, kPlumeWindMax))
    return out_of_bounds("风速（米每秒）", "the wind (m/s)", source.wind_m_s, kPlumeWindMin,
                         kPlumeWindMax);
  return std::nullopt;
}

Error distance_beyond(double downwind_m) {
  return out_of_bounds("下风距离（米）", "the distance downwind (m)", downwind_m, kPlumeMetresMin,
                       kPlumeMetresMax);
}

}  // namespace

Result<PlumeSigmas> open_country_sigmas(Stability stability, double downwind_m) {
  if (!within(downwind_m, kPlumeMetresMin, kPlumeMetresMax)) return distance_beyond(downwind_m);
  return sigmas_of(stability, downwind_m);
}

Result<double> concentration_mg_m3(const PlumeSource& source, const PlumePoint& point) {
  if (auto fault = fault_of(source)) return *fault;
  if (!within(point.downwind_m, kPlumeMetresMin, kPlumeMetresMax))
    return distance_beyond(point.downwind_m);
  if (!within(point.crosswind_m, -kPlumeMetresMax, kPlumeMetresMax) ||
      !within(point.height_m, 0, kPlumeMetresMax))
    return refused("横风距离须在 ±10 公里内，高度不小于 0",
                   "the point must be within 10 km across the wind and not below the ground");
  return concentration_of(source, point);
}

Result<std::optional<PlumeReach>> plume_reach(const PlumeSource& source, double threshold_mg_m3) {
  if (auto fault = fault_of(source)) return *fault;
  if (!(threshold_mg_m3 > 0) || !std::isfinite(threshold_mg_m3))
    return refused("浓度界限须大于 0", "the threshold must be above 0");
  const auto reached = [&](double downwind_m) {
    return concentration_of(source, {.downwind_m = downwind_m}) >= threshold_mg_m3;
  };
  if (reached(kPlumeMetresMax))
    return std::optional{PlumeReach{.downwind_m = kPlumeMetresMax, .farther = true}};
  const double apart = kPlumeMetresMax / kPlumeMetresMin;
  double far_m = kPlumeMetresMax;
  for (int place = kPlaces - 1; place >= 0; --place) {
    double near_m = kPlumeMetresMin * std::pow(apart, static_cast<double>(place) / kPlaces);
    if (!reached(near_m)) {
      far_m = near_m;
      continue;
    }
    for (int i = 0; i < kHalvings; ++i) {
      const double middle_m = (near_m + far_m) / 2;
      (reached(middle_m) ? near_m : far_m) = middle_m;
    }
    return std::optional{PlumeReach{.downwind_m = near_m}};
  }
  return std::optional<PlumeReach>{};
}

}  // namespace fenghuo::simulator

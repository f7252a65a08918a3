#include "simulator/hazard/unit_hydrograph.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "simulator/hazard/input_bounds.h"

namespace fenghuo::simulator {
namespace {

// NEH-4, table 16.1: t / Tp, q / qp.
constexpr std::pair<double, double> kCurve[] = {
    {0.0, 0.0},   {0.1, 0.03},  {0.2, 0.1},   {0.3, 0.19},  {0.4, 0.31},  {0.5, 0.47}, {0.6, 0.66},
    {0.7, 0.82},  {0.8, 0.93},  {0.9, 0.99},  {1.0, 1.0},   {1.1, 0.99},  {1.2, 0.93}, {1.3, 0.86},
    {1.4, 0.78},  {1.5, 0.68},  {1.6, 0.56},  {1.7, 0.46},  {1.8, 0.39},  {1.9, 0.33}, {2.0, 0.28},
    {2.2, 0.207}, {2.4, 0.147}, {2.6, 0.107}, {2.8, 0.077}, {3.0, 0.055}, {3.2, 0.04}, {3.4, 0.029},
    {3.6, 0.021}, {3.8, 0.015}, {4.0, 0.011}, {4.5, 0.005}, {5.0, 0.0}};
constexpr double kTriangleBase = 2.67;

double base_of(UnitShape shape) {
  return shape == UnitShape::triangular ? kTriangleBase : 5;
}

}  // namespace

double lag_of_concentration_h(double concentration_h) {
  return 0.6 * concentration_h;
}

double time_to_peak_h(double lag_h, double step_h) {
  return step_h / 2 + lag_h;
}

double unit_peak_m3_s_mm(double area_km2, double to_peak_h) {
  return 0.208 * area_km2 / to_peak_h;
}

double unit_ratio(UnitShape shape, double times_to_peak) {
  const double t = times_to_peak;
  if (!(t > 0) || t >= base_of(shape)) return 0;
  if (shape == UnitShape::triangular) return t <= 1 ? t : (kTriangleBase - t) / (kTriangleBase - 1);
  const auto* after =
      std::ranges::find_if(kCurve, [&](const auto& point) { return point.first > t; });
  const auto* before = after - 1;
  const double part = (t - before->first) / (after->first - before->first);
  return before->second + part * (after->second - before->second);
}

Result<UnitHydrograph> unit_hydrograph(const UnitCatchment& catchment, double step_h) {
  if (!(catchment.area_km2 > 0) || !within(catchment.area_km2, 0, kCatchmentKm2Max))
    return out_of_bounds("流域面积（平方公里，大于 0）", "the area (km2, above 0)",
                         catchment.area_km2, 0, kCatchmentKm2Max);
  if (!(catchment.lag_h > 0) || !within(catchment.lag_h, 0, kLagHoursMax))
    return out_of_bounds("滞时（小时，大于 0）", "the lag (h, above 0)", catchment.lag_h, 0,
                         kLagHoursMax);
  const double step_max_h = kStepOfLagMax * catchment.lag_h;
  if (!(step_h > 0) || step_h > step_max_h)
    return out_of_bounds("时段长（小时，大于 0，不超过滞时的 0.29 倍）",
                         "the step (h, above 0, at most 0.29 of the lag)", step_h, 0, step_max_h);
  UnitHydrograph unit;
  unit.time_to_peak_h = time_to_peak_h(catchment.lag_h, step_h);
  unit.peak_m3_s_mm = unit_peak_m3_s_mm(catchment.area_km2, unit.time_to_peak_h);
  const double steps = base_of(catchment.shape) * unit.time_to_peak_h / step_h;
  if (steps > static_cast<double>(kUnitOrdinatesMax))
    return Error{Errc::too_many, {"时段太短，单位线太长", "the step is too short for this lag"}};
  auto& ordinates = unit.ordinates_m3_s_mm;
  ordinates.resize(static_cast<std::size_t>(std::ceil(steps)) + 1);
  for (std::size_t i = 0; i < ordinates.size(); ++i)
    ordinates[i] =
        unit_ratio(catchment.shape, static_cast<double>(i) * step_h / unit.time_to_peak_h);
  const double sum = std::accumulate(ordinates.begin(), ordinates.end(), 0.0);
  const double m3_of_a_mm = catchment.area_km2 * 1000;
  for (double& ordinate : ordinates) ordinate *= m3_of_a_mm / (sum * step_h * 3600);
  return unit;
}

Result<std::vector<double>> convolved_m3_s(std::span<const double> runoff_mm,
                                           std::span<const double> ordinates_m3_s_mm) {
  if (runoff_mm.empty() || ordinates_m3_s_mm.empty()) return std::vector<double>{};
  if (runoff_mm.size() > kConvolutionMax / ordinates_m3_s_mm.size())
    return Error{Errc::too_many, {"时段太多", "too many steps"}};
  std::vector<double> discharge(runoff_mm.size() + ordinates_m3_s_mm.size() - 1);
  for (std::size_t i = 0; i < runoff_mm.size(); ++i) {
    if (runoff_mm[i] == 0) continue;
    for (std::size_t j = 0; j < ordinates_m3_s_mm.size(); ++j)
      discharge[i + j] += runoff_mm[i] * ordinates_m3_s_mm[j];
  }
  return discharge;
}

}  // namespace fenghuo::simulator

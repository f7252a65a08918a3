#include "simulator/hazard/curve_number.h"

#include <algorithm>

#include "simulator/hazard/input_bounds.h"

namespace fenghuo::simulator {
namespace {

double runoff_of(double rain_mm, double retention) {
  const double effective_mm = rain_mm - kInitialAbstraction * retention;
  if (effective_mm <= 0) return 0;
  return effective_mm * effective_mm / (effective_mm + retention);
}

Error curve_number_beyond(double curve_number) {
  return out_of_bounds("曲线数 CN ", "the curve number", curve_number, kCurveNumberMin,
                       kCurveNumberMax);
}

}  // namespace

double retention_mm(double curve_number) {
  return 25'400 / curve_number - 254;
}

double curve_number_on(Wetness wetness, double curve_number) {
  switch (wetness) {
    case Wetness::dry:
      return 4.2 * curve_number / (10 - 0.058 * curve_number);
    case Wetness::average:
      return curve_number;
    case Wetness::wet:
      return 23 * curve_number / (10 + 0.13 * curve_number);
  }
  return curve_number;
}

Result<double> runoff_mm(double rain_mm, double curve_number) {
  if (!within(curve_number, kCurveNumberMin, kCurveNumberMax))
    return curve_number_beyond(curve_number);
  if (!within(rain_mm, 0, kRainMmMax))
    return out_of_bounds("雨量（毫米）", "rain (mm)", rain_mm, 0, kRainMmMax);
  return runoff_of(rain_mm, retention_mm(curve_number));
}

Result<std::vector<double>> runoff_steps_mm(std::span<const double> rain_mm, double curve_number,
                                            Wetness wetness) {
  if (!within(curve_number, kCurveNumberMin, kCurveNumberMax))
    return curve_number_beyond(curve_number);
  if (rain_mm.size() > kHazardStepsMax)
    return Error{Errc::too_many, {"雨量的时段太多", "too many steps of rain"}};
  const double retention = retention_mm(curve_number_on(wetness, curve_number));
  std::vector<double> runoff(rain_mm.size());
  double rain_sum_mm = 0;
  double runoff_sum_mm = 0;
  for (std::size_t i = 0; i < rain_mm.size(); ++i) {
    if (!within(rain_mm[i], 0, kRainMmMax))
      return out_of_bounds("时段雨量（毫米）", "rain of a step (mm)", rain_mm[i], 0, kRainMmMax);
    rain_sum_mm += rain_mm[i];
    const double sum_mm = runoff_of(rain_sum_mm, retention);
    // A sum that stands still could fall by its last digit.
    runoff[i] = std::max(0.0, sum_mm - runoff_sum_mm);
    runoff_sum_mm = sum_mm;
  }
  return runoff;
}

}  // namespace fenghuo::simulator

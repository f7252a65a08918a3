#include "simulator/hazard/muskingum.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "simulator/hazard/input_bounds.h"

namespace fenghuo::simulator {
namespace {

// A step of half an hour and a K of one hour must not fail by their last digit.
constexpr double kRounding = 1e-9;

Error unstable(const MuskingumReach& reach, double step_h) {
  const double low_h = 2 * reach.k_h * reach.x;
  const double high_h = 2 * reach.k_h * (1 - reach.x);
  std::string zh = "时段长 " + number_text(step_h) + " 小时不适合这段河：须在 2Kx 与 2K(1-x) 之间";
  std::string en = "a step of " + number_text(step_h) +
                   " h doesn't suit this reach: it must lie between 2Kx and 2K(1-x)";
  const auto range = [](double low, double high) {
    return number_text(low) + "–" + number_text(high) + " h";
  };
  zh += "（" + range(low_h / reach.sub_reaches, high_h / reach.sub_reaches) + "）";
  en += " (" + range(low_h / reach.sub_reaches, high_h / reach.sub_reaches) + ")";
  const double fewest = std::max(1.0, std::ceil(low_h / step_h - kRounding));
  if (fewest <= high_h / step_h + kRounding && fewest <= kSubReachesMax) {
    zh += "；分成 " + number_text(fewest) + " 段就行";
    en += "; it would do with " + number_text(fewest) + " sub-reaches";
  }
  return refused(std::move(zh), std::move(en));
}

}  // namespace

Result<MuskingumCoefficients> muskingum_coefficients(const MuskingumReach& reach, double step_h) {
  if (!(reach.k_h > 0) || !within(reach.k_h, 0, kMuskingumHoursMax))
    return out_of_bounds("马斯京根 K（小时，大于 0）", "Muskingum's K (h, above 0)", reach.k_h, 0,
                         kMuskingumHoursMax);
  if (!within(reach.x, 0, kMuskingumXMax))
    return out_of_bounds("马斯京根 x ", "Muskingum's x", reach.x, 0, kMuskingumXMax);
  if (reach.sub_reaches < 1 || reach.sub_reaches > kSubReachesMax)
    return out_of_bounds("河段分段数", "the number of sub-reaches", reach.sub_reaches, 1,
                         kSubReachesMax);
  if (!(step_h > 0)) return refused("时段长须大于 0", "the step must be above 0");
  const double k_h = reach.k_h / reach.sub_reaches;
  const double kx = k_h * reach.x;
  const double rest = k_h * (1 - reach.x);
  const double half_h = step_h / 2;
  if (half_h < kx - kRounding * k_h || half_h > rest + kRounding * k_h)
    return unstable(reach, step_h);
  const double divisor = rest + half_h;
  return MuskingumCoefficients{.of_inflow = (half_h - kx) / divisor,
                               .of_inflow_before = (half_h + kx) / divisor,
                               .of_outflow_before = (rest - half_h) / divisor};
}

Result<std::vector<double>> routed_m3_s(std::span<const double> inflow_m3_s,
                                        const MuskingumReach& reach, double step_h) {
  return routed_m3_s(inflow_m3_s, reach, step_h, inflow_m3_s.empty() ? 0 : inflow_m3_s[0]);
}

Result<std::vector<double>> routed_m3_s(std::span<const double> inflow_m3_s,
                                        const MuskingumReach& reach, double step_h,
                                        double outflow_before_m3_s) {
  if (inflow_m3_s.size() > kHazardStepsMax)
    return Error{Errc::too_many, {"流量的时段太多", "too many steps of discharge"}};
  if (!all_within(inflow_m3_s, 0, kDischargeMax) || !within(outflow_before_m3_s, 0, kDischargeMax))
    return refused("流量须是不小于 0 的数，不超过每秒 100 万立方米",
                   "discharge must be a number from 0 to 1,000,000 m3/s");
  std::vector<double> flow(inflow_m3_s.begin(), inflow_m3_s.end());
  if (reach.k_h == 0 || flow.empty()) return flow;
  const auto by = muskingum_coefficients(reach, step_h);
  if (!by) return by.error();
  for (unsigned part = 0; part < reach.sub_reaches; ++part) {
    double inflow_before = flow[0];
    flow[0] = outflow_before_m3_s;
    for (std::size_t i = 1; i < flow.size(); ++i) {
      const double inflow = flow[i];
      flow[i] = by->of_inflow * inflow + by->of_inflow_before * inflow_before +
                by->of_outflow_before * flow[i - 1];
      inflow_before = inflow;
    }
  }
  return flow;
}

}  // namespace fenghuo::simulator

// A flood wave down a reach: Muskingum routing.
//
//   S = K (x I + (1 - x) Q);  Q2 = C0 I2 + C1 I1 + C2 Q1,  D = K (1 - x) + dt / 2
//   C0 = (dt / 2 - K x) / D,  C1 = (dt / 2 + K x) / D,  C2 = (K (1 - x) - dt / 2) / D
//
// McCarthy (1938); Chow, Maidment and Mays, Applied Hydrology (1988), section 8.4; USACE
// EM 1110-2-1417 (1994), chapter 9. Coefficients below zero make water run before it comes, so
// 2 K x <= dt <= 2 K (1 - x) is demanded of each sub-reach.
#pragma once

#include <span>
#include <vector>

#include "engine/result.h"

namespace fenghuo::simulator {

inline constexpr double kMuskingumHoursMax = 1000;
inline constexpr double kMuskingumXMax = 0.5;
inline constexpr unsigned kSubReachesMax = 100;
inline constexpr double kDischargeMax = 1'000'000;  // m3/s

struct MuskingumReach {
  double k_h = 0;  // travel time of the wave; 0: no reach, the flood is handed on as it is
  double x = 0.2;  // 0: a pond; 0.5: a canal that only delays; rivers mostly 0.1 to 0.3
  unsigned sub_reaches = 1;  // one after the other, each with K / sub_reaches
};

struct MuskingumCoefficients {
  double of_inflow = 0;          // C0
  double of_inflow_before = 0;   // C1
  double of_outflow_before = 0;  // C2
};

/// Of one sub-reach; `k_h` > 0. Errors: bad_input (bounds; a step that it can't be reckoned with -
/// the text tells how many sub-reaches would do, where some number would).
Result<MuskingumCoefficients> muskingum_coefficients(const MuskingumReach& reach, double step_h);

/// Outflow at the moments of the inflow. Before the first one the reach is taken as steady at
/// `outflow_before_m3_s`; without it, at the first inflow. Errors: as above, and of the inflow
/// (negative, too much, kHazardStepsMax).
Result<std::vector<double>> routed_m3_s(std::span<const double> inflow_m3_s,
                                        const MuskingumReach& reach, double step_h);
Result<std::vector<double>> routed_m3_s(std::span<const double> inflow_m3_s,
                                        const MuskingumReach& reach, double step_h,
                                        double outflow_before_m3_s);

}  // namespace fenghuo::simulator

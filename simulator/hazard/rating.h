// Stage from discharge, of a section that nothing downstream holds back.
//
//   Rectangular channel, Manning:  Q = A R^(2/3) S^(1/2) / n,  A = b y,  R = b y / (b + 2 y)
//   Power law:                     Q = c (h - h0)^b
//
// Chow, Maidment and Mays, Applied Hydrology (1988), section 2.5; of a channel that is
// wide (R near y) the first is the second with b = 5/3.
#pragma once

#include <span>
#include <variant>
#include <vector>

#include "engine/result.h"

namespace fenghuo::simulator {

struct RectangularChannel {
  double width_m = 0;
  double slope = 0;      // of the bed, m/m
  double roughness = 0;  // Manning's n: clean 0.03, stones and weed 0.05, flood plain 0.1
  double bed_m = 0;      // level of the bed
};

struct PowerLawRating {
  double factor = 0;  // c
  double exponent = 0;
  double zero_m = 0;  // h0: stage without discharge
};

using Rating = std::variant<RectangularChannel, PowerLawRating>;

inline constexpr double kWidthMetresMax = 10'000;
inline constexpr double kSlopeMax = 0.5;
inline constexpr double kRoughnessMax = 0.5;
inline constexpr double kRatingFactorMax = 1e6;
inline constexpr double kRatingExponentMin = 0.5;
inline constexpr double kRatingExponentMax = 5;
inline constexpr double kLevelMetresMax = 9'000;  // of a bed, above or below zero

/// Stages in metres. Errors: bad_input (a rating or a discharge beyond its bounds).
Result<std::vector<double>> stages_m(const Rating& rating, std::span<const double> discharge_m3_s);
Result<double> stage_m(const Rating& rating, double discharge_m3_s);

/// The other way; 0 at and under the bed.
Result<double> discharge_at_m3_s(const Rating& rating, double stage_m);

}  // namespace fenghuo::simulator

// Rain to runoff by curve numbers: how much of a storm's rain runs off at once.
//
//   S = 25400 / CN - 254 mm,  Ia = 0.2 S,  Q = (P - Ia)^2 / (P - Ia + S) where P > Ia, else 0
//
// P and Q are sums since the storm began. USDA Soil Conservation Service, National Engineering
// Handbook, section 4, chapter 10 (1972; NRCS Part 630, chapter 10, 2004). Dry and wet ground: its
// table 10.1, by the equations of Chow, Maidment and Mays, Applied Hydrology (1988), section 5.5.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/result.h"

namespace fenghuo::simulator {

inline constexpr double kCurveNumberMin = 30;
inline constexpr double kCurveNumberMax = 100;
/// Ia / S.
inline constexpr double kInitialAbstraction = 0.2;
/// Of one step, and of a storm for runoff_mm(): no day and no storm had so much.
inline constexpr double kRainMmMax = 10'000;

/// What the five days before left: antecedent moisture condition I, II, III.
enum class Wetness : std::uint8_t { dry, average, wet };

/// Storage of the ground when runoff begins; `curve_number` > 0.
double retention_mm(double curve_number);

/// `curve_number` is that of average ground (II). Within 2 of the handbook's table.
double curve_number_on(Wetness wetness, double curve_number);

/// Of a storm as a whole. Errors: bad_input (beyond the bounds above).
Result<double> runoff_mm(double rain_mm, double curve_number);

/// Runoff of each step of one storm; their sum is runoff_mm() of all its rain. `curve_number` is
/// that of average ground. Errors: bad_input, too_many (kHazardStepsMax).
Result<std::vector<double>> runoff_steps_mm(std::span<const double> rain_mm, double curve_number,
                                            Wetness wetness = Wetness::average);

}  // namespace fenghuo::simulator

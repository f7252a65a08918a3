// Runoff to discharge: the SCS dimensionless unit hydrograph, and convolution with it.
//
//   Tp = D / 2 + lag,  lag = 0.6 Tc,  qp = 0.208 A / Tp  (m3/s for 1 mm; km2, h)
//
// NEH-4 (USDA SCS, 1972; NRCS Part 630, 2007), chapter 16, table 16.1; metric as in Chow, Maidment
// and Mays, Applied Hydrology (1988), section 7.7. 0.208 is the handbook's peak rate factor of 484,
// for rolling country; flat and swampy country has 300 and less, steep country 600.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/result.h"

namespace fenghuo::simulator {

inline constexpr double kCatchmentKm2Max = 10'000;
inline constexpr double kLagHoursMax = 240;
/// A step must be no longer than this part of the lag, or the peak falls between two steps: 0.29,
/// as in HEC-HMS (the handbook asks for 0.22, and no more than 0.28).
inline constexpr double kStepOfLagMax = 0.29;
inline constexpr std::size_t kUnitOrdinatesMax = 20'000;
/// Multiplications of a convolution: a tenth of a second.
inline constexpr std::size_t kConvolutionMax = 100'000'000;

enum class UnitShape : std::uint8_t { curvilinear, triangular };

struct UnitCatchment {
  double area_km2 = 0;
  double lag_h = 0;
  UnitShape shape = UnitShape::curvilinear;
};

struct UnitHydrograph {
  double time_to_peak_h = 0;
  double peak_m3_s_mm = 0;  // by the formula; the highest ordinate may differ by a little
  /// Discharge for 1 mm of runoff in the first step, at 0, 1, 2 ... steps. Begins and ends with 0;
  /// its volume is 1 mm over the area exactly.
  std::vector<double> ordinates_m3_s_mm;
};

double lag_of_concentration_h(double concentration_h);
double time_to_peak_h(double lag_h, double step_h);
double unit_peak_m3_s_mm(double area_km2, double to_peak_h);

/// q / qp at t / Tp; 0 outside the base (5 Tp; 2.67 Tp for the triangle).
double unit_ratio(UnitShape shape, double times_to_peak);

/// Errors: bad_input (bounds above; a step that is too long for the lag), too_many (ordinates).
Result<UnitHydrograph> unit_hydrograph(const UnitCatchment& catchment, double step_h);

/// Discharge at 0, 1, 2 ... steps of runoff that fell in the first, second ... step; as long as
/// both together, less one. Errors: too_many (kConvolutionMax).
Result<std::vector<double>> convolved_m3_s(std::span<const double> runoff_mm,
                                           std::span<const double> ordinates_m3_s_mm);

}  // namespace fenghuo::simulator

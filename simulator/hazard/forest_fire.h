// A forest fire over a grid: the cellular automaton of Alexandridis, Vakalis, Siettos and Bafas,
// Applied Mathematics and Computation 204 (2008) 191-201.
//
//   p = p_h (1 + p_veg) (1 + p_den) p_w p_s
//   p_w = exp(c1 V) exp(c2 V (cos theta - 1)),  p_s = exp(a theta_s)
//
// A cell that burns lights each of its eight neighbours with p in the next step, and has burnt out
// then. theta is the angle between the fire's direction and the wind's, theta_s the slope towards
// the neighbour in degrees, uphill above 0. Left out: burning pieces that the wind carries over a
// gap (which the paper has), moisture, and people who put it out. A step has no length of its
// own: cell size over the rate of spread that a forester gives.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/result.h"
#include "simulator/random.h"

namespace fenghuo::simulator {

inline constexpr std::size_t kFireCellsMax = 4'000'000;  // 2000 x 2000; 40 bytes a cell
inline constexpr double kFireWindMax = 60;               // m/s
inline constexpr double kCellMetresMin = 1;
inline constexpr double kCellMetresMax = 1'000;

/// p_veg and p_den of the paper's tables; between them, what is between.
inline constexpr double kFields = -0.3;
inline constexpr double kThickets = 0;
inline constexpr double kPines = 0.4;
inline constexpr double kSparse = -0.4;
inline constexpr double kNormal = 0;
inline constexpr double kDense = 0.3;

struct FireCell {
  bool fuel = true;        // false: road, water, rock, a fire break
  double vegetation = 0;   // p_veg, -1 to 1
  double density = 0;      // p_den, -1 to 1
  double elevation_m = 0;  // within 9000
};

/// As fitted by the authors to the fire on Spetses of 1990.
struct FireCoefficients {
  double base = 0.58;         // p_h, without wind, on level ground
  double slope = 0.078;       // a, by degree
  double wind_speed = 0.045;  // c1, s/m
  double wind_angle = 0.131;  // c2, s/m
};

struct FireWind {
  double speed_m_s = 0;
  double from_deg = 0;  // as a vane tells it: 0 from the north, 90 from the east
};

struct FireTask {
  std::size_t rows = 0;  // the first is the northernmost
  std::size_t columns = 0;
  double cell_m = 0;
  std::vector<FireCell> cells;  // row by row, each from west to east
  FireWind wind;
  FireCoefficients coefficients;
  std::vector<std::size_t> ignited;  // cells that burn in step 0
  std::uint32_t steps = 0;           // at most so many
};

struct FireSpread {
  std::vector<std::optional<std::uint32_t>> burns_at_step;  // by cell; nothing: it doesn't
  std::uint32_t last_step = 0;                              // in which some cell still burns
};

/// One neighbour's chance, 0 to 1. `cosine` is that of theta, `rise_m` over `distance_m`.
struct FirePath {
  double cosine = 1;
  double rise_m = 0;
  double distance_m = 0;
};
double spread_probability(const FireCell& to, const FirePath& path, double wind_m_s,
                          const FireCoefficients& coefficients);

/// A cell's luck against each neighbour is its own, whichever way and whenever the fire comes: so a
/// fire break changes nothing but what lies behind it. Errors: bad_input, too_many.
Result<FireSpread> forest_fire(const FireTask& task, const Random& luck);

}  // namespace fenghuo::simulator

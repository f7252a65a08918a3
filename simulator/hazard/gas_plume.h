// Gas from a leak that goes on: the Gaussian plume over open country, thrown back by the ground.
//
//   C = Q / (2 pi u sy sz) exp(-y^2 / 2 sy^2) (exp(-(z - H)^2 / 2 sz^2) + exp(-(z + H)^2 / 2 sz^2))
//
// Pasquill and Gifford's classes, with sigmas by Briggs, Diffusion estimation for small emissions
// (1973, doi 10.2172/5118833), open country, 100 m to 10 km; Seinfeld and Pandis, Atmospheric
// Chemistry and Physics, chapter 18. Means of some ten minutes: puffs in between are several times
// higher. Not for calm air, valleys, towns, puffs, fire, or gas that is heavier than air (chlorine,
// ammonia from a tank, liquefied gas), which creeps along the ground and farther.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/result.h"

namespace fenghuo::simulator {

inline constexpr double kPlumeMetresMin = 100;
inline constexpr double kPlumeMetresMax = 10'000;
inline constexpr double kPlumeWindMin = 1;  // m/s; under it the air goes nowhere in particular
inline constexpr double kPlumeWindMax = 60;
inline constexpr double kPlumeHeightMax = 500;  // m
inline constexpr double kPlumeRateMax = 1e9;    // g/s

/// Pasquill's classes, from sun and light wind (a) to a clear night with light wind (f); d is an
/// overcast sky or more than 6 m/s.
enum class Stability : std::uint8_t { a, b, c, d, e, f };

struct PlumeSigmas {
  double across_m = 0;  // sy
  double up_m = 0;      // sz
};

struct PlumeSource {
  double rate_g_s = 0;
  double height_m = 0;  // of the leak, with what the gas rises
  double wind_m_s = 0;  // at that height
  Stability stability = Stability::d;
};

struct PlumePoint {
  double downwind_m = 0;
  double crosswind_m = 0;
  double height_m = 0;
};

struct PlumeReach {
  double downwind_m = 0;
  bool farther = false;  // it is still reached at 10 km, where the sigmas end
};

/// Errors: bad_input (beyond 100 m to 10 km).
Result<PlumeSigmas> open_country_sigmas(Stability stability, double downwind_m);

/// Errors: bad_input (a source or a point beyond its bounds).
Result<double> concentration_mg_m3(const PlumeSource& source, const PlumePoint& point);

/// The farthest place at the ground, straight downwind, that has `threshold_mg_m3`; nothing: no
/// place between 100 m and 10 km has it. Errors: bad_input.
Result<std::optional<PlumeReach>> plume_reach(const PlumeSource& source, double threshold_mg_m3);

}  // namespace fenghuo::simulator

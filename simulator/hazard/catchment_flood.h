// Rain over a tree of catchments to floods at their outlets: runoff by curve numbers
// (curve_number.h), discharge by unit hydrographs (unit_hydrograph.h), down the reach below each
// outlet (muskingum.h) to the next one, where both waters meet; and the stage there (rating.h).
// Owns nothing; equal input, equal floods. It knows no dam, no bridge that clogs and no dyke that
// breaks: those floods are higher and sooner.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "engine/result.h"
#include "simulator/hazard/curve_number.h"
#include "simulator/hazard/muskingum.h"
#include "simulator/hazard/rating.h"
#include "simulator/hazard/unit_hydrograph.h"

namespace fenghuo::simulator {

inline constexpr std::size_t kCatchmentsMax = 1'000;
/// Values kept: catchments times steps, 16 bytes each (discharge and stage), 160 MB.
inline constexpr std::size_t kFloodValuesMax = 10'000'000;

struct Catchment {
  double area_km2 = 0;
  double curve_number = 0;
  Wetness wetness = Wetness::average;
  double lag_h = 0;  // or lag_of_concentration_h()
  UnitShape shape = UnitShape::curvilinear;
  std::vector<double> rain_mm;          // by step; no more of it than the task has steps
  double base_flow_m3_s = 0;            // from this catchment alone, all the time
  std::optional<std::size_t> flows_to;  // nothing: out of the township
  MuskingumReach reach;                 // from this outlet to that of `flows_to`
  std::optional<Rating> rating;
};

struct FloodTask {
  std::vector<Catchment> catchments;
  double step_h = 0;
  std::size_t steps = 0;  // how far to look; what hasn't passed by then is not told
};

struct OutletFlood {
  double runoff_m3 = 0;                // of this catchment's rain
  std::vector<double> discharge_m3_s;  // at 0, 1 ... steps: one more than the task has steps
  std::vector<double> stage_m;         // at the same moments; empty without a rating
  std::size_t peak_step = 0;           // of the highest discharge, the first of equals
};

/// By catchment. Errors: bad_input (of the models, with the number of the catchment; a `flows_to`
/// that isn't there or goes round in a circle), too_many.
Result<std::vector<OutletFlood>> catchment_flood(const FloodTask& task);

/// Rain of long steps as `parts` equal steps of each, for a catchment whose lag is too short for
/// them. Errors: too_many; bad_input (`parts` is 0).
Result<std::vector<double>> finer_rain_mm(std::span<const double> rain_mm, std::size_t parts);

}  // namespace fenghuo::simulator

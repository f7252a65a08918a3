// What a choice of dispatch costs: how urgent the task is, how long the unit travels to it, and
// what it costs that a unit turns round on its way. Whole numbers, so that plans are equal on every
// machine. The unit of cost is a thousandth of a weighted second: a second of travel to a blue task
// that has just come costs 1,000.
#pragma once

#include <cstdint>

#include "engine/level.h"
#include "playbooks/dispatch/assignment.h"

namespace fenghuo::dispatch {

/// Any number will do: below 0 it counts as 0, above the bound as the bound, here and below. With
/// these bounds no cost is above kCostMax.
inline constexpr std::int64_t kTravelMax_s = 24 * 3600;
inline constexpr std::int64_t kAgeMax_s = 30 * 24 * 3600;
inline constexpr std::int64_t kSwitchPenaltyMax_s = 24 * 3600;

/// The defaults come of bench/dispatch/burst.cc, whose opening comment says how.
struct Pricing {
  /// A task that has waited so long weighs as much as one more blue task; 0: age doesn't count.
  /// Added rather than multiplied: what is lowest comes nearer to what is highest in the end.
  std::int64_t ageing_s = 3600;
  /// Weighted seconds: a unit leaves its task for another only if that saves more.
  std::int64_t switch_penalty_s = 1200;
  /// Longer trips count as this long, and hardly more. What is left unserved counts as such a trip,
  /// so the longer it is, the more the urgent goes before the near.
  std::int64_t long_trip_s = 2 * 3600;
};

struct Need {
  Level level = Level::blue;  // none counts as blue
  std::int64_t age_s = 0;     // since it came
};

struct UnitTrip {
  std::int64_t travel_s = 0;
  bool turns_round = false;  // the unit is under way to another task
};

/// In thousandths: blue 1,000, yellow 2,000, orange 4,000, red 8,000, and what age adds to it,
/// which is at most kAgeWeightMax.
inline constexpr Cost kAgeWeightMax = 100'000;
Cost weight(const Need& need, const Pricing& pricing);

/// weight * travel, and the penalty where the unit turns round.
Cost served_cost(const Need& need, const UnitTrip& trip, const Pricing& pricing);

/// More than any served_cost of this need: in a plan of least cost no task is left while a unit
/// that could come has nothing to do.
Cost unserved_cost(const Need& need, const Pricing& pricing);

}  // namespace fenghuo::dispatch

#include "playbooks/dispatch/price.h"

#include <algorithm>

namespace fenghuo::dispatch {
namespace {

constexpr Cost kOne = 1000;  // a second of travel to a blue task
constexpr Cost kWeightMax = 8 * kOne + kAgeWeightMax;

static_assert(kWeightMax * kTravelMax_s + kTravelMax_s + kOne * kSwitchPenaltyMax_s < kCostMax);

std::int64_t bounded(std::int64_t value, std::int64_t max) {
  return std::clamp<std::int64_t>(value, 0, max);
}

Cost penalty(const Pricing& pricing) {
  return kOne * bounded(pricing.switch_penalty_s, kSwitchPenaltyMax_s);
}

// Seconds beyond a long trip cost 1, which no weight reaches: they tell two long trips apart.
Cost travel_cost(Cost weight, std::int64_t travel_s, const Pricing& pricing) {
  const std::int64_t travel = bounded(travel_s, kTravelMax_s);
  const std::int64_t counted = std::min(travel, bounded(pricing.long_trip_s, kTravelMax_s));
  return weight * counted + (travel - counted);
}

}  // namespace

Cost weight(const Need& need, const Pricing& pricing) {
  const Cost of_level = kOne << (std::max(severity(need.level), 1) - 1);
  const std::int64_t ageing_s = bounded(pricing.ageing_s, kAgeMax_s);
  if (ageing_s == 0) return of_level;
  return of_level + std::min(kOne * bounded(need.age_s, kAgeMax_s) / ageing_s, kAgeWeightMax);
}

Cost served_cost(const Need& need, const UnitTrip& trip, const Pricing& pricing) {
  return travel_cost(weight(need, pricing), trip.travel_s, pricing) +
         (trip.turns_round ? penalty(pricing) : 0);
}

Cost unserved_cost(const Need& need, const Pricing& pricing) {
  return travel_cost(weight(need, pricing), kTravelMax_s, pricing) + penalty(pricing) + 1;
}

}  // namespace fenghuo::dispatch

// Many nights of chance: how likely it is that a village's people are all safe in time.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "simulator/night_record.h"
#include "simulator/scenario.h"

namespace fenghuo::simulator {

/// A share with its 95 % interval (Wilson, Probable inference, JASA 22, 1927).
struct Share {
  double value = 0;
  double low = 0;
  double high = 0;
};
Share share_of(std::uint64_t times, std::uint64_t of);

struct VillageOdds {
  std::uint64_t nights = 0;
  std::uint64_t all_safe = 0;
  std::uint64_t caught = 0;  // people, over all nights
};

using Odds = std::map<std::string, VillageOdds>;  // by village in danger

/// Of a night that was played until it was decided who is safe in time. How many were caught.
std::uint32_t count_night(const NightRecord& record, Odds& odds);
/// The stations that are dead in the night of the scenario's seed. Nights of chance in which these
/// are the same are alike until somebody answers.
std::string dead_stations(const Scenario& night);
void add(Odds& to, const Odds& more);

/// People caught a night, of one plan less those of another, where night i of both had the same
/// luck: the mean and half of its 95 % interval (common random numbers: the luck of both cancels).
struct Difference {
  double mean = 0;
  double half_width = 0;
};
/// One night says nothing of how far the mean may be off.
inline constexpr std::size_t kNightsToCompareMin = 2;
/// Nothing where there are fewer than that.
std::optional<Difference> difference_of(const std::vector<std::uint32_t>& a,
                                        const std::vector<std::uint32_t>& b);

}  // namespace fenghuo::simulator

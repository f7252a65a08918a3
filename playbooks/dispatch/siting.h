// Siting: at which places to keep supplies or units so that people are near. The p-median problem:
// of all candidates at most so many, with the least travel summed over all people. Knows no
// incident; travel comes as a table.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "engine/result.h"

namespace fenghuo::dispatch {

/// In a table of travel: a place that can't be reached.
inline constexpr std::uint32_t kNoWay = UINT32_MAX;

/// Of candidates, and of demand points. 2,000 x 2,000 take 16 MB of travel, 32 MB for the same
/// sorted, and at worst (2,000 sites) two states of 32 MB.
inline constexpr std::size_t kSitingPlacesMax = 2'000;
/// 115 days, or a quarter of the way around the earth.
inline constexpr std::uint32_t kSitingTravelMax = 10'000'000;

/// A township with what may be built or kept there.
struct SitingInput {
  std::size_t candidates = 0;
  std::vector<std::uint32_t> people;  // of each demand point
  /// Seconds or metres, or kNoWay: candidates x demand points, one candidate's row after another.
  std::vector<std::uint32_t> travel;
  std::vector<std::uint32_t> kept;  // candidates that are sites and stay so
  std::size_t sites_max = 0;        // the kept ones included
};

/// The same, checked: every number is in range, and no sum of people x travel overflows.
class SitingProblem {
 public:
  /// bad_input where the table has another size, a kept site is no candidate, or more are kept than
  /// sites_max; too_many above kSitingPlacesMax or kSitingTravelMax, or where people x people x
  /// longest travel passes 10^18 (a million people, 11 days).
  static Result<SitingProblem> of(SitingInput input);

  std::uint32_t candidates() const { return static_cast<std::uint32_t>(input_.candidates); }
  std::size_t points() const { return input_.people.size(); }
  std::int64_t people(std::size_t point) const { return input_.people[point]; }
  std::uint32_t travel(std::uint32_t candidate, std::size_t point) const {
    return input_.travel[candidate * points() + point];
  }
  const std::vector<std::uint32_t>& kept() const { return input_.kept; }  // ascending, each once
  std::uint32_t sites_max() const { return static_cast<std::uint32_t>(input_.sites_max); }
  std::uint32_t longest_travel() const { return longest_travel_; }
  /// What a person without a site costs a search: more than the travel of all people together.
  std::int64_t no_way_cost() const { return no_way_cost_; }

 private:
  explicit SitingProblem(SitingInput input) : input_(std::move(input)) {}

  SitingInput input_;
  std::uint32_t longest_travel_ = 0;
  std::int64_t no_way_cost_ = 1;
};

/// How far the people are from a set of sites.
struct Reach {
  /// The site of each demand point, of equals the first candidate; nothing where none has a way.
  std::vector<std::optional<std::uint32_t>> nearest;
  std::int64_t person_travel = 0;  // people x travel, of those who are reached
  std::int64_t people_reached = 0;
  std::int64_t people_unreached = 0;

  /// Of a person who is reached, rounded down; 0 where nobody is.
  std::int64_t mean_travel() const {
    return people_reached == 0 ? 0 : person_travel / people_reached;
  }
};

struct Siting {
  std::vector<std::uint32_t> sites;  // ascending, the kept ones included
  Reach reach;
  Reach reach_of_kept;  // as it is without the new ones, to be shown beside it
  /// No choice that reaches everybody has less person_travel; where it is equal, none is better.
  /// Nothing where this one doesn't reach everybody.
  std::optional<std::int64_t> person_travel_min;
};

/// Of a search, for each site that isn't kept.
inline constexpr std::uint32_t kSitingRoundsPerSite = 20;

/// Measured: 200 places 0.02 s at most, 1,000 with 200 sites 3 s, 2,000 with 1,000 sites 20 s; time
/// goes with rounds_max.
struct SitingSearch {
  std::uint64_t seed = 1;
  std::uint32_t rounds_max = 4'000;
};

/// The fewest people without a way first, then the least person_travel. Fewer than sites_max only
/// where one more brings nobody nearer. The same input gives the same answer on every machine.
///
/// Greedy start, fast interchange (siting_interchange.h), then variable neighbourhood search
/// (Hansen and Mladenovic, "Variable neighborhood search for the p-median", Location Science 5,
/// 1997) of kSitingRoundsPerSite rounds for each site that isn't kept, at most rounds_max. It ends
/// early where the lower bound (siting_bound.h) is met.
Siting choose_sites(const SitingProblem& problem, const SitingSearch& search = {});

/// Of any sites, such as those of today. What is no candidate counts for nothing.
Reach reach_of(const SitingProblem& problem, std::span<const std::uint32_t> sites);

/// People with one of the sites within `travel_max`.
std::int64_t people_within(const SitingProblem& problem, std::span<const std::uint32_t> sites,
                           std::uint32_t travel_max);

}  // namespace fenghuo::dispatch

// Siting against all choices in small problems, and against the known optima of OR-Library.
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <optional>

#include "bench/dispatch/orlib_pmed.h"
#include "playbooks/dispatch/siting.h"
#include "tests/random.h"

namespace fenghuo::dispatch {
namespace {

// Reckoned apart from the code under test: by the definition, from the table.
struct Plain {
  std::int64_t unreached = 0;
  std::int64_t person_travel = 0;
  friend auto operator<=>(const Plain&, const Plain&) = default;
};

std::uint32_t nearest_travel(const SitingInput& input, std::uint32_t sites, std::size_t point) {
  std::uint32_t nearest = kNoWay;
  for (std::size_t c = 0; c < input.candidates; ++c)
    if ((sites >> c) & 1)
      nearest = std::min(nearest, input.travel[c * input.people.size() + point]);
  return nearest;
}

// `sites` as bits.
Plain plain(const SitingInput& input, std::uint32_t sites) {
  Plain sum;
  for (std::size_t point = 0; point < input.people.size(); ++point) {
    const std::int64_t people = input.people[point];
    const std::uint32_t travel = nearest_travel(input, sites, point);
    (travel == kNoWay ? sum.unreached : sum.person_travel) +=
        travel == kNoWay ? people : people * travel;
  }
  return sum;
}

std::uint32_t bits(const std::vector<std::uint32_t>& sites) {
  std::uint32_t set = 0;
  for (const auto site : sites) set |= 1U << site;
  return set;
}

Plain best_of_all(const SitingInput& input) {
  const std::uint32_t kept = bits(input.kept);
  std::optional<Plain> best;
  for (std::uint32_t sites = 0; sites < (1U << input.candidates); ++sites) {
    if ((sites & kept) != kept) continue;
    if (static_cast<std::size_t>(std::popcount(sites)) > input.sites_max) continue;
    const Plain sum = plain(input, sites);
    if (!best || sum < *best) best = sum;
  }
  return best.value();
}

SitingInput random_input(Random& random) {
  SitingInput input{.candidates = random.below(10)};
  const std::uint32_t points = random.below(13);
  const std::uint32_t ways_in_12 = random.one_in(2) ? 12 : 2 + random.below(10);
  const std::uint32_t travel_max = random.one_in(3) ? 5 : 3'600;  // few values: many ties
  for (std::uint32_t i = 0; i < points; ++i) input.people.push_back(random.below(300));
  for (std::size_t i = 0; i < input.candidates * points; ++i)
    input.travel.push_back(random.below(12) < ways_in_12 ? random.below(travel_max) : kNoWay);
  for (std::uint32_t c = 0; c < input.candidates; ++c)
    if (random.one_in(8)) input.kept.push_back(c);
  input.sites_max = input.kept.size() + random.below(7);
  return input;
}

SitingProblem checked(const SitingInput& input) {
  return SitingProblem::of(input).value();
}

void expect_true_reach(const SitingInput& input, const std::vector<std::uint32_t>& sites,
                       const Reach& reach) {
  const Plain sum = plain(input, bits(sites));
  EXPECT_EQ(reach.person_travel, sum.person_travel);
  EXPECT_EQ(reach.people_unreached, sum.unreached);
  ASSERT_EQ(reach.nearest.size(), input.people.size());
  for (std::size_t point = 0; point < input.people.size(); ++point) {
    const std::uint32_t travel = nearest_travel(input, bits(sites), point);
    std::optional<std::uint32_t> first;
    for (const auto site : sites)
      if (!first && travel != kNoWay && input.travel[site * input.people.size() + point] == travel)
        first = site;
    EXPECT_EQ(reach.nearest[point], first) << "demand point " << point;
  }
}

TEST(Siting, IsTheBestOfAllChoicesInSmallProblems) {
  for (std::uint32_t seed = 0; seed < 2'000; ++seed) {
    Random random(seed);
    const SitingInput input = random_input(random);
    const Siting siting = choose_sites(checked(input), {.seed = seed});
    const Plain best = best_of_all(input);
    EXPECT_EQ(plain(input, bits(siting.sites)), best);
    EXPECT_LE(siting.sites.size(), input.sites_max);
    EXPECT_TRUE(std::is_sorted(siting.sites.begin(), siting.sites.end()));
    EXPECT_EQ(std::popcount(bits(siting.sites)), static_cast<int>(siting.sites.size()));
    EXPECT_EQ(bits(siting.sites) & bits(input.kept), bits(input.kept));
    expect_true_reach(input, siting.sites, siting.reach);
    expect_true_reach(input, input.kept, siting.reach_of_kept);
    EXPECT_EQ(siting.person_travel_min.has_value(), best.unreached == 0);
    if (siting.person_travel_min) {
      EXPECT_LE(*siting.person_travel_min, best.person_travel);
      const bool with_all_ways = std::ranges::find(input.travel, kNoWay) == input.travel.end();
      if (with_all_ways) {
        EXPECT_GE(*siting.person_travel_min, best.person_travel / 2) << "no use";
      }
    }
    if (HasFailure()) return;
  }
}

// Sanitizers are slow: there only the smaller ones. bench/dispatch does all of them.
#ifdef FENGHUO_SANITIZED
constexpr int kPmedLast = 10;
#else
constexpr int kPmedLast = 25;
#endif

TEST(Siting, ComesWithinOneInAThousandOfTheKnownOptima) {
  const std::string folder = FENGHUO_SOURCE_DIR "/../shared/data/optimisation/orlib_pmed";
  for (int number = 1; number <= kPmedLast; ++number) {
    const auto pmed = bench::read_pmed(folder, number);
    if (!pmed) GTEST_SKIP() << "OR-Library's pmed" << number << " isn't there";
    const auto siting = choose_sites(checked(pmed->input));
    const std::int64_t found = siting.reach.person_travel;
    EXPECT_GE(found, pmed->optimum) << "pmed" << number << ": a wrong graph";
    EXPECT_LE(1'000 * (found - pmed->optimum), pmed->optimum) << "pmed" << number;
    ASSERT_TRUE(siting.person_travel_min);
    EXPECT_LE(*siting.person_travel_min, pmed->optimum) << "pmed" << number;
    EXPECT_LE(100 * (pmed->optimum - *siting.person_travel_min), pmed->optimum)
        << "pmed" << number << ": a bound, but no use";
  }
}

}  // namespace
}  // namespace fenghuo::dispatch

#include "playbooks/dispatch/siting.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>

#include "tests/random.h"

namespace fenghuo::dispatch {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

SitingProblem checked(const SitingInput& input) {
  return SitingProblem::of(input).value();
}

Errc refusal(const SitingInput& input) {
  const auto problem = SitingProblem::of(input);
  EXPECT_FALSE(problem);
  return problem ? Errc::not_found : problem.error().code;
}

// Two villages by the river and one on the hill; the store stands in the first.
SitingInput three_villages(std::size_t sites_max) {
  return {.candidates = 3,
          .people = {100, 40, 60},
          .travel = {0, 300, 1'200,  //
                     300, 0, 900,    //
                     1'200, 900, 0},
          .kept = {0},
          .sites_max = sites_max};
}

TEST(Siting, SaysWhatItIsNowAndWhatItWouldBe) {
  const auto siting = choose_sites(checked(three_villages(2)));
  EXPECT_THAT(siting.sites, ElementsAre(0, 2));
  EXPECT_THAT(siting.reach.nearest, ElementsAre(0, 0, 2));
  EXPECT_EQ(siting.reach_of_kept.mean_travel(), (40 * 300 + 60 * 1'200) / 200);
  EXPECT_EQ(siting.reach.mean_travel(), 40 * 300 / 200);
  EXPECT_EQ(siting.person_travel_min, 40 * 300);
}

TEST(Siting, OpensNoSiteThatBringsNobodyNearer) {
  auto input = three_villages(3);
  input.people = {100, 0, 60};
  const auto siting = choose_sites(checked(input));
  EXPECT_THAT(siting.sites, ElementsAre(0, 2));
  EXPECT_EQ(siting.person_travel_min, 0);
  EXPECT_THAT(choose_sites(checked(three_villages(SIZE_MAX))).sites, ElementsAre(0, 1, 2));
}

TEST(Siting, ReachesMorePeopleBeforeItIsNearerToThem) {
  const SitingInput input{.candidates = 2,
                          .people = {1'000, 1},
                          .travel = {10, kNoWay,  //
                                     4'000'000, 4'000'000},
                          .sites_max = 1};
  EXPECT_THAT(choose_sites(checked(input)).sites, ElementsAre(1));
}

TEST(Siting, WithoutSitesOrPeopleThereIsNothingToChoose) {
  auto input = three_villages(0);
  input.kept = {};
  const auto none = choose_sites(checked(input));
  EXPECT_THAT(none.sites, IsEmpty());
  EXPECT_EQ(none.reach.people_unreached, 200);
  EXPECT_EQ(none.reach.mean_travel(), 0);
  EXPECT_EQ(none.person_travel_min, std::nullopt);
  EXPECT_THAT(choose_sites(checked({.candidates = 3, .sites_max = 2})).sites, IsEmpty());
  EXPECT_THAT(choose_sites(checked({})).sites, IsEmpty());
  EXPECT_THAT(choose_sites(checked({.people = {7}, .sites_max = 2})).reach.nearest,
              ElementsAre(std::nullopt));
}

TEST(Siting, CountsPeopleWithin) {
  const auto problem = checked(three_villages(3));
  const std::vector<std::uint32_t> sites{0};
  EXPECT_EQ(people_within(problem, sites, 0), 100);
  EXPECT_EQ(people_within(problem, sites, 299), 100);
  EXPECT_EQ(people_within(problem, sites, 300), 140);
  EXPECT_EQ(people_within(problem, sites, 1'200), 200);
  EXPECT_EQ(people_within(problem, std::vector<std::uint32_t>{2, 2, 99, 1}, 0), 100);
  EXPECT_EQ(people_within(problem, {}, kNoWay), 0);
  const auto cut_off =
      checked({.candidates = 1, .people = {5, 6}, .travel = {1, kNoWay}, .sites_max = 1});
  EXPECT_EQ(people_within(cut_off, sites, kNoWay), 5) << "no way is not a long way";
}

TEST(Siting, OfEqualSitesTheFirstServes) {
  const auto problem = checked(
      {.candidates = 3, .people = {5, 6}, .travel = {7, 7, 7, 7, 3, kNoWay}, .sites_max = 3});
  EXPECT_THAT(reach_of(problem, std::vector<std::uint32_t>{1, 0, 99}).nearest, ElementsAre(0, 0));
  EXPECT_THAT(reach_of(problem, std::vector<std::uint32_t>{2, 1}).nearest, ElementsAre(2, 1));
  EXPECT_THAT(reach_of(problem, std::vector<std::uint32_t>{2}).nearest,
              ElementsAre(2, std::nullopt));
}

TEST(Siting, RefusesWhatIsNoProblem) {
  auto input = three_villages(2);
  input.travel.pop_back();
  EXPECT_EQ(refusal(input), Errc::bad_input);
  input = three_villages(2);
  input.kept = {3};
  EXPECT_EQ(refusal(input), Errc::bad_input);
  input.kept = {0, 1, 2};
  EXPECT_EQ(refusal(input), Errc::bad_input);
  input.kept = {0, 1, 1, 0};
  EXPECT_TRUE(SitingProblem::of(input)) << "twice the same";
  EXPECT_EQ(refusal({.candidates = kSitingPlacesMax + 1}), Errc::too_many);
  EXPECT_EQ(refusal({.people = std::vector<std::uint32_t>(kSitingPlacesMax + 1)}), Errc::too_many);
}

TEST(Siting, RefusesSumsThatWouldOverflow) {
  SitingInput input{.candidates = 2,
                    .people = {500'000, 500'000},
                    .travel = {0, 999'999, 999'999, 0},
                    .sites_max = 1};
  EXPECT_EQ(choose_sites(checked(input)).reach.person_travel, 500'000LL * 999'999);
  input.travel[1] = 1'000'001;
  EXPECT_EQ(refusal(input), Errc::too_many);
  input.travel[1] = kSitingTravelMax + 1;
  input.people = {1, 1};
  EXPECT_EQ(refusal(input), Errc::too_many);
  input.travel[1] = kSitingTravelMax;
  EXPECT_TRUE(SitingProblem::of(input));
  const std::size_t most = kSitingPlacesMax;
  EXPECT_EQ(refusal({.candidates = 1,
                     .people = std::vector<std::uint32_t>(most, UINT32_MAX),
                     .travel = std::vector<std::uint32_t>(most, kSitingTravelMax)}),
            Errc::too_many);
}

// For the sanitizer of overflows: as many people as may be, near to all sites or as far as may be.
TEST(Siting, ReckonsTheLargestNumbers) {
  Random random(11);
  SitingInput input{
      .candidates = 60, .people = std::vector<std::uint32_t>(60, 316'000 / 60), .sites_max = 30};
  for (int i = 0; i < 60 * 60; ++i)
    input.travel.push_back(random.one_in(20) ? kNoWay : random.one_in(20) ? kSitingTravelMax : 0);
  const auto siting = choose_sites(checked(input));
  EXPECT_EQ(siting.reach.person_travel, 0);
  for (auto& travel : input.travel) travel = std::max(travel, kSitingTravelMax / 2);
  const auto far = choose_sites(checked(input));
  EXPECT_EQ(far.reach.mean_travel(), kSitingTravelMax / 2);
  EXPECT_EQ(far.person_travel_min, far.reach.person_travel);
}

TEST(Siting, ASeedGivesTheSameAnswerAgain) {
  Random random(7);
  SitingInput input{.candidates = 60, .sites_max = 12};
  for (int i = 0; i < 60; ++i) input.people.push_back(random.below(100));
  for (int i = 0; i < 60 * 60; ++i) input.travel.push_back(random.below(1'000));
  const auto problem = checked(input);
  const auto siting = choose_sites(problem, {.seed = 3});
  EXPECT_EQ(choose_sites(problem, {.seed = 3}).sites, siting.sites);
  EXPECT_LE(siting.reach.person_travel,
            choose_sites(problem, {.rounds_max = 0}).reach.person_travel);
}

}  // namespace
}  // namespace fenghuo::dispatch

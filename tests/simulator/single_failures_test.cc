// Planted weak plans, one for each kind of cut set, and one that is secure.
#include "simulator/single_failures.h"

#include <gmock/gmock.h>

#include <algorithm>

#include "simulator/elements.h"
#include "tests/simulator/night_rig.h"

namespace fenghuo::simulator {
namespace {

using ::testing::Contains;
using ::testing::Not;
using Elements = std::vector<std::string>;

struct Analysis {
  std::vector<FailureResult> results;
  std::vector<CutSet> cuts;
  std::vector<Elements> sets() const {
    std::vector<Elements> all;
    for (const auto& cut : cuts) all.push_back(cut.elements);
    return all;
  }
};

// `every`: plays every pair of the plan's elements, whether it matters or not.
Analysis analyse(const wire::PlanChanged& plan, const Scenario& night, bool pairs,
                 bool every = false) {
  const auto beginning = beginning_of(plan);
  const std::vector<TriedNight> nights{{"night", &night, &beginning}};
  Analysis analysis;
  const auto play = [&](const Elements& elements) {
    analysis.results.push_back(play_failure(nights[0], 0, elements));
    return analysis.results.back();
  };
  const auto base = play({});
  std::vector<FailureResult> singles;
  const Elements all = every ? elements_of(plan.plan()) : base.asked;
  for (const auto& element : all) singles.push_back(play({element}));
  if (pairs && every)
    for (std::size_t i = 0; i < all.size(); ++i)
      for (std::size_t k = i + 1; k < all.size(); ++k) play({all[i], all[k]});
  else if (pairs)
    for (const auto& pair : pair_failures(singles)) play(pair);
  analysis.cuts = cut_sets(analysis.results);
  return analysis;
}

TEST(SingleFailuresTest, TheOnlyGaugeIsACut) {
  EXPECT_THAT(analyse(night_plan(), small_night(), false).sets(), Contains(Elements{"station/S1"}));
}

TEST(SingleFailuresTest, ASharedFeedIsACutThoughThereAreTwoGauges) {
  auto plan = night_plan();
  add_station(*plan.mutable_plan(), "S2", {"A"});
  for (auto& station : *plan.mutable_plan()->mutable_stations()) station.add_depends_on("feed");
  Scenario night = small_night();
  night.stations.push_back(night.stations[0]);
  night.stations.back().station = "S2";
  const auto sets = analyse(plan, night, false).sets();
  EXPECT_THAT(sets, Contains(Elements{"feed"}));
  EXPECT_THAT(sets, Not(Contains(Elements{"station/S1"})));
}

TEST(SingleFailuresTest, TheRoadAndTheShelterAreCuts) {
  auto plan = night_plan();
  auto& shelter = *plan.mutable_plan()->add_shelters();
  shelter.set_id("school");
  shelter.set_capacity(40);
  shelter.add_villages("A");
  const auto sets = analyse(plan, small_night(), false).sets();
  EXPECT_THAT(sets, Contains(Elements{"way/A"}));
  EXPECT_THAT(sets, Contains(Elements{"shelter/school"}));
}

TEST(SingleFailuresTest, TheOnlyPersonOfAVillageIsACutAndOneOfTwoIsNot) {
  auto plan = night_plan();
  for (auto& duty : *plan.mutable_plan()->mutable_roster())
    if (duty.area() == "A") {
      duty.set_holder("leader");
      duty.set_stand_in("");
    }
  // Nobody else can be reached before the danger comes.
  Scenario night = small_night();
  night.dangers[0].at = at(33);
  EXPECT_THAT(analyse(plan, night, false).sets(), Contains(Elements{"person/leader"}));
  EXPECT_THAT(analyse(night_plan(), night, false).sets(), Not(Contains(Elements{"person/leader"})));
}

TEST(PairFailuresTest, BothGaugesAreACutTogetherAndNeitherAlone) {
  auto plan = night_plan();
  add_station(*plan.mutable_plan(), "S2", {"A"});
  Scenario night = small_night();
  night.stations.push_back(night.stations[0]);
  night.stations.back().station = "S2";
  const auto sets = analyse(plan, night, true).sets();
  EXPECT_THAT(sets, Contains(Elements{"station/S1", "station/S2"}));
  EXPECT_THAT(sets, Not(Contains(Elements{"station/S1"})));
}

// What isn't played is known: the same cut sets as when every pair of the plan's elements is.
TEST(PairFailuresTest, LeavingOutPairsThatDontMatterLosesNothing) {
  Scenario night = small_night();
  night.dangers[0].at = at(36);
  const auto some = analyse(night_plan(), night, true);
  const auto all = analyse(night_plan(), night, true, true);
  EXPECT_EQ(some.sets(), all.sets());
  EXPECT_LT(some.results.size(), all.results.size());
  EXPECT_FALSE(some.cuts.empty());
}

// Whether a full shelter works is never asked: the answer would change nothing.
TEST(PairFailuresTest, NorDoesItWhereSheltersAreFull) {
  auto plan = night_plan();
  for (const char* id : {"school", "hall"}) {
    auto& shelter = *plan.mutable_plan()->add_shelters();
    shelter.set_id(id);
    shelter.set_capacity(20);
    shelter.add_villages("A");
  }
  const auto some = analyse(plan, small_night(), true);
  EXPECT_EQ(some.sets(), analyse(plan, small_night(), true, true).sets());
  EXPECT_THAT(some.sets(), Contains(Elements{"shelter/hall"}));
}

// Channels that are slow and lose messages are the scenario's, and no element's.
TEST(PairFailuresTest, NorDoesItWhereMessagesWaitAndAreLost) {
  Scenario night = small_night();
  night.dangers[0].at = at(36);
  night.channels = {
      {.channel = "webhook", .until = Instant::max(), .per_minute = 1, .lost = 0.3, .twice = 0.3}};
  const auto some = analyse(night_plan(), night, true);
  EXPECT_EQ(some.sets(), analyse(night_plan(), night, true, true).sets());
  EXPECT_FALSE(some.cuts.empty());
}

TEST(SingleFailuresTest, ASecurePlanComesOutClean) {
  auto plan = night_plan();
  auto& village = *plan.mutable_plan()->mutable_villages(0);
  village.set_on_foot_ms(25 * 60'000);
  add_station(*plan.mutable_plan(), "S2", {"A"});
  Scenario night = small_night();
  night.stations.push_back(night.stations[0]);
  night.stations.back().station = "S2";
  night.dangers[0].at = at(90);
  const auto analysis = analyse(plan, night, false);
  EXPECT_TRUE(analysis.cuts.empty()) << analysis.cuts.front().elements.front();
}

// docs/verify.md works this night out on paper: each figure of that page.
using Cuts = std::map<Elements, std::uint32_t>;

Cuts people_of(const Analysis& analysis) {
  Cuts people;
  for (const auto& cut : analysis.cuts) people[cut.elements] = cut.people();
  return people;
}

TEST(PaperNightTest, HasTheCutSetsOfThePageWithDangerAtTwentyToNine) {
  EXPECT_EQ(people_of(analyse(night_plan(), small_night(), true)),
            (Cuts{{{"station/S1"}, 40},
                  {{"way/A"}, 40},
                  {{"network/A"}, 40},
                  {{"channel/call_list", "channel/webhook"}, 40}}));
}

TEST(PaperNightTest, HasTheCutSetsOfThePageWithDangerTenMinutesEarlier) {
  Scenario night = small_night();
  night.dangers[0].at = at(30);
  const auto analysis = analyse(night_plan(), night, true);
  EXPECT_EQ(people_of(analysis), (Cuts{{{"station/S1"}, 36},
                                       {{"way/A"}, 36},
                                       {{"network/A"}, 36},
                                       {{"channel/webhook"}, 12},
                                       {{"channel/call_list", "channel/webhook"}, 24},
                                       {{"person/leader", "person/officer"}, 12},
                                       {{"person/leader", "phone/officer"}, 12},
                                       {{"person/officer", "phone/leader"}, 12},
                                       {{"phone/leader", "phone/officer"}, 12}}));
  std::size_t pairs = 0;
  for (const auto& result : analysis.results) pairs += result.elements.size() == 2 ? 1U : 0U;
  EXPECT_EQ(pairs, 46U);
  EXPECT_EQ(elements_of(night_plan().plan()).size(), 22U);
  EXPECT_EQ(weakest_elements(analysis.cuts)[3],
            (std::pair<std::string, double>("channel/webhook", 24)));
}

TEST(WeakestElementsTest, CountHalfOfAPair) {
  const std::vector<CutSet> cuts{{{"a"}, {{"A", 10}}, 0}, {{"a", "b"}, {{"B", 6}}, 0}};
  const auto weakest = weakest_elements(cuts);
  ASSERT_EQ(weakest.size(), 2U);
  EXPECT_EQ(weakest[0], (std::pair<std::string, double>("a", 13)));
  EXPECT_EQ(weakest[1], (std::pair<std::string, double>("b", 3)));
}

}  // namespace
}  // namespace fenghuo::simulator

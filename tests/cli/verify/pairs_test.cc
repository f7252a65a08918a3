// Which pairs are played first where there is no time for all.
#include "cli/verify/pairs.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/simulator/night_rig.h"

namespace fenghuo::cli {
namespace {

using Elements = std::vector<std::string>;

class PairsTest : public ::testing::Test {
 protected:
  PairsTest() {
    night_.dangers[0].at = simulator::at(30);
    bases_ = runs_.play({{0, {}}}, {});
    std::vector<FailureCase> cases;
    for (const auto& element : bases_[0].asked) cases.push_back({0, {element}});
    singles_ = runs_.play(cases, {});
  }
  PairsToPlay pairs() const { return pairs_to_play(bases_, singles_, plan_.plan()); }
  static std::vector<Elements> elements_of(const std::vector<FailureCase>& cases) {
    std::vector<Elements> all;
    for (const auto& one : cases) all.push_back(one.elements);
    std::sort(all.begin(), all.end());
    return all;
  }
  std::vector<Elements> cuts_of(const std::vector<FailureCase>& cases) {
    auto results = singles_;
    results.insert(results.end(), bases_.begin(), bases_.end());
    for (auto& played : runs_.play(cases, {})) results.push_back(std::move(played));
    std::vector<Elements> cuts;
    for (const auto& cut : simulator::cut_sets(results)) cuts.push_back(cut.elements);
    return cuts;
  }

  const wire::PlanChanged plan_ = simulator::night_plan();
  simulator::Scenario night_ = simulator::small_night();
  const simulator::NightBeginning beginning_ = simulator::beginning_of(plan_);
  const std::vector<simulator::TriedNight> nights_{{"night", &night_, &beginning_}};
  ResultsFile kept_;
  const Session session_;
  FailureRuns runs_{nights_, kept_, 2, session_};
  std::vector<simulator::FailureResult> bases_;
  std::vector<simulator::FailureResult> singles_;
};

TEST_F(PairsTest, WithTimeForAllEachIsSuspected) {
  const auto all = pairs();
  EXPECT_EQ(all.cases.size(), 46U) << "docs/verify.md";
  EXPECT_EQ(all.suspected, 46U);
  EXPECT_EQ(all.known, 231U - 46U);
}

TEST_F(PairsTest, GroupsPutFirstWhatCatchesSomebodyAndLoseNothing) {
  auto screened = pairs();
  screen(screened, nights_, bases_, singles_, plan_.plan(), runs_,
         FailureRuns::Clock::time_point::max());
  EXPECT_EQ(elements_of(screened.cases), elements_of(pairs().cases));
  EXPECT_GT(screened.groups, 0U);
  EXPECT_LT(screened.suspected, 46U);
  const auto every = cuts_of(screened.cases);
  screened.cases.resize(screened.suspected);
  EXPECT_EQ(cuts_of(screened.cases), every) << "the suspected have all of them";
}

// Where each comes hangs on itself alone: fewer groups clear fewer, and leave the rest in order.
TEST_F(PairsTest, ClearedPairsComeInAnOrderThatIsDrawn) {
  auto screened = pairs();
  screen(screened, nights_, bases_, singles_, plan_.plan(), runs_,
         FailureRuns::Clock::time_point::max());
  const auto cleared =
      std::vector(screened.cases.begin() + static_cast<std::ptrdiff_t>(screened.suspected),
                  screened.cases.end());
  ASSERT_GT(cleared.size(), 10U);
  std::vector<Elements> drawn;
  for (const auto& one : cleared) drawn.push_back(one.elements);
  EXPECT_FALSE(std::is_sorted(drawn.begin(), drawn.end()));
  auto again = pairs();
  screen(again, nights_, bases_, singles_, plan_.plan(), runs_,
         FailureRuns::Clock::time_point::max());
  for (std::size_t i = 0; i < drawn.size(); ++i)
    EXPECT_EQ(again.cases[again.suspected + i].elements, drawn[i]);
}

TEST_F(PairsTest, SuspectsAreLeftWhateverElseWasPlayed) {
  auto screened = pairs();
  screen(screened, nights_, bases_, singles_, plan_.plan(), runs_,
         FailureRuns::Clock::time_point::max());
  ASSERT_GT(screened.suspected, 2U);
  auto played = runs_.play(screened.cases, {});
  EXPECT_EQ(suspects_left(screened, played), 0U);
  played.erase(played.begin() + 1);
  EXPECT_EQ(suspects_left(screened, played), 1U);
  EXPECT_EQ(suspects_left(screened, {}), screened.suspected);
}

// Kept results of another order aren't drawn: the sample ends before the first that is missing.
TEST_F(PairsTest, ClearedPairsThatWerePlayedAreASampleOfThemAll) {
  auto screened = pairs();
  screen(screened, nights_, bases_, singles_, plan_.plan(), runs_,
         FailureRuns::Clock::time_point::max());
  auto parts = singles_;
  parts.insert(parts.end(), bases_.begin(), bases_.end());
  auto played = runs_.play(screened.cases, {});
  const std::size_t cleared = screened.cases.size() - screened.suspected;
  const PairSample whole = sample_of(screened, played, parts);
  EXPECT_EQ(whole.pairs, cleared);
  EXPECT_EQ(whole.cuts, 0U);
  played[screened.suspected + 1].caught["A"] = 41;
  EXPECT_EQ(sample_of(screened, played, parts).cuts, 1U);
  played.erase(played.begin() + static_cast<std::ptrdiff_t>(screened.suspected) + 2);
  EXPECT_EQ(sample_of(screened, played, parts).pairs, 2U);
  played.erase(played.begin());
  EXPECT_EQ(sample_of(screened, played, parts).pairs, 0U) << "not all suspects were played";
}

TEST_F(PairsTest, WithNoTimeForGroupsAllAreSuspected) {
  auto late = pairs();
  screen(late, nights_, bases_, singles_, plan_.plan(), runs_,
         FailureRuns::Clock::time_point::min());
  EXPECT_EQ(late.suspected, 46U);
  EXPECT_EQ(late.groups, 0U);
}

}  // namespace
}  // namespace fenghuo::cli

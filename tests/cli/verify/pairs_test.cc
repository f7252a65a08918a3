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
  EXPECT_EQ(all.cases.size(), 50U) << "docs/verify.md";
  EXPECT_EQ(all.suspected, 50U);
  EXPECT_EQ(all.known, 231U - 50U);
}

TEST_F(PairsTest, GroupsPutFirstWhatCatchesSomebodyAndLoseNothing) {
  auto screened = pairs();
  screen(screened, nights_, bases_, singles_, plan_.plan(), runs_,
         FailureRuns::Clock::time_point::max());
  EXPECT_EQ(elements_of(screened.cases), elements_of(pairs().cases));
  EXPECT_GT(screened.groups, 0U);
  EXPECT_LT(screened.suspected, 50U);
  const auto every = cuts_of(screened.cases);
  screened.cases.resize(screened.suspected);
  EXPECT_EQ(cuts_of(screened.cases), every) << "the suspected have all of them";
}

TEST_F(PairsTest, WithNoTimeForGroupsAllAreSuspected) {
  auto late = pairs();
  screen(late, nights_, bases_, singles_, plan_.plan(), runs_,
         FailureRuns::Clock::time_point::min());
  EXPECT_EQ(late.suspected, 50U);
  EXPECT_EQ(late.groups, 0U);
}

}  // namespace
}  // namespace fenghuo::cli

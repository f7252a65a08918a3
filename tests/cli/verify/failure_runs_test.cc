// Nights that are played on several threads, until the time is over.
#include "cli/verify/failure_runs.h"

#include <gtest/gtest.h>

#include "tests/simulator/night_rig.h"

namespace fenghuo::cli {
namespace {

TEST(FailureRunsTest, WhatIsKeptIsGivenAndNothingIsBegunAfterTheTimeIsOver) {
  const auto night = simulator::small_night();
  const auto beginning = simulator::beginning_of();
  const std::vector<simulator::TriedNight> nights{{"night", &night, &beginning}};
  const std::vector<FailureCase> cases{{0, {"station/S1"}}, {0, {}}, {0, {"way/A"}}};
  ResultsFile kept;
  const Session session;
  FailureRuns runs(nights, kept, 2, session);
  EXPECT_EQ(runs.time_of(10), std::nullopt) << "nothing was played";
  const auto first = runs.play({cases[2]}, {});
  const auto one = runs.time_of(1);
  ASSERT_TRUE(one && *one > FailureRuns::Clock::duration::zero());
  EXPECT_EQ(runs.time_of(10), *one * 10);
  ASSERT_EQ(first.size(), 1U);
  const auto late = runs.play(cases, {}, FailureRuns::Clock::time_point::min());
  ASSERT_EQ(late.size(), 1U) << "the one that was played before";
  EXPECT_EQ(late[0].elements, cases[2].elements);
  const auto all = runs.play(cases, {});
  ASSERT_EQ(all.size(), 3U);
  for (std::size_t i = 0; i < cases.size(); ++i) EXPECT_EQ(all[i].elements, cases[i].elements);
}

}  // namespace
}  // namespace fenghuo::cli

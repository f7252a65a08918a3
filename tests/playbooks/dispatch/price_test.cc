#include "playbooks/dispatch/price.h"

#include <gtest/gtest.h>

#include <limits>
#include <tuple>
#include <vector>

#include "tests/random.h"

namespace fenghuo::dispatch {
namespace {

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

TEST(Price, AWeightDoublesWithEachLevel) {
  const Pricing pricing;
  EXPECT_EQ(weight({Level::none, 0}, pricing), 1000);
  EXPECT_EQ(weight({Level::blue, 0}, pricing), 1000);
  EXPECT_EQ(weight({Level::yellow, 0}, pricing), 2000);
  EXPECT_EQ(weight({Level::orange, 0}, pricing), 4000);
  EXPECT_EQ(weight({Level::red, 0}, pricing), 8000);
}

TEST(Price, AgeAddsABlueTaskEachTime) {
  const Pricing pricing{.ageing_s = 1800};
  EXPECT_EQ(weight({Level::blue, 1800}, pricing), 2000);
  EXPECT_EQ(weight({Level::blue, 900}, pricing), 1500);
  EXPECT_EQ(weight({Level::red, 3600}, pricing), 10'000);
  EXPECT_EQ(weight({Level::blue, 7 * 1800}, pricing), weight({Level::red, 0}, pricing));
  EXPECT_EQ(weight({Level::blue, kMost}, pricing), 1000 + kAgeWeightMax);
  EXPECT_EQ(weight({Level::blue, kMost}, {.ageing_s = 0}), 1000);
}

TEST(Price, IsWeightTimesTravelAndWhatTurningCosts) {
  const Pricing pricing{.switch_penalty_s = 2400, .long_trip_s = 7200};
  const Need orange{Level::orange, 0};
  EXPECT_EQ(served_cost(orange, {600, false}, pricing), 2'400'000);
  EXPECT_EQ(served_cost(orange, {0, false}, pricing), 0);
  EXPECT_EQ(served_cost(orange, {600, true}, pricing), 4'800'000);
  EXPECT_EQ(served_cost(orange, {7200, false}, pricing), 28'800'000);
  EXPECT_EQ(served_cost(orange, {7300, false}, pricing), 28'800'100) << "a long trip";
}

TEST(Price, ALongerTripCostsMore) {
  const Pricing pricing;
  for (const auto level : kLevels)
    for (std::int64_t travel_s = 0; travel_s < kTravelMax_s; travel_s += 599) {
      const Cost cost = served_cost({level, 60}, {travel_s, false}, pricing);
      EXPECT_LT(cost, served_cost({level, 60}, {travel_s + 1, false}, pricing));
    }
}

TEST(Price, WhatIsLeftCostsMoreThanAnyTripToIt) {
  for (std::uint32_t seed = 0; seed < 1000; ++seed) {
    Random random(seed);
    const auto seconds = [&random]() -> std::int64_t {
      constexpr std::int64_t kEdges[] = {kLeast, -1, 0, 1, kTravelMax_s, kAgeMax_s, kMost};
      return random.one_in(3) ? kEdges[random.below(7)] : random.between(0, 100'000);
    };
    const Pricing pricing{
        .ageing_s = seconds(), .switch_penalty_s = seconds(), .long_trip_s = seconds()};
    const Need need{kLevels[random.below(4)], seconds()};
    const Cost left = unserved_cost(need, pricing);
    const Cost served = served_cost(need, {seconds(), random.one_in(2)}, pricing);
    EXPECT_GE(served, 0);
    EXPECT_LT(served, left);
    EXPECT_LT(served_cost(need, {kMost, true}, pricing), left);
    EXPECT_LE(left, kCostMax);
  }
}

TEST(Price, WhatIsMoreUrgentIsDearerToLeave) {
  const Pricing pricing;
  for (std::size_t i = 1; i < kLevels.size(); ++i)
    EXPECT_LT(unserved_cost({kLevels[i - 1], 0}, pricing), unserved_cost({kLevels[i], 0}, pricing));
  EXPECT_LT(unserved_cost({Level::blue, 0}, pricing), unserved_cost({Level::blue, 9}, pricing));
}

TEST(Price, NobodyIsLeftWhomAFreeUnitCouldReach) {
  std::uint32_t left = 0;
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    Random random(seed);
    Assignment assignment;
    const std::uint32_t units = random.below(8);
    for (std::uint32_t i = 0; i < units; ++i) assignment.add_unit();
    std::vector<Network::Task> tasks(random.below(12));
    for (auto& task : tasks) {
      const Need need{kLevels[random.below(4)], random.between(0, 90'000)};
      task.unserved_cost = unserved_cost(need, {});
      for (std::uint32_t unit = 0; unit < units; ++unit)
        if (random.one_in(3))
          task.arcs.push_back(
              {unit, served_cost(need, {random.between(0, 20'000), random.one_in(2)}, {})});
    }
    ASSERT_TRUE(assignment.add_tasks(tasks));
    for (std::uint32_t task = 0; task < tasks.size(); ++task) {
      if (assignment.unit_of(task)) continue;
      ++left;
      for (const TaskArc& arc : tasks[task].arcs) EXPECT_TRUE(assignment.task_of(arc.unit));
    }
  }
  EXPECT_GT(left, 100U);
}

// A unit that turns round for a red task, and doesn't for a blue one that is a little nearer.
TEST(Price, TheDefaultsSwitchForWhatIsWorthIt) {
  for (const auto& [level, travel_s, goes] :
       {std::tuple(Level::red, 300, true), std::tuple(Level::blue, 300, false)}) {
    Assignment assignment;
    const auto unit = assignment.add_unit();
    const Need old{Level::blue, 0};
    ASSERT_TRUE(
        assignment.add_task(unserved_cost(old, {}), {{unit, served_cost(old, {900, false}, {})}}));
    const Need now{level, 0};
    const auto task = assignment.add_task(unserved_cost(now, {}),
                                          {{unit, served_cost(now, {travel_s, true}, {})}});
    EXPECT_EQ(assignment.unit_of(task.value()) == unit, goes);
  }
}

}  // namespace
}  // namespace fenghuo::dispatch

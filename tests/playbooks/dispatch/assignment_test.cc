#include "playbooks/dispatch/assignment.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace fenghuo::dispatch {
namespace {

TEST(Assignment, OfNothingCostsNothing) {
  Assignment assignment;
  EXPECT_EQ(assignment.cost(), 0);
  EXPECT_EQ(assignment.add_task(7, {}).value(), 0U);
  EXPECT_EQ(assignment.cost(), 7);
  EXPECT_EQ(assignment.unit_of(0), std::nullopt);
}

TEST(Assignment, ATaskThatComesMayMoveOthers) {
  Assignment assignment;
  const auto near = assignment.add_unit();
  const auto far = assignment.add_unit();
  const auto first = assignment.add_task(100, {{near, 10}, {far, 12}}).value();
  EXPECT_EQ(assignment.unit_of(first), near);
  const auto second = assignment.add_task(100, {{near, 11}, {far, 40}}).value();
  EXPECT_EQ(assignment.unit_of(second), near);
  EXPECT_EQ(assignment.unit_of(first), far);
  EXPECT_EQ(assignment.cost(), 23);
  const auto third = assignment.add_task(1000, {{far, 50}}).value();
  EXPECT_EQ(assignment.unit_of(third), far);
  EXPECT_EQ(assignment.unit_of(first), near);
  EXPECT_EQ(assignment.unit_of(second), std::nullopt) << "10 and 100 against 11 and 100";
}

TEST(Assignment, SaysWhatAnotherChoiceWouldCost) {
  Assignment assignment;
  const auto boat_1 = assignment.add_unit();
  const auto boat_2 = assignment.add_unit();
  const auto truck = assignment.add_unit();
  const auto school = assignment.add_task(500, {{boat_1, 30}, {boat_2, 20}}).value();
  const auto clinic = assignment.add_task(500, {{boat_1, 25}, {boat_2, 90}}).value();
  const auto gate = assignment.add_task(500, {{truck, 5}}).value();
  ASSERT_EQ(assignment.cost(), 50);
  const auto why_not_1 = assignment.with_unit(school, boat_1);
  ASSERT_TRUE(why_not_1);
  EXPECT_EQ(why_not_1->cost, 30 + 90 + 5);
  EXPECT_EQ(why_not_1->unit, boat_1);
  EXPECT_EQ(why_not_1->moves,
            (std::vector<Move>{{school, boat_2, boat_1}, {clinic, boat_1, boat_2}}));
  const auto other = assignment.without_its_unit(gate);
  ASSERT_TRUE(other);
  EXPECT_EQ(other->cost, 20 + 25 + 500);
  EXPECT_EQ(other->unit, std::nullopt);
  EXPECT_EQ(assignment.with_unit(school, boat_2)->moves, std::vector<Move>{}) << "as it is";
  EXPECT_FALSE(assignment.with_unit(school, truck)) << "it can't";
}

TEST(Assignment, RefusesWhatItCantReckonWith) {
  Assignment assignment;
  const auto unit = assignment.add_unit();
  EXPECT_TRUE(assignment.add_task(kCostMax, {{unit, kCostMax}}));
  const std::vector<std::pair<Cost, std::vector<TaskArc>>> bad{{-1, {}},
                                                               {kCostMax + 1, {}},
                                                               {1, {{unit, -1}}},
                                                               {1, {{unit, kCostMax + 1}}},
                                                               {1, {{unit + 1, 1}}},
                                                               {1, {{kNobody, 1}}}};
  for (const auto& [unserved_cost, arcs] : bad) {
    const auto refused = assignment.add_task(unserved_cost, arcs);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::bad_input);
  }
  EXPECT_EQ(assignment.add_task(3, {}).value(), 1U) << "nothing was changed";
  EXPECT_EQ(assignment.cost(), kCostMax + 3);
}

TEST(Assignment, WhatIsUnknownChangesNothing) {
  Assignment assignment;
  const auto unit = assignment.add_unit();
  const auto task = assignment.add_task(9, {{unit, 1}}).value();
  for (const std::uint32_t unknown : {7U, kNobody}) {
    assignment.remove_task(unknown);
    assignment.remove_unit(unknown);
    assignment.restore_unit(unknown);
    EXPECT_FALSE(assignment.unit_of(unknown));
    EXPECT_FALSE(assignment.task_of(unknown));
    EXPECT_FALSE(assignment.without_its_unit(unknown));
    EXPECT_FALSE(assignment.with_unit(unknown, unit));
    EXPECT_FALSE(assignment.with_unit(task, unknown));
  }
  assignment.restore_unit(unit);
  EXPECT_EQ(assignment.task_of(unit), task);
  assignment.remove_unit(unit);
  assignment.remove_unit(unit);
  EXPECT_FALSE(assignment.with_unit(task, unit)) << "it is away";
  EXPECT_FALSE(assignment.without_its_unit(task)) << "it is unserved";
  assignment.restore_unit(unit);
  EXPECT_EQ(assignment.task_of(unit), task);
  assignment.remove_task(task);
  assignment.remove_task(task);
  EXPECT_EQ(assignment.add_task(1, {}).value(), task);
  EXPECT_EQ(assignment.add_task(1, {}).value(), task + 1) << "an index isn't given out twice";
}

TEST(Assignment, OfSeveralAtOnceEachKeepsItsPlace) {
  Assignment assignment;
  const auto unit = assignment.add_unit();
  ASSERT_TRUE(assignment.add_task(1, {}));
  ASSERT_TRUE(assignment.add_task(1, {}));
  assignment.remove_task(0);
  const auto added = assignment.add_tasks({{5, {{unit, 1}}}, {9, {{unit, 1}}}, {7, {{unit, 1}}}});
  EXPECT_EQ(added.value(), (std::vector<std::uint32_t>{0, 2, 3}));
  EXPECT_EQ(assignment.task_of(unit), 2U) << "the one that is dearest to leave";
  EXPECT_EQ(assignment.cost(), 1 + 5 + 1 + 7);
}

TEST(Assignment, OfSeveralAtOnceAllAreTakenOrNone) {
  Assignment assignment;
  const auto unit = assignment.add_unit();
  EXPECT_EQ(assignment.add_tasks({{5, {{unit, 1}}}, {9, {{unit, -1}}}}).error().code,
            Errc::bad_input);
  EXPECT_EQ(assignment.cost(), 0);
  EXPECT_EQ(assignment.add_task(3, {}).value(), 0U);
  EXPECT_EQ(assignment.add_tasks(std::vector<Network::Task>(kTasksMax)).error().code,
            Errc::too_many);
  EXPECT_EQ(assignment.add_tasks({}).value(), std::vector<std::uint32_t>{});
}

// Each task's best is the same for all: the lower index wins, whichever arc was named first.
TEST(Assignment, OfEqualUnitsTheFirstIsTaken) {
  Assignment assignment;
  for (int i = 0; i < 4; ++i) assignment.add_unit();
  const auto task = assignment.add_task(9, {{3, 2}, {1, 2}, {2, 2}, {0, 3}}).value();
  EXPECT_EQ(assignment.unit_of(task), 1U);
}

TEST(Assignment, OfTheLibrarysHundredIs305) {
  const std::filesystem::path file =
      FENGHUO_SOURCE_DIR "/../shared/data/optimisation/orlib_assign/assign100.txt";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not there";
  std::ifstream in(file);
  std::uint32_t size = 0;
  in >> size;
  ASSERT_EQ(size, 100U);
  Assignment assignment;
  for (std::uint32_t unit = 0; unit < size; ++unit) assignment.add_unit();
  for (std::uint32_t task = 0; task < size; ++task) {
    std::vector<TaskArc> arcs(size);
    for (std::uint32_t unit = 0; unit < size; ++unit) {
      arcs[unit].unit = unit;
      in >> arcs[unit].cost;
    }
    ASSERT_TRUE(in);
    ASSERT_TRUE(assignment.add_task(1000, std::move(arcs)));
  }
  EXPECT_EQ(assignment.cost(), 305);
}

}  // namespace
}  // namespace fenghuo::dispatch

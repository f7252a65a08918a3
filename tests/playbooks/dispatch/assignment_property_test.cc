// The assignment against all choices tried out, against LEMON, and against itself solved anew.
#include <gtest/gtest.h>

#include "tests/playbooks/dispatch/assignment_course.h"

namespace fenghuo::dispatch {
namespace {

// Every choice of every task, tried out.
Cost try_all(const std::vector<TaskSpec>& tasks, std::size_t next, std::vector<bool>& taken) {
  if (next == tasks.size()) return 0;
  Cost best = tasks[next].unserved_cost + try_all(tasks, next + 1, taken);
  for (const TaskArc& arc : tasks[next].arcs) {
    if (taken[arc.unit]) continue;
    taken[arc.unit] = true;
    best = std::min(best, arc.cost + try_all(tasks, next + 1, taken));
    taken[arc.unit] = false;
  }
  return best;
}

TEST(Assignment, IsTheBestOfAllChoices) {
  for (std::uint32_t seed = 0; seed < 1000; ++seed) {
    Random random(seed);
    const CourseShape shape = CourseShape::random(random, 6);
    Assignment assignment;
    for (std::uint32_t i = 0; i < shape.units; ++i) assignment.add_unit();
    std::vector<TaskSpec> tasks(random.below(8));
    for (auto& task : tasks) {
      task = shape.task(random);
      ASSERT_TRUE(assignment.add_task(task.unserved_cost, task.arcs));
    }
    std::vector<bool> taken(shape.units);
    ASSERT_EQ(assignment.cost(), try_all(tasks, 0, taken));
  }
}

TEST(Assignment, CostsWhatAnotherSolverFinds) {
  for (std::uint32_t seed = 0; seed < 1000; ++seed) {
    Random random(seed);
    Course course(random, 40);
    for (std::uint32_t tasks = random.below(80); tasks > 0; --tasks) course.add_task(random);
    expect_consistent(course.assignment, course.model);
    ASSERT_EQ(course.assignment.cost(), course.model.optimum());
  }
}

TEST(Assignment, CostsTheSameAddedAtOnce) {
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    Random random(seed);
    Course course(random, 20);
    for (std::uint32_t tasks = random.below(40); tasks > 0; --tasks) course.add_task(random);
    Course again(random, 0);
    while (again.model.away.size() < course.model.away.size()) again.add_unit();
    std::vector<Network::Task> tasks;
    for (const auto& [task, spec] : course.model.tasks)
      tasks.push_back({spec.unserved_cost, spec.arcs});
    ASSERT_TRUE(again.assignment.add_tasks(std::move(tasks)));
    expect_consistent(again.assignment, course.model);
    ASSERT_EQ(again.assignment.cost(), course.assignment.cost());
  }
}

TEST(Assignment, StaysTheBestWhileTasksAndUnitsComeAndGo) {
  for (std::uint32_t seed = 0; seed < 100; ++seed) {
    Random random(seed);
    Course course(random, 20);
    for (int step = 0; step < 100; ++step) {
      course.step(random);
      expect_consistent(course.assignment, course.model);
      ASSERT_EQ(course.assignment.cost(), course.model.optimum()) << "step " << step;
    }
  }
}

TEST(Assignment, AlternativesCostWhatTheyWouldSolvedAnew) {
  std::uint32_t asked = 0;
  for (std::uint32_t seed = 0; seed < 150; ++seed) {
    Random random(seed);
    Course course(random, 8);
    for (int step = 0; step < 40; ++step) course.step(random);
    for (const auto& [task, spec] : course.model.tasks) {
      const Assignment& assignment = course.assignment;
      const auto unit = assignment.unit_of(task);
      const auto other = assignment.without_its_unit(task);
      ASSERT_EQ(other.has_value(), unit.has_value());
      if (other) {
        EXPECT_NE(other->unit, unit);
        ASSERT_EQ(other->cost, course.model.without_arc(task, *unit).optimum());
        ++asked;
      }
      for (const TaskArc& arc : spec.arcs) {
        const auto forced = assignment.with_unit(task, arc.unit);
        ASSERT_EQ(forced.has_value(), !course.model.away[arc.unit]);
        if (!forced) continue;
        EXPECT_EQ(forced->unit, arc.unit);
        Model rest = course.model;
        rest.tasks.erase(task);
        rest.away[arc.unit] = true;
        ASSERT_EQ(forced->cost, spec.cost_with(arc.unit) + rest.optimum());
      }
      ASSERT_EQ(assignment.cost(), course.model.optimum()) << "a question changed the plan";
    }
  }
  EXPECT_GT(asked, 500U);
}

// The moves that it names, made by hand, lead to a plan of the cost that it names.
TEST(Assignment, AnAlternativeNamesAllThatMoves) {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    Random random(seed);
    Course course(random, 8);
    for (int step = 0; step < 30; ++step) course.step(random);
    for (const auto& [asked, unused] : course.model.tasks) {
      const auto other = course.assignment.without_its_unit(asked);
      if (!other) continue;
      std::map<std::uint32_t, std::optional<std::uint32_t>> unit_of;
      for (const auto& [task, spec] : course.model.tasks)
        unit_of[task] = course.assignment.unit_of(task);
      for (const Move& move : other->moves) {
        EXPECT_EQ(unit_of[move.task], move.from);
        unit_of[move.task] = move.to;
      }
      EXPECT_EQ(unit_of[asked], other->unit);
      Cost sum = 0;
      std::vector<bool> taken(course.model.away.size());
      for (const auto& [task, spec] : course.model.tasks) {
        const auto unit = unit_of[task];
        sum += spec.cost_with(unit);
        if (!unit) continue;
        ASSERT_FALSE(taken[*unit]);
        taken[*unit] = true;
      }
      ASSERT_EQ(sum, other->cost);
    }
  }
}

TEST(Assignment, TheSameCallsGiveTheSamePlan) {
  for (std::uint32_t seed = 0; seed < 100; ++seed) {
    std::vector<std::map<std::uint32_t, std::optional<std::uint32_t>>> plans(2);
    for (auto& plan : plans) {
      Random random(seed);
      Course course(random, 12);
      for (int step = 0; step < 60; ++step) {
        course.step(random);
        // Questions between the calls don't count.
        if (&plan == &plans[1] && !course.model.tasks.empty())
          course.assignment.without_its_unit(course.model.tasks.begin()->first);
      }
      for (const auto& [task, spec] : course.model.tasks)
        plan[task] = course.assignment.unit_of(task);
    }
    ASSERT_EQ(plans[0], plans[1]);
  }
}

}  // namespace
}  // namespace fenghuo::dispatch

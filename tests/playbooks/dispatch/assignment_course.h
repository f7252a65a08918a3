// Assignments of random shapes, built up by random courses beside a plain model, which LEMON solves
// anew.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "playbooks/dispatch/assignment.h"
#include "tests/playbooks/dispatch/lemon_oracle.h"
#include "tests/random.h"

namespace fenghuo::dispatch {

struct TaskSpec {
  Cost unserved_cost = 0;
  std::vector<TaskArc> arcs;

  /// By the cheapest of its arcs there; nothing: unserved.
  Cost cost_with(std::optional<std::uint32_t> unit) const {
    Cost cheapest = unit ? kCostMax + 1 : unserved_cost;
    for (const TaskArc& arc : arcs)
      if (arc.unit == unit) cheapest = std::min(cheapest, arc.cost);
    return cheapest;
  }
};

// What an assignment should know, kept plainly: solved anew it must cost the same.
struct Model {
  std::vector<bool> away;                   // by unit
  std::map<std::uint32_t, TaskSpec> tasks;  // by the index that was given

  Cost optimum() const {
    std::vector<OracleTask> oracle;
    for (const auto& [index, task] : tasks) {
      OracleTask& added = oracle.emplace_back(OracleTask{task.unserved_cost, 1, {}});
      for (const TaskArc& arc : task.arcs)
        if (!away[arc.unit]) added.arcs.push_back({arc.unit, arc.cost});
    }
    return optimum_by_lemon(static_cast<std::uint32_t>(away.size()), oracle);
  }
  Model without_arc(std::uint32_t task, std::uint32_t unit) const {
    Model other = *this;
    std::erase_if(other.tasks[task].arcs, [unit](const TaskArc& arc) { return arc.unit == unit; });
    return other;
  }
};

// Few or many units, sparse or dense, costs with many ties or none or by distance on a line (which
// makes long ways, as all want the same units), prices that bite or don't.
struct CourseShape {
  std::uint32_t units;
  std::uint32_t one_arc_in;  // 1: an arc to every unit
  std::int64_t cost_max;
  std::int64_t unserved_max;
  bool on_a_line;

  static CourseShape random(Random& random, std::uint32_t units_max) {
    constexpr std::int64_t kCosts[] = {1, 5, 100, 1'000'000, kCostMax};
    const std::int64_t cost_max = kCosts[random.below(5)];
    const std::int64_t unserved_max = cost_max * (random.one_in(2) ? 1 : random.between(2, 50));
    return {.units = random.below(units_max + 1),
            .one_arc_in = 1 + random.below(4),
            .cost_max = cost_max,
            .unserved_max = std::min(kCostMax, unserved_max),
            .on_a_line = random.one_in(2)};
  }
  static Cost up_to(Random& random, Cost most) {
    const auto part = static_cast<Cost>(random.below(1U << 20));
    return most < (1 << 20) ? random.between(0, most) : most / (1 << 20) * part;
  }
  // Units stand on the line as their indices scatter them.
  Cost distance(Cost place, std::uint32_t unit) const {
    const Cost stands = cost_max / 97 * (unit * 37 % 97);
    return place < stands ? stands - place : place - stands;
  }
  TaskSpec task(Random& random) const {
    TaskSpec made{up_to(random, unserved_max), {}};
    const Cost place = up_to(random, cost_max);
    for (std::uint32_t unit = 0; unit < units; ++unit)
      if (random.one_in(one_arc_in)) do {  // at times twice to one unit
          made.arcs.push_back({unit, on_a_line ? distance(place, unit) : up_to(random, cost_max)});
        } while (random.one_in(8));
    std::ranges::reverse(made.arcs);
    return made;
  }
};

// Each unit at most once, each pair by the cheapest arc of an available unit, and the sum right.
inline void expect_consistent(const Assignment& assignment, const Model& model) {
  Cost sum = 0;
  std::vector<bool> taken(model.away.size());
  for (const auto& [index, task] : model.tasks) {
    const auto unit = assignment.unit_of(index);
    sum += task.cost_with(unit);
    if (!unit) continue;
    ASSERT_FALSE(model.away[*unit]);
    ASSERT_FALSE(taken[*unit]);
    taken[*unit] = true;
    EXPECT_EQ(assignment.task_of(*unit), index);
  }
  for (std::uint32_t unit = 0; unit < taken.size(); ++unit)
    EXPECT_EQ(assignment.task_of(unit).has_value(), taken[unit]);
  EXPECT_EQ(assignment.cost(), sum);
}

// Both together, built up by one random course.
struct Course {
  CourseShape shape;
  Assignment assignment;
  Model model;

  Course(Random& random, std::uint32_t units_max) : shape(CourseShape::random(random, units_max)) {
    for (std::uint32_t more = shape.units; more > 0; --more) add_unit();
  }
  void add_unit() {
    EXPECT_EQ(assignment.add_unit(), model.away.size());
    model.away.push_back(false);
    shape.units = static_cast<std::uint32_t>(model.away.size());
  }
  void add_task(Random& random) {
    TaskSpec task = shape.task(random);
    const auto index = assignment.add_task(task.unserved_cost, task.arcs);
    ASSERT_TRUE(index);
    ASSERT_TRUE(model.tasks.emplace(*index, std::move(task)).second);
  }
  std::uint32_t any_task(Random& random) const {
    return std::next(model.tasks.begin(),
                     random.below(static_cast<std::uint32_t>(model.tasks.size())))
        ->first;
  }
  void remove_task(Random& random) {
    if (model.tasks.empty()) return;
    const std::uint32_t task = any_task(random);
    assignment.remove_task(task);
    EXPECT_EQ(assignment.unit_of(task), std::nullopt);
    model.tasks.erase(task);
  }
  void switch_unit(Random& random) {
    if (model.away.empty()) return;
    const std::uint32_t unit = random.below(shape.units);
    if (!model.away[unit] && !random.one_in(3)) return;
    if (model.away[unit])
      assignment.restore_unit(unit);
    else
      assignment.remove_unit(unit);
    model.away[unit] = !model.away[unit];
  }
  void step(Random& random) {
    const std::uint32_t dice = random.below(20);
    if (dice == 0)
      add_unit();
    else if (dice < 12)
      add_task(random);
    else if (dice < 15)
      remove_task(random);
    else
      switch_unit(random);
  }
};

}  // namespace fenghuo::dispatch

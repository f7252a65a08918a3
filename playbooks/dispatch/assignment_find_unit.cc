// A task that comes, or whose unit went: the shortest way to a unit.
#include "playbooks/dispatch/assignment_search.h"

namespace fenghuo::dispatch {
namespace {

// A task looks for a unit: it takes one, whose task takes another, until a unit was free or a task
// goes unserved. A distance is what the way costs from the searching task to where a unit is taken,
// less the values of the tasks that were moved.
class Search {
 public:
  Search(const Network& network, Plan& plan, std::uint32_t task)
      : network_(network), plan_(plan), task_(task), steps_(plan.units.size()) {}

  void run() {
    look_from(task_, 0);
    while (!frontier_.empty()) {
      const auto [distance, unit] = frontier_.pop();
      if (distance >= best_) break;
      if (distance > steps_[unit].distance) continue;
      settled_.push_back(unit);
      const std::uint32_t task = plan_.units[unit].task;
      look_from(task, distance - value_of(plan_, task));
    }
    for (const std::uint32_t unit : settled_)
      plan_.units[unit].price += best_ - steps_[unit].distance;
    change_hands();
  }

 private:
  struct Step {
    Cost distance = kFar;
    std::uint32_t task = kNobody;  // the one that would take the unit
    Cost cost = 0;
  };

  void look_from(std::uint32_t task, Cost offset) {
    const Cost unserved = offset + network_.tasks[task].unserved_cost;
    if (unserved < best_) {
      best_ = unserved;
      last_task_ = task;
      last_unit_ = kNobody;
    }
    for (const TaskArc& arc : network_.tasks[task].arcs) {
      if (offset + arc.cost > best_) break;  // prices are not negative, and dearer arcs follow
      const auto& unit = plan_.units[arc.unit];
      const Cost distance = offset + arc.cost + unit.price;
      const bool ends_here = unit.task == kNobody;
      // Of equal ends the one that serves everybody on the way.
      const bool better = distance < best_ || (ends_here && distance == best_ && !ends_at_unit());
      if (unit.away || !better || distance >= steps_[arc.unit].distance) continue;
      steps_[arc.unit] = {distance, task, arc.cost};
      if (ends_here) {
        best_ = distance;
        last_unit_ = arc.unit;
      } else {
        frontier_.push(distance, arc.unit);
      }
    }
  }

  bool ends_at_unit() const { return last_unit_ != kNobody; }

  // Backwards along the steps; each unit on the way gets the task that reached it.
  void change_hands() {
    std::uint32_t unit = last_unit_;
    if (!ends_at_unit()) {
      unit = plan_.tasks[last_task_].unit;
      leave_unserved(network_, plan_, last_task_);
      if (last_task_ == task_) return;
    }
    for (;;) {
      const Step& step = steps_[unit];
      const std::uint32_t left = plan_.tasks[step.task].unit;
      assign(plan_, step.task, unit, step.cost);
      if (step.task == task_) return;
      unit = left;
    }
  }

  const Network& network_;
  Plan& plan_;
  std::uint32_t task_;
  std::vector<Step> steps_;
  std::vector<std::uint32_t> settled_;
  Frontier frontier_;
  Cost best_ = kFar;
  std::uint32_t last_task_ = kNobody;  // goes unserved, if no unit ends the way
  std::uint32_t last_unit_ = kNobody;
};

}  // namespace

void find_unit(const Network& network, Plan& plan, std::uint32_t task) {
  Search(network, plan, task).run();
}

}  // namespace fenghuo::dispatch

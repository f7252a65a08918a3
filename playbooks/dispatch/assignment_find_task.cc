// A unit that comes, or whose task went: the shortest way to who gains by it.
#include "playbooks/dispatch/assignment_search.h"

namespace fenghuo::dispatch {
namespace {

// A unit that is free at a price looks for a task: one that went unserved takes it, or one that had
// another unit, which is then free in its stead, until being free costs nothing more.
class Search {
 public:
  Search(const Network& network, Plan& plan, std::uint32_t unit, Forbidden forbidden)
      : network_(network),
        plan_(plan),
        unit_(unit),
        forbidden_(forbidden),
        steps_(plan.units.size()),
        best_(plan.units[unit].price),
        last_unit_(unit) {}

  void run() {
    steps_[unit_].distance = 0;
    frontier_.push(0, unit_);
    while (!frontier_.empty()) {
      const auto [distance, unit] = frontier_.pop();
      if (distance >= best_) break;
      if (distance > steps_[unit].distance) continue;
      settled_.push_back(unit);
      look_from(unit, distance);
    }
    for (const std::uint32_t unit : settled_)
      plan_.units[unit].price -= best_ - steps_[unit].distance;
    change_hands();
  }

 private:
  struct Step {
    Cost distance = kFar;
    std::uint32_t to = kNobody;  // the unit that this one's task would move to
    Cost cost = 0;
  };

  void look_from(std::uint32_t unit, Cost at) {
    for (const auto& reach : network_.reach_of_unit[unit]) {
      const auto& task = plan_.tasks[reach.task];
      if (reach.task == forbidden_.task && unit == forbidden_.unit) continue;
      const Cost distance = at + reach.cost + plan_.units[unit].price - value_of(plan_, reach.task);
      if (distance >= best_) continue;
      if (task.unit == kNobody) {
        best_ = distance;
        last_unit_ = unit;
        taker_ = reach;
      } else if (distance < steps_[task.unit].distance) {
        steps_[task.unit] = {distance, unit, reach.cost};
        frontier_.push(distance, task.unit);
        if (distance + plan_.units[task.unit].price >= best_) continue;
        best_ = distance + plan_.units[task.unit].price;
        last_unit_ = task.unit;
        taker_.task = kNobody;
      }
    }
  }

  // From the unit that is left free, or that the unserved task takes, back to the one that began.
  void change_hands() {
    std::uint32_t unit = last_unit_;
    std::uint32_t moved = plan_.units[unit].task;
    plan_.units[unit].task = kNobody;
    if (taker_.task != kNobody) assign(plan_, taker_.task, unit, taker_.cost);
    while (unit != unit_) {
      const Step& step = steps_[unit];
      const std::uint32_t next = plan_.units[step.to].task;
      assign(plan_, moved, step.to, step.cost);
      moved = next;
      unit = step.to;
    }
  }

  const Network& network_;
  Plan& plan_;
  std::uint32_t unit_;
  Forbidden forbidden_;
  std::vector<Step> steps_;
  std::vector<std::uint32_t> settled_;
  Frontier frontier_;
  Cost best_;
  std::uint32_t last_unit_;
  Network::Reach taker_{kNobody, 0};
};

}  // namespace

void find_task(const Network& network, Plan& plan, std::uint32_t unit, Forbidden forbidden) {
  Search(network, plan, unit, forbidden).run();
}

}  // namespace fenghuo::dispatch

// The two searches of an assignment (assignment_paths.h), and what they share. Each runs Dijkstra
// on the costs reduced by prices and values, which are never negative, stops at the nearest end,
// brings the prices up to date and lets the tasks on the way change hands. A unit is settled once,
// so both end.
#pragma once

#include <algorithm>
#include <functional>
#include <limits>
#include <utility>
#include <vector>

#include "playbooks/dispatch/assignment_paths.h"

namespace fenghuo::dispatch {

/// For a task that is present and has no unit; its price is paid if none is found.
void find_unit(const Network& network, Plan& plan, std::uint32_t task);
/// For a unit that is free and not away, whose price may be above 0.
void find_task(const Network& network, Plan& plan, std::uint32_t unit, Forbidden forbidden);

inline constexpr Cost kFar = std::numeric_limits<Cost>::max();

// Units by distance; of equals the lower index comes first, which is what settles ties. Holds a
// unit again for each time it came nearer.
class Frontier {
 public:
  void push(Cost distance, std::uint32_t unit) {
    entries_.emplace_back(distance, unit);
    std::push_heap(entries_.begin(), entries_.end(), std::greater{});
  }
  bool empty() const { return entries_.empty(); }
  std::pair<Cost, std::uint32_t> pop() {
    std::pop_heap(entries_.begin(), entries_.end(), std::greater{});
    const auto nearest = entries_.back();
    entries_.pop_back();
    return nearest;
  }

 private:
  std::vector<std::pair<Cost, std::uint32_t>> entries_;
};

inline void assign(Plan& plan, std::uint32_t task, std::uint32_t unit, Cost cost) {
  plan.tasks[task].unit = unit;
  plan.tasks[task].paid = cost;
  plan.units[unit].task = task;
}

inline void leave_unserved(const Network& network, Plan& plan, std::uint32_t task) {
  plan.tasks[task].unit = kNobody;
  plan.tasks[task].paid = network.tasks[task].unserved_cost;
}

inline Cost value_of(const Plan& plan, std::uint32_t task) {
  const auto& t = plan.tasks[task];
  return t.unit == kNobody ? t.paid : t.paid + plan.units[t.unit].price;
}

}  // namespace fenghuo::dispatch

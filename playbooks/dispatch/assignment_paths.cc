#include "playbooks/dispatch/assignment_paths.h"

#include <algorithm>

#include "playbooks/dispatch/assignment_search.h"

namespace fenghuo::dispatch {
namespace {

// Whether some unit costs no more than to leave the task. Where none does there is nothing to
// search, which is so for most tasks when there are many more of them than units.
bool worth_a_search(const Network::Task& task, const Plan& plan) {
  return std::ranges::any_of(task.arcs, [&](const TaskArc& arc) {
    return arc.cost + plan.units[arc.unit].price <= task.unserved_cost;
  });
}

void serve(const Network& network, Plan& plan, std::uint32_t task) {
  leave_unserved(network, plan, task);
  if (worth_a_search(network.tasks[task], plan)) find_unit(network, plan, task);
}

}  // namespace

void insert_task(const Network& network, Plan& plan, std::uint32_t task) {
  plan.tasks[task].present = true;
  serve(network, plan, task);
}

void erase_task(const Network& network, Plan& plan, std::uint32_t task) {
  const std::uint32_t unit = plan.tasks[task].unit;
  plan.tasks[task] = {};
  if (unit == kNobody) return;
  plan.units[unit].task = kNobody;
  find_task(network, plan, unit, {});
}

void take_away(const Network& network, Plan& plan, std::uint32_t unit) {
  const std::uint32_t task = plan.units[unit].task;
  plan.units[unit] = {.away = true};
  if (task != kNobody) serve(network, plan, task);
}

// At a price at which no task would rather have it, the plan is optimal but for (c): the unit is
// free. The search then brings its price down.
void bring_back(const Network& network, Plan& plan, std::uint32_t unit, Forbidden forbidden) {
  Cost price = 0;
  for (const auto& reach : network.reach_of_unit[unit])
    price = std::max(price, value_of(plan, reach.task) - reach.cost);
  plan.units[unit] = {.price = price};
  find_task(network, plan, unit, forbidden);
}

Cost cost_of(const Plan& plan) {
  Cost sum = 0;
  for (const auto& task : plan.tasks) sum += task.paid;
  return sum;
}

}  // namespace fenghuo::dispatch

#include "playbooks/dispatch/assignment.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace fenghuo::dispatch {
namespace {

bool is_cost(Cost cost) {
  return cost >= 0 && cost <= kCostMax;
}

std::optional<std::uint32_t> index_or_nothing(std::uint32_t index) {
  return index == kNobody ? std::nullopt : std::optional(index);
}

const TaskArc* arc_to(const Network::Task& task, std::uint32_t unit) {
  for (const TaskArc& arc : task.arcs)
    if (arc.unit == unit) return &arc;  // the cheapest, as they stand in order
  return nullptr;
}

}  // namespace

std::uint32_t Assignment::add_unit() {
  network_.reach_of_unit.emplace_back();
  plan_.units.emplace_back();
  return static_cast<std::uint32_t>(plan_.units.size() - 1);
}

void Assignment::remove_unit(std::uint32_t unit) {
  if (unit < plan_.units.size() && !plan_.units[unit].away) take_away(network_, plan_, unit);
}

void Assignment::restore_unit(std::uint32_t unit) {
  if (unit < plan_.units.size() && plan_.units[unit].away) bring_back(network_, plan_, unit);
}

Result<void> Assignment::check(const Network::Task& task) const {
  if (!is_cost(task.unserved_cost) || !std::ranges::all_of(task.arcs, is_cost, &TaskArc::cost))
    return Error{Errc::bad_input, {"费用超出范围", "a cost is out of range"}};
  if (std::ranges::any_of(task.arcs,
                          [&](const TaskArc& a) { return a.unit >= plan_.units.size(); }))
    return Error{Errc::bad_input, {"没有这个单位", "there is no such unit"}};
  return {};
}

// It is in the network then, and not yet present in the plan.
std::uint32_t Assignment::place(Network::Task task) {
  std::ranges::sort(task.arcs, {},
                    [](const TaskArc& arc) { return std::pair(arc.cost, arc.unit); });
  if (vacant_.empty()) {
    vacant_.push_back(static_cast<std::uint32_t>(plan_.tasks.size()));
    network_.tasks.emplace_back();
    plan_.tasks.emplace_back();
  }
  const std::uint32_t index = vacant_.back();
  vacant_.pop_back();
  for (const TaskArc& arc : task.arcs)
    network_.reach_of_unit[arc.unit].push_back({index, arc.cost});
  network_.tasks[index] = std::move(task);
  return index;
}

Result<std::uint32_t> Assignment::add_task(Cost unserved_cost, std::vector<TaskArc> arcs) {
  std::vector<Network::Task> one;
  one.push_back({unserved_cost, std::move(arcs)});
  auto added = add_tasks(std::move(one));
  if (!added) return added.error();
  return added->front();
}

Result<std::vector<std::uint32_t>> Assignment::add_tasks(std::vector<Network::Task> tasks) {
  for (const auto& task : tasks)
    if (auto ok = check(task); !ok) return ok.error();
  if (plan_.tasks.size() - vacant_.size() + tasks.size() > kTasksMax)
    return Error{Errc::too_many, {"任务太多", "too many tasks"}};
  std::vector<std::uint32_t> indices;
  for (auto& task : tasks) indices.push_back(place(std::move(task)));
  auto order = indices;
  std::ranges::stable_sort(order, std::greater{}, [this](std::uint32_t index) {
    return network_.tasks[index].unserved_cost;
  });
  for (const std::uint32_t index : order) insert_task(network_, plan_, index);
  return indices;
}

void Assignment::remove_task(std::uint32_t task) {
  if (!has_task(task)) return;
  erase_task(network_, plan_, task);
  for (const TaskArc& arc : network_.tasks[task].arcs)
    std::erase_if(network_.reach_of_unit[arc.unit],
                  [task](const Network::Reach& reach) { return reach.task == task; });
  network_.tasks[task] = {};
  vacant_.push_back(task);
}

std::optional<std::uint32_t> Assignment::unit_of(std::uint32_t task) const {
  return has_task(task) ? index_or_nothing(plan_.tasks[task].unit) : std::nullopt;
}

std::optional<std::uint32_t> Assignment::task_of(std::uint32_t unit) const {
  return unit < plan_.units.size() ? index_or_nothing(plan_.units[unit].task) : std::nullopt;
}

// The best plan without the unit is one without the arc; from it, the unit comes back.
std::optional<Alternative> Assignment::without_its_unit(std::uint32_t task) const {
  const auto unit = unit_of(task);
  if (!unit) return std::nullopt;
  Plan other = plan_;
  take_away(network_, other, *unit);
  bring_back(network_, other, *unit, {task, *unit});
  return compared(other, task);
}

// The best plan of the others without the unit, and the two together.
std::optional<Alternative> Assignment::with_unit(std::uint32_t task, std::uint32_t unit) const {
  if (!has_task(task) || unit >= plan_.units.size() || plan_.units[unit].away) return std::nullopt;
  const TaskArc* arc = arc_to(network_.tasks[task], unit);
  if (arc == nullptr) return std::nullopt;
  if (plan_.tasks[task].unit == unit) return compared(plan_, task);
  Plan other = plan_;
  erase_task(network_, other, task);
  take_away(network_, other, unit);
  other.tasks[task] = {.unit = unit, .paid = arc->cost, .present = true};
  other.units[unit].task = task;
  return compared(other, task);
}

Alternative Assignment::compared(const Plan& other, std::uint32_t task) const {
  Alternative found{.cost = cost_of(other), .unit = index_or_nothing(other.tasks[task].unit)};
  for (std::uint32_t i = 0; i < other.tasks.size(); ++i)
    if (other.tasks[i].unit != plan_.tasks[i].unit)
      found.moves.push_back(
          {i, index_or_nothing(plan_.tasks[i].unit), index_or_nothing(other.tasks[i].unit)});
  return found;
}

}  // namespace fenghuo::dispatch

// Which unit goes to which task at the least cost in all, exactly; kept up to date while tasks and
// units come and go, and able to say what another choice would have cost.
//
// Each task takes one unit or goes unserved at its price; each unit takes one task or none. A task
// that needs several units is several tasks. Every change costs one or two shortest paths, not a
// new solution. No copy of the world: costs are what the caller says they are (price.h).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/result.h"
#include "playbooks/dispatch/assignment_paths.h"

namespace fenghuo::dispatch {

/// Of one arc, and of leaving one task unserved. With kTasksMax no sum reaches 2^61.
inline constexpr Cost kCostMax = Cost{1} << 40;
inline constexpr std::uint32_t kTasksMax = std::uint32_t{1} << 20;

/// A task that would change hands.
struct Move {
  std::uint32_t task = 0;
  std::optional<std::uint32_t> from;  // its unit now; nothing: unserved
  std::optional<std::uint32_t> to;
  bool operator==(const Move&) const = default;
};

/// The best plan under a condition that the plan doesn't meet.
struct Alternative {
  Cost cost = 0;                      // of the whole plan; less cost(): what the condition costs
  std::optional<std::uint32_t> unit;  // of the task that was asked about; nothing: unserved
  std::vector<Move> moves;            // all that would be different, by task
};

/// Exact: after each call the plan is one of least cost. Where several are, which one depends on
/// nothing but the calls so far, in their order (a search meets equal units by index): the same
/// calls give the same plan on every machine. Other calls that lead to the same tasks and units may
/// end at another plan of the same cost, so what must come out again from a snapshot is made anew
/// from its state, in one order, rather than kept.
///
/// Unknown and removed indices: a question finds nothing, a change does nothing.
class Assignment {
 public:
  /// 0, 1, 2 and so on. It has no arcs before tasks name it.
  std::uint32_t add_unit();
  /// Goes on scene or off duty: its task is given to others, its arcs are kept.
  void remove_unit(std::uint32_t unit);
  /// Back, at the costs it had, with those of tasks that came meanwhile.
  void restore_unit(std::uint32_t unit);

  /// The index of a removed task is given out again (the last removed first). Of two arcs to one
  /// unit the cheaper counts. Errors: bad_input where a cost is below 0 or above kCostMax or an arc
  /// names no unit, too_many beyond kTasksMax; then nothing is changed.
  Result<std::uint32_t> add_task(Cost unserved_cost, std::vector<TaskArc> arcs);
  /// Several at once, which is faster: those that are dearest to leave are given their units first,
  /// so that the others soon find their way out. Indices in the order of `tasks`.
  Result<std::vector<std::uint32_t>> add_tasks(std::vector<Network::Task> tasks);
  void remove_task(std::uint32_t task);

  std::optional<std::uint32_t> unit_of(std::uint32_t task) const;
  std::optional<std::uint32_t> task_of(std::uint32_t unit) const;
  /// Of the whole plan, the prices of unserved tasks included.
  Cost cost() const { return cost_of(plan_); }

  /// Why this unit: the best plan in which the task doesn't have the unit that it has. Nothing for
  /// a task that is unserved. Nothing is changed, here and below.
  std::optional<Alternative> without_its_unit(std::uint32_t task) const;
  /// Why not that unit: the best plan in which the task has it. Nothing where the task has no arc
  /// to it, or the unit is removed.
  std::optional<Alternative> with_unit(std::uint32_t task, std::uint32_t unit) const;

 private:
  bool has_task(std::uint32_t task) const {
    return task < plan_.tasks.size() && plan_.tasks[task].present;
  }
  Result<void> check(const Network::Task& task) const;
  std::uint32_t place(Network::Task task);
  Alternative compared(const Plan& other, std::uint32_t task) const;

  Network network_;
  Plan plan_;
  std::vector<std::uint32_t> vacant_;  // indices of removed tasks
};

}  // namespace fenghuo::dispatch

// The shortest alternating paths that keep an assignment at its optimum: one for each task that
// comes or goes and each unit that comes or goes. Says nothing of why there are tasks; assignment.h
// is what others use.
//
// Successive shortest paths with potentials (Edmonds and Karp 1972, Tomizawa 1971), sparse, and
// with a way out for every task: to go unserved at its price. The only potentials kept are the
// units' prices p(u) >= 0; a task's value v is then known: cost + p(u) where it has unit u, else
// its price. The plan is optimal while (a) v(t) <= cost(t, u) + p(u) for every arc, (b) v(t) is at
// most t's price, and (c) a unit that is free has the price 0.
#pragma once

#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace fenghuo::dispatch {

using Cost = std::int64_t;

/// A unit that could serve the task, and what that costs.
struct TaskArc {
  std::uint32_t unit = 0;
  Cost cost = 0;
};

/// What there is to choose from. Arcs of a task stand in the order of cost and then of unit, so
/// that a search may leave the rest of them.
struct Network {
  struct Task {
    Cost unserved_cost = 0;
    std::vector<TaskArc> arcs;
  };
  struct Reach {
    std::uint32_t task = 0;
    Cost cost = 0;
  };
  std::vector<Task> tasks;
  std::vector<std::vector<Reach>> reach_of_unit;  // the same arcs from the other side
};

inline constexpr std::uint32_t kNobody = std::numeric_limits<std::uint32_t>::max();

/// Who has what. A task that is not present pays nothing, so that no unit is worth anything to it.
/// Small against the network, so that a question is answered on a copy of it.
struct Plan {
  struct Unit {
    Cost price = 0;
    std::uint32_t task = kNobody;
    bool away = false;
  };
  struct Task {
    std::uint32_t unit = kNobody;
    Cost paid = 0;  // the cost of the arc to its unit; without one, its price
    bool present = false;
  };
  std::vector<Unit> units;
  std::vector<Task> tasks;
};

/// A task and the unit that it may not have; {kNobody, kNobody} forbids nothing.
struct Forbidden {
  std::uint32_t task = kNobody;
  std::uint32_t unit = kNobody;
};

/// The four changes; each leaves the optimum of what is present and not away, if the plan was
/// optimal before. Precondition of all: the indices are in range; of insert_task: not present; of
/// erase_task: present; of take_away: not away; of bring_back: away.
void insert_task(const Network& network, Plan& plan, std::uint32_t task);
void erase_task(const Network& network, Plan& plan, std::uint32_t task);
void take_away(const Network& network, Plan& plan, std::uint32_t unit);
/// The optimum without the forbidden arc, whose unit must be the one that comes back.
void bring_back(const Network& network, Plan& plan, std::uint32_t unit, Forbidden forbidden = {});

/// What all present tasks pay.
Cost cost_of(const Plan& plan);

}  // namespace fenghuo::dispatch

// How fast an assignment is solved, beside LEMON's network simplex on the same problem and machine.
// Units have one or two of six capabilities; tasks need one or two units of one capability and are
// priced by price.h; places are random in a square of 50 km. A task that needs two units is two
// tasks with us, and one node with a supply of two with LEMON. Both begin with the arcs in vectors,
// in no order. Of each seed the fastest of a few runs counts, since the machine has other work; of
// the seeds, the middle one.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "bench/dispatch/chance.h"
#include "bench/dispatch/speed.h"
#include "bench/measure.h"
#include "playbooks/dispatch/price.h"
#include "tests/playbooks/dispatch/lemon_oracle.h"

namespace fenghuo::bench {
namespace {

using dispatch::Assignment;
using dispatch::Cost;
using dispatch::TaskArc;

constexpr std::uint32_t kSeeds = 9;
constexpr std::uint32_t kRuns = 5;
constexpr std::uint32_t kCapabilities = 6;
constexpr std::uint32_t kSide_m = 50'000;
constexpr std::int64_t kSpeed_m_per_s = 11;
constexpr std::uint32_t kQuestions = 200;

struct Size {
  const char* name;
  std::uint32_t units;
  std::uint32_t tasks;
  std::size_t nearest;  // so many arcs a task at most
  const char* goal_solve;
  const char* goal_insert;
};

struct Wanted {
  Cost unserved_cost = 0;
  std::uint32_t units = 0;
  std::vector<TaskArc> arcs;
};

struct Spot {
  double x_m;
  double y_m;
};

struct Unit {
  Spot spot;
  std::uint32_t capabilities;  // bits
};

Spot any_spot(Chance& chance) {
  const double x_m = chance.below(kSide_m);
  return {x_m, static_cast<double>(chance.below(kSide_m))};
}

std::uint32_t any_capability(Chance& chance) {
  return 1U << chance.below(kCapabilities);
}

Wanted make_task(const std::vector<Unit>& units, std::size_t nearest, Chance& chance) {
  const Spot spot = any_spot(chance);
  const std::uint32_t capability = any_capability(chance);
  const Level level = kLevels[chance.below(4)];
  const dispatch::Need need{level, chance.below(7200)};
  Wanted task{.unserved_cost = unserved_cost(need, {}), .units = 1 + chance.below(2), .arcs = {}};
  for (std::uint32_t u = 0; u < units.size(); ++u) {
    if ((units[u].capabilities & capability) == 0) continue;
    const double metres = std::hypot(units[u].spot.x_m - spot.x_m, units[u].spot.y_m - spot.y_m);
    const std::int64_t travel_s = static_cast<std::int64_t>(metres) / kSpeed_m_per_s;
    task.arcs.push_back({u, served_cost(need, {travel_s, false}, {})});
  }
  std::ranges::stable_sort(task.arcs, {}, &TaskArc::cost);
  task.arcs.resize(std::min(nearest, task.arcs.size()));
  std::ranges::sort(task.arcs, {}, &TaskArc::unit);
  return task;
}

std::vector<Wanted> make_tasks(const Size& size, std::uint32_t seed) {
  Chance chance(seed);
  std::vector<Unit> units(size.units);
  for (auto& unit : units) {
    unit.spot = any_spot(chance);
    unit.capabilities = any_capability(chance);
    unit.capabilities |= any_capability(chance);
  }
  std::vector<Wanted> tasks;
  for (std::uint32_t i = 0; i < size.tasks; ++i)
    tasks.push_back(make_task(units, size.nearest, chance));
  return tasks;
}

struct Measured {
  std::vector<double> at_once_ms, one_by_one_ms, lemon_ms, insert_us, question_us;
  std::size_t arcs = 0;
  std::uint64_t hash = 14'695'981'039'346'656'037U;  // FNV-1a over who has what
};

template <class Solve>
double fastest_ms(const Solve& solve) {
  double fastest = 0;
  for (std::uint32_t run = 0; run < kRuns; ++run) {
    const double ms = solve();
    if (run == 0 || ms < fastest) fastest = ms;
  }
  return fastest;
}

// As many tasks as units are wanted.
std::vector<dispatch::Network::Task> single(const std::vector<Wanted>& tasks) {
  std::vector<dispatch::Network::Task> singles;
  for (const auto& task : tasks)
    singles.insert(singles.end(), task.units, {task.unserved_cost, task.arcs});
  return singles;
}

Assignment with_units(std::uint32_t count) {
  Assignment assignment;
  for (std::uint32_t u = 0; u < count; ++u) assignment.add_unit();
  return assignment;
}

Cost by_lemon(const Size& size, const std::vector<Wanted>& tasks, Measured& measured) {
  std::vector<dispatch::OracleTask> same;
  for (const auto& task : tasks) {
    auto& added = same.emplace_back(dispatch::OracleTask{task.unserved_cost, task.units, {}});
    for (const TaskArc& arc : task.arcs) added.arcs.push_back({arc.unit, arc.cost});
    measured.arcs += task.arcs.size();
  }
  Cost optimum = 0;
  measured.lemon_ms.push_back(fastest_ms([&] {
    const Stopwatch watch;
    optimum = dispatch::optimum_by_lemon(size.units, same);
    return watch.seconds() * 1e3;
  }));
  return optimum;
}

Assignment at_once(const Size& size, const std::vector<Wanted>& tasks, Measured& measured) {
  Assignment assignment;
  measured.at_once_ms.push_back(fastest_ms([&] {
    auto singles = single(tasks);
    const Stopwatch watch;
    assignment = with_units(size.units);
    must(assignment.add_tasks(std::move(singles)));
    return watch.seconds() * 1e3;
  }));
  for (std::uint32_t u = 0; u < size.units; ++u)
    measured.hash = (measured.hash ^ assignment.task_of(u).value_or(dispatch::kNobody)) *
                    std::uint64_t{1'099'511'628'211};
  return assignment;
}

void ask(const Assignment& assignment, Measured& measured) {
  for (std::uint32_t task = 0; task < kQuestions; ++task) {
    const Stopwatch watch;
    if (assignment.without_its_unit(task)) measured.question_us.push_back(watch.seconds() * 1e6);
  }
}

// The last fifth stands for tasks that come while all else is solved.
Cost one_by_one(const Size& size, const std::vector<Wanted>& tasks, Measured& measured) {
  Cost cost = 0;
  measured.one_by_one_ms.push_back(fastest_ms([&] {
    auto singles = single(tasks);
    const Stopwatch watch;
    auto assignment = with_units(size.units);
    for (std::size_t i = 0; i < singles.size(); ++i) {
      const Stopwatch one;
      must(assignment.add_task(singles[i].unserved_cost, std::move(singles[i].arcs)));
      if (i >= singles.size() * 4 / 5) measured.insert_us.push_back(one.seconds() * 1e6);
    }
    cost = assignment.cost();
    return watch.seconds() * 1e3;
  }));
  return cost;
}

std::string p50_p99(std::vector<double>& values) {
  return "p50 " + with_unit(quantile(values, 0.5), 1, "") + ", p99 " +
         with_unit(quantile(values, 0.99), 1, "us");
}

void print(const Size& size, Measured& measured) {
  const std::string name =
      std::string(size.name) + " (" + std::to_string(measured.arcs / kSeeds) + " arcs)";
  const double ours_ms = quantile(measured.at_once_ms, 0.5);
  const double lemon_ms = quantile(measured.lemon_ms, 0.5);
  print_row("assignment of " + name + ": all at once", with_unit(ours_ms, 2, "ms"),
            size.goal_solve);
  print_row("... one by one, in no order",
            with_unit(quantile(measured.one_by_one_ms, 0.5), 2, "ms"), "");
  print_row("... by LEMON's network simplex, and how much longer",
            with_unit(lemon_ms, 2, "ms") + ", " + with_unit(lemon_ms / ours_ms, 1, "x"), "");
  print_row("... one more task", p50_p99(measured.insert_us), size.goal_insert);
  print_row("... why this unit", p50_p99(measured.question_us), "");
  char hash[32];
  std::snprintf(hash, sizeof hash, "%016llx", static_cast<unsigned long long>(measured.hash));
  print_row("... hash of who has what", hash, "");
}

}  // namespace

void measure_assignment() {
  constexpr std::size_t kAll = 10'000;
  for (const Size& size :
       {Size{"200 units to 500 tasks", 200, 500, kAll, "under 5 ms", "p99 under 100 us"},
        Size{"500 units to 200 tasks", 500, 200, kAll, "", ""},
        Size{"2,000 units to 5,000 tasks, the 20 nearest", 2000, 5000, 20, "", ""}}) {
    Measured measured;
    for (std::uint32_t seed = 0; seed < kSeeds; ++seed) {
      const auto tasks = make_tasks(size, seed);
      const Cost optimum = by_lemon(size, tasks, measured);
      const auto assignment = at_once(size, tasks, measured);
      must(assignment.cost() == optimum, "assignment: not the optimum");
      must(one_by_one(size, tasks, measured) == optimum, "assignment: not the optimum");
      ask(assignment, measured);
    }
    print(size, measured);
  }
}

}  // namespace fenghuo::bench

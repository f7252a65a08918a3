// How long one search of the roads takes: from a junction in the middle to all others, on grids
// with some streets missing, some one-way, and some closed (ecosystem.md, D4). The fastest of a few
// batches counts, since the machine has other work.
#include <algorithm>
#include <utility>

#include "bench/dispatch/chance.h"
#include "bench/dispatch/speed.h"
#include "bench/measure.h"
#include "playbooks/dispatch/travel.h"

namespace fenghuo::bench {
namespace {

using dispatch::RoadGraph;
using dispatch::Travel;
using dispatch::Vehicle;

constexpr int kBatches = 5;
constexpr std::uint32_t kJunctionsInABatch = 2'000'000;
constexpr std::uint32_t kStep_e7 = 18'000;  // about 200 m

struct Size {
  const char* name;
  std::uint32_t side;
  const char* goal;
};

RoadGraph grid(std::uint32_t side, Chance& chance) {
  std::vector<dispatch::Position> junctions;
  std::vector<dispatch::RoadEdge> edges;
  const auto street = [&](std::uint32_t from, std::uint32_t to) {
    if (chance.below(20) == 0) return;
    const auto metres = static_cast<std::int32_t>(100 + chance.below(400));
    edges.push_back(
        {.from = from,
         .to = to,
         .length_m = metres,
         .seconds = metres / 10,
         .road = static_cast<std::uint32_t>(edges.size()),
         .use = chance.below(10) == 0 ? dispatch::RoadUse::no_trucks : dispatch::RoadUse::all,
         .one_way = chance.below(10) == 0});
  };
  for (std::uint32_t i = 0; i < side * side; ++i) {
    junctions.push_back({static_cast<std::int32_t>(1'000'000'000 + i / side * kStep_e7),
                         static_cast<std::int32_t>(300'000'000 + i % side * kStep_e7)});
    if (i % side + 1 < side) street(i, i + 1);
    if (i / side + 1 < side) street(i, i + side);
  }
  const auto roads = static_cast<std::uint32_t>(edges.size());
  return must(RoadGraph::make(std::move(junctions), std::move(edges), roads));
}

// Of one core. The clock of a thread's time is coarse, so that it takes many runs to read it.
template <class Work>
double least_ms(std::uint32_t runs, Work work) {
  double least = 0;
  for (int batch = 0; batch < kBatches; ++batch) {
    const Stopwatch watch;
    for (std::uint32_t run = 0; run < runs; ++run) work();
    const double ms = watch.thread_cpu_seconds() * 1'000 / runs;
    least = batch == 0 ? ms : std::min(least, ms);
  }
  return least;
}

void measure(const Size& size) {
  Chance chance(7);
  const RoadGraph graph = grid(size.side, chance);
  dispatch::Closures closures;
  for (std::uint32_t road = 0; road < graph.roads(); ++road)
    if (chance.below(20) == 0) closures.roads.push_back(road);
  const std::uint32_t middle = size.side * size.side / 2 + size.side / 2;
  const std::string name = std::string("roads, ") + size.name + " junctions: ";

  const std::uint32_t runs = kJunctionsInABatch / graph.junctions();
  const Travel open(graph, Vehicle::car, {});
  const Travel closed(graph, Vehicle::truck, closures);
  print_row(name + "one to all",
            with_unit(least_ms(runs, [&] { (void)open.from(middle); }), 2, "ms"), size.goal);
  print_row(name + "all to one, 5 % closed",
            with_unit(least_ms(runs, [&] { (void)closed.to(middle); }), 2, "ms"), size.goal);
  const double set_up = least_ms(runs, [&] { Travel(graph, Vehicle::truck, closures).seconds(0); });
  print_row(name + "a change of closures", with_unit(set_up, 2, "ms"), "");
  const double joined =
      least_ms(runs, [&] { (void)join(graph, graph.position(middle), Vehicle::car); });
  print_row(name + "to join one place", with_unit(joined, 2, "ms"), "");
  print_row(name + "pieces", with_unit(least_ms(runs, [&] { (void)closed.pieces(); }), 2, "ms"),
            "");

  const auto times = open.from(middle);
  const auto reached = std::count_if(times.seconds.begin(), times.seconds.end(),
                                     [](auto seconds) { return seconds != dispatch::kNoRoute; });
  must(reached * 10 > graph.junctions() * 9L, "most of the grid hangs together");
}

}  // namespace

void measure_roads() {
  constexpr Size kSizes[] = {
      {"10,000", 100, "0.8 ms"}, {"50,176", 224, "5 ms"}, {"250,000", 500, ""}};
  for (const Size& size : kSizes) measure(size);
}

}  // namespace fenghuo::bench

// How long a sheltering takes and how far it is from its bound, on places strewn over a square:
// 300 villages and 60 shelters, and a county of 2,000 and 300.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <utility>

#include "bench/dispatch/speed.h"
#include "bench/measure.h"
#include "playbooks/dispatch/sheltering.h"
#include "playbooks/dispatch/sheltering_flow.h"

namespace fenghuo::bench {
namespace {

constexpr std::uint32_t kSeeds = 20;

struct Shape {
  std::uint32_t villages;
  std::uint32_t shelters;
  std::uint32_t spare_percent;
  std::uint32_t closed_percent;
  std::int64_t people_most;  // of a village; the fewest are 30
};

std::int64_t between(std::mt19937& chance, std::int64_t low, std::int64_t high) {
  return low + static_cast<std::int64_t>(chance() % static_cast<std::uint64_t>(high - low + 1));
}

// A square of 40 km, 30 km/h, 2 min to get going; capacities differ threefold.
dispatch::ShelteringTask strewn(const Shape& shape, std::uint32_t seed) {
  constexpr std::int64_t kSideM = 40'000;
  std::mt19937 chance{seed};
  dispatch::ShelteringTask task;
  const auto place = [&] {
    const auto x = static_cast<double>(between(chance, 0, kSideM));
    return std::pair{x, static_cast<double>(between(chance, 0, kSideM))};
  };
  std::vector<std::pair<double, double>> shelters(shape.shelters);
  std::vector<std::int64_t> weights(shape.shelters);
  std::int64_t weight = 0;
  for (std::uint32_t s = 0; s < shape.shelters; ++s) {
    shelters[s] = place();
    weight += weights[s] = between(chance, 50, 150);
  }
  std::int64_t people = 0;
  for (std::uint32_t v = 0; v < shape.villages; ++v) {
    dispatch::VillageToShelter village;
    const auto [x, y] = place();
    village.people = static_cast<std::uint32_t>(between(chance, 30, shape.people_most));
    people += village.people;
    for (const auto& [east, north] : shelters) {
      village.way_s.emplace_back(
          120 + static_cast<std::uint32_t>(std::hypot(x - east, y - north) * 0.12));
      if (chance() % 100 < shape.closed_percent) village.way_s.back().reset();
    }
    task.villages.push_back(std::move(village));
  }
  for (const std::int64_t w : weights)
    task.capacity.push_back(
        static_cast<std::uint32_t>(people * (100 + shape.spare_percent) / 100 * w / weight + 1));
  return task;
}

double flow_ms(const dispatch::ShelteringTask& task) {
  dispatch::SeatPrices prices{task.villages.size(), task.capacity.size()};
  std::vector<std::int64_t> people;
  for (std::size_t v = 0; v < task.villages.size(); ++v) {
    people.push_back(task.villages[v].people);
    for (std::size_t s = 0; s < task.capacity.size(); ++s)
      if (const auto& way_s = task.villages[v].way_s[s]) prices.set(v, s, *way_s);
  }
  const std::vector<std::int64_t> places(task.capacity.begin(), task.capacity.end());
  const Stopwatch watch;
  must(!cheapest_flow(prices, people, places).people.empty(), "a flow");
  return watch.thread_cpu_seconds() * 1'000;
}

void measure(const Shape& shape) {
  std::vector<double> flows_ms;
  std::vector<double> wholes_ms;
  std::vector<double> gaps_percent;
  std::int64_t more_without_place = 0;
  for (std::uint32_t seed = 1; seed <= kSeeds; ++seed) {
    const auto task = strewn(shape, seed);
    flows_ms.push_back(flow_ms(task));
    const Stopwatch watch;
    const auto plan = must(dispatch::shelter(task));
    wholes_ms.push_back(watch.thread_cpu_seconds() * 1'000);
    more_without_place += plan.people_without_place - plan.bound_without_place;
    if (plan.gap_basis_points)
      gaps_percent.push_back(static_cast<double>(*plan.gap_basis_points) / 100);
  }
  const std::string name =
      std::to_string(shape.villages) + " villages of 30 to " + std::to_string(shape.people_most) +
      ", " + std::to_string(shape.shelters) + " shelters, " + std::to_string(shape.spare_percent) +
      " % spare, " + std::to_string(shape.closed_percent) + " % closed";
  print_row("Sheltering, bound: " + name, quantiles(flows_ms), "");
  print_row("Sheltering, whole: " + name, quantiles(wholes_ms), "200 ms");
  const double mean = std::accumulate(gaps_percent.begin(), gaps_percent.end(), 0.0) /
                      static_cast<double>(std::max<std::size_t>(gaps_percent.size(), 1));
  print_row("Sheltering, gap to the bound: " + name,
            with_unit(mean, 2, "% on average, ") +
                with_unit(quantile(gaps_percent, 1.0), 2, "% at most; ") +
                std::to_string(more_without_place) + " more without a place",
            "2 %");
}

}  // namespace

void measure_sheltering() {
  measure({300, 60, 12, 0, 600});
  measure({300, 60, 12, 20, 600});
  measure({300, 60, 12, 0, 200});
  measure({300, 30, 12, 0, 600});
  measure({2'000, 300, 12, 0, 600});
}

}  // namespace fenghuo::bench

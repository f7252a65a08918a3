// How near siting comes to the known optima of pmed1-40, and how long it takes.
#include <algorithm>
#include <cstdio>

#include "bench/dispatch/orlib_pmed.h"
#include "bench/dispatch/speed.h"
#include "bench/measure.h"

namespace fenghuo::bench {
namespace {

constexpr std::uint64_t kSeeds = 3;
constexpr const char* kFolder = FENGHUO_SOURCE_DIR "/../shared/data/optimisation/orlib_pmed";

struct Figures {
  double gap_percent_max = 0;
  double bound_gap_percent_max = 0;
  double seconds_max = 0;
  int optimal = 0;
  int proven = 0;
};

void measure(const dispatch::SitingProblem& problem, std::int64_t optimum, std::uint64_t seed,
             Figures& figures) {
  const Stopwatch watch;
  const auto siting = dispatch::choose_sites(problem, {.seed = seed});
  figures.seconds_max = std::max(figures.seconds_max, watch.thread_cpu_seconds());
  const auto percent = [&](std::int64_t gap) {
    return 100 * static_cast<double>(gap) / static_cast<double>(optimum);
  };
  const std::int64_t found = siting.reach.person_travel;
  const std::int64_t bound = siting.person_travel_min.value_or(0);
  must(found >= optimum && bound <= optimum, "better than the known optimum: a wrong graph");
  figures.gap_percent_max = std::max(figures.gap_percent_max, percent(found - optimum));
  figures.bound_gap_percent_max = std::max(figures.bound_gap_percent_max, percent(optimum - bound));
  if (found == optimum) ++figures.optimal;
  if (found == bound) ++figures.proven;
}

}  // namespace

void measure_siting() {
  Figures of[kSeeds];
  for (int number = 1; number <= kPmedProblems; ++number) {
    auto pmed = read_pmed(kFolder, number);
    if (!pmed) return print_row("siting, pmed1-40", "not measured: the data isn't there", "");
    const auto problem = must(dispatch::SitingProblem::of(std::move(pmed->input)));
    for (std::uint64_t seed = 1; seed <= kSeeds; ++seed)
      measure(problem, pmed->optimum, seed, of[seed - 1]);
  }
  for (std::uint64_t seed = 1; seed <= kSeeds; ++seed) {
    const Figures& figures = of[seed - 1];
    const std::string name = "siting, pmed1-40, seed " + std::to_string(seed);
    print_row(name + ": worst gap to the optimum", with_unit(figures.gap_percent_max, 3, "%"),
              "0.1 % (settled: 0.2 %)");
    print_row(name + ": longest, of one core", with_unit(figures.seconds_max, 2, "s"), "2 s");
    print_row(name + ": optima found, and proven by its own bound",
              std::to_string(figures.optimal) + ", " + std::to_string(figures.proven), "");
    print_row(name + ": worst gap of the bound", with_unit(figures.bound_gap_percent_max, 2, "%"),
              "");
  }
}

}  // namespace fenghuo::bench

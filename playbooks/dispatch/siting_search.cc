#include "playbooks/dispatch/siting_search.h"

#include <algorithm>

#include "playbooks/dispatch/siting_bound.h"
#include "playbooks/dispatch/siting_interchange.h"

namespace fenghuo::dispatch {
namespace {

// With how many swaps by chance a round begins, at most. Of 5, 10, 20 and 40, this found the most
// optima of pmed1-40 in the same number of rounds.
constexpr std::uint32_t kChanceSwapsMax = 40;
// Each swap gains, so the end is sure; a bound all the same.
constexpr std::uint32_t kDescentSwapsMax = 10'000;

// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA
// 2014).
class Chance {
 public:
  explicit Chance(std::uint64_t seed) : state_(seed) {}

  /// 0 ... n - 1.
  std::uint32_t below(std::uint32_t n) {
    state_ += 0x9e3779b97f4a7c15;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
    mixed ^= mixed >> 31;
    return static_cast<std::uint32_t>(((mixed >> 32) * n) >> 32);
  }

 private:
  std::uint64_t state_;
};

Interchange greedy(const SitingProblem& problem, const CandidatesByTravel& ways) {
  Interchange choice(problem, ways);
  for (const auto site : problem.kept()) choice.open(site);
  while (choice.sites().size() < problem.sites_max()) {
    const auto best = choice.best_opening();
    if (!best) break;
    choice.open(*best);
  }
  return choice;
}

void descend(Interchange& choice, std::uint32_t slots_kept) {
  for (std::uint32_t i = 0; i < kDescentSwapsMax; ++i) {
    const auto best = choice.best_swap(slots_kept);
    if (!best) return;
    choice.swap(*best);
  }
}

// Precondition: there is a site that isn't kept, and a candidate that is no site.
void swap_by_chance(Interchange& choice, std::uint32_t slots_kept, std::uint32_t candidates,
                    Chance& chance) {
  const auto slots = static_cast<std::uint32_t>(choice.sites().size());
  std::uint32_t candidate = chance.below(candidates);
  while (choice.is_open(candidate)) candidate = (candidate + 1) % candidates;
  choice.swap({.slot = slots_kept + chance.below(slots - slots_kept), .candidate = candidate});
}

// From the best choice so far with a few swaps by chance, then with ever more, and down again. Ends
// at `cost_min`.
void vary(Interchange& best, const SitingProblem& problem, const SitingSearch& search,
          std::int64_t cost_min) {
  const auto kept = static_cast<std::uint32_t>(problem.kept().size());
  const auto free = static_cast<std::uint32_t>(best.sites().size()) - kept;
  if (free == 0 || best.sites().size() == problem.candidates()) return;
  const std::uint32_t rounds = std::min(search.rounds_max, free * kSitingRoundsPerSite);
  Chance chance(search.seed);
  std::uint32_t swaps = 1;
  for (std::uint32_t round = 0; round < rounds && best.cost() > cost_min; ++round) {
    Interchange choice = best;
    for (std::uint32_t i = 0; i < swaps; ++i)
      swap_by_chance(choice, kept, problem.candidates(), chance);
    descend(choice, kept);
    swaps = swaps < std::min(free, kChanceSwapsMax) ? swaps + 1 : 1;
    if (choice.cost() >= best.cost()) continue;
    best = std::move(choice);
    swaps = 1;
  }
}

// Nobody is without a way: then the cost is person_travel.
bool reaches_everybody(const SitingProblem& problem, const Interchange& choice) {
  return choice.cost() < problem.no_way_cost();
}

}  // namespace

FoundSites search_sites(const SitingProblem& problem, const SitingSearch& search) {
  const CandidatesByTravel ways(problem);
  Interchange best = greedy(problem, ways);
  // One more brings nobody nearer: every demand point has the nearest of all candidates.
  if (!best.best_opening()) {
    if (reaches_everybody(problem, best)) return {best.sites(), best.cost()};
    return {best.sites(), std::nullopt};
  }
  descend(best, static_cast<std::uint32_t>(problem.kept().size()));
  std::optional<std::int64_t> cost_min;
  if (reaches_everybody(problem, best)) cost_min = person_travel_min(problem, ways, best.cost());
  vary(best, problem, search, cost_min.value_or(0));
  if (!cost_min && reaches_everybody(problem, best))
    cost_min = person_travel_min(problem, ways, best.cost());
  return {best.sites(), cost_min};
}

}  // namespace fenghuo::dispatch

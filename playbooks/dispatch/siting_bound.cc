#include "playbooks/dispatch/siting_bound.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace fenghuo::dispatch {
namespace {

constexpr std::uint32_t kStepsMax = 300;
// Prices are in parts of a unit of person_travel; in whole units few people's couldn't move.
constexpr std::int64_t kParts = 256;
// A step aims at twice the gap, and at half as much after so many steps without gain.
constexpr std::uint32_t kStepsWithoutGainMax = 15;
constexpr std::uint32_t kHalvingsMax = 10;

using Prices = std::vector<std::int64_t>;  // by demand point, in parts

struct Relaxed {
  std::int64_t bound = 0;                   // in parts
  std::vector<std::int64_t> sites_of = {};  // by demand point: how many sites would serve it
};

std::int64_t cost_in_parts(const SitingProblem& problem, std::size_t point, std::uint32_t travel) {
  return kParts * problem.people(point) * travel;
}

// The kept sites, and those that save most.
std::vector<bool> chosen(const SitingProblem& problem, const std::vector<std::int64_t>& saved) {
  std::vector<bool> is_chosen(problem.candidates());
  for (const auto site : problem.kept()) is_chosen[site] = true;
  std::vector<std::uint32_t> by_saved;
  for (std::uint32_t candidate = 0; candidate < problem.candidates(); ++candidate)
    if (!is_chosen[candidate]) by_saved.push_back(candidate);
  std::stable_sort(by_saved.begin(), by_saved.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return saved[a] > saved[b]; });
  by_saved.resize(problem.sites_max() - problem.kept().size());
  for (const auto site : by_saved) is_chosen[site] = true;
  return is_chosen;
}

// Every demand point pays its price, and every chosen site serves all whom it can for less: what
// the best choice costs can't be below that.
Relaxed relax(const SitingProblem& problem, const CandidatesByTravel& ways, const Prices& price) {
  std::vector<std::int64_t> saved(problem.candidates());
  for (std::size_t point = 0; point < price.size(); ++point) {
    for (const auto& way : ways.of[point]) {
      const std::int64_t cost = cost_in_parts(problem, point, way.travel);
      if (cost >= price[point]) break;
      saved[way.candidate] += price[point] - cost;
    }
  }
  const auto is_chosen = chosen(problem, saved);
  Relaxed relaxed{.bound = std::accumulate(price.begin(), price.end(), std::int64_t{0}),
                  .sites_of = std::vector<std::int64_t>(price.size())};
  for (std::uint32_t candidate = 0; candidate < problem.candidates(); ++candidate)
    if (is_chosen[candidate]) relaxed.bound -= saved[candidate];
  for (std::size_t point = 0; point < price.size(); ++point) {
    for (const auto& way : ways.of[point]) {
      if (cost_in_parts(problem, point, way.travel) >= price[point]) break;
      if (is_chosen[way.candidate]) ++relaxed.sites_of[point];
    }
  }
  return relaxed;
}

// So that about sites_max candidates are nearer than the price pays for, on the whole.
Prices first_prices(const SitingProblem& problem, const CandidatesByTravel& ways) {
  Prices price(problem.points());
  for (std::size_t point = 0; point < price.size(); ++point) {
    const auto& of = ways.of[point];
    if (of.empty() || problem.sites_max() == 0) continue;
    const std::size_t place = std::min(of.size() - 1, of.size() / problem.sites_max());
    price[point] = cost_in_parts(problem, point, of[place].travel);
  }
  return price;
}

// Dearer where no site would serve, cheaper where more than one would. False: none needs to move.
bool move_prices(const SitingProblem& problem, const Relaxed& relaxed, std::int64_t gap,
                 std::uint32_t halvings, Prices& price) {
  std::int64_t norm = 0;
  for (const auto sites : relaxed.sites_of) norm += (sites - 1) * (sites - 1);
  if (norm == 0) return false;
  const std::int64_t move = std::max<std::int64_t>(1, (2 * (gap / norm)) >> halvings);
  for (std::size_t point = 0; point < price.size(); ++point) {
    // The dearest way is the most that is worth paying; it also keeps the sums in range
    // (siting.cc).
    const std::int64_t dearest = cost_in_parts(problem, point, problem.longest_travel());
    price[point] += move * (1 - relaxed.sites_of[point]);
    price[point] = std::clamp<std::int64_t>(price[point], 0, dearest);
  }
  return true;
}

}  // namespace

std::int64_t person_travel_min(const SitingProblem& problem, const CandidatesByTravel& ways,
                               std::int64_t person_travel) {
  Prices price = first_prices(problem, ways);
  std::int64_t best = 0;
  std::uint32_t halvings = 0;
  std::uint32_t without_gain = 0;
  for (std::uint32_t step = 0; step < kStepsMax && halvings <= kHalvingsMax; ++step) {
    const auto relaxed = relax(problem, ways, price);
    ++without_gain;
    if (relaxed.bound > best) {
      best = relaxed.bound;
      without_gain = 0;
    } else if (without_gain > kStepsWithoutGainMax) {
      ++halvings;
      without_gain = 0;
    }
    if (best > kParts * (person_travel - 1)) break;  // nothing is left between them
    const std::int64_t gap = kParts * person_travel - relaxed.bound;
    if (!move_prices(problem, relaxed, gap, halvings, price)) break;
  }
  return (best + kParts - 1) / kParts;
}

}  // namespace fenghuo::dispatch

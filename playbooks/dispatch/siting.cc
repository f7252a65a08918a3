#include "playbooks/dispatch/siting.h"

#include <algorithm>

#include "playbooks/dispatch/siting_search.h"

namespace fenghuo::dispatch {
namespace {

constexpr std::int64_t kCostMax = 1'000'000'000'000'000'000;

// People x no_way_cost is at most kCostMax, and a number of the interchange at most twice that.
// People x travel is then at most sqrt(kCostMax x kSitingTravelMax), 3.2 x 10^12: the bound has
// room for that in 256 parts, at each of 2,000 sites (1.6 x 10^18).
std::optional<std::int64_t> no_way_cost(std::int64_t people, std::uint32_t longest_travel) {
  std::int64_t all = 0;
  std::int64_t worst = 0;
  if (__builtin_mul_overflow(people, std::int64_t{longest_travel}, &all)) return std::nullopt;
  if (__builtin_mul_overflow(people, all + 1, &worst) || worst > kCostMax) return std::nullopt;
  return all + 1;
}

struct NearestSite {
  std::optional<std::uint32_t> site;
  std::uint32_t travel = kNoWay;
};

NearestSite nearest_site(const SitingProblem& problem, std::span<const std::uint32_t> sites,
                         std::size_t point) {
  NearestSite nearest;
  for (const auto site : sites) {
    if (site >= problem.candidates()) continue;
    const std::uint32_t travel = problem.travel(site, point);
    if (travel == kNoWay || travel > nearest.travel) continue;
    if (travel == nearest.travel && site > nearest.site) continue;
    nearest = {site, travel};
  }
  return nearest;
}

Error bad_input(const char* zh, const char* en) {
  return {Errc::bad_input, {zh, en}};
}
Error too_many(const char* zh, const char* en) {
  return {Errc::too_many, {zh, en}};
}

}  // namespace

Result<SitingProblem> SitingProblem::of(SitingInput input) {
  if (input.candidates > kSitingPlacesMax || input.people.size() > kSitingPlacesMax)
    return too_many("布点：备选点或需求点超过 2000 个",
                    "siting: more than 2,000 candidates or demand points");
  if (input.travel.size() != input.candidates * input.people.size())
    return bad_input("布点：路程表的大小与备选点、需求点不符",
                     "siting: the table of travel isn't candidates x demand points");
  std::sort(input.kept.begin(), input.kept.end());
  input.kept.erase(std::unique(input.kept.begin(), input.kept.end()), input.kept.end());
  if (!input.kept.empty() && input.kept.back() >= input.candidates)
    return bad_input("布点：保留的点不在备选点之中", "siting: a kept site is no candidate");
  if (input.kept.size() > input.sites_max)
    return bad_input("布点：保留的点比允许的总数还多", "siting: more sites are kept than allowed");
  input.sites_max = std::min(input.sites_max, input.candidates);

  SitingProblem problem(std::move(input));
  std::int64_t people = 0;
  for (std::size_t point = 0; point < problem.points(); ++point) people += problem.people(point);
  for (const auto travel : problem.input_.travel)
    if (travel != kNoWay) problem.longest_travel_ = std::max(problem.longest_travel_, travel);
  if (problem.longest_travel_ > kSitingTravelMax)
    return too_many("布点：路程超过 1000 万", "siting: a travel above 10,000,000");
  const auto cost = dispatch::no_way_cost(people, problem.longest_travel_);
  if (!cost)
    return too_many("布点：人数与路程之积太大", "siting: too many people times too long a travel");
  problem.no_way_cost_ = *cost;
  return problem;
}

Siting choose_sites(const SitingProblem& problem, const SitingSearch& search) {
  auto found = search_sites(problem, search);
  std::sort(found.sites.begin(), found.sites.end());
  return {.sites = found.sites,
          .reach = reach_of(problem, found.sites),
          .reach_of_kept = reach_of(problem, problem.kept()),
          .person_travel_min = found.person_travel_min};
}

Reach reach_of(const SitingProblem& problem, std::span<const std::uint32_t> sites) {
  Reach reach;
  for (std::size_t point = 0; point < problem.points(); ++point) {
    const auto nearest = nearest_site(problem, sites, point);
    reach.nearest.push_back(nearest.site);
    if (!nearest.site) {
      reach.people_unreached += problem.people(point);
      continue;
    }
    reach.people_reached += problem.people(point);
    reach.person_travel += problem.people(point) * nearest.travel;
  }
  return reach;
}

std::int64_t people_within(const SitingProblem& problem, std::span<const std::uint32_t> sites,
                           std::uint32_t travel_max) {
  std::int64_t people = 0;
  for (std::size_t point = 0; point < problem.points(); ++point) {
    const auto nearest = nearest_site(problem, sites, point);
    if (nearest.site && nearest.travel <= travel_max) people += problem.people(point);
  }
  return people;
}

}  // namespace fenghuo::dispatch

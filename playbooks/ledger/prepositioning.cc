#include "playbooks/ledger/prepositioning.h"

#include <utility>

#include "playbooks/dispatch/siting.h"
#include "playbooks/ledger/unit.h"
#include "playbooks/ledger/ways.h"

namespace fenghuo::playbooks {
namespace {

std::int64_t mean_of(std::int64_t person_seconds, std::int64_t people) {
  return people == 0 ? 0 : person_seconds / people;
}

}  // namespace

std::set<std::string> homes_of_supply(const wire::Plan& plan, const std::string& code) {
  std::set<std::string> homes;
  for (const auto& supply : plan.supplies())
    if (supply.code() == code) homes.insert(supply.home());
  return homes;
}

std::set<std::string> homes_of_skill(const wire::Plan& plan, const std::string& skill) {
  std::set<std::string> homes;
  for (const auto& unit : plan.units())
    if (has_skill(unit, skill)) homes.insert(home_of(unit));
  return homes;
}

Result<SitesProposed> propose_sites(const wire::Plan& plan, const std::set<std::string>& today,
                                    std::size_t sites) {
  std::set<std::string> places = today;
  for (const auto& village : plan.villages()) places.insert(village.id());
  for (const auto& shelter : plan.shelters()) places.insert(shelter.id());
  const std::vector<std::string> candidates(places.begin(), places.end());

  if (candidates.size() > dispatch::kSitingPlacesMax ||
      static_cast<std::size_t>(plan.villages_size()) > dispatch::kSitingPlacesMax)
    return Error{Errc::too_many, {"地点太多，最多 2000 处", "too many places: at most 2,000"}};
  dispatch::SitingInput input;
  input.candidates = candidates.size();
  input.sites_max = sites;
  for (const auto& village : plan.villages()) input.people.push_back(village.people_at_risk());
  Ways ways(plan);
  for (const auto& candidate : candidates)
    for (const auto& village : plan.villages()) {
      const auto seconds = ways.seconds(candidate, village.id(), dispatch::Vehicle::car);
      input.travel.push_back(seconds ? static_cast<std::uint32_t>(*seconds) : dispatch::kNoWay);
    }
  const auto problem = dispatch::SitingProblem::of(std::move(input));
  if (!problem) return problem.error();
  const auto chosen = dispatch::choose_sites(*problem);

  SitesProposed proposed;
  std::vector<std::uint32_t> now;
  for (std::uint32_t i = 0; i < candidates.size(); ++i)
    if (today.contains(candidates[i])) now.push_back(i);
  const auto reach = dispatch::reach_of(*problem, now);
  proposed.today.assign(today.begin(), today.end());
  for (const std::uint32_t site : chosen.sites) proposed.proposed.push_back(candidates[site]);
  proposed.mean_today_s = reach.mean_travel();
  proposed.mean_proposed_s = chosen.reach.mean_travel();
  proposed.mean_least_s =
      mean_of(chosen.person_travel_min.value_or(0), chosen.reach.people_reached);
  proposed.people_unreached_today = reach.people_unreached;
  proposed.people_unreached = chosen.reach.people_unreached;
  return proposed;
}

}  // namespace fenghuo::playbooks

// Where to keep what people need, so that it is near: a proposal for supplies of one code, or for
// units of one skill, beside where they stand today.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "engine/plan.pb.h"
#include "engine/result.h"

namespace fenghuo::playbooks {

struct SitesProposed {
  std::vector<std::string> today;     // places, in the order of their ids
  std::vector<std::string> proposed;  // likewise
  std::int64_t mean_today_s = 0;      // for each person at risk, by car, by the nearest
  std::int64_t mean_proposed_s = 0;
  std::int64_t mean_least_s = 0;  // no choice of so many places is below; 0: not known
  std::int64_t people_unreached_today = 0;
  std::int64_t people_unreached = 0;
};

/// Homes of supplies with this code, or of units with this skill.
std::set<std::string> homes_of_supply(const wire::Plan& plan, const std::string& code);
std::set<std::string> homes_of_skill(const wire::Plan& plan, const std::string& skill);

/// Villages and shelters may be sites; the people at risk of villages count. Errors as
/// dispatch::SitingProblem::of().
Result<SitesProposed> propose_sites(const wire::Plan& plan, const std::set<std::string>& today,
                                    std::size_t sites);

}  // namespace fenghuo::playbooks

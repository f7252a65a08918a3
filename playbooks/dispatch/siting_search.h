// The search behind choose_sites (siting.h): greedy, interchange, variable neighbourhoods.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "playbooks/dispatch/siting.h"

namespace fenghuo::dispatch {

struct FoundSites {
  std::vector<std::uint32_t> sites;  // in no order
  std::optional<std::int64_t> person_travel_min;
};

FoundSites search_sites(const SitingProblem& problem, const SitingSearch& search);

}  // namespace fenghuo::dispatch

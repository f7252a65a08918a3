// How little person_travel any choice of sites can have (siting.h): what tells a proposal how good
// it is, and a search when to end.
#pragma once

#include <cstdint>

#include "playbooks/dispatch/siting.h"
#include "playbooks/dispatch/siting_interchange.h"

namespace fenghuo::dispatch {

/// At most the person_travel of the best choice that reaches everybody; `person_travel` is that of
/// one such choice. Lagrangian relaxation of "each demand point has one site", the prices moved by
/// subgradients (Cornuejols, Fisher and Nemhauser, Management Science 23, 1977), in integers. Near
/// where every way exists (pmed1-40: 1.05 % at worst); it may be far below where many don't.
///
/// The problem has been checked (siting.h), and `ways` are its own.
std::int64_t person_travel_min(const SitingProblem& problem, const CandidatesByTravel& ways,
                               std::int64_t person_travel);

}  // namespace fenghuo::dispatch

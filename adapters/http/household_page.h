// On the plain page of whoever moves a village: its households, to be ticked off as they arrive.
#pragma once

#include <string>
#include <vector>

#include "adapters/credentials.h"
#include "adapters/http/message.h"
#include "adapters/plan_info.h"
#include "engine/event.pb.h"
#include "engine/standing.pb.h"

namespace fenghuo::adapters {

/// Those who aren't accounted for yet, first who need help; empty where the village has no roster.
std::string household_part(const PlanInfo& plan, const wire::StandingEvacuation& evacuation);

/// Whether its people are counted by household: then a number alone closes nothing.
bool is_by_household(const wire::StandingEvacuation& evacuation);

/// That the person of the link has found this at the household.
wire::Event count_of(const Credentials::Link& link, const std::string& household,
                     wire::CountHousehold::State state);

/// One count for each household of the evacuation that was ticked: a link is for one village.
std::vector<wire::Event> counts_in(const Form& form, const Credentials::Link& link,
                                   const wire::StandingEvacuation& evacuation);

}  // namespace fenghuo::adapters

// Reading back (复述): a person who answers "received" picks, from a few, which hazard and which
// place was said. Whoever picked up half asleep, or in another village, doesn't count as warned
// (failures.md, F02).
#pragma once

#include <vector>

#include "engine/ids.h"
#include "playbooks/handbook.h"
#include "playbooks/incident.h"
#include "playbooks/obligation.h"

namespace fenghuo::playbooks {

/// How many there are to pick from; their keys are 1, 2, 3.
inline constexpr std::uint32_t kReadBackChoices = 3;

/// Whether "received" needs it.
bool wants_read_back(const Handbook& handbook, const Incident& incident, const Obligation& o);

/// Hazard and place, of which one was said: in the same order for all calls of the incident, so
/// that an answer to an earlier message is understood.
std::vector<Text> read_back_choices(const Handbook& handbook, const Incident& incident,
                                    FactId incident_id);

/// The key of what was said.
std::uint32_t read_back_key(FactId incident_id);

}  // namespace fenghuo::playbooks

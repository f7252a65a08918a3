// What a warning says: the playbook's templates, filled in for the village, its level and the
// reason of whoever warns of the most.
#pragma once

#include <string_view>

#include "engine/text.h"
#include "playbooks/handbook.h"
#include "playbooks/incident.h"

namespace fenghuo::playbooks {

struct Words {
  Text headline;
  Text text;
};

/// For those who hold `duty`, in the words of the plan as it is now; in words of our own where the
/// plan has dropped the playbook or the level.
Words words_of(const Handbook& handbook, const Incident& incident, std::string_view duty = "");

/// What it warns of and how severely: "山洪红色", "red flash flood".
Text hazard_and_level(const Handbook& handbook, const Incident& incident);

/// What its level asks for, without a full stop; empty where the plan has dropped the level.
Text action_of(const Handbook& handbook, const Incident& incident);

/// Which answer a level's warning wants, and of people who are to be moved within how many minutes:
/// a sentence.
Text answer_wanted(const wire::Response& response);

/// Of what a rule gives, the first that it has found: that of the level reached. A message is
/// short; the rest stands with the alarm.
Text first_reason(const Handbook& handbook, std::string_view rule, const Text& reason);

/// Why it warns, as short: of several whose alarm stands that of the most severe.
Text first_reason_of(const Handbook& handbook, const Incident& incident);

/// The name of the village or of the township; of what is neither its id.
Text name_of_village(const Handbook& handbook, std::string_view area);

}  // namespace fenghuo::playbooks

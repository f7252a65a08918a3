// The plain page on which somebody decides: the question, yes and no.
#pragma once

#include <string>

#include "adapters/credentials.h"
#include "adapters/http/message.h"
#include "adapters/plan_info.h"
#include "engine/event.pb.h"
#include "engine/result.h"
#include "engine/standing.pb.h"

namespace fenghuo::adapters {

/// What is asked; of a warning that somebody asks for with their name, which stands in no log.
Text question_of(const PlanInfo& plan, const wire::StandingDecision& decision);

/// The question as it stands, with what it rests on, and its buttons while it is open.
std::string decision_part(const PlanInfo& plan, const wire::Standing& standing,
                          const wire::StandingDecision& decision);

/// What the form has sent. Errors: bad_input, in words for the person.
Result<wire::Event> decision_in(const Form& form, const Credentials::Link& link);

}  // namespace fenghuo::adapters

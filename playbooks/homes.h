// Where the people of a plan live, as far as it says so.
#pragma once

#include <map>
#include <string>

#include "engine/plan.pb.h"

namespace fenghuo::playbooks {

/// By person: the village of the first duty, household or facility there that names them; empty for
/// the township's own people, who have nothing to do with any village. Whoever is asked when a
/// village falls silent (`also` of `cut_off`) doesn't live in it.
std::map<std::string, std::string> homes_of(const wire::Plan& plan);

}  // namespace fenghuo::playbooks

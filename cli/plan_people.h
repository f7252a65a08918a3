// Who the people of a log are: the plan's folder says.
#pragma once

#include <string>
#include <vector>

#include "adapters/plan/folder.h"
#include "cli/verb.h"
#include "engine/result.h"

namespace fenghuo::cli {

/// The plan's people, for words about a log, which has no names; none where `folder` is empty. The
/// faults of its files are printed. Errors: bad_input where there is one.
Result<std::vector<adapters::Person>> people_of_plan(const std::string& folder,
                                                     const Session& session);

}  // namespace fenghuo::cli

// What comes in during a test, as the engine takes it, by moment.
#pragma once

#include <map>
#include <vector>

#include "cli/rule_test.h"
#include "engine/plan.pb.h"
#include "engine/submission.h"

namespace fenghuo::cli {

/// Moments without input but with expectations are there too.
std::map<Instant, std::vector<Submission>> events_of(const RuleTest& test, const wire::Plan& plan);

}  // namespace fenghuo::cli

// What the results of a night hang on: the program, the scenario, and the plan but for its words
// and for rules that can hear nothing in it.
#pragma once

#include "cli/verify/nights.h"
#include "engine/digest.h"
#include "engine/plan.pb.h"
#include "engine/result.h"

namespace fenghuo::cli {

/// The plan as far as a night depends on it: without names, texts, sources, days of review and what
/// is sealed of a person. Only people read these.
wire::Plan without_words(wire::Plan plan);

/// Of the file that is being run: whoever builds another has other results, whatever its version is
/// called. Errors: storage_failed where it can't be read.
Result<Digest> digest_of_program();

Digest digest_of(const wire::Plan& plan, const PlanNight& night, const Digest& program);

}  // namespace fenghuo::cli

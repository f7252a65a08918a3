// What was observed, as a table: area,begin,end[,note], times in RFC 3339. An area without an event
// stands there alone, with begin and end empty: it was watched, and nothing happened.
#pragma once

#include <string>

#include "adapters/plan/diagnostic.h"
#include "cli/verification.h"

namespace fenghuo::cli {

/// `areas`: those that there are. Every fault is added to `faults` with its place.
Observed read_observed(const std::string& path, const std::set<std::string>& areas,
                       adapters::Diagnostics& faults);

}  // namespace fenghuo::cli

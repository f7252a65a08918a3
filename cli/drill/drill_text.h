// A drill's outcome as text for a terminal, and as JSON.
#pragma once

#include <boost/json/object.hpp>
#include <string>

#include "cli/names.h"
#include "cli/verb.h"
#include "simulator/score.h"

namespace fenghuo::cli {

/// All that a report is made of; what it refers to outlives it.
struct Drill {
  const wire::PlanChanged& plan;
  const Names& names;
  const simulator::Scenario& scenario;
  const simulator::NightRecord& record;
  const simulator::Score& score;
  /// Something is expected of the night: where nothing is, it neither passes nor fails.
  bool is_judged() const { return !score.outcomes.empty(); }
  /// No expectation is missed; a control's are of what must not be sent.
  bool passed() const { return is_judged() && score.missed() == 0; }
};

void print_drill(const Drill& drill, const Session& session);
boost::json::object drill_json(const Drill& drill, const Session& session);

}  // namespace fenghuo::cli

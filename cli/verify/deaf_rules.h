// Rules that can't become true in a night, whatever fails in it: nothing that they ask about is
// ever observed there. A forest-fire rule has no part in a night of rain, so that who edits it
// needn't have that night played again.
#pragma once

#include <set>
#include <string>

#include "engine/plan.pb.h"
#include "simulator/scenario.h"

namespace fenghuo::cli {

/// By their ids. Only rules that ask of observations alone, of none whose name begins like one of
/// the scenario's (rain_cumulative is heard as rain), and that aren't true of no observation. An
/// element that fails takes readings away and adds none.
std::set<std::string> deaf_rules(const wire::Plan& plan, const simulator::Scenario& scenario);

wire::Plan without_deaf_rules(wire::Plan plan, const simulator::Scenario& scenario);

}  // namespace fenghuo::cli

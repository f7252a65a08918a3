// How a drill stands while it is played, for those who control and evaluate it.
#pragma once

#include <boost/json/object.hpp>
#include <vector>

#include "adapters/fact_json.h"
#include "simulator/expectation_watch.h"

namespace fenghuo::cli {

/// {"scenario":..., "title":..., "starts_at":..., "ends_at":..., "over":..., "players":[...],
///  "objectives":[{"id","title"}], "injects":[{"id","at","what","given_at"}],
///  "expectations":[{"id","what","objective","after","by","verdict","at"}]}; a verdict that isn't
/// due yet is "open".
boost::json::object drill_status(const simulator::Scenario& scenario,
                                 const simulator::NightRecord& record,
                                 const std::vector<simulator::Outcome>& outcomes, Instant now,
                                 bool over, const adapters::JsonStyle& style);

}  // namespace fenghuo::cli

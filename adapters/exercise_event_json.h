// What an exercise is told and asked, as the log holds it, as JSON.
#pragma once

#include <boost/json/object.hpp>

#include "adapters/fact_json.h"
#include "engine/event.pb.h"

namespace fenghuo::adapters {

/// Fills in the command's members and gives its word; null where it is no command of an exercise.
const char* put_exercise_command(boost::json::object& out, const wire::Command& command,
                                 const JsonStyle& style);

/// {"units":[...], "supplies":[{"supply":..., "batch":..., "quantity":...}], "level":...,
/// "headline":...}
void put_live_told(boost::json::object& out, const wire::LiveTold& told, const JsonStyle& style);

}  // namespace fenghuo::adapters

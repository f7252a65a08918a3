// The commands of POST /api/v1/commands by which an exercise is led, watched and stopped.
#pragma once

#include <boost/json/fwd.hpp>
#include <optional>
#include <string_view>

#include "engine/event.pb.h"
#include "engine/result.h"

namespace fenghuo::adapters {

/// Nothing where `name` is none of these commands. Errors: bad_input, with what is wrong and how it
/// is written.
std::optional<Result<void>> fill_exercise_command(std::string_view name,
                                                  const boost::json::object& object,
                                                  wire::Command& command);

}  // namespace fenghuo::adapters

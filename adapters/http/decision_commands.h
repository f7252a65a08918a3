// The commands of POST /api/v1/commands by which a person decides, warns and takes a warning back.
#pragma once

#include <boost/json/fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "engine/event.pb.h"
#include "engine/result.h"

namespace fenghuo::adapters {

inline constexpr std::size_t kCommandTextBytesMax = 1024;

/// The member as UTF-8 text; empty where it is missing, no text, or longer than allowed.
std::string text_in(const boost::json::object& object, std::string_view name);

/// The member that is true or false; false where it is missing. Errors: bad_input.
Result<bool> flag_in(const boost::json::object& object, const char* name);

/// Nothing where `name` is none of these commands. Errors: bad_input, with what is missing.
std::optional<Result<void>> fill_decision_command(std::string_view name,
                                                  const boost::json::object& object,
                                                  wire::Command& command);

}  // namespace fenghuo::adapters

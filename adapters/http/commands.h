// A command as JSON, as people, programs and scenarios of exercises give it.
#pragma once

#include <boost/json/fwd.hpp>
#include <string>

#include "engine/event.pb.h"
#include "engine/result.h"

namespace fenghuo::adapters {

/// What `person` decides or tells; commands.cc and those that it names say in which words. Errors:
/// bad_input, with what is missing or wrong.
Result<wire::Event> command_in(const boost::json::object& object, const std::string& person);

}  // namespace fenghuo::adapters

// Commands about units, supplies, roads and aid as the log holds them, as JSON.
#pragma once

#include <boost/json/object.hpp>

#include "engine/event.pb.h"

namespace fenghuo::adapters {

/// Fills in the command's members and gives its word; null where it is no command of the ledger.
const char* put_ledger_command(boost::json::object& out, const wire::Command& command);

}  // namespace fenghuo::adapters

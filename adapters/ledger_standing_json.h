// What stands in the ledger of units and supplies, as JSON.
#pragma once

#include <boost/json/object.hpp>

#include "adapters/fact_json.h"
#include "engine/standing.pb.h"

namespace fenghuo::adapters {

/// Puts in units, needs, supplies, holds, closed_roads, aid and shipments, each an array.
void put_ledger(boost::json::object& out, const wire::Standing& standing, const JsonStyle& style);

}  // namespace fenghuo::adapters

// Facts about what is needed, who was sent, what there is and which roads are closed, as JSON.
#pragma once

#include <boost/json/object.hpp>

#include "adapters/fact_json.h"
#include "engine/fact.pb.h"

namespace fenghuo::adapters {

/// Fills in the fact's members and gives its word; null where it is no fact of the ledger.
const char* put_ledger_fact(boost::json::object& out, const wire::Fact& fact,
                            const JsonStyle& style);

}  // namespace fenghuo::adapters

// Facts of what persons decide, start and end, as members of a JSON object.
#pragma once

#include <boost/json/fwd.hpp>

#include "adapters/fact_json.h"

namespace fenghuo::adapters {

/// The kind's name, with the fact's members put into `out`; null where it is a fact of another
/// kind.
const char* put_command_fact(boost::json::object& out, const wire::Fact& fact,
                             const JsonStyle& style);

/// {"playbook":..., "level":..., "areas":[...], "reason":...}
void put_warning(boost::json::object& out, const wire::Warn& warning, const JsonStyle& style);
/// [{channel, takes_s, too_late}], as WarningProposed has them.
boost::json::array channel_times_json(
    const google::protobuf::RepeatedPtrField<wire::ChannelTime>& times);

/// What is known of a household: safe, refused, unreachable, unknown.
std::string household_word(wire::CountHousehold::State state);

/// How a duty or a decision ended: answered, superseded, ...
std::string closing_word(wire::ObligationClosed::Reason reason);

}  // namespace fenghuo::adapters

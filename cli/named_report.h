// What a report names besides a person: its kind and the village. A slip of the pen would be a
// report that no rule reads.
#pragma once

#include <boost/json/fwd.hpp>
#include <span>
#include <string>
#include <vector>

#include "cli/called.h"
#include "engine/result.h"

namespace fenghuo::cli {

/// The kinds of reports that an engine knows, its own and its plan's, as GET /api/v1/plan tells
/// them; none where `body` is no such plan, or an engine of before doesn't say.
std::vector<Called> report_kinds_told(const std::string& body);
/// The villages of that plan.
std::vector<Called> villages_told(const std::string& body);

/// As id_of(); of an unknown kind all that there are are said.
Result<std::string> kind_named(const std::string& given, std::span<const Called> kinds);
Result<std::string> village_named(const std::string& given, std::span<const Called> villages);

/// The CloudEvent that carries a report; `data` are its members.
boost::json::object report_event(const std::string& id, const boost::json::object& data);

}  // namespace fenghuo::cli

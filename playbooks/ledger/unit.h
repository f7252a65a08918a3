// What a unit of the plan is like: where it stands, what it can do, how it travels, when.
#pragma once

#include <string>
#include <string_view>

#include "engine/resource.pb.h"
#include "engine/time.h"
#include "playbooks/dispatch/road_graph.h"

namespace fenghuo::playbooks {

/// The place where it stands: that of the plan, or by its own id where it has a position instead.
inline const std::string& home_of(const wire::Unit& unit) {
  return unit.home().empty() ? unit.id() : unit.home();
}

bool has_skill(const wire::Unit& unit, std::string_view skill);

dispatch::Vehicle vehicle_of(const wire::Unit& unit);

/// A neighbour's or the county's comes when it is asked for, and goes home by itself.
bool of_others(const wire::Unit& unit);

/// Working hours may go over midnight.
bool at_work(const wire::Unit& unit, Instant now, std::int32_t utc_offset_s);

}  // namespace fenghuo::playbooks

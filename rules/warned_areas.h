// Whom a received warning concerns: its polygons, circles and codes of districts against the places
// of the plan, and where it has none of these the plan's names in its words (engine/area_words.h).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/event.pb.h"
#include "engine/plan.pb.h"

namespace fenghuo::rules {

/// Areas of the kind, by their place in the plan, in order. A catchment or the jurisdiction is
/// warned where one of its villages is.
std::vector<std::uint32_t> areas_warned(const wire::Plan& plan, wire::Rule::Each each,
                                        const wire::WarningInfo& info);

/// Whether a district of GB/T 2260 (and the towns and villages below it) contains another: 431100,
/// or 431100000000, contains 431129000000.
bool district_contains(std::string_view code, std::string_view other);

}  // namespace fenghuo::rules

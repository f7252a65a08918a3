// Moments of a scenario, as people write them: "11:06" (the first such time from the start on),
// "d2 04:00" (of the second day), "+1h30m" (after the start), or whole, in RFC 3339.
#pragma once

#include <optional>
#include <string_view>

#include "engine/time.h"

namespace fenghuo::cli {

std::optional<Instant> parse_moment(std::string_view text, Instant start, Span utc_offset);

/// "02:00", since midnight; nothing for anything else.
std::optional<Span> clock_of(std::string_view text);

}  // namespace fenghuo::cli

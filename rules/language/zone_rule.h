// The rule for the time after a zone's last listed change, such as "CET-1CEST,M3.5.0,M10.5.0/3"
// (RFC 8536, section 3.3.1, which takes it from POSIX).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace fenghuo::language {

/// Seconds east of UTC; nothing where the rule can't be read.
std::optional<std::int64_t> zone_rule_offset(std::string_view rule, std::int64_t utc_seconds);

}  // namespace fenghuo::language

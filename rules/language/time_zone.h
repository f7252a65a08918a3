// What a clock on the wall shows at a moment, by the IANA time zone database as it was when this
// program was built: the same program gives the same answer on every machine.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace fenghuo::language {

/// Seconds east of UTC: of "Asia/Shanghai", "UTC", "+08:00", "-09:30" or "02:00" (langdef.md,
/// "Timezones"). Nothing where there is no such zone.
std::optional<std::int64_t> offset_at(std::string_view zone, std::int64_t utc_seconds);

/// A zone's file (RFC 8536), as tzdata has it; nothing where there is no such zone.
std::optional<std::string_view> find_zone(std::string_view name);

}  // namespace fenghuo::language

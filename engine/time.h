// Moments and lengths of time, in milliseconds since 1970 UTC. Nobody below adapters/ can ask what
// time it is: a moment comes out of a record.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fenghuo {

using Span = std::chrono::milliseconds;
using Instant = std::chrono::sys_time<Span>;

constexpr Instant instant_ms(std::int64_t ms) {
  return Instant{Span{ms}};
}
constexpr std::int64_t ms_of(Instant t) {
  return t.time_since_epoch().count();
}

/// What RFC 3339 can write: the years 0000 to 9999. A device may say anything; only a time in here
/// is taken, so that no sum or difference of times overflows.
inline constexpr Instant kInstantMin = instant_ms(-62'167'219'200'000);
inline constexpr Instant kInstantMax = instant_ms(253'402'300'799'999);
constexpr bool in_range(Instant t) {
  return t >= kInstantMin && t <= kInstantMax;
}

/// "2026-07-15T08:35:00+08:00"; milliseconds only when there are some.
std::string to_rfc3339(Instant t, Span utc_offset);

/// "08:35" of local time.
std::string to_clock(Instant t, Span utc_offset);
/// "07-15 08:35" of local time.
std::string to_day_and_clock(Instant t, Span utc_offset);
bool same_day(Instant a, Instant b, Span utc_offset);

/// RFC 3339, section 5.6: date, time and offset, with up to millisecond precision kept. A blank may
/// stand for the T. Nothing where it is not such a time.
std::optional<Instant> parse_rfc3339(std::string_view text);

/// CEL's form of a duration: "1h30m", "90s", "500ms", "0s"; nothing for anything else, or for more
/// than 3,000 years.
std::optional<Span> parse_duration(std::string_view text);

/// Civil time of a place as a moment; nothing for a date that does not exist.
std::optional<Instant> from_civil(int year, int month, int day, int hour, int minute, int second,
                                  Span utc_offset);

}  // namespace fenghuo

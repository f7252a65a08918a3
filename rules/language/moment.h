// Moments and lengths of time as the language has them: to the nanosecond, moments from the years
// 0001 to 9999, lengths as far as an int64 of nanoseconds goes: some 292 years (langdef.md,
// "Timestamp", "Duration").
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "rules/language/value.h"

namespace fenghuo::language {

inline constexpr std::int64_t kMomentSecondsMin = -62'135'596'800;
inline constexpr std::int64_t kMomentSecondsMax = 253'402'300'799;

/// `nanoseconds` may be of any sign and size that fits; an error out_of_range otherwise.
Value moment(std::int64_t seconds, std::int64_t nanoseconds);
Value length_of_time(std::int64_t seconds, std::int64_t nanoseconds);

/// a + sign x b, both a moment or a length of time.
Value time_sum(const Value& a, const Value& b, int sign, Kind result);

/// RFC 3339, section 5.6; nothing where it is no such time.
std::optional<Value> parse_moment(std::string_view text);
/// "1h45m10.5s", "-3ns"; nothing where it is none.
std::optional<Value> parse_length(std::string_view text);

/// "2009-02-13T23:31:30Z", with as many digits below the second as there are.
std::string moment_text(const Value& moment);
/// "5025s", "0.5s".
std::string length_text(const Value& length);

/// A day and a time of day.
struct Civil {
  std::int64_t year = 0;
  int month = 0;  // from 1
  int day = 0;    // from 1
  int hour = 0;
  int minute = 0;
  int second = 0;
  int day_of_year = 0;  // from 0
  int day_of_week = 0;  // Sunday is 0
};
/// Seconds since 1970 of a local clock.
Civil civil_of(std::int64_t local_seconds);

/// Days since 1970 of the proleptic Gregorian calendar.
std::int64_t days_from_civil(std::int64_t year, int month, int day);

}  // namespace fenghuo::language

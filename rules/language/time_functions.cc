// Parts of moments and of lengths of time.
#include <array>

#include "rules/language/library.h"
#include "rules/language/moment.h"
#include "rules/language/time_zone.h"

namespace fenghuo::language {
namespace {

using Part = std::int64_t (*)(const Civil& civil, const Value& moment);

std::int64_t year(const Civil& civil, const Value&) {
  return civil.year;
}
std::int64_t month(const Civil& civil, const Value&) {
  return civil.month - 1;
}
std::int64_t day_of_year(const Civil& civil, const Value&) {
  return civil.day_of_year;
}
std::int64_t day_of_month(const Civil& civil, const Value&) {
  return civil.day - 1;
}
std::int64_t date(const Civil& civil, const Value&) {
  return civil.day;
}
std::int64_t day_of_week(const Civil& civil, const Value&) {
  return civil.day_of_week;
}
std::int64_t hours(const Civil& civil, const Value&) {
  return civil.hour;
}
std::int64_t minutes(const Civil& civil, const Value&) {
  return civil.minute;
}
std::int64_t seconds(const Civil& civil, const Value&) {
  return civil.second;
}
std::int64_t milliseconds(const Civil&, const Value& moment) {
  return moment.size / 1'000'000;
}

template <Part Of>
Value in_utc(Evaluation&, const Value* a) {
  return Value::of(Of(civil_of(a[0].integer), a[0]));
}
template <Part Of>
Value in_zone(Evaluation& evaluation, const Value* a) {
  const auto offset = offset_at(a[1].string(), a[0].integer);
  if (!offset)
    return evaluation.error(Failure::bad_argument,
                            "unknown time zone '" + std::string(a[1].string()) + "'");
  return Value::of(Of(civil_of(a[0].integer + *offset), a[0]));
}

// Of a length of time in whole units, rounded towards zero.
template <std::int64_t Seconds>
Value length_in(Evaluation&, const Value* a) {
  const bool rest = a[0].integer < 0 && a[0].size > 0;
  return Value::of((a[0].integer + (rest ? 1 : 0)) / Seconds);
}
Value length_milliseconds(Evaluation&, const Value* a) {
  // The part below a second, as cel-go has it; of a negative length it is negative.
  const std::int64_t nanoseconds =
      a[0].integer < 0 && a[0].size > 0 ? std::int64_t{a[0].size} - 1'000'000'000 : a[0].size;
  return Value::of(nanoseconds / 1'000'000);
}

constexpr std::array kTimes{
    Declaration{"getFullYear", kMember, "timestamp_to_year", "timestamp", "int", in_utc<year>},
    Declaration{"getFullYear", kMember, "timestamp_to_year_with_tz", "timestamp, string", "int",
                in_zone<year>},
    Declaration{"getMonth", kMember, "timestamp_to_month", "timestamp", "int", in_utc<month>},
    Declaration{"getMonth", kMember, "timestamp_to_month_with_tz", "timestamp, string", "int",
                in_zone<month>},
    Declaration{"getDayOfYear", kMember, "timestamp_to_day_of_year", "timestamp", "int",
                in_utc<day_of_year>},
    Declaration{"getDayOfYear", kMember, "timestamp_to_day_of_year_with_tz", "timestamp, string",
                "int", in_zone<day_of_year>},
    Declaration{"getDayOfMonth", kMember, "timestamp_to_day_of_month", "timestamp", "int",
                in_utc<day_of_month>},
    Declaration{"getDayOfMonth", kMember, "timestamp_to_day_of_month_with_tz", "timestamp, string",
                "int", in_zone<day_of_month>},
    Declaration{"getDate", kMember, "timestamp_to_day_of_month_1_based", "timestamp", "int",
                in_utc<date>},
    Declaration{"getDate", kMember, "timestamp_to_day_of_month_1_based_with_tz",
                "timestamp, string", "int", in_zone<date>},
    Declaration{"getDayOfWeek", kMember, "timestamp_to_day_of_week", "timestamp", "int",
                in_utc<day_of_week>},
    Declaration{"getDayOfWeek", kMember, "timestamp_to_day_of_week_with_tz", "timestamp, string",
                "int", in_zone<day_of_week>},
    Declaration{"getHours", kMember, "timestamp_to_hours", "timestamp", "int", in_utc<hours>},
    Declaration{"getHours", kMember, "timestamp_to_hours_with_tz", "timestamp, string", "int",
                in_zone<hours>},
    Declaration{"getHours", kMember, "duration_to_hours", "duration", "int", length_in<3600>},
    Declaration{"getMinutes", kMember, "timestamp_to_minutes", "timestamp", "int", in_utc<minutes>},
    Declaration{"getMinutes", kMember, "timestamp_to_minutes_with_tz", "timestamp, string", "int",
                in_zone<minutes>},
    Declaration{"getMinutes", kMember, "duration_to_minutes", "duration", "int", length_in<60>},
    Declaration{"getSeconds", kMember, "timestamp_to_seconds", "timestamp", "int", in_utc<seconds>},
    Declaration{"getSeconds", kMember, "timestamp_to_seconds_tz", "timestamp, string", "int",
                in_zone<seconds>},
    Declaration{"getSeconds", kMember, "duration_to_seconds", "duration", "int", length_in<1>},
    Declaration{"getMilliseconds", kMember, "timestamp_to_milliseconds", "timestamp", "int",
                in_utc<milliseconds>},
    Declaration{"getMilliseconds", kMember, "timestamp_to_milliseconds_with_tz",
                "timestamp, string", "int", in_zone<milliseconds>},
    Declaration{"getMilliseconds", kMember, "duration_to_milliseconds", "duration", "int",
                length_milliseconds}};

}  // namespace

std::span<const Declaration> time_functions() {
  return kTimes;
}

}  // namespace fenghuo::language

#include "engine/time.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

namespace fenghuo {
namespace {

using std::chrono::days;
using std::chrono::floor;

struct Civil {
  int year, month, day, hour, minute, second, ms;
};

Civil civil(Instant t, Span utc_offset) {
  const Instant local = t + utc_offset;
  const auto day = floor<days>(local);
  const std::chrono::year_month_day date{day};
  const std::int64_t ms = (local - day).count();
  return {static_cast<int>(date.year()),
          static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day())),
          static_cast<int>(ms / 3'600'000),
          static_cast<int>(ms / 60'000 % 60),
          static_cast<int>(ms / 1000 % 60),
          static_cast<int>(ms % 1000)};
}

// Reads `count` digits at `at`; -1 where they are not digits.
int digits(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return -1;
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

std::string two_digits(int number) {
  return {static_cast<char>('0' + number / 10), static_cast<char>('0' + number % 10)};
}

std::optional<Span> parse_offset(std::string_view text) {
  if (text == "Z" || text == "z") return Span{0};
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
  const int hours = digits(text, 1, 2);
  const int minutes = digits(text, 4, 2);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return std::nullopt;
  const Span span = std::chrono::hours{hours} + std::chrono::minutes{minutes};
  return text[0] == '-' ? -span : span;
}

}  // namespace

std::string to_rfc3339(Instant t, Span utc_offset) {
  const Civil c = civil(t, utc_offset);
  const std::int64_t offset_min = utc_offset.count() / 60'000;
  const std::int64_t magnitude = offset_min < 0 ? -offset_min : offset_min;
  std::array<char, 64> out{};
  std::array<char, 8> fraction{};
  if (c.ms != 0) std::snprintf(fraction.data(), fraction.size(), ".%03d", c.ms);
  std::snprintf(out.data(), out.size(), "%04d-%02d-%02dT%02d:%02d:%02d%s%c%02d:%02d", c.year,
                c.month, c.day, c.hour, c.minute, c.second, fraction.data(),
                offset_min < 0 ? '-' : '+', static_cast<int>(magnitude / 60),
                static_cast<int>(magnitude % 60));
  return out.data();
}

std::string to_clock(Instant t, Span utc_offset) {
  const Civil c = civil(t, utc_offset);
  return two_digits(c.hour) + ':' + two_digits(c.minute);
}

std::string to_day_and_clock(Instant t, Span utc_offset) {
  const Civil c = civil(t, utc_offset);
  return two_digits(c.month) + '-' + two_digits(c.day) + ' ' + to_clock(t, utc_offset);
}

bool same_day(Instant a, Instant b, Span utc_offset) {
  return floor<days>(a + utc_offset) == floor<days>(b + utc_offset);
}

std::optional<Instant> from_civil(int year, int month, int day, int hour, int minute, int second,
                                  Span utc_offset) {
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok() || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
    return std::nullopt;
  return Instant{std::chrono::sys_days{date}} + std::chrono::hours{hour} +
         std::chrono::minutes{minute} + std::chrono::seconds{second} - utc_offset;
}

std::optional<Instant> parse_rfc3339(std::string_view text) {
  if (text.size() < 20 || text[4] != '-' || text[7] != '-' || text[13] != ':' || text[16] != ':')
    return std::nullopt;
  if (text[10] != 'T' && text[10] != 't' && text[10] != ' ') return std::nullopt;
  std::size_t at = 19;
  int ms = 0;
  if (text[at] == '.') {
    int scale = 100;
    for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, scale /= 10)
      ms += (text[at] - '0') * scale;
    if (at == 20) return std::nullopt;
  }
  const auto offset = parse_offset(text.substr(at));
  if (!offset) return std::nullopt;
  const int year = digits(text, 0, 4);
  const int month = digits(text, 5, 2);
  const int day = digits(text, 8, 2);
  const int hour = digits(text, 11, 2);
  const int minute = digits(text, 14, 2);
  const int second = digits(text, 17, 2);
  if (std::min({year, month, day, hour, minute, second}) < 0) return std::nullopt;
  // A leap second is written :60; it is the second after.
  const auto t = from_civil(year, month, day, hour, minute, second == 60 ? 59 : second, *offset);
  if (!t) return std::nullopt;
  return *t + Span{ms} + Span{second == 60 ? 1000 : 0};
}

std::optional<Span> parse_duration(std::string_view text) {
  if (text.empty()) return std::nullopt;
  double total_ms = 0;
  while (!text.empty()) {
    double number = 0;
    const auto [rest, error] =
        std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    if (error != std::errc{} || number < 0) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
    constexpr std::array<std::pair<std::string_view, double>, 4> kUnits{
        {{"ms", 1}, {"h", 3'600'000}, {"m", 60'000}, {"s", 1000}}};
    const auto* unit = std::find_if(kUnits.begin(), kUnits.end(), [&](const auto& candidate) {
      return text.starts_with(candidate.first);
    });
    if (unit == kUnits.end()) return std::nullopt;
    text.remove_prefix(unit->first.size());
    total_ms += number * unit->second;
  }
  if (!(total_ms < 1e14)) return std::nullopt;
  return Span{static_cast<std::int64_t>(std::llround(total_ms))};
}

}  // namespace fenghuo

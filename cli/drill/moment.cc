#include "cli/drill/moment.h"

#include <charconv>

namespace fenghuo::cli {
namespace {

using std::chrono::days;

std::optional<int> number(std::string_view text) {
  if (text.starts_with('-')) return std::nullopt;
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// "04:00" or "04:00:30", since midnight.
std::optional<Span> parse_clock(std::string_view text) {
  if (text.size() != 5 && text.size() != 8) return std::nullopt;
  if (text[2] != ':' || (text.size() == 8 && text[5] != ':')) return std::nullopt;
  const auto hour = number(text.substr(0, 2));
  const auto minute = number(text.substr(3, 2));
  const auto second = text.size() == 8 ? number(text.substr(6, 2)) : 0;
  if (!hour || !minute || !second || *minute > 59 || *second > 59) return std::nullopt;
  const Span clock =
      std::chrono::hours{*hour} + std::chrono::minutes{*minute} + std::chrono::seconds{*second};
  // 24:00 is the end of the day (ISO 8601-1, Amd 1).
  return clock <= days{1} ? std::optional(clock) : std::nullopt;
}

}  // namespace

std::optional<Span> clock_of(std::string_view text) {
  return text.size() == 5 ? parse_clock(text) : std::nullopt;
}

std::optional<Instant> parse_moment(std::string_view text, Instant start, Span utc_offset) {
  if (text.starts_with('+')) {
    const auto after = parse_duration(text.substr(1));
    return after ? std::optional(start + *after) : std::nullopt;
  }
  const Instant midnight = std::chrono::floor<days>(start + utc_offset) - utc_offset;
  if (text.starts_with('d')) {
    const auto blank = text.find(' ');
    if (blank == std::string_view::npos) return std::nullopt;
    const auto day = number(text.substr(1, blank - 1));
    const auto clock = parse_clock(text.substr(blank + 1));
    if (!day || *day < 1 || *day > 366 || !clock) return std::nullopt;
    return midnight + days{*day - 1} + *clock;
  }
  if (const auto clock = parse_clock(text)) {
    const Instant today = midnight + *clock;
    return today < start ? today + days{1} : today;
  }
  return parse_rfc3339(text);
}

}  // namespace fenghuo::cli

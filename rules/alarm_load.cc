#include "rules/alarm_load.h"

#include <algorithm>

namespace fenghuo::rules {
namespace {

constexpr Span kTenMinutes = std::chrono::minutes{10};

}  // namespace

void AlarmLoad::note(Instant now) {
  const Instant begin = std::chrono::floor<std::chrono::minutes>(now);
  if (minutes_.empty() || minutes_.back().begin != begin) {
    std::erase_if(minutes_, [&](const Minute& m) { return m.begin <= now - kAlarmLoadKept; });
    minutes_.push_back({begin, 0});
  }
  ++minutes_.back().alarms;
}

std::uint32_t AlarmLoad::in_last(Span span, Instant now) const {
  std::uint32_t alarms = 0;
  for (const auto& minute : minutes_)
    if (minute.begin > now - span) alarms += minute.alarms;
  return alarms;
}

std::uint32_t AlarmLoad::most_in_10_minutes(Instant now) const {
  std::uint32_t most = 0;
  std::uint32_t alarms = 0;
  std::size_t first = 0;
  for (const auto& minute : minutes_) {
    if (minute.begin <= now - kAlarmLoadKept) {
      ++first;
      continue;
    }
    alarms += minute.alarms;
    while (minute.begin - minutes_[first].begin >= kTenMinutes) alarms -= minutes_[first++].alarms;
    most = std::max(most, alarms);
  }
  return most;
}

}  // namespace fenghuo::rules

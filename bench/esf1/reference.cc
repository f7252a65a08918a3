#include "bench/esf1/reference.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace fenghuo::bench::esf1 {
namespace {

using Readings = std::vector<Event>;  // of one station, by time

constexpr std::int64_t kMinuteMs = 60'000;

std::map<std::uint32_t, Readings> by_station(const std::vector<Event>& in_order) {
  std::map<std::uint32_t, Readings> all;
  for (const Event& event : in_order) all[event.station].push_back(event);
  return all;
}

// The first reading of the window of that length that ends with the reading `at`.
std::size_t window_begin(const Readings& readings, std::size_t at, std::int64_t length_ms) {
  std::size_t begin = at;
  while (begin > 0 && readings[begin - 1].ts_ms > readings[at].ts_ms - length_ms) --begin;
  return begin;
}

// R2.
bool mean_wind_high(const Readings& readings, std::size_t at) {
  std::int64_t sum_cms = 0;
  std::int64_t count = 0;
  for (std::size_t i = window_begin(readings, at, 10 * kMinuteMs); i <= at; ++i) {
    sum_cms += readings[i].wind_cms;
    ++count;
  }
  return sum_cms > 2000 * count;
}

// R3.
bool level_rose(const Readings& readings, std::size_t at) {
  std::int32_t lowest_mm = readings[at].level_mm;
  for (std::size_t i = window_begin(readings, at, 15 * kMinuteMs); i <= at; ++i) {
    lowest_mm = std::min(lowest_mm, readings[i].level_mm);
  }
  return readings[at].level_mm - lowest_mm >= 500;
}

// R5.
bool gusts_frequent(const Readings& readings, std::size_t at) {
  int gusts = 0;
  for (std::size_t i = window_begin(readings, at, kMinuteMs); i <= at; ++i) {
    if (readings[i].wind_cms >= 3000) ++gusts;
  }
  return gusts >= 4;
}

std::uint64_t count_edges(const Readings& readings, bool (*holds)(const Readings&, std::size_t)) {
  std::uint64_t edges = 0;
  bool held = false;
  for (std::size_t at = 0; at < readings.size(); ++at) {
    const bool now = holds(readings, at);
    if (now && !held) ++edges;
    held = now;
  }
  return edges;
}

// R1; hands back the readings that raised it.
std::vector<Event> count_alarms(const Readings& readings, Counts& counts) {
  std::vector<Event> raised;
  bool on = false;
  for (const Event& event : readings) {
    if (!on && event.level_mm >= 4000) {
      on = true;
      ++counts.r1_on;
      raised.push_back(event);
    } else if (on && event.level_mm < 3800) {
      on = false;
      ++counts.r1_off;
    }
  }
  return raised;
}

// R4.
std::uint64_t count_wet_windows(const Readings& readings, std::int64_t watermark_ms) {
  constexpr std::int64_t kWindowMs = 5 * kMinuteMs;
  std::map<std::int64_t, std::int64_t> rain_um_by_window;
  for (const Event& event : readings) rain_um_by_window[event.ts_ms / kWindowMs] += event.rain_um;
  std::uint64_t count = 0;
  for (const auto& [window, rain_um] : rain_um_by_window) {
    if (rain_um >= 20'000 && (window + 1) * kWindowMs <= watermark_ms) ++count;
  }
  return count;
}

// R6. As before `unused` are used up.
std::uint64_t count_rain_then_wind(const Readings& readings) {
  std::uint64_t count = 0;
  std::size_t unused = 0;
  for (std::size_t b = 0; b < readings.size(); ++b) {
    if (readings[b].wind_cms < 3900) continue;
    bool matched = false;
    for (std::size_t a = unused; a < b; ++a) {
      const bool within = readings[b].ts_ms - readings[a].ts_ms < 10 * kMinuteMs;
      if (within && readings[a].rain_um >= 2000) matched = true;
    }
    if (!matched) continue;
    ++count;
    unused = b + 1;
  }
  return count;
}

// R7.
std::uint64_t count_silences(const Readings& readings, std::int64_t watermark_ms) {
  std::uint64_t count = 0;
  for (std::size_t at = 0; at < readings.size(); ++at) {
    const bool last = at + 1 == readings.size();
    const std::int64_t heard_of_ms = last ? watermark_ms : readings[at + 1].ts_ms;
    if (heard_of_ms >= readings[at].ts_ms + 60'001) ++count;
  }
  return count;
}

// R8, from the readings of one area that raised R1, by time.
std::uint64_t count_area_alarms(const std::vector<Event>& raised) {
  std::uint64_t count = 0;
  bool held = false;
  for (std::size_t at = 0; at < raised.size(); ++at) {
    std::set<std::uint32_t> stations;
    for (std::size_t i = 0; i <= at; ++i) {
      if (raised[i].ts_ms > raised[at].ts_ms - 10 * kMinuteMs) stations.insert(raised[i].station);
    }
    const bool now = stations.size() >= 3;
    if (now && !held) ++count;
    held = now;
  }
  return count;
}

bool earlier(const Event& a, const Event& b) {
  return a.ts_ms != b.ts_ms ? a.ts_ms < b.ts_ms : a.station < b.station;
}

}  // namespace

Counts count_alerts(const std::vector<Event>& in_order) {
  Counts counts;
  if (in_order.empty()) return counts;
  const std::int64_t watermark_ms = in_order.back().ts_ms;
  std::map<std::uint32_t, std::vector<Event>> raised_by_area;
  for (const auto& [station, readings] : by_station(in_order)) {
    for (const Event& event : count_alarms(readings, counts)) {
      raised_by_area[event.area].push_back(event);
    }
    counts.r2 += count_edges(readings, mean_wind_high);
    counts.r3 += count_edges(readings, level_rose);
    counts.r4 += count_wet_windows(readings, watermark_ms);
    counts.r5 += count_edges(readings, gusts_frequent);
    counts.r6 += count_rain_then_wind(readings);
    counts.r7 += count_silences(readings, watermark_ms);
  }
  for (auto& [area, raised] : raised_by_area) {
    std::sort(raised.begin(), raised.end(), earlier);
    counts.r8 += count_area_alarms(raised);
  }
  return counts;
}

Reordered reorder(const std::vector<Event>& arrived) {
  constexpr std::int64_t kLatenessMs = 30'000;
  Reordered result;
  std::int64_t watermark_ms = -kLatenessMs - 1;
  for (const Event& event : arrived) {
    if (event.ts_ms <= watermark_ms) {
      ++result.dropped;
      continue;
    }
    watermark_ms = std::max(watermark_ms, event.ts_ms - kLatenessMs);
    result.in_order.push_back(event);
  }
  // What is left comes out of the buffer by time, since nothing is taken in behind the watermark.
  std::sort(result.in_order.begin(), result.in_order.end(), earlier);
  return result;
}

KeyedHits count_keyed(const std::vector<Event>& in_order, const std::vector<KeyedRule>& rules) {
  const auto stations = by_station(in_order);
  KeyedHits counts;
  for (const KeyedRule& rule : rules) {
    const auto found = stations.find(rule.station);
    if (found == stations.end()) continue;
    bool was_above = false;
    for (const Event& event : found->second) {
      const bool above = event.level_mm > rule.above_mm;
      if (above) ++counts.hits;
      if (above && !was_above) ++counts.upward_crossings;
      was_above = above;
    }
  }
  return counts;
}

std::uint64_t count_ranges(const std::vector<Event>& events, const std::vector<RangeRule>& rules) {
  std::map<std::int32_t, std::vector<std::int32_t>> levels_by_wind;
  for (const Event& event : events) levels_by_wind[event.wind_cms].push_back(event.level_mm);
  std::uint64_t hits = 0;
  for (const RangeRule& rule : rules) {
    const auto end = levels_by_wind.upper_bound(rule.wind_cms_max);
    for (auto wind = levels_by_wind.lower_bound(rule.wind_cms_min); wind != end; ++wind) {
      for (const std::int32_t level_mm : wind->second) {
        if (level_mm > rule.above_mm) ++hits;
      }
    }
  }
  return hits;
}

RangeHits count_range_edges(const std::vector<Event>& in_order,
                            const std::vector<RangeRule>& rules) {
  std::map<std::int32_t, std::vector<std::size_t>> rules_by_wind;
  for (std::size_t i = 0; i < rules.size(); ++i)
    for (std::int32_t wind = rules[i].wind_cms_min; wind <= rules[i].wind_cms_max; ++wind)
      rules_by_wind[wind].push_back(i);
  RangeHits counts;
  for (const auto& [station, readings] : by_station(in_order)) {
    std::set<std::size_t> met_before;
    for (const Event& event : readings) {
      std::set<std::size_t> met;
      for (const std::size_t i : rules_by_wind[event.wind_cms])
        if (event.level_mm > rules[i].above_mm) met.insert(i);
      counts.hits += met.size();
      for (const std::size_t i : met) counts.edges += met_before.contains(i) ? 0 : 1;
      met_before = std::move(met);
    }
  }
  return counts;
}

Matches count_heavy_pattern(const std::vector<Event>& in_order) {
  Matches counts;
  for (const auto& [station, readings] : by_station(in_order)) {
    for (std::size_t d = 0; d < readings.size(); ++d) {
      if (readings[d].wind_cms < 4090) continue;
      const std::uint64_t before = counts.matches;
      for (std::size_t a = window_begin(readings, d, 5 * kMinuteMs); a < d; ++a) {
        if (readings[a].rain_um < 1000) continue;
        for (std::size_t b = a + 1; b < d; ++b) {
          if (readings[b].wind_cms < 2000) continue;
          for (std::size_t c = b + 1; c < d; ++c) {
            if (readings[c].level_mm >= 3500) ++counts.matches;
          }
        }
      }
      if (counts.matches > before) ++counts.endings;
    }
  }
  return counts;
}

}  // namespace fenghuo::bench::esf1

// The stream of ESF-1 is the published one, byte for byte, and the reference finds in it what was
// published. Engines are compared with the reference, never with each other.
#include <gtest/gtest.h>

#include <string>

#include "bench/esf1/by_hand.h"
#include "bench/esf1/reference.h"
#include "bench/esf1/stream.h"
#include "engine/digest.h"

namespace fenghuo::bench::esf1 {
namespace {

const std::vector<Event>& primary() {
  static const std::vector<Event> events = stream({.stations = 1000, .rounds = 300});
  return events;
}

std::string raw(const std::vector<Event>& events) {
  std::string text;
  for (const Event& e : events) {
    for (const std::int64_t field : {e.ts_ms, std::int64_t{e.station}, std::int64_t{e.area},
                                     std::int64_t{e.level_mm}, std::int64_t{e.rain_um}}) {
      text += std::to_string(field) + ",";
    }
    text += std::to_string(e.wind_cms) + "\n";
  }
  return text;
}

TEST(Esf1, StreamIsThePublishedOne) {
  EXPECT_EQ(primary().size(), 299'470U);
  const std::string digest = to_hex(bytes_of(sha256(raw(primary()))));
  EXPECT_TRUE(digest.starts_with("2c8e6a7b")) << digest;
  EXPECT_TRUE(digest.ends_with("0926")) << digest;
}

TEST(Esf1, ReferenceFindsWhatWasPublished) {
  const Counts published{.r1_on = 265,
                         .r1_off = 117,
                         .r2 = 300,
                         .r3 = 302,
                         .r4 = 1223,
                         .r5 = 3235,
                         .r6 = 2533,
                         .r7 = 47,
                         .r8 = 14};
  EXPECT_EQ(count_alerts(primary()), published);
}

TEST(Esf1, WhatIsWrittenByHandFindsTheSame) {
  EXPECT_EQ(count_by_hand(primary()), count_alerts(primary()));
  const auto longer = stream({.stations = 100, .rounds = 3000});
  EXPECT_EQ(count_by_hand(longer), count_alerts(longer));
}

TEST(Esf1, ManyRulesAreHitAsPublished) {
  EXPECT_EQ(count_keyed(primary(), keyed_rules(10'000)), (KeyedHits{786'545, 4855}));
  EXPECT_EQ(count_ranges(primary(), range_rules(10'000)), 3'479'261U);
  EXPECT_EQ(count_range_edges(primary(), range_rules(10'000)).hits, 3'479'261U);
}

TEST(Esf1, AHitThatRepeatsTheReadingBeforeIsNoEdge) {
  const std::vector<RangeRule> rules{{100, 139, 2000}, {120, 120, 2500}};
  const auto reading = [](std::int64_t ts_ms, std::uint32_t station, std::int32_t level_mm,
                          std::int32_t wind_cms) {
    return Event{.ts_ms = ts_ms, .station = station, .level_mm = level_mm, .wind_cms = wind_cms};
  };
  const std::vector<Event> events{reading(0, 1, 2001, 100),       // an edge of the first
                                  reading(1, 2, 2600, 120),       // of both, at another station
                                  reading(10'000, 1, 2500, 120),  // a hit of the first, no edge
                                  reading(20'000, 1, 2000, 120),  // none: not above
                                  reading(30'000, 1, 3000, 139),  // an edge again
                                  reading(40'000, 1, 3000, 140)};
  EXPECT_EQ(count_range_edges(events, rules), (RangeHits{5, 4}));
  EXPECT_EQ(count_ranges(events, rules), 5U);
}

TEST(Esf1, HeavyPatternMatchesAsPublished) {
  EXPECT_EQ(count_heavy_pattern(primary()), (Matches{4'245'773, 2330}));
}

TEST(Esf1, LateReadingsAreDroppedAndTheRestJudgedInOrder) {
  const Reordered late = reorder(late_order(stream({.stations = 1000, .rounds = 1000})));
  EXPECT_EQ(late.dropped, 1081U);
  const Counts published{.r1_on = 1092,
                         .r1_off = 977,
                         .r2 = 1240,
                         .r3 = 1246,
                         .r4 = 5503,
                         .r5 = 13'336,
                         .r6 = 10'237,
                         .r7 = 169,
                         .r8 = 59};
  EXPECT_EQ(count_alerts(late.in_order), published);
}

}  // namespace
}  // namespace fenghuo::bench::esf1

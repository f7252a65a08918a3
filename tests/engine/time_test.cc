#include "engine/time.h"

#include <gtest/gtest.h>

namespace fenghuo {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

TEST(Time, PrintsAndReadsLocalTime) {
  const auto t = parse_rfc3339("2026-07-15T08:35:00+08:00");
  ASSERT_TRUE(t);
  EXPECT_EQ(ms_of(*t), 1784075700000);
  EXPECT_EQ(to_rfc3339(*t, hours{8}), "2026-07-15T08:35:00+08:00");
  EXPECT_EQ(to_rfc3339(*t, -hours{3} - minutes{30}), "2026-07-14T21:05:00-03:30");
  EXPECT_EQ(to_clock(*t, hours{8}), "08:35");
  EXPECT_EQ(to_day_and_clock(*t, hours{8}), "07-15 08:35");
  EXPECT_TRUE(same_day(*t, *t + hours{15}, hours{8}));
  EXPECT_FALSE(same_day(*t, *t - hours{9}, hours{8}));
}

TEST(Time, KeepsMilliseconds) {
  const auto t = parse_rfc3339("2026-07-15 00:35:00.0457Z");
  ASSERT_TRUE(t);
  EXPECT_EQ(to_rfc3339(*t, Span{0}), "2026-07-15T00:35:00.045+00:00");
}

TEST(Time, TakesALeapSecondForTheSecondAfter) {
  EXPECT_EQ(parse_rfc3339("2016-12-31T23:59:60Z"), parse_rfc3339("2017-01-01T00:00:00Z"));
}

TEST(Time, RefusesWhatIsNoTime) {
  for (const char* text :
       {"", "2026-07-15", "2026-07-15T08:35:00", "2026-02-30T08:35:00Z", "2026-07-15T24:00:00Z",
        "2026-07-15T08:35:00+8:00", "2026-07-15T08:35:00.Z", "2026-07-15x08:35:00Z",
        "2026-07-15T08:60:00Z", "20a6-07-15T08:35:00Z"})
    EXPECT_FALSE(parse_rfc3339(text)) << text;
}

TEST(Time, KnowsWhichDaysExist) {
  EXPECT_TRUE(from_civil(2024, 2, 29, 0, 0, 0, Span{0}));
  EXPECT_FALSE(from_civil(2023, 2, 29, 0, 0, 0, Span{0}));
  EXPECT_FALSE(from_civil(2026, 13, 1, 0, 0, 0, Span{0}));
}

TEST(Time, ReadsCelsFormOfADuration) {
  EXPECT_EQ(parse_duration("1h30m"), std::chrono::minutes{90});
  EXPECT_EQ(parse_duration("90s"), std::chrono::seconds{90});
  EXPECT_EQ(parse_duration("1.5h"), std::chrono::minutes{90});
  EXPECT_EQ(parse_duration("500ms"), Span{500});
  EXPECT_EQ(parse_duration("0s"), Span{0});
  for (const char* text : {"", "h", "1", "1d", "1h-30m", "1 h", "nan", "1e9h"})
    EXPECT_FALSE(parse_duration(text)) << text;
}

}  // namespace
}  // namespace fenghuo

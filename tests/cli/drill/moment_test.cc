#include "cli/drill/moment.h"

#include <gtest/gtest.h>

namespace fenghuo::cli {
namespace {

constexpr Span kChina = std::chrono::hours{8};
const Instant kStart = *parse_rfc3339("2026-07-15T20:00:00+08:00");

std::string moment(std::string_view text) {
  const auto at = parse_moment(text, kStart, kChina);
  return at ? to_rfc3339(*at, kChina) : "-";
}

TEST(MomentTest, IsTheFirstSuchTimeFromTheStartOn) {
  EXPECT_EQ(moment("20:00"), "2026-07-15T20:00:00+08:00");
  EXPECT_EQ(moment("21:30"), "2026-07-15T21:30:00+08:00");
  EXPECT_EQ(moment("02:00"), "2026-07-16T02:00:00+08:00");
  EXPECT_EQ(moment("19:59:59"), "2026-07-16T19:59:59+08:00");
}

TEST(MomentTest, MayNameItsDayOrTheTimeSinceTheStart) {
  EXPECT_EQ(moment("d1 21:00"), "2026-07-15T21:00:00+08:00");
  EXPECT_EQ(moment("d3 04:05:06"), "2026-07-17T04:05:06+08:00");
  EXPECT_EQ(moment("d2 24:00"), "2026-07-17T00:00:00+08:00");
  EXPECT_EQ(moment("+90m"), "2026-07-15T21:30:00+08:00");
  EXPECT_EQ(moment("2026-07-16T00:00:00Z"), "2026-07-16T08:00:00+08:00");
}

TEST(MomentTest, IsNothingElse) {
  for (const char* text : {"", "2", "25:00", "12:60", "12.30", "d0 12:00", "d2", "+", "+x", "noon",
                           "24:30", "-0:00", "d2 24:01"})
    EXPECT_EQ(moment(text), "-") << text;
}

TEST(ClockTest, IsHoursAndMinutes) {
  EXPECT_EQ(clock_of("02:00"), std::chrono::hours{2});
  EXPECT_FALSE(clock_of("2:00"));
  EXPECT_FALSE(clock_of("02:00:00"));
}

}  // namespace
}  // namespace fenghuo::cli

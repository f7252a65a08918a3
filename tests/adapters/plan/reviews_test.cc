#include "adapters/plan/reviews.h"

#include <gtest/gtest.h>

namespace fenghuo::adapters {
namespace {

Diagnostics reviews_due(LoadedPlan plan, std::string_view today) {
  note_reviews_due(plan, today);
  EXPECT_TRUE(plan.faults.empty());
  return plan.notices;
}

LoadedPlan reviewed_on(const std::string& rule, const std::string& limit) {
  LoadedPlan plan;
  auto& township = *plan.change.mutable_plan();
  township.set_utc_offset_s(8 * 3600);
  township.add_rules()->set_id("flood");
  township.mutable_rules(0)->set_reviewed(rule);
  auto& added = *township.add_limits();
  added.set_station("0001");
  added.set_property("water_level");
  added.set_name("warn");
  added.set_reviewed(limit);
  plan.sources.add("rules[flood]", Place{"rules/flood.yaml", 2, 9});
  plan.sources.add("limits[0].reviewed", Place{"limits.csv", 3, 1});
  return plan;
}

TEST(Reviews, AreDueAYearAfter) {
  const auto plan = reviewed_on("2025-05-31", "2025-06-01");
  EXPECT_TRUE(reviews_due(plan, "2026-05-30").empty());
  const auto due = reviews_due(plan, "2026-05-31");
  ASSERT_EQ(due.size(), 1u);
  EXPECT_EQ(
      to_string(due[0], Language::en),
      "rules/flood.yaml:2:9: notice: the rule 'flood' was last reviewed on 2025-05-31, a year ago "
      "or more; confirm the numbers again");
  EXPECT_EQ(
      to_string(due[0], Language::zh),
      "rules/flood.yaml:2:9: 提醒：规则“flood”的数字上次核对是 2025-05-31，已满一年，请重新核对");
  const auto both = reviews_due(plan, "2026-06-01");
  ASSERT_EQ(both.size(), 2u);
  EXPECT_EQ(both[0].place.file, "limits.csv");
  EXPECT_EQ(both[0].place.line, 3);
  EXPECT_EQ(both[0].severity, Severity::notice);
}

TEST(Reviews, OfALeapDayAreDueInTheNextYear) {
  const auto plan = reviewed_on("2024-02-29", "");
  EXPECT_TRUE(reviews_due(plan, "2025-02-28").empty());
  EXPECT_EQ(reviews_due(plan, "2025-03-01").size(), 1u);
}

TEST(Reviews, StillToComeAreASlipOfThePen) {
  const auto due = reviews_due(reviewed_on("2062-05-31", ""), "2026-05-31");
  ASSERT_EQ(due.size(), 1u);
  EXPECT_NE(due[0].text.en.find("still to come"), std::string::npos);
}

TEST(Reviews, OfANumberStillToComeIsASlipOfThePen) {
  LoadedPlan plan;
  auto& person = *plan.change.mutable_plan()->add_people();
  person.set_id("leader");
  person.set_confirmed("2062-05-31");
  plan.sources.add("people[leader].confirmed", Place{"people.csv", 4, 31});
  const auto due = reviews_due(plan, "2026-05-31");
  ASSERT_EQ(due.size(), 1u);
  EXPECT_EQ(to_string(due[0], Language::en),
            "people.csv:4:31: notice: the number of 'leader': the day of its review, 2062-05-31, "
            "is still to come");
}

TEST(Reviews, WhatIsNoDateIsTheReadersConcern) {
  EXPECT_TRUE(reviews_due(reviewed_on("", "last summer"), "2026-05-31").empty());
  EXPECT_FALSE(is_date("2026-13-01"));
  EXPECT_FALSE(is_date("2026-5-1"));
  EXPECT_FALSE(is_date(""));
  EXPECT_TRUE(is_date("2026-05-31"));
}

TEST(Reviews, TheDayIsThatOfThePlansTimeZone) {
  wire::Plan plan;
  plan.set_utc_offset_s(8 * 3600);
  const auto evening = parse_rfc3339("2026-05-30T20:00:00+00:00");
  ASSERT_TRUE(evening);
  EXPECT_EQ(date_of(plan, *evening), "2026-05-31");
}

}  // namespace
}  // namespace fenghuo::adapters

#include "cli/fact_words.h"

#include <gtest/gtest.h>

#include "engine/level.h"

namespace fenghuo::cli {
namespace {

constexpr Instant kAt = instant_ms(1784075700000);  // 2026-07-15T08:35:00+08:00

class FactWordsTest : public ::testing::Test {
 protected:
  Text words() const { return words_of(fact_, names_, std::chrono::hours{8}); }

  static wire::Plan plan() {
    wire::Plan plan;
    auto& village = *plan.add_villages();
    village.set_id("A");
    village.mutable_name()->set_zh("上溪村");
    village.mutable_name()->set_en("Shangxi");
    auto& station = *plan.add_stations();
    station.set_id("S1");
    station.mutable_name()->set_zh("石门站");
    station.mutable_name()->set_en("Shimen gauge");
    for (const char* id : {"flash-flood", "dam"}) plan.add_rules()->set_id(id);
    plan.mutable_rules(0)->mutable_title()->set_zh("山洪");
    plan.mutable_rules(0)->mutable_title()->set_en("flash flood");
    plan.mutable_rules(1)->mutable_title()->set_zh("溃坝");
    plan.mutable_rules(1)->mutable_title()->set_en("dam break");
    return plan;
  }

  wire::Fact fact_;
  Names names_{plan(), {}};
};

TEST_F(FactWordsTest, AReadingIsSuspectFailedMissingOrGood) {
  auto& changed = *fact_.mutable_quality_changed();
  changed.set_station("S1");
  changed.set_property("water_level");
  changed.set_value(152.5);
  changed.set_observed_at_ms(ms_of(kAt));
  changed.set_flag(3);
  changed.add_tests("rate_of_change");
  changed.add_tests("first_reading");
  EXPECT_EQ(words().zh, "读数可疑：石门站 水位 152.5 m（变化过快、首个读数待确认）");
  EXPECT_EQ(words().en,
            "a reading is suspect: Shimen gauge water level 152.5 m (changes too fast, the first "
            "reading, not yet confirmed)");
  changed.set_flag(4);
  changed.clear_tests();
  changed.add_tests("gross_range");
  EXPECT_EQ(words().zh, "读数失效，不采用：石门站 水位 152.5 m（超出量程）");
  changed.set_flag(9);
  EXPECT_EQ(words().zh, "缺测：石门站 水位 152.5 m（最后的值，08:35）");
  changed.set_flag(1);
  EXPECT_EQ(words().en, "a reading is believed: Shimen gauge water level 152.5 m");
}

TEST_F(FactWordsTest, EachWayToBeLostHasItsWords) {
  auto& lost = *fact_.mutable_station_lost();
  lost.set_station("S1");
  lost.set_property("water_level");
  lost.set_value(152.5);
  lost.set_change_per_hour(1.25);
  lost.set_last_observed_at_ms(ms_of(kAt));
  lost.set_limb(wire::StationLost::RISING);
  EXPECT_EQ(words().zh,
            "上涨中失联（盲区），实际不低于最后的值：石门站 水位 152.5 m，每小时变化 1.25，"
            "最后观测 08:35");
  lost.set_limb(wire::StationLost::FALLING);
  EXPECT_TRUE(words().zh.starts_with("回落中失联，待检修"));
  lost.set_limb(wire::StationLost::IN_RAIN);
  EXPECT_TRUE(words().zh.starts_with("雨中无声"));
}

TEST_F(FactWordsTest, WhatIsHeldBackSaysByWhat) {
  auto& held = *fact_.mutable_alarm_held_back();
  held.set_rule("flash-flood");
  held.set_area("A");
  held.set_level(to_wire(Level::orange));
  held.mutable_verdict()->mutable_reason()->set_zh("雨大");
  held.mutable_verdict()->mutable_reason()->set_en("much rain");
  EXPECT_EQ(words().zh, "上溪村，山洪：橙色警报压住不发，因为已搁置。雨大");
  held.set_suppressed_by("dam");
  EXPECT_EQ(words().en,
            "Shangxi, flash flood: orange alarm held back by the alarm of dam break. much rain");
}

TEST_F(FactWordsTest, AShelfSaysWhoUntilWhenAndWhy) {
  auto& shelved = *fact_.mutable_alarm_shelved();
  shelved.set_rule("flash-flood");
  shelved.set_area("A");
  shelved.set_level(to_wire(Level::orange));
  shelved.set_until_ms(ms_of(kAt));
  shelved.set_shelved_by("li");
  shelved.set_note("泵站检修");
  EXPECT_EQ(words().zh, "上溪村，山洪：li 搁置到 07-15 08:35，升到橙色为止都不叫人：泵站检修");
  auto& unshelved = *fact_.mutable_alarm_unshelved();
  unshelved.set_rule("flash-flood");
  unshelved.set_area("A");
  unshelved.set_reason(wire::AlarmUnshelved::EXCEEDED);
  EXPECT_EQ(words().zh, "上溪村，山洪：搁置结束，升到搁置的级别以上");
  unshelved.set_reason(wire::AlarmUnshelved::COMMAND);
  unshelved.set_unshelved_by("li");
  EXPECT_EQ(words().en, "Shangxi, flash flood: no longer shelved, taken back: li");
}

}  // namespace
}  // namespace fenghuo::cli

#include "cli/fact_words.h"

#include <gtest/gtest.h>

#include "engine/level.h"
#include "tests/cli/named_plan.h"

namespace fenghuo::cli {
namespace {

constexpr Instant kAt = instant_ms(1784075700000);  // 2026-07-15T08:35:00+08:00

class FactWordsTest : public ::testing::Test {
 protected:
  Text words() const { return words_of(fact_, names_, std::chrono::hours{8}); }

  static wire::Plan plan() {
    wire::Plan plan = named_plan();
    for (const char* id : {"flash-flood", "dam"}) plan.add_rules()->set_id(id);
    plan.mutable_rules(0)->mutable_title()->set_zh("山洪");
    plan.mutable_rules(0)->mutable_title()->set_en("flash flood");
    plan.mutable_rules(1)->mutable_title()->set_zh("溃坝");
    plan.mutable_rules(1)->mutable_title()->set_en("dam break");
    give_name(*plan.add_shelters(), "school", "中心小学", "Central school");
    give_name(*plan.add_units(), "boat-1", "冲锋舟一号", "Boat 1");
    give_name(*plan.add_supplies(), "quilts", "棉被", "quilts");
    give_name(*plan.mutable_roads()->add_roads(), "x201", "县道201", "county road 201");
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

TEST_F(FactWordsTest, WarningsOfOthersSayWhatBecameOfThem) {
  auto& received = *fact_.mutable_warning_received();
  received.set_sender("qxj");
  received.set_event("暴雨");
  received.set_status(wire::ReceivedWarning::TEST);
  EXPECT_EQ(words().zh, "收到外部预警：暴雨 (qxj)，是测试或演练，不交给规则");
  auto& held = *fact_.mutable_warning_held();
  held.set_sender("qxj");
  held.set_event("暴雨");
  EXPECT_EQ(words().zh, "外部预警自相矛盾，先按住问人：暴雨 (qxj)");
  auto& repeated = *fact_.mutable_alarm_repeated();
  repeated.set_rule("flash-flood");
  repeated.set_area("A");
  repeated.set_level(to_wire(Level::red));
  EXPECT_EQ(words().zh, "上溪村，山洪：又收到一次红色预警");
  fact_.mutable_decision_closed()->set_reason(wire::ObligationClosed::CROWDED_OUT);
  EXPECT_EQ(words().zh, "待决定的事项太多，这一项不再问，请自行处理");
}

TEST_F(FactWordsTest, ADutyLeavesOutWhomItHasNot) {
  auto& opened = *fact_.mutable_obligation_opened();
  opened.set_area("A");
  opened.set_duty("report_by_phone");
  EXPECT_EQ(words().en, "a duty: Shangxi report by telephone");
  opened.set_duty("visit");
  opened.set_subject("house-7");
  EXPECT_EQ(words().zh, "叫应任务：上溪村 上门转移 house-7");
  opened.set_holder("wang");
  opened.set_stand_in("li");
  EXPECT_EQ(words().en, "a duty: Shangxi visit house-7 wang, stand-in li");
}

TEST_F(FactWordsTest, TooFewReachedSayWhomMessagesReachWhereItIsKnown) {
  auto& reach = *fact_.mutable_reach_short();
  reach.set_area("A");
  reach.set_people(46);
  reach.set_reached(20);
  EXPECT_EQ(words().zh, "通知到的人不够：上溪村 20 / 46 人，换办法");
  reach.set_subscribers(0.22);
  EXPECT_EQ(words().zh, "通知到的人不够：上溪村 20 / 46 人（收得到手机消息的 22%），换办法");
  EXPECT_EQ(words().en,
            "too few were reached: Shangxi 20 of 46 (messages reach 22%); another way is taken");
}

TEST_F(FactWordsTest, AWarningThatIsProposedSaysWhenEachChannelIsThrough) {
  auto& proposed = *fact_.mutable_warning_proposed();
  proposed.mutable_warning()->add_areas("A");
  proposed.mutable_warning()->set_level(to_wire(Level::red));
  auto& time = *proposed.add_through();
  time.set_channel("webhook");
  time.set_takes_s(30);
  EXPECT_TRUE(words().zh.ends_with(" webhook：30 秒发完。")) << words().zh;
  time.set_too_late(true);
  EXPECT_TRUE(words().en.ends_with(" webhook: through in 30 s, later than the danger."))
      << words().en;
}

TEST_F(FactWordsTest, AReportSaysWhoseItIsAndWhoWroteItDown) {
  auto& taken = *fact_.mutable_report_taken();
  taken.set_reporter("li");
  taken.set_area("A");
  taken.set_kind("muddy_spring");
  taken.set_recorded_by("li");
  EXPECT_EQ(words().zh, "li 报告：上溪村 泉水变浑");
  taken.set_recorded_by("wang");
  EXPECT_EQ(words().zh, "li 报告：上溪村 泉水变浑，记录人 wang");
}

TEST_F(FactWordsTest, AReportHasItsKindInWords) {
  auto& taken = *fact_.mutable_report_taken();
  taken.set_area("A");
  taken.set_kind("muddy_spring");
  EXPECT_EQ(words().zh, "报告：上溪村 泉水变浑");
  taken.set_kind("strange-light");
  taken.set_text("天上");
  EXPECT_EQ(words().en, "a report: Shangxi strange-light 天上") << "of the plan's own";
}

TEST_F(FactWordsTest, WhoCouldNotBeSentAMessageIsNotSilent) {
  auto& tested = *fact_.mutable_contact_tested();
  tested.set_person("wang");
  EXPECT_EQ(words().en, "wang did not answer the test");
  tested.set_detail("no channel 'webhook' in lane live");
  EXPECT_EQ(words().en,
            "wang could not be sent the test's message: no channel 'webhook' in lane live");
  EXPECT_EQ(words().zh, "wang 的测试消息没能送到：no channel 'webhook' in lane live");
}

TEST_F(FactWordsTest, AWarningByAPersonIsNamedInWords) {
  EXPECT_EQ(names_.rule("by_person").zh, "险情");
  EXPECT_EQ(names_.rule("village_leaves").en, "the village leaves");
  EXPECT_EQ(names_.rule("flash-flood").en, "flash flood");
}

TEST_F(FactWordsTest, ANeedSaysWhereAndForWhat) {
  auto& opened = *fact_.mutable_need_opened();
  opened.set_area("A");
  opened.set_skill("boat");
  opened.set_level(to_wire(Level::orange));
  EXPECT_EQ(words().zh, "要队伍：上溪村，会 船，橙色");
  opened.set_opened_by("li");
  opened.mutable_task()->set_zh("转移");
  opened.mutable_task()->set_en("fetch them");
  EXPECT_EQ(words().en, "li needs a unit: Shangxi, with the skill boat, orange: fetch them");
  auto& closed = *fact_.mutable_need_closed();
  closed.mutable_need()->set_offset(812);
  closed.mutable_need()->set_index(3);
  closed.set_reason(wire::NeedClosed::DONE);
  closed.set_unit("boat-1");
  closed.set_closed_by("li");
  EXPECT_EQ(words().zh, "需求结束（812.3）：做完了，冲锋舟一号，li");
  auto& unmet = *fact_.mutable_need_unmet();
  unmet.set_area("school");
  unmet.set_skill("boat");
  unmet.mutable_reason()->set_zh("都在忙");
  unmet.mutable_reason()->set_en("all are busy");
  EXPECT_EQ(words().zh, "派不出队伍：中心小学，会 船。都在忙");
}

TEST_F(FactWordsTest, WhoIsSentSaysWhy) {
  auto& sent = *fact_.mutable_unit_sent();
  sent.set_unit("boat-1");
  sent.set_area("A");
  sent.set_callee("wang");
  sent.set_travel_ms(610'000);
  sent.mutable_reason()->set_zh("其次是二号，20 分钟");
  sent.mutable_reason()->set_en("next best boat 2, 20 min");
  EXPECT_EQ(words().zh, "派 冲锋舟一号 去上溪村，约 11 分钟，叫 wang。其次是二号，20 分钟");
  sent.set_sent_by("li");
  sent.mutable_before()->set_offset(812);
  EXPECT_EQ(words().en,
            "li sends Boat 1 to Shangxi, about 11 min, away from the need 812.0, calls wang. next "
            "best boat 2, 20 min");
  auto& unanswered = *fact_.mutable_unit_unanswered();
  unanswered.set_unit("boat-1");
  unanswered.set_callee("wang");
  EXPECT_EQ(words().zh, "冲锋舟一号 的 wang 没有应答，改派别的队伍");
  unanswered.set_next("chen");
  EXPECT_EQ(words().en, "Boat 1: wang did not answer; calls chen");
  auto& reported = *fact_.mutable_unit_reported();
  reported.set_unit("boat-1");
  reported.set_state(wire::UNIT_THERE);
  reported.set_at("A");
  reported.set_reported_by("wang");
  EXPECT_EQ(words().zh, "冲锋舟一号 到了，在上溪村，wang 报");
  reported.set_state(wire::UNIT_ON_THE_WAY);
  EXPECT_EQ(words().en, "Boat 1 is on the way, says wang");
  reported.set_state(wire::UNIT_SENT);
  reported.clear_reported_by();
  reported.set_note("消息没有送到 / not delivered");
  EXPECT_EQ(words().en, "Boat 1 is sent: 消息没有送到 / not delivered");
  fact_.mutable_unit_recalled()->set_unit("boat-1");
  fact_.mutable_unit_recalled()->mutable_reason()->set_zh("不用去了");
  EXPECT_EQ(words().zh, "撤回 冲锋舟一号：不用去了");
}

TEST_F(FactWordsTest, SuppliesSayWhatIsLeft) {
  auto& moved = *fact_.mutable_stock_moved();
  moved.set_supply("quilts");
  moved.set_batch("2025");
  moved.set_kind(wire::StockMoved::SENT);
  moved.set_quantity(20);
  moved.set_left(30);
  moved.set_left_in_all(80);
  moved.set_to("school");
  moved.set_moved_by("li");
  EXPECT_EQ(words().zh, "棉被（批次 2025） 发出 20，发往中心小学；这一批剩 30，共剩 80，li");
  moved.clear_to();
  moved.clear_moved_by();
  moved.set_kind(wire::StockMoved::COUNTED);
  EXPECT_EQ(words().en,
            "quilts (batch 2025) counted: 20; left of the batch: 30, in all: 80 (the plan's "
            "count)");
  auto& held = *fact_.mutable_resource_held();
  held.set_supply("quilts");
  held.set_quantity(20);
  held.set_held_for("学校");
  held.set_held_by("li");
  EXPECT_EQ(words().zh, "li 保留 棉被 20，留给 学校");
  auto& released = *fact_.mutable_hold_released();
  released.set_unit("boat-1");
  released.set_released_by("li");
  EXPECT_EQ(words().en, "li releases the hold of Boat 1");
  fact_.mutable_stock_short()->mutable_reason()->set_zh("棉被只剩 3床");
  EXPECT_EQ(words().zh, "物资不够：棉被只剩 3床");
}

TEST_F(FactWordsTest, RoadsAndHelpFromOthersHaveTheirWords) {
  auto& road = *fact_.mutable_road_closed();
  road.set_road("x201");
  road.set_closed(true);
  road.set_reported_by("li");
  road.set_note("塌方");
  EXPECT_EQ(words().zh, "路断了：县道201，报告人 li：塌方");
  auto& asked = *fact_.mutable_aid_asked();
  asked.set_of("county");
  asked.set_what("boat");
  asked.set_quantity(1);
  asked.set_area("A");
  EXPECT_EQ(words().zh, "要向县里求援：船 × 1，上溪村");
  asked.set_asked_by("li");
  EXPECT_EQ(words().en, "li has asked the county for help: boat × 1, for Shangxi");
  auto& reported = *fact_.mutable_aid_reported();
  reported.mutable_aid()->set_offset(812);
  reported.set_state(wire::AID_PROMISED);
  reported.set_quantity(1);
  reported.set_reported_by("li");
  EXPECT_EQ(words().zh, "求援（812.0）答应了，数量 1，li 报");
  reported.set_state(wire::AID_RETURNED);
  reported.clear_quantity();
  reported.clear_reported_by();
  EXPECT_EQ(words().en, "the help asked for as 812.0: gone home");
}

TEST_F(FactWordsTest, AnExerciseSaysWhatLiveHoldsAndWhyItEnded) {
  auto& held = *fact_.mutable_live_held();
  held.add_given_back("boat-1");
  EXPECT_EQ(words().zh, "实战占用：没有队伍；已放回 冲锋舟一号");
  EXPECT_EQ(words().en, "live holds: no unit any more; given back Boat 1");
  held.add_units("boat-1");
  held.add_taken("boat-1");
  held.clear_given_back();
  EXPECT_EQ(words().en, "live holds: Boat 1; newly Boat 1");
  auto& stopped = *fact_.mutable_exercise_stopped();
  stopped.mutable_reason()->set_zh("实战预警：上溪村山洪");
  stopped.mutable_reason()->set_en("a live warning: flash flood in Shangxi");
  EXPECT_EQ(words().zh, "演练中止，因为有实战预警：上溪村山洪");
  EXPECT_EQ(words().en, "the exercise is over, because of a live warning: flash flood in Shangxi");
  stopped.set_stopped_by("wang");
  EXPECT_EQ(words().en, "wang stops the exercise: a live warning: flash flood in Shangxi");
}

TEST_F(FactWordsTest, InjectsAndNotesSayWhoseTheyAre) {
  auto& given = *fact_.mutable_inject_given();
  given.set_given_by("wang");
  given.mutable_text()->set_zh("桥断了");
  given.mutable_text()->set_en("the bridge is out");
  EXPECT_EQ(words().zh, "wang 导调 给所有人：桥断了");
  given.set_inject("bridge-out");
  given.set_person("li");
  EXPECT_EQ(words().en, "wang puts bridge-out to li: the bridge is out");
  auto& noted = *fact_.mutable_exercise_noted();
  noted.set_noted_by("wang");
  noted.set_objective("calls");
  noted.set_rating(wire::RATING_S);
  noted.set_note("第三次才接");
  noted.mutable_about()->set_offset(812);
  EXPECT_EQ(words().zh, "wang 评估 calls：有些问题（S）：第三次才接 [812.0]");
  noted.clear_rating();
  EXPECT_EQ(words().en, "wang evaluates calls: 第三次才接 [812.0]");
}

}  // namespace
}  // namespace fenghuo::cli

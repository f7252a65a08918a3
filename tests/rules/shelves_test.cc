// Alarms that people put aside, that other alarms suppress, and how many people are given.
#include <gmock/gmock.h>

#include "rules/alarm_load.h"
#include "tests/rules/rig.h"

namespace fenghuo::rules {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ShelvesTest : public ::testing::Test {
 protected:
  ShelvesTest() {
    plan.set_id("t");
    add_village(plan, "A");
    add_station(plan, "S", {"A"});
    *plan.add_rules() = make_rule("level", {{"blue", "water_level.last() >= 1.0"},
                                            {"orange", "water_level.last() >= 2.0"},
                                            {"red", "water_level.last() >= 3.0"}});
  }
  void start() {
    rig.use(plan);
    rig.facts();
  }
  void reads(double level) {
    rig.pass(minutes{5});
    rig.observe("S", "water_level", rig.now(), level);
  }
  void shelve(const std::string& level, Span for_so_long, const std::string& person = "li") {
    wire::Event event;
    auto& command = *event.mutable_command();
    command.set_command_id("c" + std::to_string(++commands_));
    command.set_person_id(person);
    command.mutable_shelve_alarm()->set_rule("level");
    command.mutable_shelve_alarm()->set_area("A");
    command.mutable_shelve_alarm()->set_level(to_wire(*parse_level(level)));
    command.mutable_shelve_alarm()->set_until_ms(ms_of(rig.now() + for_so_long));
    command.mutable_shelve_alarm()->set_note("泵站检修");
    rig.submit(std::move(event));
  }
  std::vector<std::string> story() {
    std::vector<std::string> words;
    for (const auto& told : rig.facts()) {
      if (told.fact.has_alarm_held_back())
        words.push_back("held back " + level_word(told.fact.alarm_held_back().level()));
      else if (told.fact.has_alarm_shelved())
        words.push_back("shelved by " + told.fact.alarm_shelved().shelved_by());
      else if (told.fact.has_alarm_unshelved())
        words.push_back("unshelved " + std::to_string(told.fact.alarm_unshelved().reason()));
      else if (!told.fact.has_station_silent() && !told.fact.has_station_returned())
        words.push_back(words_of(told.fact));
    }
    return words;
  }
  void expect_replays() { rig.expect_replays(Rig::rules_only(), Rig::rules_only()); }

  wire::Plan plan;
  Rig rig{Rig::rules_only()};

 private:
  int commands_ = 0;
};

TEST_F(ShelvesTest, HoldsBackRisesUntilItsTimeIsOver) {
  start();
  shelve("orange", hours{2});
  reads(1.5);
  reads(1.6);
  reads(2.5);
  EXPECT_THAT(story(), ElementsAre("shelved by li", "held back blue", "held back orange"));
  rig.pass(hours{2});
  EXPECT_THAT(story(), ElementsAre("unshelved 1", "raised level A orange"))
      << "what stands when the shelf is over is raised then";
  expect_replays();
}

TEST_F(ShelvesTest, ARiseAboveItEndsTheShelf) {
  start();
  shelve("orange", hours{2});
  reads(3.5);
  EXPECT_THAT(story(), ElementsAre("shelved by li", "unshelved 3", "raised level A red"));
  reads(1.5);
  reads(2.5);
  EXPECT_THAT(story(), ElementsAre("changed level A blue", "changed level A orange"));
  expect_replays();
}

TEST_F(ShelvesTest, WhatFellMeanwhileIsNotRaised) {
  start();
  shelve("blue", hours{1});
  reads(1.5);
  reads(0.5);
  reads(1.5);
  EXPECT_THAT(story(), ElementsAre("shelved by li", "held back blue", "held back blue"));
  reads(0.5);
  rig.pass(hours{1});
  EXPECT_THAT(story(), ElementsAre("unshelved 1"));
}

TEST_F(ShelvesTest, RefusesWhatWouldMuteTooMuch) {
  start();
  shelve("red", hours{1});
  shelve("blue", hours{13});
  shelve("blue", Span{0});
  shelve("blue", hours{1});
  shelve("blue", hours{1}, "");
  EXPECT_THAT(story(), ElementsAre("refused level_not_shelved", "refused bad_shelf_time",
                                   "refused bad_shelf_time", "shelved by li", "refused no_name"));
}

TEST_F(ShelvesTest, IsTakenBackByCommandAndGoesWithItsRule) {
  start();
  shelve("blue", hours{5});
  reads(1.5);
  wire::Event event;
  event.mutable_command()->set_person_id("wang");
  event.mutable_command()->mutable_unshelve_alarm()->set_rule("level");
  event.mutable_command()->mutable_unshelve_alarm()->set_area("A");
  rig.submit(event);
  EXPECT_THAT(story(),
              ElementsAre("shelved by li", "held back blue", "unshelved 2", "raised level A blue"));
  rig.submit(event);
  EXPECT_THAT(story(), ElementsAre("refused not_shelved"));
  shelve("blue", hours{5});
  plan.mutable_rules()->Clear();
  rig.use(plan, "p2");
  EXPECT_THAT(story(), ElementsAre("shelved by li", "plan p2", "cleared level A", "unshelved 4"));
  expect_replays();
}

TEST_F(ShelvesTest, IsShown) {
  start();
  shelve("orange", hours{2});
  reads(1.5);
  const auto standing = rig.machine().describe();
  ASSERT_EQ(standing.shelves_size(), 1);
  EXPECT_EQ(standing.shelves(0).shelved_by(), "li");
  EXPECT_EQ(standing.shelves(0).note(), "泵站检修");
  EXPECT_EQ(level_word(standing.shelves(0).held_back_level()), "blue");
}

// The rule that suppresses stands after the one it suppresses in the plan, and in its name.
TEST_F(ShelvesTest, AnotherAlarmSuppressesWhatIsNoWorse) {
  *plan.add_rules() = make_rule("worst", {{"orange", "water_level.last() >= 2.0"}});
  plan.mutable_rules(0)->add_suppressed_by("worst");
  start();
  reads(1.5);
  reads(2.5);
  EXPECT_THAT(story(),
              ElementsAre("raised level A blue", "raised worst A orange", "held back orange"));
  reads(3.5);
  EXPECT_THAT(story(), ElementsAre("changed level A red")) << "what is worse isn't suppressed";
  expect_replays();
}

TEST_F(ShelvesTest, WhatWasSuppressedRisesWhenTheOtherIsOver) {
  *plan.add_rules() = make_rule("flow", {{"orange", "flow.last() >= 2.0"}});
  plan.mutable_rules(0)->add_suppressed_by("flow");
  start();
  rig.observe("S", "flow", rig.now(), 5);
  reads(2.5);
  EXPECT_THAT(story(), ElementsAre("raised flow A orange", "held back orange"));
  rig.observe("S", "flow", rig.now(), 1);
  EXPECT_THAT(story(), ElementsAre("cleared flow A", "raised level A orange"));
  expect_replays();
}

TEST_F(ShelvesTest, StepsDownAsThePlanSays) {
  plan.mutable_rules(0)->set_step_down(true);
  plan.mutable_rules(0)->set_off_delay_ms(Span{minutes{30}}.count());
  start();
  reads(3.5);
  reads(0.5);
  rig.pass(hours{3});
  EXPECT_THAT(story(), ElementsAre("raised level A red", "changed level A orange",
                                   "changed level A blue", "cleared level A"));
  expect_replays();
}

// A bulletin that falls, or is taken back, doesn't lower what a gauge says.
TEST_F(ShelvesTest, AnAllClearOfOthersMutesNothing) {
  *plan.add_rules() = make_rule("with-warning", {{"orange",
                                                  "warning('暴雨').active() || "
                                                  "water_level.last() >= 1.0"}});
  start();
  wire::Event event;
  auto& warning = *event.mutable_received_warning();
  warning.set_identifier("w1");
  warning.set_sender("qx");
  warning.set_sent_at_ms(ms_of(rig.now()));
  auto& info = *warning.add_infos();
  info.set_event("暴雨");
  info.set_level(to_wire(Level::orange));
  info.set_from_ms(ms_of(rig.now()));
  info.set_until_ms(ms_of(rig.now() + hours{6}));
  rig.submit(event);
  reads(1.5);
  story();
  warning.set_identifier("w2");
  warning.set_kind(wire::ReceivedWarning::CANCEL);
  warning.add_supersedes("w1");
  rig.submit(event);
  for (const auto& words : story()) EXPECT_FALSE(words.starts_with("cleared")) << words;
}

TEST(AlarmLoadTest, CountsByTheMinuteAndForgetsAfterADay) {
  AlarmLoad load;
  const Instant start = kStart;
  EXPECT_EQ(load.in_last(hours{1}, start), 0U);
  EXPECT_EQ(load.most_in_10_minutes(start), 0U);
  for (int i = 0; i < 12; ++i) load.note(start + i * minutes{1});
  EXPECT_EQ(load.most_in_10_minutes(start + minutes{11}), 10U);
  EXPECT_EQ(load.in_last(hours{1}, start + minutes{11}), 12U);
  EXPECT_EQ(load.in_last(minutes{10}, start + minutes{30}), 0U);
  EXPECT_EQ(load.most_in_10_minutes(start + hours{23}), 10U);
  EXPECT_EQ(load.most_in_10_minutes(start + hours{25}), 0U);
}

TEST_F(ShelvesTest, AlarmLoadIsPerOperator) {
  for (const char* person : {"li", "wang"}) {
    auto& duty = *plan.add_roster();
    duty.set_area("t");
    duty.set_duty("duty_officer");
    duty.set_holder(person);
  }
  start();
  for (const double level : {1.5, 2.5, 3.5, 0.5, 1.5}) reads(level);
  const auto load = rig.machine().describe().alarm_load();
  EXPECT_EQ(load.operators(), 2U);
  EXPECT_EQ(load.last_hour(), 4U) << "falling is no load";
  EXPECT_DOUBLE_EQ(load.per_operator_hour(), 2);
  // Blue, orange and red in one record.
  ObservationBlock block;
  block.sources.push_back({"S", "water_level", 1});
  for (const std::int64_t tenths : {5, 15, 25, 35})
    block.rows.push_back({0, Quality::not_evaluated, rig.now() + Span{tenths}, tenths});
  rig.submit(std::move(block));
  EXPECT_EQ(rig.machine().describe().alarm_load().last_hour(), 5U);
}

}  // namespace
}  // namespace fenghuo::rules

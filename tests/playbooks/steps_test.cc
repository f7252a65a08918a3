// Steps of a playbook: side by side, one after the other, under conditions, and until they are
// done.
#include "playbooks/step.h"

#include "tests/playbooks/person_rig.h"

namespace fenghuo {
namespace {

using std::chrono::minutes;

wire::Step step(const std::string& id, const std::string& duty,
                const std::vector<std::string>& after = {}, const std::string& when = "") {
  wire::Step made;
  made.set_id(id);
  set_text(*made.mutable_task(), id + "，{village}", id + ", {village}");
  made.set_duty(duty);
  for (const auto& before : after) made.add_after(before);
  made.set_when(when);
  made.set_within_ms(20 * 60'000);
  return made;
}

class StepsTest : public PersonTest {
 protected:
  void use_steps(const std::vector<wire::Step>& steps, Level at = Level::red) {
    plan_ = person_plan();
    add_steps(steps, at);
    use(plan_);
  }
  void add_steps(const std::vector<wire::Step>& steps, Level at) {
    for (auto& response : *plan_.mutable_playbooks(0)->mutable_responses())
      if (response.level() == to_wire(at))
        for (const auto& one : steps) *response.add_steps() = one;
  }
  FactId task(const std::string& id) {
    FactId found;
    const auto standing = rig_.engine().describe();
    for (const auto& o : standing.obligations())
      if (o.step() == id && !o.done()) found = from_wire(o.obligation());
    return found;
  }
  static Story of_tasks(const Story& story) {
    return only(story, {"duty mayor", "duty flood_chief", "duty school_head", "skipped"});
  }

  wire::Plan plan_;
};

TEST_F(StepsTest, BeginTogetherAndWaitForOthersWhereTheySay) {
  use_steps({step("bridge", "flood_chief"), step("shelter", "mayor"),
             step("buses", "flood_chief", {"bridge", "shelter"})});
  rain(81);
  EXPECT_EQ(of_tasks(story()), (Story{"duty flood_chief A", "duty mayor A"}));
  answer(task("bridge"), "chief", wire::Answer::DONE);
  EXPECT_TRUE(of_tasks(story()).empty());
  answer(task("shelter"), "mayor", wire::Answer::DONE);
  EXPECT_EQ(of_tasks(story()), Story{"duty flood_chief A"});
  expect_replays();
}

TEST_F(StepsTest, ReceivedIsALeaseAndDoneEndsIt) {
  use_steps({step("bridge", "flood_chief")});
  rain(81);
  story();
  const FactId bridge = task("bridge");
  answer(bridge, "chief", wire::Answer::RECEIVED);
  EXPECT_EQ(only(story(), {"closed", "answered"}), Story{"answered 1 by chief"});
  rig_.pass(minutes{20});
  EXPECT_EQ(only(story(), {"reopened", "call chief"}), (Story{"reopened", "call chief 0/1"}));
  answer(bridge, "chief", wire::Answer::DONE);
  EXPECT_EQ(only(story(), {"closed"}), Story{"closed 1"});
}

TEST_F(StepsTest, WhoDoesntAnswerIsFollowedByTheNext) {
  auto bridge = step("bridge", "flood_chief");
  bridge.add_then("mayor");
  use_steps({bridge});
  rain(81);
  story();
  rig_.pass(minutes{25});
  EXPECT_EQ(only(story(), {"call chief", "call mayor", "call secretary", "call town"}),
            (Story{"call chief2 1/0", "call mayor 2/0", "call town 3/0", "call secretary 3/0",
                   "call town 4/0", "call town2 5/0"}))
      << "the third call of town is the warning's";
}

TEST_F(StepsTest, AConditionThatDoesntHoldIsSaidAndHoldsUpNobody) {
  use_steps({step("bridge", "flood_chief", {}, "people_at_risk > 100"),
             step("shelter", "mayor", {"bridge"}, "level == 4 && !night && hour == 8")});
  rain(81);
  EXPECT_EQ(of_tasks(story()), (Story{"skipped bridge", "duty mayor A"}));
  expect_replays();
}

TEST_F(StepsTest, AWorseLevelAsksAgainAndTakesNothingTwice) {
  use_steps({step("bridge", "flood_chief"), step("shelter", "mayor")});
  add_steps({step("bridge", "flood_chief")}, Level::orange);
  use(plan_);
  rain(61);
  EXPECT_EQ(of_tasks(story()), Story{"duty flood_chief A"});
  rig_.pass(minutes{1});
  rain(21);
  EXPECT_EQ(of_tasks(story()), Story{"duty mayor A"});
}

TEST_F(StepsTest, OneForEachFacility) {
  auto call = step("call", "");
  call.set_for_each(wire::Step::FACILITY);
  set_text(*call.mutable_task(), "{facility}清点", "count {facility}");
  use_steps({call});
  for (const char* id : {"school", "camp"}) {
    auto& facility = *plan_.add_facilities();
    facility.set_id(id);
    facility.set_village("A");
    facility.set_people(10);
    facility.set_contact(std::string(id) + "-head");
    set_text(*facility.mutable_name(), id, id);
  }
  use(plan_);
  rain(81);
  story();
  const auto standing = rig_.engine().describe();
  Story called;
  for (const auto& o : standing.obligations())
    if (o.purpose() == "task")
      called.push_back(o.subject() + " " + o.callee() + " " + o.text().en());
  EXPECT_EQ(called, (Story{"school school-head count school", "camp camp-head count camp"}));
  expect_replays();
}

TEST_F(StepsTest, WhatAnAllClearEndedIsAskedAgainWhenItIsWithdrawn) {
  use_steps({step("bridge", "flood_chief"), step("buses", "mayor", {"bridge"})});
  rain(81);
  story();
  report("leader", "safe", "A");
  report("officer", "safe", "A");
  stand_down(incident_, "town");
  stand_down(incident_, "mayor");
  story();
  report("leader", "crack", "A");
  EXPECT_EQ(of_tasks(story()), Story{"duty flood_chief A"})
      << "again, and nothing that waits for it";
  expect_replays();
}

TEST_F(StepsTest, OfFacilitiesThoseThatAreNotDoneAreAskedAgain) {
  auto call = step("call", "");
  call.set_for_each(wire::Step::FACILITY);
  use_steps({call, step("buses", "mayor", {"call"})});
  for (const char* id : {"school", "camp"}) {
    auto& facility = *plan_.add_facilities();
    facility.set_id(id);
    facility.set_village("A");
    facility.set_contact(std::string(id) + "-head");
  }
  use(plan_);
  rain(81);
  story();
  const auto standing = rig_.engine().describe();
  for (const auto& o : standing.obligations())
    if (o.purpose() == "task" && o.subject() == "school")
      answer(from_wire(o.obligation()), "school-head", wire::Answer::DONE);
  EXPECT_TRUE(only(story(), {"duty mayor"}).empty()) << "the camp isn't done";
  report("leader", "safe", "A");
  report("officer", "safe", "A");
  stand_down(incident_, "town");
  stand_down(incident_, "mayor");
  story();
  report("leader", "crack", "A");
  EXPECT_EQ(only(story(), {"call school-head", "call camp-head"}),
            (Story{"call camp-head 0/0", "call school-head 0/0", "call camp-head 0/0"}))
      << "each for its people, and the camp for its task";
  expect_replays();
}

TEST_F(StepsTest, WhoHoldsTheDutyNowIsCalled) {
  use_steps({step("bridge", "flood_chief")});
  rain(81);
  story();
  for (auto& duty : *plan_.mutable_roster())
    if (duty.duty() == "flood_chief") duty.set_stand_in("night chief");
  use(plan_);
  rig_.pass(minutes{5});
  EXPECT_EQ(only(story(), {"call chief", "call night"}), Story{"call night chief 1/0"});
}

TEST_F(StepsTest, NoneBeginsWhenTheAlarmHasCleared) {
  use_steps({step("bridge", "flood_chief"), step("buses", "mayor", {"bridge"})}, Level::blue);
  rain(36);
  story();
  rig_.pass(minutes{65});
  rain(0);
  answer(task("bridge"), "chief", wire::Answer::DONE);
  EXPECT_EQ(only(story(), {"duty", "incident over"}), Story{"incident over A"});
}

// They are still being called, so nobody is warned anew; what waits for its turn goes on.
TEST_F(StepsTest, TheyGoOnWhenTheAlarmRisesAgain) {
  use_steps({step("bridge", "flood_chief"), step("buses", "mayor", {"bridge"})});
  rain(81);
  rig_.pass(minutes{65});
  rain(0);
  rig_.pass(minutes{1});
  story();
  rain(82);
  EXPECT_EQ(only(story(), {"warning"}), Story{});
  answer(task("bridge"), "chief", wire::Answer::DONE);
  EXPECT_NE(task("buses"), FactId{});
  expect_replays();
}

TEST_F(StepsTest, WhatBecameReadyInADipBeginsWhenTheAlarmRisesAgain) {
  use_steps({step("bridge", "flood_chief"), step("buses", "mayor", {"bridge"})});
  rain(81);
  rig_.pass(minutes{65});
  rain(0);
  answer(task("bridge"), "chief", wire::Answer::DONE);
  EXPECT_EQ(task("buses"), FactId{});
  rig_.pass(minutes{1});
  rain(82);
  EXPECT_NE(task("buses"), FactId{});
}

TEST_F(StepsTest, APlanThatChangesMeanwhileLosesNoTask) {
  use_steps({step("bridge", "flood_chief")});
  rain(81);
  story();
  const FactId bridge = task("bridge");
  use(person_plan());
  rig_.pass(minutes{5});
  EXPECT_EQ(only(story(), {"call chief"}), Story{"call chief2 1/0"});
  answer(bridge, "chief2", wire::Answer::DONE);
  EXPECT_EQ(only(story(), {"closed"}), Story{"closed 1"});
}

TEST(StepCondition, IsABoolOverWhatIsKnown) {
  EXPECT_TRUE(playbooks::problems_of_condition("night || road_cut").empty());
  EXPECT_FALSE(playbooks::problems_of_condition("people_at_risk").empty());
  EXPECT_FALSE(playbooks::problems_of_condition("rain > 3").empty());
  EXPECT_FALSE(playbooks::problems_of_condition("level >").empty());
}

TEST(StepCondition, WhatCantBeToldCountsAsTrue) {
  wire::Plan plan;
  auto& step = *plan.add_playbooks()->add_responses()->add_steps();
  step.set_when("10 / facilities > 2");
  playbooks::StepConditions conditions;
  conditions.compile(plan);
  EXPECT_TRUE(conditions.holds(step.when(), {.facilities = 0})) << "division by zero";
  EXPECT_TRUE(conditions.holds(step.when(), {.facilities = 3}));
  EXPECT_FALSE(conditions.holds(step.when(), {.facilities = 5}));
  EXPECT_TRUE(conditions.holds("of no plan", {}));
}

}  // namespace
}  // namespace fenghuo

// What check() says of steps, words, routines and roles, with a place and a counter-example.
#include <gtest/gtest.h>

#include "playbooks/handbook.h"
#include "tests/playbooks/township_rig.h"

namespace fenghuo::playbooks {
namespace {

class CheckTest : public ::testing::Test {
 protected:
  CheckTest() : plan_(township_plan()) {
    EXPECT_TRUE(check(plan_).empty());
    red_ = plan_.mutable_playbooks(0)->mutable_responses(2);
  }
  void expect(const std::string& path, const std::string& words) const {
    std::string all;
    for (const auto& problem : check(plan_)) {
      all += problem.path + ": " + problem.text.en + "\n";
      if (problem.path == path && problem.text.en.find(words) != std::string::npos) return;
    }
    ADD_FAILURE() << "no problem at " << path << " says " << words << "; there are\n" << all;
  }
  wire::Step& add_step(const std::string& id) {
    auto& step = *red_->add_steps();
    step.set_id(id);
    step.set_duty("village_leader");
    step.set_within_ms(60'000);
    set_text(*step.mutable_task(), "做", "do it");
    return step;
  }

  wire::Plan plan_;
  wire::Response* red_;
};

TEST_F(CheckTest, AStepThatNobodyOwns) {
  add_step("bridge").clear_duty();
  expect("playbooks[warn].levels[red].steps[bridge]", "nobody is named to do it");
  red_->mutable_steps(0)->set_duty("road_officer");
  expect("playbooks[warn].levels[red].steps[bridge]", "no road_officer");
}

TEST_F(CheckTest, StepsThatWaitForEachOther) {
  add_step("a").add_after("b");
  add_step("b").add_after("a");
  add_step("c").add_after("a");
  expect("playbooks[warn].levels[red].steps[a]", "waits for itself");
  expect("playbooks[warn].levels[red].steps[b]", "waits for itself");
  red_->mutable_steps(1)->set_after(0, "z");
  expect("playbooks[warn].levels[red].steps[b]", "'z'");
}

TEST_F(CheckTest, AConditionThatIsNone) {
  add_step("a").set_when("people > 3");
  expect("playbooks[warn].levels[red].steps[a].when", "people");
  red_->mutable_steps(0)->set_when("people_at_risk");
  expect("playbooks[warn].levels[red].steps[a].when", "is a bool, this is int");
}

TEST_F(CheckTest, WordsThatAreFilledWithNothing) {
  set_text(*add_step("a").mutable_task(), "{facility}{reason}", "{facility}{reason}");
  expect("playbooks[warn].levels[red].steps[a]", "{reason}");
  red_->mutable_steps(0)->add_only("nowhere");
  expect("playbooks[warn].levels[red].steps[a]", "no village 'nowhere'");
}

TEST_F(CheckTest, ARelayToWhoIsAloneOrNotThere) {
  red_->add_relay("mayor");
  expect("playbooks[warn].levels[red]", "no mayor");
  plan_.mutable_roster(2)->clear_stand_in();
  red_->set_relay(0, "duty_officer");
  expect("roster", "duty_officer of ");
}

TEST_F(CheckTest, ARungOfADutyThatNobodyHolds) {
  auto& rung = *plan_.mutable_playbooks(0)->mutable_cut_off()->add_ladder();
  rung.set_wait_ms(60'000);
  rung.add_channels("radio");
  plan_.mutable_playbooks(0)->mutable_cut_off()->set_after_ms(30 * 60'000);
  expect("playbooks[warn].cut_off.ladder[0]", "nobody holds this");
}

TEST_F(CheckTest, ARungThatIsLeftOutWhereNobodyHoldsIt) {
  auto& rung = *red_->add_ladder();
  rung.set_callee(wire::Rung::NAMED_DUTY);
  rung.set_duty("police");
  rung.set_wait_ms(60'000);
  rung.add_channels("call_list");
  expect("playbooks[warn].levels[red].ladder[4]", "no police for A");
  red_->mutable_ladder(4)->set_if_held(true);
  EXPECT_TRUE(check(plan_).empty());
}

TEST_F(CheckTest, AStepOfOneVillageAsksNothingOfTheOthers) {
  add_village(plan_, "B");
  auto& b = *plan_.add_roster();
  b = plan_.roster(0);
  b.set_area("B");
  auto& officer = *plan_.add_roster();
  officer = plan_.roster(1);
  officer.set_area("B");
  auto& dam = *plan_.add_roster();
  dam = plan_.roster(0);
  dam.set_duty("dam_keeper");
  add_step("look").set_duty("dam_keeper");
  expect("playbooks[warn].levels[red].steps[look]", "no dam_keeper for B");
  red_->mutable_steps(0)->add_only("A");
  EXPECT_TRUE(check(plan_).empty());
}

TEST_F(CheckTest, AHazardWithANameThatIsKept) {
  plan_.mutable_rules(0)->set_hazard("by_person");
  expect("rules[flash]", "is kept for what people begin");
}

TEST_F(CheckTest, ARuleThatNobodyAnswers) {
  plan_.mutable_playbooks(0)->set_rules(0, "flash");
  plan_.add_catchments()->set_id("upper");
  plan_.add_hazard_points()->set_id("slope");
  auto& river = *plan_.add_rules();
  river = make_rule("river", {{"red", "water_level.last() > 9"}});
  expect("rules[river]", "no playbook answers: nobody is called");
  for (const auto& problem : check(plan_)) EXPECT_EQ(problem.severity, Severity::notice);
  plan_.mutable_rules(1)->set_for_each(wire::Rule::CATCHMENT);
  EXPECT_TRUE(check(plan_).empty()) << "rules of catchments are for others to read";
  plan_.mutable_rules(1)->set_for_each(wire::Rule::HAZARD_POINT);
  expect("rules[river]", "no playbook answers: nobody is called");
  plan_.mutable_rules(0)->mutable_levels(0)->set_when(
      "rain.last() > 9 && alarm('river').raised(duration('1h'))");
  EXPECT_TRUE(check(plan_).empty()) << "another rule reads it";
  plan_.mutable_rules(0)->mutable_levels(0)->set_when("rain.last() > 9");
  plan_.mutable_rules(0)->add_suppressed_by("river");
  EXPECT_TRUE(check(plan_).empty()) << "it holds another one back";
}

TEST_F(CheckTest, APlanWithoutPlaybooksIsToldOnce) {
  *plan_.add_rules() = make_rule("river", {{"red", "water_level.last() > 9"}});
  plan_.clear_playbooks();
  const auto problems = check(plan_);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].path, "packs");
  EXPECT_EQ(problems[0].severity, Severity::notice);
  EXPECT_NE(problems[0].text.en.find("nobody is called"), std::string::npos);
  plan_.clear_rules();
  EXPECT_TRUE(check(plan_).empty()) << "it raises none";
}

TEST_F(CheckTest, WhoHasAnInterestIsNotTheOnlyOneWhoIsCalled) {
  auto& inn = *plan_.add_facilities();
  inn.set_id("inn");
  set_text(*inn.mutable_name(), "农家乐", "the inn");
  inn.set_village("A");
  inn.set_people(10);
  inn.set_contact("leader");
  for (const auto& problem : check(plan_))
    EXPECT_NE(problem.path, "facilities[inn].contact") << "others are called as well";
  for (auto& duty : *plan_.mutable_roster())
    if (duty.area() == "A") {
      duty.set_holder("leader");
      duty.set_stand_in("");
    }
  expect("facilities[inn].contact", "name another");
}

TEST_F(CheckTest, AReachWithoutAWay) {
  red_->mutable_reach()->set_after_ms(600'000);
  expect("playbooks[warn].levels[red].reach", "needs after");
  expect("playbooks[warn].levels[red].reach", "nobody is sent");
  auto& rung = *red_->mutable_reach()->add_ladder();
  rung.set_wait_ms(60'000);
  rung.add_channels("pigeon");
  expect("playbooks[warn].levels[red].reach.ladder[0]", "no channel 'pigeon'");
}

TEST_F(CheckTest, ALadderOfTheNightThatIsTooSlow) {
  plan_.mutable_villages(0)->set_lead_time_ms(60 * 60'000);
  plan_.mutable_villages(0)->set_clearing_ms(40 * 60'000);
  EXPECT_TRUE(check(plan_).empty());
  for (int i = 0; i < 2; ++i) {
    auto& rung = *red_->add_night_ladder();
    rung.set_wait_ms(30 * 60'000);
    rung.add_channels("knock");
  }
  expect("villages[A]", "at worst 30 min until somebody is told");
}

TEST_F(CheckTest, AMessageWithoutItsDeadline) {
  auto& message = *plan_.add_messages();
  message.set_id("school");
  message.set_playbook("warn");
  set_text(*message.mutable_text(), "{village}：{action}", "{village}: {action}");
  expect("messages[school].text", "by when");
  expect("messages[school]", "nobody is named to read it");
  message.add_audience("school_head");
  expect("messages[school]", "calls no school_head");
  set_text(*message.mutable_text(), "{village}：{action}，{deadline}",
           "{village}: {action}, {deadline}");
  const auto problems = check(plan_).size();
  set_text(*message.mutable_text(), "{village}：{action}。{answer}",
           "{village}: {action}. {answer}");
  EXPECT_EQ(check(plan_).size(), problems) << "what is to be answered says it too";
  message.set_playbook("wran");
  expect("messages[school]", "no playbook 'wran'");
}

TEST_F(CheckTest, ARoutineForNothing) {
  auto& routine = *plan_.add_routines();
  routine.set_id("patrol");
  routine.set_for_each(wire::Routine::HAZARD_POINT);
  routine.set_every_ms(599'999);
  expect("routines[patrol]", "at least 10 minutes");
  expect("routines[patrol]", "nothing that the plan has");
  routine.set_for_each(wire::Routine::VILLAGE);
  routine.set_duty("keeper");
  expect("routines[patrol]", "no keeper");
  plan_.mutable_contact_test()->add_duties("keeper");
  expect("contact_test", "no duty 'keeper'");
}

TEST_F(CheckTest, AnEmergencyRoleOfOnePerson) {
  auto& role = *plan_.add_roster();
  role.set_area("A");
  role.set_duty("village_leader");
  role.set_holder("commander");
  role.set_emergency(true);
  expect("roster[3].stand_in", "the emergency village_leader of A has no stand-in");
}

TEST_F(CheckTest, APlaybookOfTheResponseIsForTheTownship) {
  auto& playbook = *plan_.add_playbooks();
  playbook = plan_.playbooks(0);
  playbook.set_id("response");
  playbook.clear_rules();
  playbook.set_on_response(true);
  expect("roster", "no village_leader for ");
  expect("playbooks[response]", "is for the township");
}

}  // namespace
}  // namespace fenghuo::playbooks

// Everyday work: contact tests, confirmed numbers, routines, roles, and how often people are
// called.
#include "tests/playbooks/person_rig.h"

namespace fenghuo {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

class EverydayTest : public PersonTest {
 protected:
  EverydayTest() : plan_(person_plan()) {
    plan_.add_response_duties("mayor");
    for (const char* id : {"leader", "town"}) plan_.add_people()->set_id(id);
  }
  std::string test(const std::vector<std::string>& areas = {}) {
    return refusal(command("town", [&](wire::Command& c) {
      c.mutable_test_contacts();
      for (const auto& area : areas) c.mutable_test_contacts()->add_areas(area);
    }));
  }
  std::string present(const std::string& person) {
    return refusal(
        command(person, [&](wire::Command& c) { c.mutable_present()->set_person(person); }));
  }
  std::string confirm(const std::string& person) {
    return refusal(command(
        "town", [&](wire::Command& c) { c.mutable_confirm_contact()->set_person(person); }));
  }
  std::string routine_done(const std::string& routine, const std::string& subject) {
    return refusal(command("leader", [&](wire::Command& c) {
      c.mutable_do_routine()->set_routine(routine);
      c.mutable_do_routine()->set_subject(subject);
      c.mutable_do_routine()->set_done_by("leader");
    }));
  }
  std::string roles(const std::string& person, bool emergency) {
    return refusal(command(person, [&](wire::Command& c) {
      c.mutable_switch_roles()->set_emergency(emergency);
      set_text(*c.mutable_switch_roles()->mutable_reason(), "雨", "rain");
    }));
  }
  std::string respond(Level level) {
    return refusal(command("mayor", [&](wire::Command& c) {
      c.mutable_set_response()->set_level(to_wire(level));
      set_text(*c.mutable_set_response()->mutable_reason(), "雨", "rain");
    }));
  }
  wire::StandingPerson person(const std::string& id) {
    const auto now = rig_.engine().describe();
    for (const auto& one : now.persons())
      if (one.person() == id) return one;
    return {};
  }
  void add_patrol() {
    auto& patrol = *plan_.add_routines();
    patrol.set_id("patrol");
    set_text(*patrol.mutable_task(), "巡查{name}", "look at {name}");
    patrol.set_for_each(wire::Routine::VILLAGE);
    patrol.set_duty("village_leader");
    patrol.set_every_ms(Span{days{10}}.count());
    auto& pace = *patrol.add_paces();
    pace.set_level(to_wire(Level::orange));
    pace.set_every_ms(Span{hours{1}}.count());
  }

  wire::Plan plan_;
};

// Florida, 2023-04-20, 4:45 in the morning.
TEST_F(EverydayTest, ByNightOnlyWhoeverIsOnDutyIsTested) {
  use(plan_);
  const auto midnight = std::chrono::floor<days>(rig_.now() + hours{8}) - hours{8};
  rig_.pass(midnight + days{1} + hours{4} + minutes{45} - rig_.now());
  story();
  EXPECT_EQ(test(), "by_night");
  EXPECT_EQ(test({"A"}), "by_night");
  EXPECT_EQ(test({"A", "T"}), "by_night");
  EXPECT_EQ(only(story(), {"test of"}), Story{});
  EXPECT_EQ(test({"T"}), "");
}

TEST_F(EverydayTest, AContactTestSaysOfEachWhoAnswered) {
  use(plan_);
  EXPECT_EQ(test({"A"}), "");
  EXPECT_EQ(only(story(), {"test of"}), Story{"test of 5"});
  EXPECT_EQ(messages(wire::SendMessage::TEST).size(), 5u);
  EXPECT_EQ(test({"A"}), "test_is_running");
  EXPECT_TRUE(person("leader").waiting());
  rig_.pass(minutes{2});
  EXPECT_EQ(present("leader"), "");
  EXPECT_EQ(present("leader"), "not_asked") << "once is enough";
  EXPECT_EQ(present("mayor"), "not_asked");
  EXPECT_EQ(present("leadr"), "no_such_person");
  EXPECT_EQ(only(story(), {"leader"}), Story{"leader answers"});
  rig_.pass(minutes{13});
  EXPECT_EQ(only(story(), {"deputy is", "head is", "test over"}),
            (Story{"deputy is silent", "head is silent", "test over 1 of 5"}));
  EXPECT_EQ(person("leader").took_ms(), Span{minutes{2}}.count());
  EXPECT_TRUE(person("leader").answered());
  EXPECT_FALSE(person("deputy").answered());
  EXPECT_EQ(test(), "") << "and may be made again";
  expect_replays();
}

TEST_F(EverydayTest, AMessageThatDoesNotArriveSaysWhy) {
  plan_.mutable_contact_test()->add_duties("school_head");
  use(plan_);
  test();
  messages(wire::SendMessage::TEST);
  wire::Event event;
  auto& report = *event.mutable_effect_reported();
  report.set_offset(effects_[0].offset.value);
  report.set_index(effects_[0].index);
  report.set_outcome(wire::EffectReported::FAILED);
  report.set_detail("HTTP 410");
  rig_.submit(std::move(event));
  rig_.facts();
  rig_.pass(minutes{15});
  std::vector<std::string> details;
  for (const auto& told : rig_.facts())
    if (told.fact.has_contact_tested()) details.push_back(told.fact.contact_tested().detail());
  EXPECT_EQ(details, (std::vector<std::string>{"HTTP 410", ""}));
  expect_replays();
}

TEST_F(EverydayTest, NoTestWhileAWarningStands) {
  use(plan_);
  rain(81);
  EXPECT_EQ(test(), "warning_stands") << "it says that there is no danger";
  retract(incident_, "town");
  story();
  retract(incident_, "town");
  EXPECT_EQ(test(), "");
}

TEST_F(EverydayTest, EndsAtOnceWhenAllHaveAnswered) {
  plan_.mutable_contact_test()->add_duties("school_head");
  use(plan_);
  EXPECT_EQ(test({"B"}), "nobody_to_test");
  EXPECT_EQ(test(), "");
  present("head");
  present("head2");
  EXPECT_EQ(only(story(), {"test over"}), Story{"test over 2 of 2"});
}

TEST_F(EverydayTest, ComesByThePlansClockAndNotInAnEmergency) {
  plan_.mutable_contact_test()->set_every_ms(Span{days{7}}.count());
  plan_.mutable_contact_test()->set_at_min(10 * 60);
  plan_.mutable_contact_test()->add_duties("school_head");
  use(plan_);
  rig_.pass(hours{1});
  EXPECT_TRUE(only(story(), {"test of"}).empty()) << "09:35";
  rig_.pass(minutes{25});
  EXPECT_EQ(only(story(), {"test of"}), Story{"test of 2"}) << "10:00";
  rig_.pass(days{6});
  EXPECT_TRUE(only(story(), {"test of"}).empty());
  respond(Level::blue);
  rig_.pass(days{1});
  EXPECT_TRUE(only(story(), {"test of"}).empty()) << "something is going on";
  respond(Level::none);
  rig_.pass(days{1});
  EXPECT_EQ(only(story(), {"test of"}), Story{"test of 2"});
  expect_replays();
}

TEST_F(EverydayTest, ANumberGrowsOldInAYear) {
  plan_.mutable_people(0)->set_confirmed("2025-07-20");
  use(plan_);
  EXPECT_EQ(person("leader").confirmed(), "2025-07-20");
  EXPECT_FALSE(person("leader").confirmed_long_ago());
  EXPECT_TRUE(person("town").confirmed_long_ago()) << "never";
  rig_.pass(days{6});
  rain(0);
  EXPECT_TRUE(person("leader").confirmed_long_ago());
  EXPECT_EQ(confirm("nobody"), "no_such_person");
  EXPECT_EQ(confirm("leader"), "");
  EXPECT_EQ(person("leader").confirmed(), "2026-07-21");
  EXPECT_FALSE(person("leader").confirmed_long_ago());
}

TEST_F(EverydayTest, ARoutineIsDueRemindedOfAndDone) {
  add_patrol();
  use(plan_);
  rig_.pass(days{10});
  EXPECT_EQ(only(story(), {"due"}), (Story{"due patrol A leader", "due patrol B leader_b"}));
  EXPECT_EQ(messages(wire::SendMessage::ROUTINE), (Story{"webhook leader", "webhook leader_b"}));
  rig_.pass(days{1});
  const auto again = story();
  EXPECT_TRUE(only(again, {"due"}).empty());
  EXPECT_EQ(only(again, {"reminded"}), (Story{"reminded of patrol A", "reminded of patrol B"}));
  EXPECT_EQ(messages(wire::SendMessage::ROUTINE).size(), 2u) << "a reminder";
  EXPECT_EQ(routine_done("patrol", "C"), "no_such_routine");
  EXPECT_EQ(routine_done("patrol", "A"), "");
  EXPECT_EQ(only(story(), {"done"}), Story{"done patrol A late 1440"});
  rig_.pass(days{10});
  EXPECT_EQ(only(story(), {"due"}), Story{"due patrol A leader"});
  expect_replays();
}

TEST_F(EverydayTest, PatrolsComeMoreOftenWhileTheTownshipResponds) {
  add_patrol();
  use(plan_);
  rig_.pass(hours{2});
  respond(Level::red);
  rig_.pass(minutes{1});
  EXPECT_EQ(only(story(), {"due"}).size(), 2u) << "an hour has passed long ago";
  routine_done("patrol", "A");
  rig_.pass(hours{1});
  EXPECT_EQ(only(story(), {"due"}), Story{"due patrol A leader"});
  expect_replays();
}

TEST_F(EverydayTest, EmergencyRolesTakeThePlaceOfEverydayOnes) {
  auto& night = *plan_.add_roster();
  night.set_area("A");
  night.set_duty("village_leader");
  night.set_holder("commander");
  night.set_stand_in("deputy");
  night.set_emergency(true);
  use(plan_);
  EXPECT_EQ(roles("leader", true), "not_theirs");
  EXPECT_EQ(roles("mayor", true), "");
  EXPECT_EQ(roles("mayor", true), "already_so");
  EXPECT_TRUE(rig_.engine().describe().response().emergency_roles());
  rain(36);
  EXPECT_EQ(only(story(), {"call"}), Story{"call commander 0/0"});
  EXPECT_EQ(roles("mayor", false), "");
  rig_.pass(minutes{5});
  EXPECT_EQ(only(story(), {"call"}), Story{"call leader 1/0"}) << "back, in the middle of it";
  expect_replays();
}

TEST_F(EverydayTest, InterruptionsOfEachPersonAreCounted) {
  use(plan_);
  rain(36);
  rig_.pass(minutes{6});  // leader twice, then the deputy
  EXPECT_EQ(person("leader").calls_last_hour(), 2u);
  EXPECT_EQ(person("deputy").calls_last_hour(), 1u);
  rig_.pass(hours{2});
  EXPECT_GT(person("leader").calls_last_day(), person("leader").calls_last_hour());
}

}  // namespace
}  // namespace fenghuo

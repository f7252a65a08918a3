// The township's response level, and reports to the county.
#include "tests/playbooks/person_rig.h"

namespace fenghuo {
namespace {

using std::chrono::minutes;

class ResponseTest : public PersonTest {
 protected:
  ResponseTest() {
    auto plan = person_plan();
    plan.add_response_duties("mayor");
    plan.add_response_duties("duty_officer");
    plan.set_report_from(to_wire(Level::orange));
    plan.set_report_by_phone_ms(20 * 60'000);
    plan.set_report_in_writing_ms(40 * 60'000);
    use(plan);
  }
  std::string set(const std::string& person, Level level, bool county = false) {
    return refusal(command(person, [&](wire::Command& c) {
      c.mutable_set_response()->set_level(to_wire(level));
      c.mutable_set_response()->set_county(county);
      set_text(*c.mutable_set_response()->mutable_reason(), "雨大", "it rains");
    }));
  }
  Level level() { return *level_from_wire(rig_.engine().describe().response().level()); }
};

TEST_F(ResponseTest, RisesAtOnceAndStepsDownOneAtATime) {
  EXPECT_EQ(set("mayor", Level::red), "");
  EXPECT_EQ(set("mayor", Level::yellow), "one_at_a_time");
  EXPECT_EQ(set("secretary", Level::orange), "") << "who stands in may, too";
  EXPECT_EQ(set("town", Level::yellow), "");
  EXPECT_EQ(set("town", Level::blue), "");
  EXPECT_EQ(set("town", Level::none), "");
  EXPECT_EQ(level(), Level::none);
  expect_replays();
}

TEST_F(ResponseTest, WhomThePlanDoesntAuthoriseMayNot) {
  EXPECT_EQ(set("leader", Level::red), "not_theirs");
  EXPECT_EQ(set("chief", Level::red), "not_theirs");
  EXPECT_EQ(level(), Level::none);
}

TEST_F(ResponseTest, BeforeAndAboveTheCountyAndNeverBelowIt) {
  EXPECT_EQ(set("mayor", Level::orange), "");
  EXPECT_EQ(set("town", Level::yellow, true), "");
  EXPECT_EQ(level(), Level::orange) << "above";
  EXPECT_EQ(set("town", Level::yellow), "");
  EXPECT_EQ(set("town", Level::blue), "below_county");
  EXPECT_EQ(set("town", Level::red, true), "");
  EXPECT_EQ(level(), Level::red) << "follows the county up";
  EXPECT_EQ(set("town", Level::none, true), "");
  EXPECT_EQ(level(), Level::red) << "and not down";
  EXPECT_EQ(set("town", Level::orange), "");
}

TEST_F(ResponseTest, ALevelHasItsReason) {
  EXPECT_EQ(
      refusal(command("mayor", [](wire::Command& c) { c.mutable_set_response()->set_level(4); })),
      "bad_response");
  EXPECT_EQ(
      refusal(command("mayor", [](wire::Command& c) { c.mutable_set_response()->set_level(9); })),
      "bad_response");
}

TEST_F(ResponseTest, TheCountyIsToldOnceAnIncidentAndTheDutyRingsUntilItIsDone) {
  rain(36);
  EXPECT_EQ(only(story(), {"duty report"}), Story{}) << "below the level";
  rig_.pass(minutes{1});
  rain(30);
  EXPECT_EQ(only(story(), {"duty report", "call town"}),
            (Story{"duty report_by_phone A", "call town 0/0", "duty report_in_writing A",
                   "call town 0/0"}));
  const FactId by_phone = duties_[duties_.size() - 2];
  rig_.pass(minutes{5});
  EXPECT_EQ(only(story(), {"call town2"}), (Story{"call town2 1/0", "call town2 1/0"}));
  answer(by_phone, "town", wire::Answer::RECEIVED);
  EXPECT_EQ(only(story(), {"closed"}), Story{}) << "to be about to tell them is not to have told";
  answer(by_phone, "town", wire::Answer::DONE);
  EXPECT_EQ(only(story(), {"closed"}), Story{"closed 1"});
  rain(30);
  EXPECT_EQ(only(story(), {"duty report"}), Story{}) << "once";
}

// A playbook that the response level starts, for the township as a whole.
class OnResponseTest : public ResponseTest {
 protected:
  OnResponseTest() {
    auto plan = person_plan();
    plan.add_response_duties("mayor");
    set_text(*plan.mutable_name(), "测试镇", "Test township");
    auto& playbook = *plan.add_playbooks();
    playbook = plan.playbooks(0);
    playbook.set_id("response");
    playbook.clear_rules();
    playbook.clear_duties();
    playbook.add_duties("flood_chief");
    playbook.set_on_response(true);
    for (auto& response : *playbook.mutable_responses()) response.set_wants_headcount(false);
    auto& step = *playbook.mutable_responses(2)->add_steps();
    step.set_id("roads");
    step.set_duty("mayor");
    step.set_when("response == 4");
    step.set_within_ms(600'000);
    set_text(*step.mutable_task(), "封路，{village}", "close the roads of {village}");
    use(plan);
  }
};

TEST_F(OnResponseTest, RisesWithTheLevelAndEndsWithTheResponse) {
  set("mayor", Level::blue);
  EXPECT_EQ(only(story(), {"incident", "warning", "duty"}),
            (Story{"incident T", "warning T blue", "duty flood_chief T"}));
  set("mayor", Level::red);
  EXPECT_EQ(only(story(), {"incident", "warning", "duty"}),
            (Story{"warning T red", "duty flood_chief T", "duty mayor T"}));
  const auto standing = rig_.engine().describe();
  for (const auto& o : standing.obligations()) {
    if (o.purpose() == "task") {
      EXPECT_EQ(o.text().en(), "close the roads of Test township");
    }
  }
  answer(duties_[duties_.size() - 2], "chief", wire::Answer::RECEIVED);
  answer(duties_.back(), "mayor", wire::Answer::DONE);
  for (const Level level : {Level::orange, Level::yellow, Level::blue}) set("mayor", level);
  EXPECT_TRUE(only(story(), {"incident", "warning"}).empty()) << "a fall calls nobody";
  set("mayor", Level::none);
  EXPECT_EQ(only(story(), {"incident"}), Story{"incident over T"});
  expect_replays();
}

}  // namespace
}  // namespace fenghuo

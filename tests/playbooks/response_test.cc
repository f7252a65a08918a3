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
  EXPECT_EQ(only(story(), {"closed"}), Story{"closed 1"});
  rain(30);
  EXPECT_EQ(only(story(), {"duty report"}), Story{}) << "once";
}

}  // namespace
}  // namespace fenghuo

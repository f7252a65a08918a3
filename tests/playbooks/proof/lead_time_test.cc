#include <optional>

#include "tests/playbooks/proof/proof_rig.h"
#include "tests/random.h"

namespace fenghuo::playbooks {
namespace {

// The ladder of secure_plan() calls its last rung after 5 + 1 + 5 = 11 minutes.
class LeadTime : public ProofTest {
 protected:
  void set_time(int lead_min, int clearing_min) {
    plan_.mutable_villages(0)->set_lead_time_ms(lead_min * 60'000);
    plan_.mutable_villages(0)->set_clearing_ms(clearing_min * 60'000);
  }
};

TEST_F(LeadTime, IsEnoughToTheMinute) {
  set_time(11 + 20, 20);
  EXPECT_EQ(told(), "");
  set_time(11 + 19, 20);
  EXPECT_EQ(only().path, "villages[A]");
  EXPECT_EQ(only().fault.en,
            "A village isn't out in time: 30 min until the water is there; on orange the warning "
            "may take 11 min to be heard, moving takes 20 min: 1 min late (playbook warn)");
}

TEST_F(LeadTime, IsNotLookedAtWhereThePlanSaysNone) {
  set_time(0, 500);
  EXPECT_EQ(told(), "");
}

TEST_F(LeadTime, TakesTheDecisionThatTheMoversWaitFor) {
  add_duty("T", "flood_leader", "mayor", "vice");
  ask("leave", {"flood_leader", "duty_officer"}).add_tell("village_leader");
  set_time(10 + 11 + 20, 20);
  EXPECT_EQ(told(), "");
  set_time(10 + 11 + 19, 20);
  EXPECT_TRUE(check(plan_).empty()) << "without the decision there would be time";
  EXPECT_EQ(course(only()),
            "minute 0: red: the warning\n"
            "minute 0: 'leave' is asked of mayor (flood_leader), who doesn't decide\n"
            "minute 5: 'leave' is asked of town (duty_officer), who doesn't decide\n"
            "minute 10: 'leave' is decided by nobody: the plan says yes, and the order is given\n"
            "minute 10: calls leader (webhook), no answer\n"
            "minute 15: calls leader (webhook, call_list), no answer\n"
            "minute 16: calls deputy (webhook, call_list), no answer\n"
            "minute 21: calls town (call_list), who answers\n"
            "minute 40: the water is there\n"
            "minute 41: everybody is out, only now\n");
  EXPECT_NE(only().remedy.en.find("at_once"), std::string::npos);
}

TEST_F(LeadTime, DoesNotWaitForWhatOthersAreTold) {
  add_duty("T", "school_head", "head", "head2");
  auto& question = ask("leave", {"duty_officer", "school_head"});
  question.add_tell("school_head");
  set_time(11 + 20, 20);
  EXPECT_EQ(told(), "") << "the school is told, not those who move the village";
  question.set_tell(0, "village_leader");
  EXPECT_NE(only().fault.en.find("10 min late"), std::string::npos) << told();
  question.add_only("B");
  EXPECT_EQ(told(), "") << "it is asked of another village";
}

TEST_F(LeadTime, WaitsForNothingThatIsApprovedBeforehand) {
  auto& question = ask("leave", {"duty_officer"});
  question.add_tell("village_leader");
  question.set_release(wire::Question::AT_ONCE);
  set_time(11 + 20, 20);
  EXPECT_EQ(told(), "");
  question.set_release(wire::Question::NEVER);
  EXPECT_NE(course(only()).find("minute 5: 'leave': the last of them says yes only now"),
            std::string::npos)
      << course(only());
}

TEST_F(LeadTime, PassesOverWhomThePlanDoesNotName) {
  ask("leave", {"nobody", "duty_officer", "nobody_either"}).add_tell("village_leader");
  set_time(5 + 11 + 20, 20);
  EXPECT_EQ(told().find("isn't out in time"), std::string::npos) << told();
  set_time(5 + 11 + 19, 20);
  EXPECT_NE(told().find("1 min late"), std::string::npos) << told();
}

TEST_F(LeadTime, CountsTheLadderOfTheNight) {
  for (int i = 0; i < 3; ++i) {
    auto& rung = *level(1).add_night_ladder();
    rung.set_wait_ms(10 * 60'000);
    rung.add_channels("knock");
  }
  set_time(20 + 19, 20);
  EXPECT_TRUE(check(plan_).empty()) << "which looks at red";
  EXPECT_NE(only().fault.en.find("on orange by night the warning may take 20 min"),
            std::string::npos)
      << told();
}

TEST_F(LeadTime, TakesTheDutyThatIsToldSoonest) {
  // The warning officer has no stand-in there: the rung is passed over.
  plan_.mutable_roster(1)->clear_stand_in();
  set_time(6 + 20, 20);
  EXPECT_EQ(told(), "");
  set_time(6 + 19, 20);
  EXPECT_NE(only().fault.en.find("may take 6 min"), std::string::npos) << told();
}

/// What the desk reckons as it orders the evacuation, where it says that the time is short.
std::optional<std::int64_t> reach_by_the_desk(const wire::Plan& plan) {
  Rig rig(all_stages());
  rig.use(plan);
  rig.observe("S1", "rain", rig.now(), 81);
  for (const auto& told : rig.facts())
    if (told.fact.has_time_to_safe() && !told.fact.time_to_safe().enough())
      return told.fact.time_to_safe().reach_ms() / 60'000;
  return std::nullopt;
}

// The ladder of `level` anew, by chance: of holders, stand-ins, officers and duties that may be
// held by nobody.
void draw_ladder(Random& random, wire::Response& level) {
  level.clear_ladder();
  const auto rungs = random.between(1, 6);
  for (std::int64_t i = 0; i < rungs; ++i) {
    const auto callee = random.below(4);
    add_rung(level,
             callee == 0   ? wire::Rung::HOLDER
             : callee == 1 ? wire::Rung::STAND_IN
             : callee == 2 ? wire::Rung::TOWNSHIP_DUTY_OFFICER
                           : wire::Rung::NAMED_DUTY,
             static_cast<int>(random.between(1, 9)), {"call_list"});
    if (callee != 3) continue;
    auto& rung = *level.mutable_ladder(level.ladder_size() - 1);
    rung.set_duty(random.one_in(2) ? "police" : "neighbour");
    rung.set_if_held(true);
  }
}

TEST_F(LeadTime, IsWhatTheDeskReckons) {
  for (std::uint32_t seed = 0; seed < 16; ++seed) {
    Random random(seed);
    plan_ = secure_plan();
    plan_.mutable_playbooks(0)->mutable_responses()->DeleteSubrange(0, 2);  // red alone
    auto& red = *plan_.mutable_playbooks(0)->mutable_responses(0);
    draw_ladder(random, red);
    if (random.one_in(2)) add_duty("A", "police", "police", "police2");
    if (random.one_in(3)) plan_.mutable_roster(0)->clear_stand_in();
    set_time(1, 20);
    const auto reach = reach_by_the_desk(plan_);
    ASSERT_TRUE(reach) << "a minute is never enough";
    // On the edge: with this lead time there is just enough, with a minute less there isn't.
    const auto lead = static_cast<int>(*reach) + 20;
    const auto late = [&] { return told().find("isn't out in time") != std::string::npos; };
    set_time(lead, 20);
    EXPECT_FALSE(reach_by_the_desk(plan_));
    EXPECT_FALSE(late()) << told();
    set_time(lead - 1, 20);
    EXPECT_TRUE(reach_by_the_desk(plan_));
    EXPECT_TRUE(late()) << *reach;
  }
}

}  // namespace
}  // namespace fenghuo::playbooks

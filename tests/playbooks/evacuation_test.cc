// Evacuations that close on a headcount: F02, F13 and F17 of ../shared/domain/failures.md.
#include "tests/playbooks/evacuation_rig.h"
#include "tests/random.h"

namespace fenghuo {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using Count = wire::CountHousehold;

TEST_F(EvacuationTest, AnOrderHasItsFivePartsAndCallsWhoeverHelps) {
  red();
  EXPECT_EQ(
      only(first_, {"evacuate", "duty visit", "call li", "call head"}),
      (Story{"evacuate A 39", "duty visit A", "call li 0/0", "duty visit A", "call head 0/0"}));
  const auto all = evacuation();
  EXPECT_EQ(all.organiser(), "leader");
  EXPECT_EQ(all.people(), 39u);
  EXPECT_EQ(all.unknown(), 39u);
  EXPECT_EQ(all.by_ms(), ms_of(rig_.now() + minutes{15}));
  ASSERT_EQ(all.shelters_size(), 1);
  EXPECT_EQ(all.shelters(0).id(), "hall");
  EXPECT_EQ(all.households_size(), 4);
  expect_replays();
}

TEST_F(EvacuationTest, WhoeverIsSentReadsWhereToGoAndWhoIsThere) {
  red();
  const auto standing = rig_.engine().describe();
  Story words;
  for (const auto& duty : standing.obligations())
    if (duty.purpose() == "visit") words.push_back(duty.text().zh());
  EXPECT_EQ(words,
            (Story{"请马上去A村住户 h2家，把全家 2 人（其中 1 人要人搀扶）送到小学，送到后报人数",
                   "请马上去A村小学，把那里的 30 人送到小学，送到后报人数"}));
}

TEST_F(EvacuationTest, EachHouseholdEndsSafeAndTheCountsAddUp) {
  red();
  count("leader", "h1", Count::SAFE);
  count("leader", "h2", Count::SAFE, 1);
  expect_adds_up();
  EXPECT_EQ(evacuation().safe(), 5u);
  EXPECT_EQ(evacuation().unknown(), 34u) << "one of two is not the household";
  count("li", "h2", Count::SAFE, 2);
  count("leader", "h3", Count::SAFE);
  EXPECT_TRUE(only(story(), {"complete"}).empty());
  count("head", "school", Count::SAFE, 32);
  EXPECT_EQ(only(story(), {"counted school", "complete", "closed"}),
            (Story{"counted school 1 32", "closed 2", "complete A 41+0+0=41", "closed 2"}))
      << "guests count too";
  expect_adds_up();
  expect_replays();
}

TEST_F(EvacuationTest, WhoeverHelpsCountsByTheAnswer) {
  red();
  answer(duty_of("h2"), "li", wire::Answer::RECEIVED);
  EXPECT_EQ(evacuation().safe(), 0u) << "a promise moves nobody";
  rig_.pass(minutes{15});
  EXPECT_EQ(only(story(), {"reopened", "call li"}).back(), "call li 0/1") << "and rings again";
  answer(duty_of("h2"), "li", wire::Answer::MOVED, 2);
  EXPECT_EQ(only(story(), {"counted", "closed"}), (Story{"counted h2 1 2", "closed 2"}));
}

TEST_F(EvacuationTest, AHouseholdOfTwoMayHaveGuestsAndNotAVillageOfThem) {
  red();
  EXPECT_EQ(refusal(answer(duty_of("h2"), "li", wire::Answer::MOVED, 21)), "too_many_people");
  EXPECT_EQ(refusal(answer(duty_of("h2"), "li", wire::Answer::MOVED, 20)), "");
}

TEST_F(EvacuationTest, AHelperWhoIsAwayIsFollowedByTheStandIn) {
  red();
  rig_.pass(minutes{5});
  EXPECT_EQ(only(story(), {"call wang"}), Story{"call wang 1/0"});
}

TEST_F(EvacuationTest, WhoWontGoIsVisitedAgain) {
  red();
  count("leader", "h1", Count::REFUSED);
  EXPECT_EQ(only(story(), {"counted", "duty visit"}), (Story{"counted h1 2 0", "duty visit A"}));
  EXPECT_FALSE(evacuation().households(0).settled());
  count("leader", "h1", Count::REFUSED);
  EXPECT_EQ(only(story(), {"duty visit"}), Story{});
  EXPECT_TRUE(evacuation().households(0).settled());
  EXPECT_EQ(evacuation().refused(), 4u);
  expect_adds_up();
}

TEST_F(EvacuationTest, WhereNobodyOpensSomebodyLooks) {
  red();
  count("li", "h2", Count::UNREACHABLE);
  const auto words = story();
  EXPECT_EQ(only(words, {"closed", "duty visit", "call wang"}),
            (Story{"closed 1", "duty visit A", "call wang 0/0"}))
      << "somebody else than the one who didn't find them";
  count("wang", "h2", Count::SAFE, 2);
  EXPECT_EQ(only(story(), {"closed"}), Story{"closed 2"});
}

TEST_F(EvacuationTest, ALowerNumberTakesAnotherPersonAndAReason) {
  red();
  count("leader", "h1", Count::SAFE);
  EXPECT_EQ(refusal(count("leader", "h1", Count::SAFE, 3, "one has gone")), "second_person_needed");
  EXPECT_EQ(refusal(count("town", "h1", Count::SAFE, 3)), "second_person_needed");
  EXPECT_EQ(refusal(count("town", "h1", Count::REFUSED)), "second_person_needed");
  EXPECT_EQ(refusal(count("town", "h1", Count::SAFE, 3, "one has gone")), "");
  EXPECT_EQ(evacuation().safe(), 3u);
  expect_adds_up();
}

TEST_F(EvacuationTest, TheLeadersNumberClosesNothingWhileAHouseholdIsOpen) {
  red();
  answer(duties_[0], "leader", wire::Answer::MOVED, 40);
  EXPECT_EQ(only(story(), {"closed"}), Story{});
  for (const char* id : {"h1", "h2", "h3", "school"}) count("leader", id, Count::SAFE);
  const auto standing = rig_.engine().describe();
  for (const auto& o : standing.obligations()) EXPECT_TRUE(o.done()) << o.duty();
}

TEST_F(EvacuationTest, OfAVillageWithoutARosterTheLeadersNumberCounts) {
  auto plan = roster_plan();
  plan.clear_households();
  plan.clear_facilities();
  plan.mutable_villages(0)->set_people_at_risk(40);
  use(plan);
  red();
  answer(duties_[0], "leader", wire::Answer::MOVED, 30);
  expect_adds_up();
  EXPECT_EQ(evacuation().safe(), 30u);
  EXPECT_EQ(evacuation().unknown(), 10u);
  answer(duties_[0], "leader", wire::Answer::MOVED, 40);
  EXPECT_EQ(only(story(), {"closed"}), Story{"closed 2"});
}

TEST_F(EvacuationTest, WrongCountsAreRefused) {
  red();
  EXPECT_EQ(refusal(count("leader", "h9", Count::SAFE)), "no_evacuation");
  EXPECT_EQ(refusal(count("leader", "h1", Count::UNKNOWN)), "bad_count");
  EXPECT_EQ(refusal(order_return("mayor", "B")), "no_evacuation");
}

TEST_F(EvacuationTest, NobodyGoesBackBeforeTheReturnIsOrdered) {
  red();
  for (const char* id : {"h1", "h2", "h3", "school"}) count("leader", id, Count::SAFE);
  EXPECT_EQ(refusal(order_return("mayor", "A")), "no_all_clear");
  report("li", "safe", "A");
  report("zhang", "safe", "A");
  stand_down(incident_, "town");
  ASSERT_EQ(refusal(stand_down(incident_, "mayor")), "");
  EXPECT_EQ(refusal(order_return("mayor", "A")), "no_all_clear") << "on hold";
  story();
  rig_.pass(minutes{31});
  EXPECT_EQ(only(story(), {"incident over"}), Story{}) << "they are still away";
  rig_.take_effects();
  EXPECT_EQ(refusal(order_return("mayor", "A")), "");
  EXPECT_EQ(only(story(), {"return", "incident"}), (Story{"return A", "incident over A"}));
  EXPECT_FALSE(messages(wire::SendMessage::TELL).empty());
  EXPECT_EQ(rig_.engine().describe().evacuations_size(), 0);
  rig_.pass(hours{5});
  EXPECT_EQ(only(story(), {"duty roll"}), Story{});
  expect_replays();
}

// F13: one missing person at a shelter is noticed within two hours.
TEST_F(EvacuationTest, TheShelterIsCountedAgainAndOneWhoIsMissingIsNoticed) {
  red();
  for (const char* id : {"h1", "h2", "h3", "school"}) count("leader", id, Count::SAFE);
  story();
  rig_.pass(hours{2});
  const auto words = story();
  EXPECT_EQ(only(words, {"duty roll"}), Story{"duty roll_call A"});
  const FactId roll_call = duties_.back();
  answer(roll_call, "leader", wire::Answer::MOVED, 38);
  EXPECT_EQ(only(story(), {"missing", "call town"}), (Story{"missing 38 of 39", "call town 4/0"}));
  answer(roll_call, "leader", wire::Answer::MOVED, 39);
  EXPECT_EQ(only(story(), {"closed"}), Story{"closed 2"});
  rig_.pass(hours{2});
  EXPECT_EQ(only(story(), {"duty roll"}), Story{"duty roll_call A"}) << "and again";
}

TEST_F(EvacuationTest, ARollCallThatCameShortIsCalledAnewAndOneThatNobodyAnsweredGoesOn) {
  red();
  for (const char* id : {"h1", "h2", "h3", "school"}) count("leader", id, Count::SAFE);
  rig_.pass(hours{2});
  story();
  const FactId first = duties_.back();
  rig_.pass(hours{2});
  EXPECT_EQ(only(story(), {"duty roll"}), Story{}) << "it is still being called";
  answer(first, "leader", wire::Answer::MOVED, 38);
  story();
  rig_.pass(hours{2});
  EXPECT_EQ(only(story(), {"duty roll", "closed 3"}), (Story{"duty roll_call A", "closed 3"}));
  answer(first, "leader", wire::Answer::MOVED, 37);
  EXPECT_EQ(only(story(), {"missing"}), Story{"missing 37 of 39"}) << "the old link counts as well";
  expect_replays();
}

TEST_F(EvacuationTest, WhoIsBelievedSafeIsCountedAtOnceWhenItGetsWorse) {
  rain(61);
  story();
  for (const char* id : {"h1", "h2", "h3", "school"}) count("leader", id, Count::SAFE);
  rig_.pass(minutes{10});
  EXPECT_EQ(only(story(), {"duty roll"}), Story{});
  rain(81);
  rig_.pass(minutes{1});
  EXPECT_EQ(only(story(), {"duty roll"}), Story{"duty roll_call A"});
  expect_replays();
}

// E06: fifteen had gone home by night, and nobody above the village knew.
TEST_F(EvacuationTest, OfThoseWhoAreMissingTheCountyIsToldAndTheResponseIsAsked) {
  auto plan = roster_plan();
  plan.set_report_from(to_wire(Level::orange));
  plan.set_report_by_phone_ms(20 * 60'000);
  plan.add_response_duties("mayor");
  use(plan);
  red();
  for (const char* id : {"h1", "h2", "h3", "school"}) count("leader", id, Count::SAFE);
  story();
  answer(duties_[1], "town", wire::Answer::DONE);  // of the warning itself
  rig_.pass(hours{2});
  story();
  const FactId roll_call = duties_.back();
  answer(roll_call, "leader", wire::Answer::MOVED, 38);
  EXPECT_EQ(only(story(), {"missing", "duty", "ask"}),
            (Story{"missing 38 of 39", "duty report_by_phone A", "ask mayor raise-response A"}));
  EXPECT_EQ(rig_.engine().describe().decisions(0).ask().zh(),
            "A村安置点少了 1 人。全镇应急响应提升到一级吗？");
  const FactId question = decisions_.back();
  answer(roll_call, "leader", wire::Answer::MOVED, 37);
  EXPECT_EQ(only(story(), {"missing", "duty", "ask"}), Story{"missing 37 of 39"})
      << "they are still busy with the first";
  decide(question, "mayor", true);
  EXPECT_EQ(only(story(), {"response"}), Story{"response red"});
  EXPECT_EQ(rig_.engine().describe().response().changed_by(), "mayor");
  answer(roll_call, "leader", wire::Answer::MOVED, 36);
  EXPECT_EQ(only(story(), {"ask"}), Story{}) << "it is as high as the warning";
  expect_replays();
}

TEST_F(EvacuationTest, AFalseAlarmEndsIt) {
  red();
  retract(incident_, "town");
  EXPECT_EQ(rig_.engine().describe().evacuations_size(), 0);
  rig_.pass(hours{5});
  EXPECT_EQ(only(story(), {"call", "duty"}).size(), only(first_, {"none"}).size());
}

TEST_F(EvacuationTest, AHigherLevelLosesNobodyWhoIsSafe) {
  rain(61);
  first_ = story();
  count("leader", "h1", Count::SAFE);
  rig_.pass(minutes{1});
  rain(21);
  EXPECT_EQ(evacuation().safe(), 4u);
  EXPECT_EQ(only(story(), {"evacuate"}), Story{"evacuate A 39"});
  expect_adds_up();
}

// Whoever was called at orange, or has promised, hears at once that it is red.
TEST_F(EvacuationTest, AtAHigherLevelEachVisitIsRungAnew) {
  rain(61);
  first_ = story();
  const FactId orange = duty_of("h2");
  answer(orange, "li", wire::Answer::RECEIVED);
  rig_.pass(minutes{1});
  story();
  rain(21);
  EXPECT_EQ(only(story(), {"duty visit", "call wang", "call li", "call head"}),
            (Story{"duty visit A", "call li 0/0", "duty visit A", "call head 0/0"}));
  const auto standing = rig_.engine().describe();
  for (const auto& duty : standing.obligations())
    EXPECT_TRUE(duty.done() || duty.level() == to_wire(Level::red)) << duty.subject();
  rain(0);
  EXPECT_EQ(only(story(), {"duty visit"}), Story{}) << "once";
  answer(orange, "li", wire::Answer::MOVED, 2);
  EXPECT_EQ(only(story(), {"counted"}), Story{"counted h2 1 2"}) << "by the link of the first call";
  expect_replays();
}

// F02: everybody says "received" and nobody moves.
TEST_F(EvacuationTest, WhereAllAnswerAndNobodyMovesNothingCloses) {
  red();
  const Instant began = rig_.now();
  bool superior = false;
  while (rig_.now() < began + minutes{45}) {
    const auto standing = rig_.engine().describe();
    for (const auto& o : standing.obligations())
      if (!o.done() && o.state() == "calling")
        answer(from_wire(o.obligation()), o.callee(), wire::Answer::RECEIVED);
    rig_.pass(minutes{1});
  }
  for (const auto& word : story()) {
    EXPECT_FALSE(word.starts_with("closed")) << word;
    superior |= word.starts_with("call town");
  }
  EXPECT_TRUE(superior) << "who hasn't moved anybody in three rounds has the township called";
  EXPECT_EQ(evacuation().unknown(), 39u);
}

// F17: facilities are called whatever list they are on.
TEST_F(EvacuationTest, AFacilityHasItsTaskThoughNoHouseholdIsListed) {
  auto plan = roster_plan();
  plan.clear_households();
  plan.mutable_villages(0)->set_people_at_risk(40);
  use(plan);
  red();
  EXPECT_EQ(only(first_, {"call head"}), Story{"call head 0/0"});
  EXPECT_EQ(evacuation().people(), 70u) << "the village's own people too";
  answer(duties_[0], "leader", wire::Answer::MOVED, 40);
  EXPECT_EQ(only(story(), {"closed"}), Story{}) << "the school is not out yet";
  answer(duty_of("school"), "head", wire::Answer::MOVED, 30);
  answer(duties_[0], "leader", wire::Answer::MOVED, 40);
  EXPECT_EQ(only(story(), {"closed"}), (Story{"closed 2", "closed 2"}));
}

TEST_F(EvacuationTest, TimeThatIsShortIsToldWhileThereIsTime) {
  auto plan = roster_plan();
  plan.mutable_villages(0)->set_lead_time_ms(60 * 60'000);
  plan.mutable_villages(0)->set_clearing_ms(40 * 60'000);
  use(plan);
  red();
  EXPECT_EQ(only(first_, {"no time", "enough"}), Story{});
  const auto standing = rig_.engine().describe();
  ASSERT_EQ(standing.times_size(), 1);
  EXPECT_EQ(standing.times(0).reach_ms(), 11 * 60'000) << "5 + 1 + 5 minutes to the last rung";
  EXPECT_EQ(standing.times(0).move_ms(), 40 * 60'000);
  // 60 - 11 - 40 = 9 minutes to spare, as long as somebody answers on the way. After 11 minutes
  // only the township is left to call, and it takes 10 more until somebody of the village is.
  rig_.pass(minutes{10});
  EXPECT_EQ(only(story(), {"no time"}), Story{});
  rig_.pass(minutes{2});
  EXPECT_EQ(only(story(), {"no time"}), Story{"no time A"});
  answer(duties_[0], "leader", wire::Answer::RECEIVED);
  count("head", "school", Count::SAFE);
  EXPECT_EQ(only(story(), {"enough"}), Story{"enough time A"})
      << "30 of 39 in 12 minutes leaves 9, who need 10 at most";
  expect_replays();
}

TEST_F(EvacuationTest, ARetractionHandsTheEvacuationToTheWarningThatStands) {
  red();
  const FactId first = incident_;
  warn("chief", {"A"}, Level::red);
  story();
  retract(first, "town");
  EXPECT_EQ(only(story(), {"duty visit"}), (Story{"duty visit A", "duty visit A"}))
      << "who needs help and the school have somebody again";
  EXPECT_EQ(rig_.engine().describe().evacuations_size(), 1);
  rig_.pass(hours{5});
  count("leader", "h1", Count::REFUSED);
  expect_replays();
}

// Whom the first one moved hears of the end too.
TEST_F(EvacuationTest, WhoWasCalledByTheFirstHearsOfTheEndOfTheSecond) {
  red();
  const FactId first = incident_;
  std::set<std::string> called;
  for (const auto& effect : rig_.take_effects())
    called.insert(effect.effect.send_message().person());
  for (const char* id : {"h1", "h2", "h3", "school"}) count("leader", id, Count::SAFE);
  warn("chief", {"A"}, Level::red);
  story();
  const FactId second = incident_;
  ASSERT_NE(second, first);
  retract(first, "town");
  rig_.take_effects();
  report("leader", "safe", "A");
  report("officer", "safe", "A");
  stand_down(second, "chief");
  stand_down(second, "mayor");
  std::set<std::string> told;
  for (const auto& effect : rig_.take_effects()) told.insert(effect.effect.send_message().person());
  EXPECT_GT(called.size(), 2u);
  for (const auto& person : called) EXPECT_TRUE(told.contains(person)) << person;
}

TEST_F(EvacuationTest, ABlueWarningInheritsNoEvacuation) {
  red();
  const FactId first = incident_;
  warn("chief", {"A"}, Level::blue);
  retract(first, "town");
  EXPECT_EQ(rig_.engine().describe().evacuations_size(), 0);
}

TEST_F(EvacuationTest, WhileTheyAreAwayNothingLessIsTold) {
  red();
  for (const char* id : {"h1", "h2", "h3", "school"}) count("leader", id, Count::SAFE);
  rig_.pass(minutes{65});
  rain(0);
  rig_.pass(minutes{1});
  story();
  rain(36);
  EXPECT_EQ(only(story(), {"warning"}), Story{});
  EXPECT_EQ(rig_.engine().describe().incidents(0).level(), to_wire(Level::red));
}

TEST_F(EvacuationTest, WhoIsMissedAfterAllWereCountedIsLookedFor) {
  red();
  for (const char* id : {"h1", "h2", "h3", "school"}) count("leader", id, Count::SAFE);
  story();
  count("town", "h1", Count::SAFE, 3, "one is missing");
  EXPECT_EQ(only(story(), {"duty visit"}), Story{"duty visit A"});
  EXPECT_FALSE(evacuation().complete());
  count("leader", "h1", Count::SAFE, 4);
  EXPECT_EQ(only(story(), {"complete"}), Story{"complete A 39+0+0=39"});
}

TEST_F(EvacuationTest, ASlipOfThePenIsPutRight) {
  red();
  count("leader", "h3", Count::SAFE, 33);
  count("town", "h3", Count::SAFE, 3, "three, not 33");
  EXPECT_TRUE(evacuation().households(2).settled());
  EXPECT_EQ(evacuation().people(), 39u);
}

// Whatever comes in whatever order: households add up, none is closed without its evidence, and the
// log gives the same state again.
TEST_F(EvacuationTest, HoldsUnderRandomEvents) {
  const char* kReports[] = {"crack", "safe", "safe", "blocked_road", "road_open"};
  Random random(5);
  const std::vector<std::string> persons{"leader", "li", "wang", "town", "mayor"};
  const std::vector<std::string> subjects{"h1", "h2", "h3", "school"};
  auto plan = roster_plan();
  plan.mutable_villages(0)->set_lead_time_ms(60 * 60'000);
  plan.mutable_villages(0)->set_clearing_ms(40 * 60'000);
  plan.mutable_playbooks(0)->mutable_cut_off()->set_after_ms(30 * 60'000);
  for (int round = 0; round < 40; ++round) {
    Persons one;
    one.use(plan);
    for (int step = 0; step < 120; ++step) {
      const auto person = [&] { return persons[random.below(5)]; };
      switch (random.below(9)) {
        case 0:
          one.rig_.pass(minutes{random.between(1, 50)});
          break;
        case 1:
        case 2:
          one.rain(random.one_in(3) ? 0 : static_cast<double>(random.between(0, 60)));
          break;
        case 3:
        case 4:
          one.count(person(), subjects[random.below(4)], static_cast<Count::State>(random.below(4)),
                    random.below(8), random.one_in(2) ? "why" : "");
          break;
        case 5:
          if (!one.duties_.empty())
            one.answer(one.duties_[random.below(static_cast<std::uint32_t>(one.duties_.size()))],
                       person(), static_cast<wire::Answer::Kind>(random.below(5)),
                       random.below(45));
          break;
        case 6:
          one.report(person(), kReports[random.below(5)], "A");
          one.stand_down(one.incident_, person());
          break;
        case 7:
          one.order_return(person(), "A");
          break;
        default:
          if (random.one_in(6)) one.retract(one.incident_, person());
          if (random.one_in(6)) one.leave(person(), "A");
          break;
      }
      one.messages(wire::SendMessage::TELL);
      one.story();
      const auto standing = one.rig_.engine().describe();
      for (const auto& all : standing.evacuations()) {
        EXPECT_EQ(all.people(), all.safe() + all.refused() + all.unreachable() + all.unknown());
        std::uint32_t people = 0;
        for (const auto& household : all.households()) {
          people += household.people();
          EXPECT_EQ(household.settled() && household.state() != Count::SAFE,
                    household.visits() >= 2 && household.state() != Count::UNKNOWN &&
                        household.state() != Count::SAFE);
        }
        EXPECT_EQ(people, all.people());
      }
      for (const auto& o : standing.obligations()) {
        if (!o.done()) {
          EXPECT_GE(o.next_step_at_ms(), ms_of(one.rig_.now()));
        }
      }
    }
    one.expect_replays();
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace fenghuo

// Villages that fall silent: F03 of ../shared/domain/failures.md.
#include "tests/playbooks/person_rig.h"

namespace fenghuo {
namespace {

using std::chrono::minutes;

class ContactTest : public PersonTest {
 protected:
  ContactTest() { use(plan()); }

  static wire::Plan plan() {
    auto plan = person_plan();
    auto& cut_off = *plan.mutable_playbooks(0)->mutable_cut_off();
    cut_off.set_after_ms(30 * 60'000);
    set_text(*cut_off.mutable_action(), "去{village}看", "look at {village}");
    for (const char* channel : {"satellite_phone", "runner"}) {
      auto& rung = *cut_off.add_ladder();
      rung.set_callee(wire::Rung::TOWNSHIP_DUTY_OFFICER);
      rung.add_channels(channel);
      rung.set_wait_ms(10 * 60'000);
    }
    return plan;
  }
};

TEST_F(ContactTest, AVillageOfWhichNothingIsHeardUnderRedIsPresumedCutOff) {
  rain(81);
  story();
  rig_.pass(minutes{29});
  EXPECT_TRUE(only(story(), {"cut off"}).empty());
  rig_.pass(minutes{1});
  const auto words = story();
  EXPECT_EQ(only(words, {"cut off", "duty reach"}),
            (Story{"cut off A unknown 40", "duty reach_village A"}));
  const auto standing = rig_.engine().describe();
  ASSERT_EQ(standing.cut_off_size(), 1);
  EXPECT_EQ(standing.cut_off(0).to_find(0), "leader") << "its leader is somebody to find";
  EXPECT_EQ(standing.cut_off(0).people_unknown(), 40u);
  expect_replays();
}

TEST_F(ContactTest, WaysWithoutANetworkAreTriedOneAfterTheOther) {
  rain(81);
  rig_.pass(minutes{30});
  story();
  std::vector<std::string> channels;
  const auto note = [&] {
    const auto standing = rig_.engine().describe();
    for (const auto& o : standing.obligations())
      if (o.purpose() == "reach") channels.push_back(o.channels(0));
  };
  note();
  rig_.pass(minutes{10});
  note();
  EXPECT_EQ(channels, (Story{"satellite_phone", "runner"}));
}

TEST_F(ContactTest, WhoLivesNearIsAskedAtTheSameTime) {
  auto near = plan();
  auto& cut_off = *near.mutable_playbooks(0)->mutable_cut_off();
  cut_off.add_also("neighbour");
  cut_off.add_also("ridge_phone");  // nobody holds it
  auto& duty = *near.add_roster();
  duty.set_area("A");
  duty.set_duty("neighbour");
  duty.set_holder("leader_b");
  duty.set_stand_in("deputy_b");
  use(near);
  rain(81);
  story();
  rig_.pass(minutes{30});
  EXPECT_EQ(only(story(), {"duty", "call leader_b"}),
            (Story{"duty reach_village A", "duty neighbour A", "call leader_b 0/0"}));
  const FactId asked = duties_.back();
  answer(asked, "leader_b", wire::Answer::RECEIVED);
  EXPECT_EQ(only(story(), {"heard", "closed"}), Story{}) << "has yet to look";
  answer(asked, "leader_b", wire::Answer::DONE);
  EXPECT_EQ(only(story(), {"heard", "closed 7"}), (Story{"heard A", "closed 7", "closed 7"}));
  expect_replays();
}

TEST_F(ContactTest, WhatANeighbourAnswersIsNoWordFromTheVillage) {
  auto near = plan();
  auto& rung = *near.mutable_playbooks(0)->mutable_responses(2)->mutable_ladder(0);
  rung.set_callee(wire::Rung::NAMED_DUTY);
  rung.set_duty("neighbour");
  rung.set_if_held(true);
  auto& duty = *near.add_roster();
  duty.set_area("A");
  duty.set_duty("neighbour");
  duty.set_holder("leader_b");
  use(near);
  rain(81);
  EXPECT_EQ(only(story(), {"call leader_b"}), Story{"call leader_b 0/0"});
  rig_.pass(minutes{20});
  answer(duties_[0], "leader_b", wire::Answer::RECEIVED);
  rig_.pass(minutes{10});
  EXPECT_EQ(only(story(), {"cut off"}), Story{"cut off A unknown 40"});
  const auto standing = rig_.engine().describe();
  const auto& missing = standing.cut_off(0).to_find();
  EXPECT_EQ(std::count(missing.begin(), missing.end(), "leader"), 1);
  EXPECT_EQ(std::count(missing.begin(), missing.end(), "leader_b"), 0) << "isn't there";
  report("leader_b", "landslide", "A");
  report("officer", "crack", "A", "B");
  EXPECT_EQ(only(story(), {"heard"}), Story{}) << "seen from across the valley";
  report("officer", "crack", "A");
  EXPECT_EQ(only(story(), {"heard"}), Story{"heard A"});
}

TEST_F(ContactTest, UnitsAreSentWithoutAnybodyThinkingOfIt) {
  auto with = plan();
  auto& need = *with.mutable_playbooks(0)->mutable_cut_off()->add_units();
  need.set_skill("search");
  need.set_units(2);
  set_text(*need.mutable_task(), "去找", "look for them");
  auto& unit = *with.add_units();
  unit.set_id("militia");
  unit.add_skills("search");
  unit.set_home("B");
  unit.set_contact("chief");
  use(with);
  rain(81);
  rig_.pass(minutes{29});
  EXPECT_EQ(rig_.engine().describe().needs_size(), 0);
  rig_.pass(minutes{1});
  const auto standing = rig_.engine().describe();
  ASSERT_EQ(standing.needs_size(), 2);
  EXPECT_EQ(standing.needs(0).area(), "A");
  EXPECT_EQ(standing.needs(0).unit(), "militia");
  EXPECT_EQ(standing.needs(1).unit(), "");
  expect_replays();
}

TEST_F(ContactTest, WhoIsToHelpPeopleLeaveIsNotYetSomebodyWhoLooksForThem) {
  auto with = plan();
  auto& playbook = *with.mutable_playbooks(0);
  for (auto* needs : {playbook.mutable_responses(2)->mutable_units(),
                      playbook.mutable_cut_off()->mutable_units()}) {
    auto& need = *needs->Add();
    need.set_skill("rescue");
    need.set_units(1);
  }
  auto& unit = *with.add_units();
  unit.set_id("militia");
  unit.add_skills("rescue");
  unit.set_home("B");
  unit.set_contact("chief");
  use(with);
  rain(81);
  rig_.pass(minutes{29});
  EXPECT_EQ(rig_.engine().describe().needs_size(), 1);
  rig_.pass(minutes{1});
  EXPECT_EQ(rig_.engine().describe().needs_size(), 2);
}

// E03: sixteen were told to be safe, in the valley that was gone.
TEST_F(ContactTest, WhoWasCountedInTheVillageIsAsSilentAsTheOthers) {
  auto with = plan();
  auto& shelter = *with.add_shelters();
  shelter.set_id("hall");
  shelter.set_capacity(50);
  shelter.add_villages("A");
  use(with);
  rain(81);
  story();
  rig_.pass(minutes{5});
  answer(duties_[0], "leader", wire::Answer::MOVED, 30);
  rig_.pass(minutes{30});
  EXPECT_EQ(only(story(), {"cut off"}), Story{"cut off A unknown 40"});
  auto& place = *with.mutable_shelters(0)->mutable_place();  // beside B
  place.set_longitude_deg(with.villages(1).longitude_deg());
  place.set_latitude_deg(with.villages(1).latitude_deg());
  with.mutable_villages(0)->set_longitude_deg(with.villages(1).longitude_deg() + 0.1);
  use(with);
  EXPECT_EQ(rig_.engine().describe().cut_off(0).people_unknown(), 10u);
}

TEST_F(ContactTest, ALastGoodMessageDoesNotHideASilentVillage) {
  rain(81);
  story();
  rig_.pass(minutes{5});
  answer(duties_[0], "leader", wire::Answer::MOVED, 30);
  rig_.pass(minutes{29});
  EXPECT_TRUE(only(story(), {"cut off"}).empty());
  rig_.pass(minutes{1});
  EXPECT_EQ(only(story(), {"cut off"}), Story{"cut off A unknown 10"});
}

TEST_F(ContactTest, AStationThatSpeaksOrAPersonWhoAnswersIsContact) {
  rain(81);
  rig_.pass(minutes{20});
  rain(0);
  rig_.pass(minutes{20});
  report("li", "blocked_road", "A");
  rig_.pass(minutes{20});
  story();
  answer(duties_[0], "leader", wire::Answer::RECEIVED);
  rig_.pass(minutes{29});
  EXPECT_TRUE(only(story(), {"cut off"}).empty());
  rig_.pass(minutes{2});
  EXPECT_EQ(only(story(), {"cut off"}), Story{"cut off A unknown 40"});
}

TEST_F(ContactTest, WhatTheTownshipSaysIsNoWordFromTheVillage) {
  rain(81);
  story();
  rig_.pass(minutes{20});
  answer(duties_[0], "town", wire::Answer::NEED_HELP);
  rig_.pass(minutes{10});
  EXPECT_EQ(only(story(), {"cut off"}), Story{"cut off A unknown 40"});
}

TEST_F(ContactTest, HeardAgainTheSearchEndsAndTheClockBeginsAnew) {
  rain(81);
  rig_.pass(minutes{30});
  story();
  rain(1);
  EXPECT_EQ(only(story(), {"heard", "closed 7"}), (Story{"heard A", "closed 7"}));
  EXPECT_EQ(rig_.engine().describe().cut_off_size(), 0);
  rig_.pass(minutes{30});
  EXPECT_EQ(only(story(), {"cut off"}), Story{"cut off A unknown 40"});
}

TEST_F(ContactTest, WhoeverWasSentHasFoundThem) {
  rain(81);
  rig_.pass(minutes{30});
  story();
  answer(duties_.back(), "town", wire::Answer::DONE);
  EXPECT_EQ(only(story(), {"heard", "closed 7"}), (Story{"heard A", "closed 7"}));
}

// That the order to look for them has arrived is no word from them (failures.md, E03).
TEST_F(ContactTest, ReceivedFindsNobody) {
  rain(81);
  rig_.pass(minutes{30});
  story();
  answer(duties_.back(), "town", wire::Answer::RECEIVED);
  EXPECT_EQ(only(story(), {"heard", "closed 7"}), Story{});
  EXPECT_EQ(rig_.engine().describe().cut_off_size(), 1);
}

TEST_F(ContactTest, BelowRedNobodyIsPresumedCutOff) {
  rain(61);
  rig_.pass(minutes{120});
  EXPECT_TRUE(only(story(), {"cut off"}).empty());
}

TEST_F(ContactTest, AVillageWithoutAStationIsWatchedByItsPeople) {
  warn("town", {"B"}, Level::red);
  rig_.pass(minutes{29});
  rain(0);  // of A: no word from B
  rig_.pass(minutes{1});
  EXPECT_EQ(only(story(), {"cut off"}), Story{"cut off B unknown 40"});
}

TEST_F(ContactTest, WhereEverybodyIsSafeAndTheDangerIsOverNobodyIsSent) {
  rain(81);
  story();
  answer(duties_[0], "leader", wire::Answer::MOVED, 40);
  rig_.pass(minutes{20});
  rain(0);
  rig_.pass(minutes{25});
  rain(0);
  rig_.pass(minutes{16});
  rain(0);
  rig_.pass(minutes{120});
  EXPECT_TRUE(only(story(), {"cut off"}).empty());
  expect_replays();
}

TEST_F(ContactTest, TheWatchEndsWithItsIncident) {
  rain(81);
  story();
  retract(incident_, "town");
  rig_.pass(minutes{120});
  EXPECT_TRUE(only(story(), {"cut off"}).empty());
  expect_replays();
}

TEST_F(ContactTest, TheSearchGoesOnWhenItsIncidentEnds) {
  rain(81);
  story();
  const FactId first = incident_;
  warn("chief", {"A"}, Level::red);
  rig_.pass(minutes{30});
  story();
  retract(first, "town");
  const auto words = story();
  EXPECT_EQ(only(words, {"cut off", "duty reach"}),
            (Story{"cut off A unknown 40", "duty reach_village A"}));
  expect_replays();
}

TEST_F(ContactTest, WhatTheTownshipReportsIsNoWordFromTheVillage) {
  rain(81);
  rig_.pass(minutes{29});
  report("town", "blocked_road", "A");
  rig_.pass(minutes{1});
  EXPECT_EQ(only(story(), {"cut off"}), Story{"cut off A unknown 40"});
}

// F03: the whole township at once.
TEST_F(ContactTest, AWholeTownshipInTheDarkIsSeenWithinHalfAnHour) {
  auto plan = ContactTest::plan();
  for (int i = 0; i < 50; ++i) {
    const std::string id = "V" + std::to_string(i);
    add_village(plan, id);
    add_station(plan, "G" + id, {id});
  }
  use(plan);
  for (int i = 0; i < 50; ++i) rig_.observe("GV" + std::to_string(i), "rain", rig_.now(), 81);
  story();
  rig_.pass(minutes{30});
  const auto words = story();
  EXPECT_EQ(only(words, {"cut off"}).size(), 50u);
  EXPECT_EQ(only(words, {"duty reach"}).size(), 50u) << "each with an attempt at once";
}

}  // namespace
}  // namespace fenghuo

// Of a village from which people are reported missing it takes two to count more as safe (S05 of
// ../shared/domain/failures.md).
#include "tests/playbooks/evacuation_rig.h"

namespace fenghuo {
namespace {

using std::chrono::minutes;
using Count = wire::CountHousehold;

constexpr const char* kTwo = "second_person_needed";

class DisputedTest : public EvacuationTest {
 protected:
  void miss(const char* area = "A", const char* kind = "missing") { report("li", kind, area); }
};

TEST_F(DisputedTest, OnePersonsWordThatAllAreThereDoesNotCount) {
  red();
  count("head", "school", Count::SAFE, 20);
  EXPECT_FALSE(evacuation().disputed());
  miss();
  EXPECT_TRUE(evacuation().disputed());
  EXPECT_EQ(refusal(count("head", "school", Count::SAFE, 30)), kTwo);
  EXPECT_EQ(refusal(count("head", "school", Count::SAFE)), kTwo) << "said twice by one";
  EXPECT_EQ(evacuation().safe(), 20U);
  EXPECT_EQ(refusal(count("leader", "school", Count::SAFE, 31)), kTwo)
      << "more than the other says";
  EXPECT_EQ(refusal(count("leader", "school", Count::SAFE, 30)), "") << "as many as both say";
  EXPECT_EQ(evacuation().safe(), 30U);
  expect_adds_up();
  expect_replays();
}

TEST_F(DisputedTest, WhatTwoSayCountsAndWhoIsNotFoundTakesOne) {
  red();
  miss();
  EXPECT_EQ(refusal(count("leader", "h1", Count::REFUSED)), "");
  EXPECT_EQ(refusal(count("leader", "h3", Count::SAFE)), kTwo);
  EXPECT_EQ(refusal(count("town", "h3", Count::SAFE, 3)), "");
  EXPECT_EQ(evacuation().safe(), 3U);
  EXPECT_EQ(refusal(count("town", "h3", Count::SAFE, 2)), kTwo) << "lower by the same person";
}

TEST_F(DisputedTest, AnAnswerIsOnePersonsWordAsWell) {
  red();
  miss();
  const FactId visit = duty_of("h2");
  EXPECT_EQ(refusal(answer(visit, "li", wire::Answer::RECEIVED)), "");
  EXPECT_EQ(refusal(answer(visit, "li", wire::Answer::MOVED, 2)), kTwo);
  EXPECT_EQ(evacuation().safe(), 0U);
  EXPECT_EQ(refusal(answer(visit, "wang", wire::Answer::MOVED, 2)), "");
  EXPECT_EQ(evacuation().safe(), 2U);
  expect_replays();
}

TEST_F(DisputedTest, EndsWhenAllAreSafeByTwo) {
  red();
  miss();
  for (const char* id : {"h1", "h2", "h3", "school"}) {
    EXPECT_EQ(refusal(count("leader", id, Count::SAFE)), kTwo);
    EXPECT_EQ(refusal(count("town", id, Count::SAFE)), "");
  }
  EXPECT_TRUE(evacuation().complete());
  EXPECT_FALSE(evacuation().disputed());
  EXPECT_EQ(refusal(count("leader", "h1", Count::SAFE, 5)), "") << "a guest more";
  expect_replays();
}

// Whoever gave them up as not to be found can't say by himself that they are safe after all.
TEST_F(DisputedTest, DoesNotEndWithThoseWhoAreNotFound) {
  red();
  miss();
  for (const char* id : {"h1", "h2", "h3"}) {
    count("leader", id, Count::SAFE);
    count("town", id, Count::SAFE);
  }
  for (int visit = 0; visit < 2; ++visit) count("head", "school", Count::UNREACHABLE);
  EXPECT_TRUE(evacuation().complete());
  EXPECT_TRUE(evacuation().disputed());
  EXPECT_EQ(refusal(count("head", "school", Count::SAFE, 30)), kTwo);
  expect_replays();
}

TEST_F(DisputedTest, WhoRecordsForAnotherIsOneOfTheTwo) {
  red();
  miss();
  const auto as = [&](const char* sender, const char* counter) {
    return refusal(command(sender, [&](wire::Command& command) {
      auto& counted = *command.mutable_count_household();
      counted.set_household("school");
      counted.set_state(Count::SAFE);
      counted.set_people(30);
      counted.set_counted_by(counter);
    }));
  };
  EXPECT_EQ(as("head", "head2"), kTwo);
  EXPECT_EQ(as("head2", "town"), kTwo);
  EXPECT_EQ(as("head2", "head2"), kTwo);
  EXPECT_EQ(as("leader", "head2"), kTwo);
  EXPECT_EQ(as("head", "head"), "");
}

// Who keeps reporting doesn't take back what one of the two has said; a lower count does.
TEST_F(DisputedTest, AWordStandsUntilSomebodyCountsLower) {
  red();
  miss();
  EXPECT_EQ(refusal(count("head", "school", Count::SAFE, 30)), kTwo);
  miss();
  EXPECT_EQ(refusal(count("leader", "school", Count::SAFE, 20)), "");
  EXPECT_EQ(refusal(count("head", "school", Count::SAFE, 30)), kTwo);
  EXPECT_EQ(refusal(count("town", "school", Count::UNREACHABLE)), kTwo) << "lower without a reason";
  EXPECT_EQ(refusal(count("town", "school", Count::UNREACHABLE, 20)), "");
  EXPECT_EQ(refusal(count("leader", "school", Count::SAFE, 30)), kTwo) << "that word is gone";
}

TEST_F(DisputedTest, WhereAllHadBeenCountedTheRollIsCalled) {
  red();
  for (const char* id : {"h1", "h2", "h3", "school"}) count("leader", id, Count::SAFE);
  story();
  miss();
  rig_.pass(minutes{1});
  EXPECT_EQ(only(story(), {"duty roll"}), Story{"duty roll_call A"});
  const FactId roll_call = duties_.back();
  answer(duties_.front(), "leader", wire::Answer::MOVED, 39);
  EXPECT_TRUE(evacuation().disputed()) << "the number of one who has a roster counts nobody";
  EXPECT_EQ(refusal(answer(roll_call, "leader", wire::Answer::MOVED, 39)), kTwo);
  EXPECT_TRUE(evacuation().disputed());
  EXPECT_EQ(refusal(answer(roll_call, "deputy", wire::Answer::MOVED, 39)), "");
  EXPECT_FALSE(evacuation().disputed());
  EXPECT_EQ(only(story(), {"closed"}).back(), "closed 2");
  expect_replays();
}

TEST_F(DisputedTest, IsOfTheVillageAndOfThisWord) {
  red();
  miss("B");
  miss("A", "crack");
  EXPECT_FALSE(evacuation().disputed());
  EXPECT_EQ(refusal(count("head", "school", Count::SAFE, 30)), "");
}

// Of a village without a roster the leader's number counts.
TEST_F(DisputedTest, TheLeadersNumberTakesAnother) {
  auto plan = roster_plan();
  plan.clear_households();
  use(plan);
  red();
  answer(duties_.front(), "leader", wire::Answer::MOVED, 4);
  EXPECT_EQ(evacuation().safe(), 4U);
  miss();
  EXPECT_EQ(refusal(answer(duties_.front(), "leader", wire::Answer::MOVED, 9)), kTwo);
  EXPECT_EQ(refusal(answer(duties_.front(), "leader", wire::Answer::MOVED, 3)), "") << "noted";
  EXPECT_EQ(evacuation().safe(), 4U);
  EXPECT_EQ(refusal(answer(duties_.front(), "deputy", wire::Answer::MOVED, 9)), "");
  EXPECT_EQ(evacuation().safe(), 9U);
  expect_replays();
}

// Only the number is refused: whoever sends it has answered, and isn't rung again at once.
TEST_F(DisputedTest, WhoeverTellsANumberWasReached) {
  red();
  miss();
  EXPECT_EQ(refusal(answer(duty_of("h2"), "li", wire::Answer::MOVED, 2)), kTwo);
  story();
  rig_.pass(minutes{10});
  EXPECT_EQ(only(story(), {"call li", "call wang"}), Story{});
}

}  // namespace
}  // namespace fenghuo

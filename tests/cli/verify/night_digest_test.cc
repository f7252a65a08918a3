// What an edit of the plan leaves as it was.
#include "cli/verify/night_digest.h"

#include <gtest/gtest.h>

#include "cli/drill/scenario_file.h"
#include "cli/township.h"
#include "simulator/night.h"

namespace fenghuo::cli {
namespace {

class NightDigestTest : public ::testing::Test {
 protected:
  NightDigestTest() {
    auto loaded = load_whole_plan(FENGHUO_SOURCE_DIR "/plans/qingxi");
    change_ = std::move(loaded.change);
    auto file = read_scenario(FENGHUO_SOURCE_DIR "/plans/qingxi/drills/flood-night.yaml",
                              change_.plan(), {});
    EXPECT_TRUE(file && file->faults.empty());
    night_.scenario = std::move(file->scenario);
    night_.scenario = simulator::until_last_danger(std::move(night_.scenario));
  }
  Digest digest() const { return digest_of(change_.plan(), night_, sha256("this program")); }
  wire::Plan& plan() { return *change_.mutable_plan(); }

  wire::PlanChanged change_;
  PlanNight night_;
};

TEST_F(NightDigestTest, WordsAndNumbersOfTelephonesAreNoPartOfIt) {
  const Digest before = digest();
  plan().mutable_villages(0)->mutable_name()->set_zh("源头新村");
  plan().mutable_people(0)->set_sealed("another telephone");
  plan().mutable_rules(0)->mutable_source()->set_zh("去年核定");
  plan().mutable_rules(0)->set_version("another text");
  plan().mutable_playbooks(0)->mutable_responses(0)->mutable_action()->set_zh("请看好河道");
  EXPECT_EQ(digest(), before);
}

TEST_F(NightDigestTest, RulesThatHearNothingAreNoPartOfIt) {
  const Digest before = digest();
  wire::Rule& smoke = *plan().add_rules();
  smoke = change_.plan().rules(0);
  smoke.set_id("fire-weather");
  for (auto& level : *smoke.mutable_levels()) level.set_when("wind_speed.last() >= 17");
  EXPECT_EQ(digest(), before);
  for (auto& level : *smoke.mutable_levels()) level.set_when("rain.sum(duration('1h')) >= 999");
  EXPECT_NE(digest(), before);
}

TEST_F(NightDigestTest, WhatPeopleDoIs) {
  const Digest before = digest();
  plan().mutable_roster(0)->set_stand_in("somebody");
  EXPECT_NE(digest(), before);
  plan().mutable_roster(0)->set_stand_in(change_.plan().roster(0).holder());
  EXPECT_NE(digest(), before);
}

TEST_F(NightDigestTest, WhatTheStationsReadIs) {
  const Digest before = digest();
  ASSERT_FALSE(night_.scenario.stations[0].points.empty());
  *night_.scenario.stations[0].points.front().value += 1;
  EXPECT_NE(digest(), before);
}

TEST_F(NightDigestTest, WhichProgramPlaysItIs) {
  EXPECT_NE(digest_of(change_.plan(), night_, sha256("another build")), digest());
}

TEST(DigestOfProgram, IsOfTheFileThatIsRun) {
  const auto program = digest_of_program();
  ASSERT_TRUE(program);
  EXPECT_NE(*program, Digest{});
  EXPECT_NE(*program, sha256("")) << "it was read";
}

// A night with words and one without are the same for everybody who is in it.
TEST_F(NightDigestTest, WordsChangeNothingForThePeople) {
  wire::PlanChanged silent;
  *silent.mutable_plan() = without_words(change_.plan());
  const auto play = [&](const wire::PlanChanged& plan) {
    return simulator::play_night(
        simulator::begin_night(township_machine(), plan, night_.scenario.start), night_.scenario);
  };
  const auto with = play(change_);
  const auto without = play(silent);
  EXPECT_EQ(with.facts.size(), without.facts.size());
  EXPECT_EQ(with.asked, without.asked);
  EXPECT_EQ(with.messages, without.messages);
  for (const auto& [id, village] : with.villages) {
    SCOPED_TRACE(id);
    const auto& other = without.villages.at(id);
    EXPECT_EQ(village.told_at, other.told_at);
    EXPECT_EQ(village.caught(), other.caught());
  }
}

}  // namespace
}  // namespace fenghuo::cli

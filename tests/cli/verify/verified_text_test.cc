// What is said of people who are caught whatever fails, and of what no night can tell.
#include "cli/verify/verified_text.h"

#include <gmock/gmock.h>

#include <boost/json.hpp>

namespace fenghuo::cli {
namespace {

using testing::EndsWith;
using testing::HasSubstr;

// Two nights, in which nothing that fails makes any difference.
Verified nobody_more() {
  Verified verified;
  verified.bases = {{.night = 0}, {.night = 1}};
  return verified;
}

TEST(VerifiedTextTest, NobodyIsCaught) {
  const Verified verified = nobody_more();
  EXPECT_FALSE(verified.catches_anybody());
  EXPECT_EQ(no_cuts_words(verified).en, "no element that fails leaves anybody behind");
}

// Nothing is a cut set, as nothing can catch them a second time.
TEST(VerifiedTextTest, PeopleWhoAreCaughtAnywayAreAFinding) {
  Verified verified = nobody_more();
  verified.bases[0].caught = {{"A", 40}, {"B", 3}};
  verified.bases[1].caught = {{"A", 12}, {"B", 5}};
  EXPECT_TRUE(verified.catches_anybody());
  EXPECT_EQ(verified.caught_anyway(), 45U);
  const Text words = no_cuts_words(verified);
  EXPECT_THAT(words.en, HasSubstr("caught with nothing broken (45)"));
  EXPECT_THAT(words.zh, HasSubstr("什么都没坏就有 45 人来不及"));
}

TEST(VerifiedTextTest, JsonHasThemByNightAndVillage) {
  Verified verified = nobody_more();
  verified.bases[1].caught = {{"A", 12}, {"B", 5}};
  std::vector<PlanNight> nights(2);
  nights[0].name = "flood";
  nights[1].name = "flood 02:00";
  const auto out = verified_json(verified, nights, Session{});
  EXPECT_EQ(out.at("nothing_broken"),
            boost::json::parse(R"([{"night": "flood", "caught": {}, "people": 0},
              {"night": "flood 02:00", "caught": {"A": 12, "B": 5}, "people": 17}])"));
}

// Of 1,000 that were drawn none: Wilson's upper end is z^2 / (n + z^2).
TEST(VerifiedTextTest, ASampleBoundsWhatMayBeLeft) {
  Verified verified = nobody_more();
  EXPECT_FALSE(verified.cleared_cuts_share_max());
  verified.pairs.cases.resize(5'000);
  verified.pairs_played = 1'010;
  verified.sample = {1'000, 0};
  ASSERT_TRUE(verified.cleared_cuts_share_max());
  EXPECT_NEAR(*verified.cleared_cuts_share_max(), 3.8415 / 1'003.8415, 1e-6);
  const auto out = verified_json(verified, std::vector<PlanNight>(2), Session{});
  EXPECT_EQ(out.at("cleared_sampled"), 1'000);
  EXPECT_EQ(out.at("cleared_sampled_cuts"), 0);
  EXPECT_NEAR(out.at("cleared_cuts_share_max").as_double(), 0.0038268, 1e-6);
  verified.pairs_played = 5'000;
  EXPECT_FALSE(verified.cleared_cuts_share_max()) << "nothing is left";
  EXPECT_TRUE(verified_json(verified, std::vector<PlanNight>(2), Session{})
                  .at("cleared_cuts_share_max")
                  .is_null());
}

TEST(VerifiedTextTest, AFailureThatCatchesPeopleIsAFinding) {
  Verified verified = nobody_more();
  verified.cuts = {{{"way/A"}, {{"A", 40}}, 0}};
  EXPECT_TRUE(verified.catches_anybody());
}

// Their absence from the cut sets reads as security.
TEST(VerifiedTextTest, VillagesThatNoNightEndangersAreNamed) {
  wire::Plan plan;
  auto& village = *plan.add_villages();
  village.set_id("B");
  village.mutable_name()->set_zh("下溪村");
  village.mutable_name()->set_en("Xiaxi");
  const Names names(plan, {});
  Verified verified = nobody_more();
  EXPECT_EQ(never_in_danger_words(verified, names).en, "");
  verified.never_in_danger = {"B", "C"};
  const Text words = never_in_danger_words(verified, names);
  EXPECT_THAT(words.en, HasSubstr("no night endangers these villages"));
  EXPECT_THAT(words.en, EndsWith(": Xiaxi, C"));
  EXPECT_THAT(words.zh, EndsWith("：下溪村、C"));
  const auto out = verified_json(verified, std::vector<PlanNight>(2), Session{});
  EXPECT_EQ(out.at("never_in_danger"), boost::json::parse(R"(["B", "C"])"));
}

TEST(VerifiedTextTest, OfManyVillagesThatNoNightEndangersTheNumberIsSaid) {
  Verified verified = nobody_more();
  verified.never_in_danger.assign(500, "v");
  const Text words = never_in_danger_words(verified, Names({}, {}));
  EXPECT_THAT(words.en, EndsWith(" and others, 500 in all"));
  EXPECT_THAT(words.zh, EndsWith("等 500 个村"));
}

TEST(VerifiedTextTest, UnitsAreSpokenOfWhereANightSentOne) {
  Verified verified = nobody_more();
  verified.bases[1].asked = {"person/li", "station/S1"};
  EXPECT_FALSE(verified.asks_for_units());
  verified.bases[1].asked.push_back("unit/boat");
  EXPECT_TRUE(verified.asks_for_units());
}

}  // namespace
}  // namespace fenghuo::cli

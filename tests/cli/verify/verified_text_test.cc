// What is said of people who are caught whatever fails.
#include "cli/verify/verified_text.h"

#include <gmock/gmock.h>

#include <boost/json.hpp>

namespace fenghuo::cli {
namespace {

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

TEST(VerifiedTextTest, AFailureThatCatchesPeopleIsAFinding) {
  Verified verified = nobody_more();
  verified.cuts = {{{"way/A"}, {{"A", 40}}, 0}};
  EXPECT_TRUE(verified.catches_anybody());
}

}  // namespace
}  // namespace fenghuo::cli

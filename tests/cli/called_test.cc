// What a misspelt id in a refused command may mean.
#include "cli/called.h"

#include <gmock/gmock.h>

namespace fenghuo::cli {
namespace {

using testing::HasSubstr;

constexpr const char* kPlan = R"({
    "villages": [{"id": "shangxi", "name_zh": "上溪村", "name_en": "Shangxi"}],
    "places": [{"id": "school", "name_zh": "中心小学", "name_en": "the school"}],
    "roads": [{"id": "upper-4", "name_zh": "", "name_en": ""}],
    "rules": [{"id": "flash-flood", "title_zh": "山洪", "title_en": "flash flood"}],
    "people": [{"id": "shimen-leader", "name": "孙玉珍"}]})";
constexpr const char* kState =
    R"({"units": [{"id": "boat-1"}], "supplies": [{"id": "water-qingxi"}],
       "routines": [{"routine": "river-patrol", "subject": "shimen"}]})";

TEST(MeantIn, IsTheNearestOfWhatTheMemberNames) {
  const auto meant = [](const boost::json::object& members) {
    return meant_in(members, kPlan, kState).en;
  };
  EXPECT_EQ(meant({{"unit", "boat-9"}}), "; by 'boat-9' did you mean 'boat-1'?");
  EXPECT_THAT(meant({{"road", "uper-4"}}), HasSubstr("'upper-4'?"));
  EXPECT_THAT(meant({{"supply", "water-qingx"}}), HasSubstr("'water-qingxi'?"));
  EXPECT_THAT(meant({{"area", "shangx"}, {"skill", "boat"}}), HasSubstr("'shangxi'?"));
  EXPECT_THAT(meant({{"who", "shimen-leder"}}), HasSubstr("'shimen-leader'?"));
  EXPECT_THAT(meant({{"rule", "flash-flod"}, {"area", "shangxi"}}), HasSubstr("'flash-flood'?"));
  EXPECT_THAT(meant({{"supply", "water-qingxi"}, {"to", "shol"}}), HasSubstr("'school'?"));
  EXPECT_THAT(meant({{"routine", "river-patroll"}}), HasSubstr("'river-patrol'?"));
  EXPECT_THAT(meant({{"routine", "river-patrol"}, {"subject", "shimenn"}}), HasSubstr("'shimen'?"));
  EXPECT_THAT(meant({{"areas", {"shangxi", "shangx"}}}), HasSubstr("by 'shangx' "));
}

TEST(MeantIn, TakesAWordForItsId) {
  EXPECT_EQ(meant_in({{"area", "上溪村"}}, kPlan, kState).zh, "；“上溪村”是否为“shangxi”？");
  EXPECT_THAT(meant_in({{"who", "孙玉珍"}}, kPlan, kState).zh, HasSubstr("“shimen-leader”"));
}

TEST(MeantIn, SaysNothingOfWhatIsThereOrIsLikeNothing) {
  EXPECT_EQ(meant_in({{"area", "shangxi"}, {"unit", "boat-1"}}, kPlan, kState), Text{});
  EXPECT_EQ(meant_in({{"area", "elsewhere"}}, kPlan, kState), Text{});
  EXPECT_EQ(meant_in({{"note", "shangx"}, {"people", 3}}, kPlan, kState), Text{});
  EXPECT_EQ(meant_in({{"unit", "boat-9"}}, "", "no answer"), Text{});
}

}  // namespace
}  // namespace fenghuo::cli

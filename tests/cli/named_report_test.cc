#include "cli/named_report.h"

#include <gmock/gmock.h>

#include <boost/json.hpp>

#include "adapters/json_text.h"

namespace fenghuo::cli {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const std::vector<Called> kKinds{{"safe", {"平安", "all is well"}},
                                 {"blocked_road", {"路断了", "the road is cut"}},
                                 {"muddy_spring", {"泉水变浑", "a spring runs muddy"}},
                                 {"spring_muddy", {"泉水变浑", "a spring runs muddy"}},
                                 {"strange-light", {}}};
const std::vector<Called> kVillages{{"shangxi", {"上溪村", "Shangxi", "430999101201"}},
                                    {"shimen", {"石门村", "Shimen", "430999101202"}}};

TEST(NamedReport, IsOfAKindByIdOrWord) {
  EXPECT_EQ(kind_named("blocked_road", kKinds).value(), "blocked_road");
  EXPECT_EQ(kind_named("路断了", kKinds).value(), "blocked_road");
  EXPECT_EQ(kind_named("strange-light", kKinds).value(), "strange-light");
  const auto two = kind_named("泉水变浑", kKinds);
  ASSERT_FALSE(two);
  EXPECT_THAT(two.error().text.en, EndsWith("give the id, as muddy_spring"));
}

TEST(NamedReport, AKindThatNobodyReadsIsRefusedWithAllThatThereAre) {
  const auto slip = kind_named("blocked_raod", kKinds);
  ASSERT_FALSE(slip);
  EXPECT_THAT(slip.error().text.en,
              HasSubstr("there is no report of kind 'blocked_raod'; did you mean 'blocked_road'? "
                        "There are safe (all is well), blocked_road (the road is cut), "));
  EXPECT_THAT(slip.error().text.zh, HasSubstr("？有：safe（平安）、blocked_road（路断了）、"));
  EXPECT_THAT(slip.error().text.zh, EndsWith("、strange-light"));
}

TEST(NamedReport, TellsOfAVillageByIdNameOrCode) {
  for (const char* given : {"shangxi", "上溪村", "Shangxi", "430999101201"})
    EXPECT_EQ(village_named(given, kVillages).value(), "shangxi") << given;
  const auto slip = village_named("石门寸", kVillages);
  ASSERT_FALSE(slip);
  EXPECT_THAT(slip.error().text.zh, HasSubstr("“石门寸”这个村（--village），是否为“石门村”？"));
  const auto nowhere = village_named("nowhere", kVillages);
  ASSERT_FALSE(nowhere);
  EXPECT_EQ(nowhere.error().text.en, "the plan has no village 'nowhere' (--village)");
  auto namesakes = kVillages;
  namesakes.push_back({"upper", {"上溪村"}});
  EXPECT_FALSE(village_named("上溪村", namesakes));
}

TEST(NamedReport, WhatThePlanTellsIsReadAndAnythingIsTakenWhereItDoesNot) {
  const std::string plan = R"({"report_kinds": [{"kind": "crack", "zh": "裂缝", "en": ""}, 7],
      "villages": [{"id": "a", "name_zh": "甲村", "name_en": "A", "adcode": "1", "people": 3}]})";
  const auto kinds = report_kinds_told(plan);
  ASSERT_THAT(kinds, SizeIs(1));
  EXPECT_EQ(kinds[0].id, "crack");
  EXPECT_THAT(kinds[0].words, ElementsAre("裂缝"));
  const auto villages = villages_told(plan);
  ASSERT_THAT(villages, SizeIs(1));
  EXPECT_THAT(villages[0].words, ElementsAre("甲村", "A", "1"));
  for (const char* body : {"", "no plan", R"({"villages": 3, "report_kinds": {}})"}) {
    EXPECT_THAT(report_kinds_told(body), IsEmpty()) << body;
    EXPECT_THAT(villages_told(body), IsEmpty()) << body;
  }
  EXPECT_EQ(kind_named("dragon", {}).value(), "dragon");
  EXPECT_EQ(village_named("nowhere", {}).value(), "nowhere");
}

TEST(NamedReport, GoesAsACloudEvent) {
  EXPECT_EQ(adapters::to_text(report_event("7", {{"reporter", "wang"}, {"kind", "crack"}})),
            R"({"specversion":"1.0","id":"7","source":"command","type":"fenghuo.report",)"
            R"("data":{"reporter":"wang","kind":"crack"}})");
}

}  // namespace
}  // namespace fenghuo::cli

// What a warning says in words of where it is.
#include "engine/area_words.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace fenghuo {
namespace {

wire::Plan plan() {
  wire::Plan made;
  made.mutable_name()->set_zh("清溪镇");
  made.mutable_name()->set_en("Qingxi");
  for (const auto& [zh, en] :
       {std::pair{"上溪村", "Shangxi"}, {"新村", ""}, {"源头村", "Yuantou"}}) {
    auto& village = *made.add_villages();
    village.mutable_name()->set_zh(zh);
    village.mutable_name()->set_en(en);
  }
  return made;
}

wire::WarningInfo in_words(const std::vector<std::string>& areas) {
  wire::WarningInfo info;
  for (const auto& words : areas) info.add_areas()->set_description(words);
  return info;
}

using Villages = std::set<int>;

Villages named(const std::string& words) {
  return places_named(plan(), in_words({words})).villages;
}

bool unplaced(const std::string& words) {
  return places_named(plan(), in_words({words})).unplaced;
}

TEST(AreaWords, TheTownshipsNameIsAllOfIt) {
  for (const char* words : {"清溪镇", " Qingxi\n", "江华县北部、清溪镇", "水口镇；清溪镇"})
    EXPECT_EQ(named(words), (Villages{0, 1, 2})) << words;
  EXPECT_FALSE(unplaced("清溪镇"));
  EXPECT_TRUE(unplaced("清溪镇、江华县北部"));
}

TEST(AreaWords, CountWhereACodeIsNoDistricts) {
  for (const char* code : {"FLZ050", "43112", "4311291020001"}) {
    wire::WarningInfo info = in_words({"清溪镇"});
    info.mutable_areas(0)->add_geocodes(code);
    EXPECT_EQ(places_named(plan(), info).villages, (Villages{0, 1, 2})) << code;
    info.mutable_areas(0)->set_description("江华县北部");
    EXPECT_TRUE(places_named(plan(), info).unplaced) << code;
    info.mutable_areas(0)->add_geocodes("440000");  // elsewhere, and that is known
    EXPECT_FALSE(places_named(plan(), info).unplaced) << code;
  }
}

TEST(AreaWords, VillagesAreThoseThatItNames) {
  EXPECT_EQ(named("上溪村、源头村"), (Villages{0, 2}));
  EXPECT_EQ(named("Shangxi; Yuantou"), (Villages{0, 2}));
  EXPECT_EQ(named("清溪镇上溪村、新村"), (Villages{0, 1}));
  EXPECT_FALSE(unplaced("清溪镇上溪村、新村"));
}

TEST(AreaWords, AVillagesNameBesideStrangeOnesMayBeOfAnotherTownship) {
  EXPECT_EQ(named("水口镇大塘村、新村"), Villages{});
  EXPECT_TRUE(unplaced("水口镇大塘村、新村"));
  EXPECT_EQ(named("水口镇大塘村、清溪镇上溪村、新村"), Villages{0}) << "with its township's";
}

TEST(AreaWords, AWordWithinOthersNamesNothing) {
  for (const char* words : {"高新村", "江华县清溪镇", "除清溪镇以外", "清溪镇以北", "清溪",
                            "Qingxi County", "Shangxi, Qingxi", "全县", "、；", ""}) {
    EXPECT_EQ(named(words), Villages{}) << words;
    EXPECT_TRUE(unplaced(words)) << words;
  }
}

TEST(AreaWords, EachAreaIsAListOfItsOwn) {
  const auto both = places_named(plan(), in_words({"水口镇", "新村"}));
  EXPECT_EQ(both.villages, Villages{1});
  EXPECT_TRUE(both.unplaced);
  EXPECT_TRUE(places_named(plan(), in_words({})).unplaced) << "it doesn't say where at all";
}

TEST(AreaWords, WhatIsPlacedOtherwiseIsNotReadByItsWords) {
  auto info = in_words({"清溪镇", "全县", "江华县北部"});
  info.mutable_areas(0)->add_geocodes("440000");
  info.mutable_areas(1)->add_circles();
  info.mutable_areas(2)->add_polygons();
  for (const auto& area : info.areas()) EXPECT_FALSE(is_in_words_alone(area));
  EXPECT_EQ(places_named(plan(), info).villages, Villages{});
  EXPECT_FALSE(places_named(plan(), info).unplaced);
}

wire::WarningInfo& add(wire::ReceivedWarning& warning, const std::string& language,
                       const std::string& words) {
  auto& info = *warning.add_infos();
  info = in_words({words});
  info.set_language(language);
  info.set_until_ms(9);
  return info;
}

using Parts = std::vector<int>;

TEST(AreaWords, ATranslationIsWhereItsOriginalIs) {
  wire::ReceivedWarning warning;
  add(warning, "zh-CN", "江华县北部").mutable_areas(0)->add_geocodes("431129");
  add(warning, "en-US", "northern Jianghua");
  EXPECT_EQ(unplaced_parts(plan(), warning), Parts{});
  add(warning, "en-GB", "northern Jianghua").set_until_ms(10);
  EXPECT_EQ(unplaced_parts(plan(), warning), Parts{2}) << "not of the same time";
  add(warning, "zh-CN", "江华县南部").mutable_areas(0)->add_geocodes("431129");
  EXPECT_EQ(unplaced_parts(plan(), warning), (Parts{1, 2})) << "of which of the two?";
}

TEST(AreaWords, TwoPartsOfOneLanguageAreTwoThings) {
  wire::ReceivedWarning warning;
  add(warning, "zh-CN", "清溪镇");
  add(warning, "zh-CN", "江华县北部");
  EXPECT_EQ(unplaced_parts(plan(), warning), Parts{1});
  add(warning, "en-US", "Qingxi");
  EXPECT_EQ(unplaced_parts(plan(), warning), Parts{1});
}

TEST(AreaWords, APlanWithoutNamesIsNamedByNothing) {
  wire::Plan nameless;
  nameless.add_villages();
  const auto read = places_named(nameless, in_words({""}));
  EXPECT_EQ(read.villages, Villages{});
  EXPECT_TRUE(read.unplaced);
}

}  // namespace
}  // namespace fenghuo

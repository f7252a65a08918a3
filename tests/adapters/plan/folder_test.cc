#include "adapters/plan/folder.h"

#include <gtest/gtest.h>

#include "tests/adapters/plan/spoilt_plan.h"

namespace fenghuo::adapters {
namespace {

TEST_F(PlanTest, TheExampleIsGood) {
  const auto loaded = load_plan(plan());
  EXPECT_TRUE(faults().empty()) << to_string(faults()[0], Language::en);
  const auto& township = loaded.change.plan();
  EXPECT_EQ(township.villages_size(), 12);
  EXPECT_EQ(township.stations_size(), 14);
  EXPECT_EQ(township.utc_offset_s(), 8 * 3600);
  EXPECT_EQ(township.rules_size(), 7);
  EXPECT_EQ(township.playbooks_size(), 1);
  EXPECT_EQ(loaded.people.size(), 58u + 26u) << "and the names of households";
  EXPECT_EQ(loaded.change.version().size(), 12u);
}

TEST_F(PlanTest, NoNameOrTelephoneEntersThePlan) {
  const auto loaded = load_plan(plan());
  const std::string bytes = loaded.change.SerializeAsString();
  for (const auto& person : loaded.people) {
    EXPECT_EQ(bytes.find(person.name), std::string::npos) << person.name;
    if (person.phone.empty()) continue;  // of a household its name alone
    EXPECT_EQ(bytes.find(person.phone), std::string::npos) << person.phone;
  }
}

TEST_F(PlanTest, VersionFollowsTheText) {
  const auto before = load_plan(plan()).change.version();
  EXPECT_EQ(load_plan(plan()).change.version(), before);
  replace("people.csv", "0000-1001", "0000-1999");
  EXPECT_NE(load_plan(plan()).change.version(), before);
}

TEST_F(PlanTest, ARuleOfThePlanTakesThePlaceOfThePacks) {
  write("rules/mine.yaml",
        "rules:\n"
        "  - id: flash-flood\n"
        "    title: {zh: 山洪, en: flash flood}\n"
        "    source: {zh: 本地, en: local}\n"
        "    levels: {red: \"rain.sum(duration('1h')) >= 50\"}\n");
  const auto loaded = load_plan(plan());
  EXPECT_TRUE(faults().empty());
  EXPECT_EQ(loaded.change.plan().rules_size(), 7);
  for (const auto& rule : loaded.change.plan().rules())
    if (rule.id().starts_with("flash-flood")) {
      EXPECT_EQ(rule.levels_size(), rule.id() == "flash-flood"        ? 1
                                    : rule.id() == "flash-flood-seen" ? 2
                                                                      : 4);
    }
}

TEST_F(PlanTest, ExcelsEncodingsAreRead) {
  write("people.csv", "\xEF\xBB\xBF" + read("people.csv"));
  EXPECT_TRUE(faults().empty());
  // 清溪 in GB18030.
  write("stations.csv",
        "id,name,name_en,covers,report_interval_min\n"
        "0061230101,\xC7\xE5\xCF\xAA,Yuantou,yuantou;lingjiao,5\n");
  const auto loaded = load_plan(plan());
  EXPECT_EQ(loaded.change.plan().stations(0).name().zh(), "清溪");
}

TEST_F(PlanTest, AMisspeltPropertyInARule) {
  replace("rules/river-rise.yaml", "\"water_level.rate(duration('30m')) >= 3.0\"",
          "\"water_levle.rate(duration('30m')) >= 3.0\"");
  expect_fault(place("rules/river-rise.yaml", "water_levle"), "did you mean 'water_level'");
}

TEST_F(PlanTest, AFaultInsideABlockOfText) {
  write("rules/block.yaml",
        "rules:\n"
        "  - id: block\n"
        "    title: {zh: 山洪, en: flash flood}\n"
        "    source: {zh: 本地, en: local}\n"
        "    levels:\n"
        "      red: |\n"
        "        rain.sum(duration('1h')) >= 50 ||\n"
        "        rian.sum(duration('3h')) >= 90\n");
  expect_fault("rules/block.yaml:8:9: ", "did you mean 'rain'");
}

TEST_F(PlanTest, AStationThatCoversAVillageThatIsNotThere) {
  replace("stations.csv", "hekou;daping,5", "hekou;dapnig;daping,5");
  expect_fault(place("stations.csv", "hekou;dapnig"), "did you mean 'daping'");
}

TEST_F(PlanTest, AVillageThatNoStationCovers) {
  for (const char* covers : {"hekou;daping;liuwan", "hekou;daping"})
    replace("stations.csv", covers, "liuwan;daping");
  expect_fault("areas.geojson:", "no station covers 'Hekou'");
}

TEST_F(PlanTest, ADutyOfSomebodyUnknown) {
  replace("roster.csv", "shangxi,village_leader,shangxi-leader",
          "shangxi,village_leader,shangxi-laeder");
  expect_fault(place("roster.csv", "shangxi-laeder"), "did you mean 'shangxi-leader'");
}

TEST_F(PlanTest, ADutyWithoutAStandIn) {
  replace("roster.csv", "shangxi-leader,shangxi-officer", "shangxi-leader,");
  expect_fault("roster.csv:", "no stand-in");
}

TEST_F(PlanTest, ATelephoneNumberThatIsNone) {
  replace("people.csv", "0000-1003", "ask his wife");
  expect_fault(place("people.csv", "ask his wife"), "no telephone number");
}

TEST_F(PlanTest, ATelephoneNumberThatIsNotGiven) {
  replace("people.csv", "王志强,0000-1003,", "王志强,,");
  expect_fault("people.csv:6:", "no telephone number is given");
}

TEST_F(PlanTest, TheSameStationTwice) {
  replace("stations.csv", "0061230102,", "0061230101,");
  expect_fault("stations.csv:4:1: ", "stands twice");
}

TEST_F(PlanTest, AStationWithoutTheZerosThatASpreadsheetStrips) {
  EXPECT_TRUE(notices("stations.csv").empty());
  replace("stations.csv", "\n0061230102,", "\n61230102,");
  const auto found = notices("stations.csv");
  ASSERT_EQ(found.size(), 1u);
  EXPECT_TRUE(found[0].starts_with(place("stations.csv", "61230102,"))) << found[0];
  EXPECT_NE(found[0].find("did you mean '0061230102'"), std::string::npos) << found[0];
}

TEST_F(PlanTest, ANumberOutOfBounds) {
  replace("stations.csv", "hekou;daping,5,112.233", "hekou;daping,5,1122.33");
  expect_fault(place("stations.csv", "1122.33"), "no number between");
}

TEST_F(PlanTest, AMissingColumnAndAnUnknownOne) {
  replace("people.csv", "id,name,phone,note", "id,name,telephone,note");
  const auto found = faults();
  ASSERT_EQ(found.size(), 2u) << "and none that only follow from them";
  EXPECT_EQ(to_string(found[0], Language::en), "people.csv:1:1: the column 'phone' is missing");
  EXPECT_NE(to_string(found[1], Language::en).find("people.csv:1:9: unknown column 'telephone'"),
            std::string::npos);
}

TEST_F(PlanTest, AMisspeltColumnIsOneFault) {
  replace("stations.csv", "name_en,covers,", "name_en,cover,");
  expect_fault("stations.csv:1:17: ", "unknown column 'cover'; did you mean 'covers'?");
  EXPECT_EQ(
      notices("stations.csv"),
      std::vector<std::string>{
          "stations.csv:1:1: notice: mend first what couldn't be read (stations.csv): what "
          "names its things, rules, playbooks, routes, decisions and needs were not looked at "
          "yet, and more faults may follow"});
}

TEST_F(PlanTest, ATableWithoutCommasIsOneFault) {
  const std::string commas = read("people.csv");
  for (const char separator : {';', '\t'}) {
    std::string text = commas;
    std::replace(text.begin(), text.end(), ',', separator);
    write("people.csv", text);
    expect_fault("people.csv:1:1: ", separator == ';' ? "separated by semicolons; it should be"
                                                      : "separated by tabs; it should be commas");
  }
  write("people.csv", "");
  expect_fault("people.csv:1:1: ", "the file is empty");
}

TEST_F(PlanTest, AQuoteThatIsNotClosedIsOneFault) {
  replace("people.csv", "0000-1003", "\"0000-1003");
  expect_fault("people.csv:6:1: ", "a quote is not closed");
}

TEST_F(PlanTest, AMissingFileIsOneFault) {
  for (const char* name : {"people.csv", "roster.csv", "stations.csv", "areas.geojson"}) {
    const std::string text = read(name);
    fs::remove(plan() + "/" + name);
    expect_fault(std::string(name) + ":1:1: ", "there is no file '" + plan() + "/" + name + "'");
    write(name, text);
  }
}

TEST_F(PlanTest, WhatAMissingFileHasNothingToDoWithIsToldBesideIt) {
  fs::remove(plan() + "/areas.geojson");
  replace("roster.csv", "shangxi,village_leader,shangxi-leader",
          "shangxi,village_leader,shangxi-laeder");
  const auto found = faults();
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].place.file, "areas.geojson") << "first what others may follow from";
  EXPECT_NE(found[1].text.en.find("did you mean 'shangxi-leader'"), std::string::npos)
      << found[1].text.en;
}

TEST_F(PlanTest, AnAreaOfAnUnknownKindIsOneFault) {
  replace("areas.geojson", "\"kind\": \"village\", \"id\": \"shangxi\"",
          "\"kind\": \"vilage\", \"id\": \"shangxi\"");
  expect_fault(place("areas.geojson", "\"vilage\""), "kind is village, hazard_point");
}

TEST_F(PlanTest, FaultsOfThePlanItselfComeFirst) {
  replace("areas.geojson", "\"lead_time_min\": 40", "\"lead_time_min\": -4");
  write("plan.yaml", read("plan.yaml") + "reorder: 11m\n");
  const auto found = faults();
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].place.file, "plan.yaml");
  EXPECT_EQ(found[1].place.file, "areas.geojson");
}

TEST_F(PlanTest, AFolderInThePlaceOfAFile) {
  fs::remove(plan() + "/trust.yaml");
  fs::create_directory(plan() + "/trust.yaml");
  expect_fault("trust.yaml:1:1: ", "trust.yaml' is a folder; a file is wanted");
}

TEST_F(PlanTest, BrokenYaml) {
  replace("rules/river-rise.yaml", "    title: {zh: 河水陡涨, en: steep river rise}",
          "    title: {zh: 河水陡涨");
  const auto found = faults();
  ASSERT_FALSE(found.empty());
  EXPECT_TRUE(to_string(found[0], Language::en).starts_with("rules/river-rise.yaml:"))
      << to_string(found[0], Language::en);
  EXPECT_NE(found[0].text.en.find("not valid YAML"), std::string::npos);
}

TEST_F(PlanTest, BrokenGeoJson) {
  write("areas.geojson", R"({"type": "FeatureCollection", "features": [})");
  expect_fault("areas.geojson:1:", "not valid JSON: a ']' or '}' that closes nothing");
  EXPECT_EQ(faults()[0].text.zh, "不是有效的 JSON：这里的“]”或“}”多了，或和前面的括号不成对");
  write("areas.geojson", R"({"type": "FeatureCollection", "features": []})");
  expect_fault("areas.geojson:1:", "there is no village");
}

TEST_F(PlanTest, SignsThatSeparateNothingAreNamed) {
  const std::string text = read("plan.yaml");
  replace("plan.yaml", "time_zone: ", "time_zone：");
  expect_fault("plan.yaml:", "; line 30 has a full-width colon '：'; write ': '");
  write("plan.yaml", text);
  replace("plan.yaml", "{zh: 清溪镇, en", "{zh: 清溪镇，en");
  expect_fault("plan.yaml:29:", "; line 29 has a full-width comma '，'; write ','");
  write("plan.yaml", text);
  replace("plan.yaml", "  rules: [", "\trules: [");
  expect_fault("plan.yaml:", "; line 38 is indented by a tab; use blanks");
}

TEST_F(PlanTest, AnUnknownKeyHasItsPlace) {
  replace("plan.yaml", "time_zone:", "timezone:");
  const auto found = faults();
  ASSERT_EQ(found.size(), 2u);
  EXPECT_NE(to_string(found[0], Language::en).find("'time_zone' is missing"), std::string::npos);
  EXPECT_TRUE(to_string(found[1], Language::en).starts_with(place("plan.yaml", "timezone:")));
}

TEST_F(PlanTest, ASecretWrittenIntoThePlan) {
  replace("plan.yaml", "env:FENGHUO_EXERCISE_WEBHOOK_SECRET", "hunter2");
  expect_fault(place("plan.yaml", "\"hunter2\""), "the secret doesn't stand in the plan");
}

TEST_F(PlanTest, APackThatWeDoNotShip) {
  replace("plan.yaml", "rules: [flash-flood]", "rules: [flash-floods]");
  expect_fault("plan.yaml:", "flash-flood, flash-flood-ground");
}

TEST_F(PlanTest, AllFaultsAtOnce) {
  replace("people.csv", "0000-1003", "-");
  replace("stations.csv", "0061230102,", "0061230101,");
  replace("roster.csv", "shangxi-leader,shangxi-officer", "shangxi-leader,");
  replace("rules/river-rise.yaml", "3.0\"", "\"");
  EXPECT_EQ(faults().size(), 4u);
}

// The head of a rule file, to which a test adds what it is about.
std::string rule_with(const std::string& lines) {
  return "rules:\n  - id: own\n    title: {zh: 规, en: rule}\n    source: {zh: 源, en: source}\n" +
         lines;
}

TEST_F(PlanTest, RulesOfStationsAndPatterns) {
  write("rules/own.yaml",
        rule_with(
            "    for_each: station\n"
            "    pattern:\n"
            "      steps:\n"
            "        - {when: 'rain.last() >= 5', times: 2, within: 1h}\n"
            "        - {when: 'water_level.last() >= 3', within: 30m, without: 'rain.last() < 1'}\n"
            "      then_no: {when: 'water_level.last() < 2', within: 2h}\n"
            "      quiet: 6h\n"));
  ASSERT_TRUE(faults().empty()) << to_string(faults()[0], Language::en);
  const auto loaded = load_plan(plan());
  for (const auto& rule : loaded.change.plan().rules()) {
    if (rule.id() != "own") continue;
    EXPECT_EQ(rule.for_each(), wire::Rule::STATION);
    ASSERT_EQ(rule.pattern().steps_size(), 2);
    EXPECT_EQ(rule.pattern().steps(0).times(), 2u);
    EXPECT_EQ(rule.pattern().steps(1).within_ms(), 30 * 60'000);
    EXPECT_EQ(rule.pattern().then_no_within_ms(), 2 * 3'600'000);
    EXPECT_EQ(rule.pattern().quiet_ms(), 6 * 3'600'000);
    return;
  }
  FAIL() << "no rule 'own'";
}

TEST_F(PlanTest, WaitingLongerThanAWarningCan) {
  write("plan.yaml", read("plan.yaml") + "reorder: 11m\n");
  expect_fault(place("plan.yaml", "11m"), "at most 10 minutes");
}

TEST_F(PlanTest, ARuleThatSaysNothing) {
  write("rules/own.yaml", rule_with(""));
  expect_fault("rules/own.yaml:2:", "one of levels, fire and pattern");
}

TEST_F(PlanTest, AnAlarmThatIsNotThere) {
  write("rules/own.yaml", rule_with("    fire: \"alarm('flash-flod').active()\"\n"));
  expect_fault("rules/own.yaml:5:", "did you mean 'flash-flood'");
}

TEST_F(PlanTest, AFaultInAStepOfAPattern) {
  write("rules/own.yaml",
        rule_with("    pattern:\n      steps:\n        - {when: 'rian.last() >= 5'}\n"));
  expect_fault("rules/own.yaml:7:", "did you mean 'rain'");
}

TEST_F(PlanTest, EachConditionOfAPatternHasItsPlace) {
  const std::string good = rule_with(
      "    pattern:\n      steps:\n        - when: 'rain.last() >= 5'\n"
      "          times: 2\n          within: 1h\n          without: 'rain.last() < 1'\n"
      "        - {when: 'rain.last() >= 6'}\n      then_no:\n"
      "        when: 'rain.last() >= 7'\n        within: 1h\n");
  const auto spoil = [&](const std::string& from, const std::string& to) {
    write("rules/own.yaml", good);
    replace("rules/own.yaml", from, to);
  };
  spoil("rain.last() >= 5", "rian.last() >= 5");
  expect_fault("rules/own.yaml:7:18:", "did you mean 'rain'");
  spoil("rain.last() < 1", "rian.last() < 1");
  expect_fault("rules/own.yaml:10:21:", "did you mean 'rain'");
  spoil("rain.last() >= 6", "rian.last() >= 6");
  expect_fault("rules/own.yaml:11:19:", "did you mean 'rain'");
  spoil("rain.last() >= 7", "rian.last() >= 7");
  expect_fault("rules/own.yaml:13:16:", "did you mean 'rain'");
  spoil("          within: 1h\n", "");
  expect_fault("rules/own.yaml:7:11:", "a first step with times");
}

TEST_F(PlanTest, ARuleForSomethingThatIsNotThere) {
  const auto stations = load_plan(plan()).change.plan().stations();
  ASSERT_FALSE(stations.empty());
  const std::string known = stations[0].id();
  const std::string levels = "    for_each: station\n    levels: {red: 'rain.last() >= 5'}\n";
  write("rules/own.yaml", rule_with("    only: ['" + known + "']\n" + levels));
  EXPECT_TRUE(faults().empty()) << to_string(faults()[0], Language::en);
  write("rules/own.yaml", rule_with("    only: ['" + known + "x']\n" + levels));
  expect_fault("rules/own.yaml:5:", "did you mean '" + known + "'");
}

TEST_F(PlanTest, APatternOfAllWaysHasOneTime) {
  const auto with = [&](const std::string& more, const std::string& step) {
    write("rules/own.yaml",
          rule_with("    pattern:\n      matches: all\n" + more +
                    "      steps:\n        - {when: 'rain.last() >= 5'" + step + "}\n"));
  };
  with("      within: 5m\n", "");
  EXPECT_TRUE(faults().empty()) << to_string(faults()[0], Language::en);
  with("", "");
  expect_fault("rules/own.yaml:6:", "has a within of the pattern");
  with("      within: 5m\n", ", times: 2, within: 1m");
  expect_fault("rules/own.yaml:6:", "no times");
  with("      within: 5m\n      keep: true\n", "");
  expect_fault("rules/own.yaml:6:", "no keep");
  write("rules/own.yaml", rule_with("    pattern:\n      matches: some\n      steps:\n"
                                    "        - {when: 'rain.last() >= 5'}\n"));
  expect_fault("rules/own.yaml:6:", "one or all");
}

TEST_F(PlanTest, ReportsThatAreAskedWrong) {
  write("rules/own.yaml", rule_with("    fire: \"reports('crack').size() > 1\"\n"));
  expect_fault("rules/own.yaml:5:", "reports('KIND').count(duration('6h'))");
  write("rules/own.yaml", rule_with("    for_each: station\n"
                                    "    fire: \"reports('crack').count(duration('6h')) > 1\"\n"));
  expect_fault("rules/own.yaml:6:", "not of a single station");
}

TEST_F(PlanTest, WarningsThatAreAskedWrong) {
  write("rules/own.yaml", rule_with("    fire: \"warning('暴雨').at_least('pink')\"\n"));
  expect_fault("rules/own.yaml:5:", "warning('Flood').at_least('orange')");
  write("rules/own.yaml",
        rule_with("    fire: \"stations.exists(s, warning('暴雨').active())\"\n"));
  expect_fault("rules/own.yaml:5:", "outside the parentheses of stations");
}

TEST_F(PlanTest, NumbersOfAPatternThatAreNone) {
  write("rules/own.yaml",
        rule_with("    pattern:\n      steps:\n"
                  "        - {when: 'rain.last() >= 5', times: 2.5, within: 1h}\n"));
  expect_fault("rules/own.yaml:7:", "whole number");
  write("rules/own.yaml", rule_with("    pattern:\n      keep: yes\n      steps:\n"
                                    "        - {when: 'rain.last() >= 5'}\n"));
  expect_fault("rules/own.yaml:6:", "true or false");
  write("rules/own.yaml", rule_with("    stations: {within_km: -1}\n"
                                    "    levels: {red: 'rain.last() >= 5'}\n"));
  expect_fault("rules/own.yaml:5:", "larger than zero");
}

TEST_F(PlanTest, AWindowThatTumblesInALevel) {
  write("rules/own.yaml",
        rule_with("    levels: {red: \"rain.sum(tumbling(duration('5m'))) > 9\"}\n"));
  expect_fault("rules/own.yaml:5:", "tumbling windows are for fire");
  write("rules/own.yaml",
        rule_with(
            "    fire: \"stations.count(s, s.rain.sum(tumbling(duration('5m'))) > 9) >= 2\"\n"));
  expect_fault("rules/own.yaml:5:", "no tumbling window stands in a condition of stations");
}

TEST_F(PlanTest, RulesThatWaitForEachOther) {
  write("rules/own.yaml",
        "rules:\n"
        "  - {id: a, title: {zh: 甲, en: a}, source: {zh: 源, en: s}, levels: {red: "
        "\"alarm('b').active()\"}}\n"
        "  - {id: b, title: {zh: 乙, en: b}, source: {zh: 源, en: s}, levels: {red: "
        "\"alarm('a').active()\"}}\n");
  const auto found = faults();
  ASSERT_EQ(found.size(), 2u);
  EXPECT_NE(to_string(found[0], Language::en).find("wait for each other"), std::string::npos);
}

TEST_F(PlanTest, CatchmentsThatFlowInACircle) {
  const std::string areas = read("areas.geojson");
  const auto end = areas.rfind(']');
  const auto catchment = [](const std::string& id, const std::string& below) {
    return ", {\"type\": \"Feature\", \"geometry\": {\"type\": \"Point\", \"coordinates\": [112, "
           "26]}, "
           "\"properties\": {\"kind\": \"catchment\", \"id\": \"" +
           id + "\", \"name\": \"流域\", \"name_en\": \"catchment\", \"flows_to\": \"" + below +
           "\"}}";
  };
  write("areas.geojson", areas.substr(0, end) + catchment("up", "down") + catchment("down", "up") +
                             areas.substr(end));
  const auto found = faults();
  ASSERT_EQ(found.size(), 2u) << to_string(found[0], Language::en);
  EXPECT_NE(to_string(found[0], Language::en).find("flows back into itself"), std::string::npos);
}

// A gauge upstream covers nobody by name; what counts is where its water goes.
TEST_F(PlanTest, AStationWhoseWaterReachesNoVillage) {
  write("stations.csv", read("stations.csv") + "0099999999,甲,upper gauge,,5,,,,,upper\n");
  replace("stations.csv", "depends_on,note", "depends_on,note,catchment");
  const std::string areas = read("areas.geojson");
  const auto catchment = [](const std::string& id, const std::string& below) {
    return ", {\"type\": \"Feature\", \"properties\": {\"kind\": \"catchment\", \"id\": \"" + id +
           "\", \"name\": \"流域\", \"name_en\": \"catchment\", \"flows_to\": \"" + below + "\"}}";
  };
  write("areas.geojson", areas.substr(0, areas.rfind(']')) + catchment("upper", "lower") +
                             catchment("lower", "") + areas.substr(areas.rfind(']')));
  expect_fault("stations.csv:17:", "covers no village");
  replace("areas.geojson", "\"adcode\": \"430999101201\",",
          "\"adcode\": \"430999101201\", \"catchment\": \"lower\",");
  EXPECT_TRUE(faults().empty()) << to_string(faults()[0], Language::en);
}

TEST_F(PlanTest, LevelsThatContradictEachOther) {
  write("rules/own.yaml", rule_with("    levels:\n"
                                    "      yellow: \"rain.sum(duration('1h')) >= 60\"\n"
                                    "      orange: \"rain.sum(duration('1h')) >= 45\"\n"));
  expect_fault("rules/own.yaml:7:", "rain.sum(1h) is orange at 45, but yellow only at 60");
  write("rules/own.yaml", rule_with("    deadband: {rain: 60}\n"
                                    "    levels: {yellow: \"rain.sum(duration('1h')) >= 60\"}\n"));
  expect_fault("rules/own.yaml:5:", "never clears once rain.sum(1h) has passed 60");
}

TEST_F(PlanTest, SomethingThatIsNoFolder) {
  const auto loaded = load_plan(folder_ / "nowhere");
  ASSERT_EQ(loaded.faults.size(), 1u);
  EXPECT_EQ(loaded.faults[0].text.en, "there is no such plan folder");
  for (const char* end : {"s", "s/"})
    EXPECT_EQ(load_plan(plan() + end).faults.at(0).text.en,
              "there is no such plan folder; did you mean '" + plan() + "'?");
}

TEST_F(PlanTest, AFileInThePlaceOfThePlansFolder) {
  const auto loaded = load_plan(plan() + "/plan.yaml");
  ASSERT_EQ(loaded.faults.size(), 1u);
  EXPECT_EQ(loaded.faults[0].text.en, "this is a file; give the plan's folder: " + plan());
}

TEST_F(PlanTest, AFileThatIsTooLarge) {
  write("people.csv", std::string(kPlanFileBytesMax + 1, 'x'));
  bool named = false;
  for (const auto& fault : faults())
    named = named || fault.text.en.find("too large") != std::string::npos;
  EXPECT_TRUE(named);
}

}  // namespace
}  // namespace fenghuo::adapters

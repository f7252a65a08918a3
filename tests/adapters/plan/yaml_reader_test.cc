// What a file says twice, or says where something else belongs, is told and not passed over.
#include "adapters/plan/yaml_reader.h"

#include "tests/adapters/plan/spoilt_plan.h"

namespace fenghuo::adapters {
namespace {

// All that is found on reading the text, in English.
std::vector<std::string> found_in(const std::string& text, const std::string& name = "a.yaml") {
  Diagnostics faults;
  YamlFile file{name, text, faults};
  YamlNode::parse(file);
  std::vector<std::string> found;
  for (const auto& fault : faults) found.push_back(to_string(fault, Language::en));
  return found;
}

TEST(YamlReader, AKeyThatStandsTwice) {
  EXPECT_EQ(found_in("a: 1\nb: {c: 2, 'c': 3}\nlist:\n  - {d: 4}\n  - {d: 5}\na: 6\n"),
            (std::vector<std::string>{
                "a.yaml:2:11: the key 'c' stands twice (it is in line 2 already), and only the "
                "first would be read: keep one of them",
                "a.yaml:6:1: the key 'a' stands twice (it is in line 1 already), and only the "
                "first would be read: keep one of them"}));
  const std::string in_json = found_in("{\"村\": 1, \"村\": 2}", "a.json").at(0);
  EXPECT_TRUE(in_json.starts_with("a.json:1:10: the key '村' stands twice")) << in_json;
}

TEST(YamlReader, LinesThatAreSharedStandOnce) {
  EXPECT_TRUE(found_in("a: &a {b: 1, c: 2}\nd: *a\ne: [*a, *a]\n").empty());
}

// A thousand million lines, were each alias what it stands for.
TEST(YamlReader, AliasesOfAliasesTakeNoTime) {
  std::string text = "a0: &a0 {x: 1, x: 2}\n";
  for (int i = 1; i <= 30; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before + ", " + before +
            "]\n";
  }
  EXPECT_EQ(found_in(text).size(), 1u);
}

TEST(YamlReader, ASecondDocument) {
  EXPECT_EQ(found_in("---\na: 1\n---\na: 2\nb: {c: 1, c: 2}\n---\nc: 3\n"),
            std::vector<std::string>{"a.yaml:3:1: a second document begins here, after '---', and "
                                     "would not be read: put all into one, or write another file"});
  EXPECT_TRUE(found_in("---\na: 1\n---\n").empty()) << "there is nothing in it";
  EXPECT_TRUE(found_in("# 清溪\n---\na: 1\n...\n").empty());
}

TEST_F(PlanTest, ALevelThatStandsTwice) {
  write("rules/own.yaml",
        "rules:\n  - id: own\n    title: {zh: 规, en: rule}\n    source: {zh: 源, en: source}\n"
        "    levels:\n      red: 'rain.last() >= 50'\n      red: 'rain.last() >= 5'\n");
  const auto found = faults();
  ASSERT_FALSE(found.empty());
  EXPECT_TRUE(to_string(found[0], Language::en)
                  .starts_with("rules/own.yaml:7:7: the key 'red' stands twice (it is in line 6"));
}

TEST_F(PlanTest, AVillageWithTwoIds) {
  replace("areas.geojson", "\"lead_time_min\": 40", "\"lead_time_min\": 40, \"lead_time_min\": 4");
  expect_fault("areas.geojson:", "the key 'lead_time_min' stands twice");
}

TEST_F(PlanTest, RulesAfterADividingLine) {
  const std::string rules = read("rules/river-rise.yaml");
  write("rules/river-rise.yaml", rules + "---\n" + rules);
  expect_fault("rules/river-rise.yaml:", "a second document begins here");
}

TEST_F(PlanTest, AWordInThePlaceOfKeys) {
  const std::string text = read("plan.yaml");
  const auto with = [&](const std::string& key, const std::string& value) {
    const auto at = text.find("\n" + key) + 1;
    write("plan.yaml", text.substr(0, at) + key + value + text.substr(text.find('\n', at)));
    expect_fault(place("plan.yaml", value), "'key: value' lines belong here");
  };
  with("night: ", "always");
  with("report_to_county: ", "[orange]");
}

TEST_F(PlanTest, ANumberInThePlaceOfATest) {
  for (const char* test : {"gross_range: [0, 200]", "spike: 30", "flat_line: 2h"}) {
    write("trust.yaml", std::string("rain:\n  ") + test + "\n");
    expect_fault("trust.yaml:2:", "'key: value' lines belong here");
  }
}

// Of a list instead of a mapping every pack would be left out.
TEST_F(PlanTest, PacksWithoutTheirKind) {
  replace("plan.yaml", "  rules: [flash-flood]", "  - flash-flood #");
  const std::string text = read("plan.yaml");
  const auto at = text.find("  playbooks: [");
  ASSERT_NE(at, std::string::npos);
  write("plan.yaml", text.substr(0, at) + "  - warn-and-call" + text.substr(text.find('\n', at)));
  const auto found = faults();
  ASSERT_FALSE(found.empty());
  EXPECT_TRUE(to_string(found[0], Language::en).starts_with(place("plan.yaml", "- flash-flood")));
  EXPECT_EQ(found[0].text.en, "'key: value' lines belong here");
}

}  // namespace
}  // namespace fenghuo::adapters

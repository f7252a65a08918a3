#include "tests/adapters/plan/spoilt_plan.h"

namespace fenghuo::adapters {
namespace {

constexpr const char* kFile = "decisions.yaml";

TEST_F(PlanTest, ReadsDecisionsIntoTheLevelsThatAskThem) {
  const auto plan = load_plan(PlanTest::plan()).change.plan();
  std::map<std::string, int> asked;
  for (const auto& response : plan.playbooks(0).responses())
    for (const auto& question : response.decisions()) ++asked[question.id()];
  EXPECT_EQ(asked,
            (std::map<std::string, int>{
                {"close-school", 2}, {"evacuate", 1}, {"evacuate-yuantou", 1}, {"stop-bus", 1}}));
  const auto& close = plan.playbooks(0).responses(2).decisions(0);
  EXPECT_EQ(close.chain(0), "town_leader");
  EXPECT_EQ(close.within_ms(), 5 * 60'000);
  EXPECT_EQ(close.release(), wire::Question::AFTER_CHAIN);
  EXPECT_EQ(close.only(0), "qingxi");
  EXPECT_EQ(close.tell(0), "school_head");
}

TEST_F(PlanTest, ADecisionOfAPlaybookThatIsNotThere) {
  replace(kFile, "playbook: warn-and-call", "playbook: warn-and-cull");
  expect_fault("decisions.yaml:", "no playbook 'warn-and-cull'");
}

TEST_F(PlanTest, ADecisionAtALevelThatIsNone) {
  replace(kFile, "levels: [orange, red]", "levels: [orange, pink]");
  expect_fault("decisions.yaml:", "has no level 'pink'");
}

TEST_F(PlanTest, ADecisionOfAVillageThatIsNotThere) {
  replace(kFile, "only: [qingxi]", "only: [qingsi]");
  expect_fault("decisions.yaml:", "no village 'qingsi'");
}

TEST_F(PlanTest, ADecisionThatNobodyOwns) {
  replace(kFile, "chain: [town_leader, flood_leader, duty_officer]",
          "chain: [town_leadr, flood_leader, duty_officer]");
  const auto found = faults();
  ASSERT_EQ(found.size(), 1u) << "of the one village in which it is asked";
  EXPECT_EQ(found[0].place.file, "decisions.yaml");
  EXPECT_NE(found[0].text.en.find("the roster has no town_leadr for Qingxi"), std::string::npos)
      << found[0].text.en;
}

TEST_F(PlanTest, AChainThatTakesLongerThanAQuarterOfAnHour) {
  replace(kFile, "within: 5m", "within: 6m");
  const auto found = faults();
  ASSERT_EQ(found.size(), 2u) << "at both of its levels";
  EXPECT_NE(found[0].text.en.find("takes 18 minutes"), std::string::npos) << found[0].text.en;
}

TEST_F(PlanTest, ADecisionThatTellsNobodyKnown) {
  replace("roster.csv", "430999101000,road_officer,road-officer,town-flood",
          "430999101000,road_officer,road-officer,");
  expect_fault("roster.csv:", "the road_officer of Qingxi");
}

TEST_F(PlanTest, AReleaseThatIsNone) {
  replace(kFile, "release: after_chain", "release: perhaps");
  expect_fault("decisions.yaml:", "release is never, after_chain");
}

TEST_F(PlanTest, AnUnknownPlaceholderInAQuestion) {
  replace(kFile, "{village}危险区人员全部强制撤离到{shelter}",
          "{vilage}危险区人员全部强制撤离到{shelter}");
  expect_fault("decisions.yaml:", "{vilage}");
}

TEST_F(PlanTest, ARungThatCallsAWayThatIsNone) {
  write("playbooks/own.yaml", R"(playbooks:
  - id: own
    title: {zh: 方, en: book}
    rules: ["*"]
    duties: [village_leader]
    headline: {zh: 题, en: head}
    text: {zh: 文, en: text}
    levels:
      blue: &level {action: {zh: 走, en: go}, ladder: [{call: "duty:town_leader", channels: [radio], wait: 5m}]}
      yellow: *level
      orange: *level
      red: {action: {zh: 走, en: go}, ladder: [{call: "duty:nobody", channels: [pigeon], wait: 5m}]}
    cut_off: {after: 1m, action: {zh: 找, en: look}, ladder: [{call: holder, channels: [runner], wait: 5m}]}
)");
  std::string all;
  for (const auto& fault : faults()) all += to_string(fault, Language::en) + "\n";
  EXPECT_NE(all.find("no channel 'pigeon'; there are webhook, call_list, satellite_phone"),
            std::string::npos)
      << all;
  EXPECT_NE(all.find("the roster has no nobody for Yuantou"), std::string::npos) << all;
  EXPECT_NE(all.find("after is 5 minutes to 2 hours"), std::string::npos) << all;
}

TEST_F(PlanTest, TwoPersonsAboveIsANumberOfPeople) {
  replace("plan.yaml", "keep_observations:", "two_persons_above: 0\nkeep_observations:");
  expect_fault("plan.yaml:", "two_persons_above is a number of people");
}

}  // namespace
}  // namespace fenghuo::adapters

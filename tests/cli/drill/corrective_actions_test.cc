#include "cli/drill/corrective_actions.h"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/cli/drill/made_night.h"
#include "tests/temporary_folder.h"

namespace fenghuo::cli {
namespace {

using Verdict = simulator::Outcome::Verdict;

class ActionsFileTest : public ::testing::Test {
 protected:
  Result<ActionsFile> read(const std::string& text) {
    std::ofstream(folder_ / "actions.csv") << text;
    return read_actions(folder_ / "night.yaml");
  }
  TemporaryFolder folder_;
};

TEST_F(ActionsFileTest, NoFileIsNoActions) {
  const auto file = read_actions(folder_ / "night.yaml");
  ASSERT_TRUE(file);
  EXPECT_TRUE(file->actions.empty());
  EXPECT_TRUE(file->faults.empty());
}

TEST_F(ActionsFileTest, ReadsAllColumnsInTheOrderOfTheFile) {
  const auto file = read(
      "id,action,action_en,owner,due,expectation,state\n"
      "# 去年的\n"
      "A1,\"换大喇叭，装在祠堂\",a new loudspeaker,li,2026-09-01,upper-safe,open\n"
      "A2,核对号码,,,,,\n");
  ASSERT_TRUE(file);
  EXPECT_TRUE(file->faults.empty());
  ASSERT_EQ(file->actions.size(), 2U);
  const auto& first = file->actions[0];
  EXPECT_EQ(first.id, "A1");
  EXPECT_EQ(first.action, (Text{"换大喇叭，装在祠堂", "a new loudspeaker"}));
  EXPECT_EQ(first.owner, "li");
  EXPECT_EQ(first.due, "2026-09-01");
  EXPECT_EQ(first.expectation, "upper-safe");
  EXPECT_EQ(first.state, "open");
  EXPECT_EQ(file->actions[1].action.zh, "核对号码");
}

TEST_F(ActionsFileTest, NotesColumnsAndFieldsThatAreWrong) {
  const auto file = read("id,acton\nA1,x\n");
  ASSERT_TRUE(file);
  EXPECT_EQ(file->faults.size(), 1U) << "misspelt";
  const auto empty = read("id,action\n,x\nA2,\n");
  ASSERT_TRUE(empty);
  ASSERT_EQ(empty->faults.size(), 2U);
  EXPECT_EQ(empty->faults[1].place.line, 3);
}

class ProposalsTest : public ::testing::Test {
 protected:
  std::vector<std::string> proposals() {
    std::vector<std::string> all;
    for (const auto& one : proposals_of(night_.drill())) all.push_back(one.action.en);
    return all;
  }
  static bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
  }
  MadeNight night_;
};

TEST_F(ProposalsTest, OneForEachThingMissed) {
  night_.expect_fact("late", {"答复", "An answer"}, 21, [](const auto& told) {
    return Result<bool>(told.fact.has_obligation_answered());
  });
  night_.expect_fact("none", {"报告", "A report"}, 60,
                     [](const auto& told) { return Result<bool>(told.fact.has_report_taken()); });
  night_.expect_fact("odd", {"怪", "Something odd"}, 60, [](const auto&) -> Result<bool> {
    return Error{Errc::bad_input, {"说不清", "can't be told"}};
  });
  night_.expect_fact("never", {"乱叫", "A false call"}, 60, [](const auto& told) {
    return Result<bool>(told.fact.has_obligation_called());
  });
  night_.scenario.expectations.back().never = true;
  const auto all = proposals_of(night_.drill());
  ASSERT_EQ(all.size(), 6U);  // and the one gap
  EXPECT_EQ(all[0].expectation, "middle-safe");
  EXPECT_TRUE(has(all[1].action.en, "\"An answer\" came 1 min too late")) << all[1].action.en;
  EXPECT_TRUE(has(all[2].action.en, "\"A report\" didn't come")) << all[2].action.en;
  EXPECT_TRUE(has(all[3].action.en, "couldn't be told")) << all[3].action.en;
  EXPECT_TRUE(has(all[4].action.en, "came, and must not")) << all[4].action.en;
  EXPECT_EQ(all[4].causes.size(), 1U);
  EXPECT_TRUE(has(all[5].action.en, "Middle village leader Wang Fang: duties unanswered: 1"));
  for (const auto& one : all) EXPECT_FALSE(one.action.zh.empty());
}

// Where the time went decides what is proposed.
TEST_F(ProposalsTest, OfAVillageInWhichPeopleWereCaughtTheyNameTheStageThatTookTheTime) {
  auto& night = night_.record.villages["middle"];
  EXPECT_TRUE(has(proposals()[0], "warned 40 min before, and nobody answered")) << proposals()[0];
  night.danger_at = night_.at(15);
  EXPECT_TRUE(has(proposals()[0], "no warning before the danger")) << proposals()[0];
  night.danger_at = night_.at(60);
  const FactId duty = night_.call(30, "middle", "wang");
  night_.answer(32, duty, "wang");
  EXPECT_TRUE(has(proposals()[0], "answered, and nobody moved")) << proposals()[0];
  night.told_at = night_.at(55);
  EXPECT_TRUE(has(proposals()[0], "moving 5 min before. Order people to leave sooner"));
  night.told_at = night_.at(35);
  EXPECT_TRUE(has(proposals()[0], "moving 25 min before. Clear faster")) << proposals()[0];
}

TEST_F(ProposalsTest, GapsOfOnePersonAtOnePlaceAreOne) {
  night_.call(70, "middle", "wang");
  night_.call(80, "middle", "wang");
  night_.call(80, "lower", "zhao");
  const auto all = proposals();
  ASSERT_EQ(all.size(), 3U);
  EXPECT_TRUE(has(all[1], "Wang Fang: duties unanswered: 3, calls: 3")) << all[1];
  EXPECT_TRUE(has(all[2], "Zhao Lei: duties unanswered: 1")) << all[2];
}

TEST_F(ProposalsTest, NothingWhereAllWasMet) {
  night_.scenario.expectations.pop_back();
  for (const auto& told : night_.record.facts)
    if (told.fact.has_obligation_opened() && told.fact.obligation_opened().area() == "middle") {
      const FactId duty = told.id;
      night_.answer(26, duty, "wang");
      break;
    }
  EXPECT_TRUE(proposals().empty());
}

}  // namespace
}  // namespace fenghuo::cli

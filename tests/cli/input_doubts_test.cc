// Files of observations that can be read and are wrong all the same.
#include "cli/input_doubts.h"

#include <gmock/gmock.h>

#include <fstream>

#include "cli/replay_input.h"
#include "tests/rules/rig.h"
#include "tests/temporary_folder.h"

namespace fenghuo::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

wire::PlanChanged plan() {
  wire::PlanChanged change;
  change.set_version("1");
  wire::Plan& plan = *change.mutable_plan();
  plan.set_id("430999102000");
  add_village(plan, "A");
  add_station(plan, "0061230101", {"A"});
  *plan.add_rules() = make_rule("rain", {{"yellow", "rain.sum(duration('1h')) >= 45"}});
  return change;
}

InputDoubts doubts_of(const std::vector<std::string>& rows) {
  const TemporaryFolder folder;
  const std::string path = folder / "in.csv";
  {
    std::ofstream out(path);
    out << "time,station,property,value\n";
    for (const auto& row : rows) out << "2026-07-15T" << row << "\n";
  }
  Session session;
  const auto file = adapters::ObservationFile::open(path);
  EXPECT_TRUE(file);
  const ReplayTakes takes{[](FactId, Instant, const wire::Fact&) {}};
  const auto doubts = replay_input(**file, plan(), takes, session);
  EXPECT_TRUE(doubts);
  EXPECT_EQ(session.status, good);
  return doubts ? *doubts : InputDoubts{};
}

TEST(InputDoubts, AreNoneInOrderOfTime) {
  const auto doubts =
      doubts_of({"08:00:00+08:00,0061230101,rain,1", "08:10:00+08:00,0061230101,rain_cumulative,2",
                 "08:00:00+08:00,0061230101,rain_5min,1"});
  EXPECT_EQ(doubts.late_after, std::chrono::minutes{10});
  EXPECT_THAT(doubts.texts(plan().plan(), "in.csv"), IsEmpty());
}

TEST(InputDoubts, TellOfLinesThatCameTooLate) {
  const auto doubts =
      doubts_of({"08:00:00+08:00,0061230101,rain,1", "09:00:00+08:00,0061230101,rain,1",
                 "08:49:59+08:00,0061230101,rain,1", "08:50:00+08:00,0061230101,rain,1"});
  EXPECT_EQ(doubts.lines_late, 1U);
  const auto texts = doubts.texts(plan().plan(), "in.csv");
  ASSERT_EQ(texts.size(), 1U);
  EXPECT_THAT(texts[0].zh, HasSubstr("有 1 行比前面的行早"));
  EXPECT_THAT(texts[0].en, HasSubstr("tail -n +2 in.csv | sort"));
}

TEST(InputDoubts, NameStationsAndPropertiesThatNobodyKnows) {
  const auto doubts = doubts_of({"08:00:00+08:00,61230101,rain,1", "08:00:00+08:00,61230101,rian,1",
                                 "08:05:00+08:00,0061230101,rian,1"});
  EXPECT_THAT(doubts.stations, ElementsAre("61230101"));
  EXPECT_THAT(doubts.properties, ElementsAre("rian"));
  const auto texts = doubts.texts(plan().plan(), "in.csv");
  ASSERT_EQ(texts.size(), 2U);
  EXPECT_THAT(texts[0].en, HasSubstr("did you mean '0061230101'?"));
  EXPECT_THAT(texts[1].zh, HasSubstr("是否为“rain”？"));
}

TEST(InputDoubts, ReorderSaysHowFarBehindALineMayBe) {
  wire::PlanChanged change = plan();
  change.mutable_plan()->set_reorder_ms(30'000);
  EXPECT_EQ(late_after(change.plan()), std::chrono::seconds{30});
}

}  // namespace
}  // namespace fenghuo::cli

// Somebody who has several things to do, and people who see that the shelter has no water.
#include "simulator/people.h"

#include <gmock/gmock.h>

#include "playbooks/evacuation.h"
#include "tests/simulator/night_rig.h"

namespace fenghuo::simulator {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

// B is as A is, and its leader holds both duties.
wire::PlanChanged two_villages() {
  auto change = night_plan();
  auto& plan = *change.mutable_plan();
  auto& b = *plan.add_villages() = plan.villages(0);
  b.set_id("B");
  plan.mutable_stations(0)->add_covers("B");
  plan.add_people()->set_id("leader-b");
  for (const char* duty : {"village_leader", "warning_officer"}) {
    auto& entry = *plan.add_roster();
    entry.set_area("B");
    entry.set_duty(duty);
    entry.set_holder("leader-b");
  }
  return change;
}

TEST(PeopleTest, WhoeverIsSentToTwoVillagesIsAtTheSecondHalfAnHourAfterTheFirst) {
  Scenario night = small_night();
  night.end = at(180);
  for (const char* person : {"leader", "officer", "deputy", "leader-b"})
    night.failures.push_back(failing(std::string("person/") + person));
  const auto record = play(night, two_villages());
  const auto a = record.villages.at("A").told_at;
  const auto b = record.villages.at("B").told_at;
  ASSERT_TRUE(a && b);
  EXPECT_EQ(std::max(*a, *b) - std::min(*a, *b), kFromOutside);
}

TEST(PeopleTest, WhoeverLivesInTheVillageCallsItOutWhateverElseThereIsToDo) {
  auto change = night_plan();
  auto& duty = *change.mutable_plan()->mutable_roster(0);
  ASSERT_EQ(duty.duty(), "village_leader");
  duty.set_holder("officer");  // both duties
  EXPECT_EQ(play(small_night(), change).villages.at("A").told_at, at(11, 2));
}

TEST(PeopleTest, DoorsAreVisitedOneAfterTheOther) {
  auto change = night_plan();
  auto& plan = *change.mutable_plan();
  plan.add_people()->set_id("li");
  for (const char* id : {"h1", "h2"}) {
    auto& household = *plan.add_households();
    household.set_id(id);
    household.set_village("A");
    household.set_people(2);
    household.set_need_help(1);
    household.set_helper("li");
  }
  const auto record = play(small_night(), change);
  std::vector<Instant> safe;
  for (const auto& group : record.villages.at("A").groups)
    if (group.id == "h1" || group.id == "h2") safe.push_back(group.safe_at.value_or(Instant{}));
  ASSERT_THAT(safe, SizeIs(2));
  EXPECT_EQ(safe[1] - safe[0], kToTheDoor);
}

std::vector<RecordedFact> reports_of(const Scenario& night) {
  return facts_of(play(night), wire::Fact::kReportTaken);
}

TEST(PeopleTest, WhoeverIsAtAShelterWithoutWaterTellsItOnce) {
  Scenario night = small_night();
  EXPECT_THAT(reports_of(night), IsEmpty());
  night.failures = {failing("water/A")};
  const auto reports = reports_of(night);
  ASSERT_THAT(reports, SizeIs(1));
  EXPECT_EQ(reports[0].at, at(13, 2)) << "the first who arrive";
  const auto& report = reports[0].fact.report_taken();
  EXPECT_EQ(report.kind(), playbooks::kNoWater);
  EXPECT_EQ(report.area(), "A");
  EXPECT_FALSE(report.reporter().empty());
}

TEST(PeopleTest, WithoutATelephoneItIsToldOnceThereIsOne) {
  Scenario night = small_night();
  night.failures = {failing("water/A"), failing("network/A", at(12), at(50))};
  const auto reports = reports_of(night);
  ASSERT_THAT(reports, SizeIs(1));
  EXPECT_EQ(reports[0].at, at(53, 2)) << "tried again every ten minutes";
}

}  // namespace
}  // namespace fenghuo::simulator

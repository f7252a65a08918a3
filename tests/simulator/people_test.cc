// Somebody who has several things to do, and people who see that the shelter has no water.
#include "simulator/people.h"

#include <gmock/gmock.h>

#include "playbooks/evacuation.h"
#include "tests/simulator/night_rig.h"

namespace fenghuo::simulator {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::IsEmpty;
using ::testing::Ne;
using ::testing::Not;
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

Behaviour away(const std::string& person, Instant from, Instant until = Instant::max()) {
  return {.person = person, .from = from, .until = until, .does = Does::away};
}

// Who told a number of people after that time.
std::vector<std::string> counted_after(const Scenario& night, Instant time) {
  std::vector<std::string> persons;
  for (const auto& told : facts_of(play(night), wire::Fact::kObligationAnswered)) {
    const auto& answered = told.fact.obligation_answered();
    if (told.at > time && answered.kind() == wire::Answer::MOVED)
      persons.push_back(answered.answered_by());
  }
  return persons;
}

// All are at the shelter by 20:31:02, when numbers are told the second time.
TEST(PeopleTest, WhoeverIsAwayCountsNobody) {
  Scenario night = small_night();
  const auto usual = counted_after(night, at(25));
  ASSERT_THAT(usual, Not(IsEmpty()));
  const std::string first = usual.front();
  const std::string second = first == "leader" ? "officer" : "leader";
  night.behaviours = {away(first, at(25))};
  EXPECT_THAT(counted_after(night, at(25)), AllOf(Contains(second), Not(Contains(first))));
  night.behaviours.push_back(away(second, at(25)));
  EXPECT_THAT(counted_after(night, at(25)), Each(AllOf(Ne(first), Ne(second))));
}

TEST(PeopleTest, WhoeverIsAwayByThenDoesNotAnswer) {
  Scenario night = small_night();
  night.behaviours = {away("leader", at(10, 30)), away("officer", at(10, 30))};
  const auto record = play(night);
  for (const auto& told : facts_of(record, wire::Fact::kObligationAnswered))
    EXPECT_NE(told.fact.obligation_answered().answered_by(), "leader");
  EXPECT_NE(record.villages.at("A").told_at, at(11, 2));
}

// Would be at the door at 20:16:02, and at the shelter 15 minutes later.
TEST(PeopleTest, WhoeverIsAwayGoesToNoDoorUntilBack) {
  auto change = night_plan();
  auto& plan = *change.mutable_plan();
  plan.add_people()->set_id("li");
  auto& household = *plan.add_households();
  household.set_id("h1");
  household.set_village("A");
  household.set_people(2);
  household.set_need_help(1);
  household.set_helper("li");
  Scenario night = small_night();
  night.dangers[0].at = at(110);
  night.behaviours = {away("li", at(13), at(30))};
  const auto& record = play(night, change);
  const auto& groups = record.villages.at("A").groups;
  const auto h1 = std::find_if(groups.begin(), groups.end(),
                               [](const Group& group) { return group.id == "h1"; });
  ASSERT_TRUE(h1 != groups.end() && h1->safe_at);
  EXPECT_GE(*h1->safe_at, at(30) + kFetching);
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

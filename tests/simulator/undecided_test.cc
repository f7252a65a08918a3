#include "simulator/undecided.h"

#include "tests/simulator/night_rig.h"

namespace fenghuo::simulator {
namespace {

NightRecord record_of(std::vector<Group> groups) {
  NightRecord record;
  record.villages["A"] = {.groups = std::move(groups), .told_at = {}, .danger_at = at(40)};
  record.villages["B"].groups = {{.id = "b", .people = 3}};  // in no danger
  return record;
}

TEST(UndecidedTest, AVillageIsUntilItsDangerHasCome) {
  const NightRecord record = record_of({{.id = "h1", .people = 2}});
  Undecided undecided({}, record);
  EXPECT_TRUE(undecided.any(at(39)));
  EXPECT_TRUE(undecided.any(at(40))) << "of that very moment something may still be told";
  EXPECT_FALSE(undecided.any(at(40, 1)));
}

TEST(UndecidedTest, AVillageIsUntilAllOfItAreSafe) {
  NightRecord record = record_of({{.id = "h1", .people = 2}, {.id = "h2", .people = 2}});
  auto& groups = record.villages.at("A").groups;
  Undecided undecided({}, record);
  groups[1].safe_at = at(10);
  EXPECT_TRUE(undecided.any(at(10)));
  groups[0].safe_at = at(11);
  EXPECT_FALSE(undecided.any(at(11)));
}

TEST(UndecidedTest, WhereSomebodyGoesHomeAgainItIsUntilTheDanger) {
  const NightRecord record = record_of({{.id = "h1", .people = 2, .safe_at = at(5)}});
  Scenario scenario;
  scenario.goings_back = {{.household = "b"}};
  EXPECT_FALSE(Undecided(scenario, record).any(at(6))) << "of the village in no danger";
  scenario.goings_back = {{.household = "h1"}};
  EXPECT_TRUE(Undecided(scenario, record).any(at(39)));
}

TEST(UndecidedTest, WithoutDangerNothingIs) {
  NightRecord record = record_of({{.id = "h1", .people = 2}});
  record.villages.at("A").danger_at.reset();
  EXPECT_FALSE(Undecided({}, record).any(at(0)));
}

// As many are caught as in the whole night, whatever fails and whoever sleeps; and it ends sooner.
TEST(UndecidedTest, ANightThatEndsThereCatchesAsMany) {
  const auto beginning = beginning_of();
  Scenario night = small_night();
  night.chances = {.asleep = 0.4, .promises = 0.2, .slower = 3, .danger_shift_h = 0.4};
  night.end = at(200);
  bool some_caught = false;
  bool some_sooner = false;
  for (std::uint64_t seed = 1; seed <= 30; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    night.seed = seed;
    const NightRecord whole = play_night(beginning, night);
    const NightRecord cut = play_until_decided(beginning, night);
    EXPECT_EQ(cut.villages.at("A").caught(), whole.villages.at("A").caught());
    EXPECT_LE(cut.records, whole.records);
    some_caught |= cut.caught() > 0;
    some_sooner |= cut.records < whole.records && cut.caught() == 0;
  }
  EXPECT_TRUE(some_caught && some_sooner);
}

}  // namespace
}  // namespace fenghuo::simulator

// routines.yaml, messages/*.yaml and the everyday parts of the other files.
#include "adapters/plan/reviews.h"
#include "tests/adapters/plan/spoilt_plan.h"

namespace fenghuo::adapters {
namespace {

constexpr const char* kRoutines = R"(routines:
  - id: patrol
    title: {zh: 巡查, en: patrol}
    task: {zh: "看{name}", en: "look at {name}"}
    for_each: village
    who: village_leader
    every: 240h
    in_response: {orange: 6h, red: 1h}
)";
constexpr const char* kMessages = R"(messages:
  - id: leaders
    playbook: warn-and-call
    for: [village_leader]
    text: {zh: "{village}：{action}，{deadline} 前", en: "{village}: {action} by {deadline}"}
)";

class RoutineFilesTest : public PlanTest {
 protected:
  RoutineFilesTest() {
    write("routines.yaml", kRoutines);
    write("messages/warning-officer.yaml", kMessages);
  }
};

TEST_F(RoutineFilesTest, AreRead) {
  EXPECT_TRUE(faults().empty());
  const auto plan = load_plan(PlanTest::plan()).change.plan();
  ASSERT_EQ(plan.routines_size(), 1);
  const auto& patrol = plan.routines(0);
  EXPECT_EQ(patrol.for_each(), wire::Routine::VILLAGE);
  EXPECT_EQ(patrol.every_ms(), 240LL * 3'600'000);
  ASSERT_EQ(patrol.paces_size(), 2);
  EXPECT_EQ(patrol.paces(1).every_ms(), 3'600'000);
  ASSERT_EQ(plan.messages_size(), 1);
  EXPECT_EQ(plan.messages(0).audience(0), "village_leader");
  EXPECT_GT(plan.contact_test().every_ms(), 0);
  EXPECT_FALSE(plan.people(0).confirmed().empty());
}

TEST_F(RoutineFilesTest, WhatIsWrongHasItsPlace) {
  replace("routines.yaml", "for_each: village", "for_each: valley");
  expect_fault(place("routines.yaml", "valley"), "for_each is township");
}

TEST_F(RoutineFilesTest, ARoutineThatStandsTwice) {
  write("routines.yaml", std::string(kRoutines) + std::string(kRoutines).substr(10));
  expect_fault("routines.yaml:9:", "stands twice");
}

TEST_F(RoutineFilesTest, AMessageWithoutItsDeadline) {
  replace("messages/warning-officer.yaml", " by {deadline}", "");
  expect_fault(place("messages/warning-officer.yaml", "{zh: \"{village}：{action}，"), "by when");
}

TEST_F(RoutineFilesTest, ATimeOfDayThatIsNone) {
  replace("plan.yaml", "night: {from: \"22:00\"", "night: {from: \"25:00\"");
  expect_fault(place("plan.yaml", "\"25:00\""), "a time of day is written");
}

TEST_F(RoutineFilesTest, AGatewayThatIsToEchoOrNot) {
  replace("plan.yaml", "secret: \"env:FENGHUO_EXERCISE_WEBHOOK_SECRET\"}",
          "secret: \"env:FENGHUO_EXERCISE_WEBHOOK_SECRET\", echo: always}");
  expect_fault(place("plan.yaml", "always"), "echo is required");
}

TEST_F(RoutineFilesTest, ANumberThatNobodyHasConfirmedForAYear) {
  auto loaded = load_plan(plan());
  const auto before = loaded.notices.size();
  note_reviews_due(loaded, "2036-01-01");
  EXPECT_GT(loaded.notices.size(), before);
}

TEST_F(RoutineFilesTest, ARoleThatIsNeitherAlwaysNorInAnEmergency) {
  replace("roster.csv", ",emergency\n", ",at night\n");
  EXPECT_NE(faults().size(), 0u);
  EXPECT_NE(to_string(faults()[0], Language::en).find("when is emergency"), std::string::npos);
}

// A way out that the water cuts: the issue's own counter-example.
class RoutesTest : public PlanTest {
 protected:
  void add_features(const std::string& features) {
    replace("areas.geojson", "\"features\": [", "\"features\": [" + features + ",");
  }
  static std::string route(const std::string& points, const std::string& village = "shangxi") {
    return R"({"type":"Feature","properties":{"kind":"route","id":"r1","village":")" + village +
           R"("},"geometry":{"type":"LineString","coordinates":)" + points + "}}";
  }
  static std::string zone() {
    return R"({"type":"Feature","properties":{"kind":"flood_zone","id":"z1"},"geometry":)"
           R"({"type":"Polygon","coordinates":[[[10,10],[12,10],[12,12],[10,12],[10,10]]]}})";
  }
  bool has_route_fault() {
    for (const auto& fault : faults())
      if (to_string(fault, Language::en).find("leads through the flooded area 'z1'") !=
          std::string::npos)
        return true;
    return false;
  }
  std::string village() const { return load_plan(plan()).change.plan().villages(0).id(); }
};

TEST_F(RoutesTest, ThroughTheWaterIsAFaultWithItsPlace) {
  add_features(zone() + "," + route("[[9,11],[13,11]]", village()));
  expect_fault("areas.geojson:", "leads through the flooded area 'z1' (near 13.00000, 11.00000)");
}

TEST_F(RoutesTest, AroundItIsNone) {
  add_features(zone() + "," + route("[[9,11],[9,13],[13,13]]", village()));
  EXPECT_FALSE(has_route_fault());
}

TEST_F(RoutesTest, OutOfItIsNoneAndBackIntoItIs) {
  add_features(zone() + "," + route("[[11,11],[13,11]]", village()));
  EXPECT_FALSE(has_route_fault()) << "the village itself floods";
}

TEST_F(RoutesTest, OutAndThroughAgainIsOne) {
  add_features(zone() + "," + route("[[11,11],[13,11],[9,10.5]]", village()));
  EXPECT_TRUE(has_route_fault());
}

TEST_F(RoutesTest, OfAVillageThatIsNotThere) {
  add_features(route("[[1,1],[2,2]]", "nowhere"));
  expect_fault("areas.geojson:", "no village 'nowhere'");
}

}  // namespace
}  // namespace fenghuo::adapters

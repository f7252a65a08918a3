// What people, villages, stations and channels need, as plans write it.
#include "playbooks/channels.h"
#include "tests/adapters/plan/spoilt_plan.h"

namespace fenghuo::adapters {
namespace {

template <class List>
std::string joined(const List& list) {
  std::string all;
  for (const auto& one : list) all += (all.empty() ? "" : " ") + one;
  return all;
}

TEST_F(PlanTest, ReadsWhatThingsNeed) {
  const auto loaded = load_plan(PlanTest::plan());
  const auto& plan = loaded.change.plan();
  EXPECT_EQ(joined(plan.villages(2).depends_on()), "power-shangxi tower-2");
  EXPECT_EQ(joined(plan.people(0).depends_on()), "telecom");
  EXPECT_EQ(joined(plan.people(1).depends_on()), "unicom");
  EXPECT_EQ(joined(plan.stations(0).depends_on()), "tower-1");
  ASSERT_EQ(plan.channels_size(), 2);
  EXPECT_EQ(plan.channels(0).channel(), "webhook");
  EXPECT_EQ(joined(plan.channels(0).depends_on()), "telecom");
  EXPECT_EQ(plan.channels(1).channel(), "satellite_phone");
}

TEST_F(PlanTest, APersonMayNeedSeveralThingsOrNothing) {
  replace("people.csv", "0000-1001,,2026-04-13,telecom", "0000-1001,,2026-04-13,telecom；mast");
  replace("people.csv", "0000-1002,,2026-04-13,unicom", "0000-1002,,2026-04-13,");
  const auto plan = load_plan(PlanTest::plan()).change.plan();
  EXPECT_EQ(joined(plan.people(0).depends_on()), "telecom mast");
  EXPECT_EQ(plan.people(1).depends_on_size(), 0);
}

TEST_F(PlanTest, AChannelMaySayHowFastItIs) {
  replace("plan.yaml", "webhook: {depends_on: [telecom]}", "webhook: {rate_per_s: 2.5}");
  const auto plan = load_plan(PlanTest::plan()).change.plan();
  EXPECT_EQ(plan.channels(0).rate_per_s(), 2.5);
  EXPECT_EQ(plan.channels(0).depends_on_size(), 0);
}

TEST_F(PlanTest, AChannelThatTellsNobody) {
  replace("plan.yaml", "webhook: {depends_on: [telecom]}", "webhook: {rate_per_s: 0}");
  expect_fault(place("plan.yaml", "0}"), "people a second");
}

TEST_F(PlanTest, AChannelThatIsNone) {
  replace("plan.yaml", "  webhook: {depends_on", "  webhok: {depends_on");
  expect_fault(place("plan.yaml", "webhok"), "did you mean 'webhook'");
}

TEST_F(PlanTest, AChannelThatDoesNotSayWhatItNeeds) {
  replace("plan.yaml", "webhook: {depends_on: [telecom]}", "webhook: {needs: [telecom]}");
  const auto found = faults();
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(to_string(found[0], Language::en).substr(0, 10), "plan.yaml:");
  EXPECT_NE(found[0].text.en.find("'depends_on' is missing"), std::string::npos);
  EXPECT_NE(found[1].text.en.find("unknown key 'needs'"), std::string::npos);
}

TEST_F(PlanTest, NeedsThatAreNoList) {
  replace("areas.geojson", "\"depends_on\": [\"power-yuantou\", \"tower-1\"]",
          "\"depends_on\": \"power-yuantou\"");
  expect_fault(place("areas.geojson", "\"power-yuantou\""), "a list belongs here");
}

// The reader has a list of its own: adapters know nothing of playbooks.
TEST_F(PlanTest, EveryChannelMayHaveNeeds) {
  std::string all;
  for (const auto channel : playbooks::kChannels)
    if (channel != "webhook" && channel != "satellite_phone")
      all += "  " + std::string(channel) + ": {depends_on: [x]}\n";
  replace("plan.yaml", "  webhook: {depends_on", all + "  webhook: {depends_on");
  EXPECT_TRUE(faults().empty()) << to_string(faults()[0], Language::en);
  EXPECT_EQ(load_plan(PlanTest::plan()).change.plan().channels_size(),
            std::ssize(playbooks::kChannels));
}

}  // namespace
}  // namespace fenghuo::adapters

// Groups that are chosen for a world in which the harmful pairs are known, and in which more
// failures never catch fewer: what is left open are these, after a small part of the nights.
#include "simulator/group_nights.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "engine/plan.pb.h"

namespace fenghuo::simulator {
namespace {

using Pair = std::vector<std::string>;

constexpr int kVillages = 30;

std::string village(int i) {
  return "v" + std::to_string(i);
}

// Each village has a way, power and a network; the channels are everybody's.
class PlantedWorld {
 public:
  PlantedWorld() {
    std::vector<std::string> elements{"channel/a", "channel/b", "channel/c"};
    for (int i = 0; i < kVillages; ++i) {
      plan_.add_villages()->set_id(village(i));
      villages_.push_back(village(i));
      for (const char* kind : {"way/", "power/", "network/"}) elements.push_back(kind + village(i));
    }
    std::sort(elements.begin(), elements.end());
    for (std::size_t i = 0; i < elements.size(); ++i)
      for (std::size_t k = i + 1; k < elements.size(); ++k)
        pairs_.push_back({elements[i], elements[k]});
    for (const auto& element : elements) singles_.push_back(play({element}));
  }

  FailureResult play(std::vector<std::string> elements) const {
    FailureResult result{.elements = std::move(elements)};
    const std::set<std::string> failed(result.elements.begin(), result.elements.end());
    const auto harm = [&](const std::string& where, std::uint32_t people) {
      result.caught[where] = std::max(result.caught[where], people);
    };
    for (const auto& way : {"way/v3", "way/v7", "way/v11"})
      if (failed.contains(way)) harm(std::string(way).substr(4), 60);
    for (const auto& pair : planted())
      if (failed.contains(pair[0]) && failed.contains(pair[1])) harm(village_of(pair), 20);
    return result;
  }
  static std::vector<Pair> planted() {
    return {{"channel/a", "network/v12"},
            {"channel/b", "network/v3"},
            {"network/v20", "network/v21"},
            {"network/v5", "power/v5"},
            {"power/v3", "power/v9"}};
  }
  // Where the pair does harm: in v3 a road alone does more, and hides nothing of it.
  static std::string village_of(const Pair& pair) { return pair[1].substr(pair[1].find('/') + 1); }

  ClearedPairs all() const { return {play({}), singles_, pairs_, villages_}; }
  std::vector<FailureResult> play_all(const std::vector<std::vector<std::string>>& groups) const {
    std::vector<FailureResult> nights;
    for (const auto& group : groups) nights.push_back(play(group));
    return nights;
  }
  PairOrder order() const { return PairOrder(plan_); }
  const std::vector<Pair>& pairs() const { return pairs_; }

 private:
  wire::Plan plan_;
  std::vector<std::string> villages_;
  std::vector<Pair> pairs_;
  std::vector<FailureResult> singles_;
};

TEST(GroupNightsTest, LeaveThePlantedPairsOpenAndFewOthers) {
  const PlantedWorld world;
  for (const std::uint64_t seed : {1U, 2U, 3U, 4U, 5U}) {
    SCOPED_TRACE(seed);
    ClearedPairs pairs = world.all();
    GroupNights groups(pairs, world.order(), seed);
    std::size_t nights = 0;
    for (auto batch = groups.next(); !batch.empty(); batch = groups.next()) {
      nights += batch.size();
      groups.learn(world.play_all(batch));
    }
    for (const auto& planted : PlantedWorld::planted())
      EXPECT_TRUE(pairs.is_open(planted)) << planted[0] << " + " << planted[1];
    EXPECT_LT(nights + pairs.open(), world.pairs().size() / 4);
  }
}

TEST(GroupNightsTest, HaveOneElementOfAVillageOrTheTwoOfAnOpenPair) {
  const PlantedWorld world;
  ClearedPairs pairs = world.all();
  GroupNights groups(pairs, world.order(), 1);
  const PairOrder order = world.order();
  for (auto batch = groups.next(); !batch.empty(); batch = groups.next()) {
    for (const auto& group : batch) {
      EXPECT_TRUE(std::is_sorted(group.begin(), group.end()));
      std::map<std::string_view, std::vector<std::string>> by_village;
      for (const auto& element : group) by_village[order.village_of(element)].push_back(element);
      EXPECT_LE(by_village[""].size(), 1U) << "what is shared stands in for what is shared";
      for (const auto& [of, elements] : by_village)
        EXPECT_TRUE(elements.size() <= 1 || (elements.size() == 2 && pairs.is_open(elements)));
    }
    groups.learn(world.play_all(batch));
  }
}

TEST(GroupNightsTest, AreTheSameForTheSameSeed) {
  const PlantedWorld world;
  ClearedPairs first = world.all();
  ClearedPairs second = world.all();
  EXPECT_EQ(GroupNights(first, world.order(), 7).next(),
            GroupNights(second, world.order(), 7).next());
}

TEST(GroupNightsTest, WhatSavesSomebodyByFailingIsInNoGroup) {
  wire::Plan plan;
  for (const char* id : {"A", "B"}) plan.add_villages()->set_id(id);
  const FailureResult base{.caught = {{"A", 5}}};
  const std::vector<FailureResult> singles{{.elements = {"power/A"}}};
  ClearedPairs pairs(base, singles,
                     {{"network/B", "power/A"}, {"network/B", "way/A"}, {"power/A", "way/A"}},
                     {"A"});
  GroupNights groups(pairs, PairOrder(plan), 1);
  const auto batch = groups.next();
  ASSERT_FALSE(batch.empty());
  for (const auto& group : batch)
    EXPECT_EQ(group, (std::vector<std::string>{"network/B", "way/A"}));
}

}  // namespace
}  // namespace fenghuo::simulator

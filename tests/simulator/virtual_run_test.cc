#include "simulator/virtual_run.h"

#include <gtest/gtest.h>

#include "tests/rules/rig.h"

namespace fenghuo::simulator {
namespace {

using std::chrono::minutes;

wire::PlanChanged plan() {
  wire::PlanChanged change;
  add_village(*change.mutable_plan(), "A");
  add_station(*change.mutable_plan(), "S1", {"A"});
  *change.mutable_plan()->add_rules() = make_rule("flow", {{"red", "flow.last() >= 5.0"}});
  return change;
}

struct Facts {
  std::vector<std::string> words;
  PassingLog::Take take() {
    return [this](std::span<const Entry> entries) {
      for (const auto& entry : entries)
        for (const auto& bytes : entry.facts) {
          wire::Fact fact;
          EXPECT_TRUE(fact.ParseFromString(bytes));
          words.push_back(words_of(fact) + " +" +
                          std::to_string((entry.record.header.recorded_at - kStart) / minutes{1}));
        }
    };
  }
};

std::vector<Submission> flow(Instant at, std::int64_t value) {
  ObservationBlock block;
  block.sources.push_back({"S1", "flow", 0});
  block.rows.push_back({.observed_at = at, .value = value});
  return {std::move(block)};
}

TEST(VirtualRunTest, TimersFireEachAtItsOwnTime) {
  Machine machine(Rig::rules_only());
  Facts facts;
  VirtualRun run(machine, facts.take());
  run.begin(kStart, "test", plan());
  run.submit(flow(kStart, 9));
  run.advance_to(kStart + minutes{60});
  EXPECT_EQ(run.now(), kStart + minutes{60});
  // Silent after two intervals of five minutes, not when time was looked at.
  EXPECT_EQ(facts.words,
            (std::vector<std::string>{"plan  +0", "raised flow A red +0", "silent S1 +10"}));
}

TEST(VirtualRunTest, ACopyGoesOnWhereItsOriginalWas) {
  Machine machine(Rig::rules_only());
  VirtualRun beginning(machine, [](std::span<const Entry>) {});
  beginning.begin(kStart, "test", plan());
  Machine copy = machine.copy();
  Facts facts;
  VirtualRun run(copy, facts.take(), beginning.head());
  EXPECT_EQ(run.now(), kStart);
  EXPECT_EQ(run.head().next, beginning.head().next);
  run.submit(flow(kStart, 9));
  EXPECT_EQ(facts.words, (std::vector<std::string>{"raised flow A red +0"}));
  EXPECT_NE(copy.state_hash(), machine.state_hash()) << "the original is as it was";
}

}  // namespace
}  // namespace fenghuo::simulator

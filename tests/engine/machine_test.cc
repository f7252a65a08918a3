#include "engine/machine.h"

#include <gtest/gtest.h>

#include "tests/engine/summing_stage.h"

namespace fenghuo {
namespace {

constexpr Instant kNow = instant_ms(1784075700000);

class MachineTest : public ::testing::Test {
 protected:
  Turn::Conclusions apply(wire::Event event, Instant now = kNow) {
    auto happening = machine_.interpret(std::move(event), now);
    EXPECT_TRUE(happening) << happening.error().text.en;
    return machine_.apply({{offset_++}, now, Retention::permanent}, *happening);
  }
  void register_datastream() {
    wire::Event event;
    auto& entry = *event.mutable_datastreams_registered()->add_datastreams();
    entry.set_station("A");
    entry.set_property("rain");
    entry.set_decimals(1);
    apply(event);
  }
  wire::Event observe(std::int64_t value, Instant sent_at) {
    wire::Event event;
    const std::vector<Observation> rows{{{0}, Quality::not_evaluated, sent_at, sent_at, value}};
    const std::vector<Frame> frames{{1, 9, sent_at}};
    *event.mutable_observations() = encode_observations(rows, frames, kNow);
    return event;
  }

  Machine machine_ = summing_machine();
  std::uint64_t offset_ = 0;
};

TEST_F(MachineTest, RunsItsStagesOverEvents) {
  register_datastream();
  apply(observe(5, kNow));
  apply(observe(7, kNow));
  const auto conclusions = apply(report("now"));
  ASSERT_EQ(conclusions.facts.size(), 1u);
  EXPECT_EQ(conclusions.facts[0].report_taken().text(), "12");
}

// Two reports of "safe" that are one, sent again by a gateway, must not end a danger.
TEST_F(MachineTest, AReportThatComesAgainCountsOnce) {
  wire::Event sent = report("now");
  sent.mutable_report()->set_source_id("gateway e1");
  EXPECT_EQ(apply(sent).facts.size(), 1u);
  EXPECT_TRUE(apply(sent).facts.empty());
  sent.mutable_report()->set_recorded_by("town");
  EXPECT_TRUE(apply(sent).facts.empty()) << "the same, sent by another";
  sent.mutable_report()->set_text("then");
  EXPECT_EQ(apply(sent).facts.size(), 1u) << "another, of a gateway that counts anew";
  sent.mutable_report()->set_source_id("gateway e2");
  EXPECT_EQ(apply(sent).facts.size(), 1u);
  sent.mutable_report()->clear_source_id();
  EXPECT_EQ(apply(sent).facts.size(), 1u);
  EXPECT_EQ(apply(sent).facts.size(), 1u) << "two without an id are two";
}

// A gateway that pours out reports must not make a command count twice.
TEST_F(MachineTest, ReportsDoNotPushCommandsOut) {
  wire::Event command;
  command.mutable_command()->set_command_id("c1");
  command.mutable_command()->set_person_id("p1");
  command.mutable_command()->mutable_retract();
  EXPECT_FALSE(machine_.came_before(command));
  apply(command);
  wire::Event sent = report("now");
  sent.mutable_report()->set_source_id("first");
  const wire::Event first = sent;
  apply(first);
  EXPECT_TRUE(machine_.came_before(first));
  for (std::size_t i = 0; i < kIdsRemembered; ++i) {
    sent.mutable_report()->set_source_id(std::to_string(i));
    apply(sent);
  }
  EXPECT_FALSE(machine_.came_before(first)) << "as many as are remembered came after it";
  EXPECT_TRUE(machine_.came_before(command));
  Machine loaded = summing_machine();
  ASSERT_TRUE(loaded.load(machine_.save()));
  EXPECT_TRUE(loaded.came_before(command));
  EXPECT_TRUE(loaded.came_before(sent));
}

TEST_F(MachineTest, FiresTimersOnlyInARecordOfTime) {
  register_datastream();
  apply(observe(5, kNow));
  ASSERT_EQ(machine_.next_timer(), kNow + std::chrono::minutes{1});
  const Instant later = kNow + std::chrono::minutes{2};
  EXPECT_EQ(apply(report("late"), later).facts.size(), 1u);
  wire::Event time_passed;
  time_passed.mutable_time_passed();
  const auto conclusions = apply(time_passed, later);
  ASSERT_EQ(conclusions.facts.size(), 1u);
  EXPECT_EQ(conclusions.facts[0].report_taken().kind(), "timer");
  EXPECT_FALSE(machine_.next_timer());
}

TEST_F(MachineTest, OwesAnEffectUntilItIsReported) {
  apply(report("hello"));
  ASSERT_EQ(machine_.outbox().owed().size(), 1u);
  const EffectId id = machine_.outbox().owed().begin()->first;
  EXPECT_EQ(id, (EffectId{{0}, 0}));
  wire::Event reported;
  reported.mutable_effect_reported()->set_offset(id.offset.value);
  reported.mutable_effect_reported()->set_index(id.index);
  EXPECT_EQ(apply(reported).facts.at(0).report_taken().kind(), "settled");
  EXPECT_TRUE(machine_.outbox().owed().empty());
  EXPECT_TRUE(apply(reported).facts.empty()) << "a report that comes twice settles nothing";
}

TEST_F(MachineTest, SaysOnceThatAClockIsWrongAndOnceMoreAfterItWasRight) {
  register_datastream();
  const auto wrong = kNow - std::chrono::hours{5};
  const auto first = apply(observe(1, wrong));
  ASSERT_EQ(first.facts.size(), 1u);
  EXPECT_EQ(first.facts[0].clock_wrong().station(), "A");
  EXPECT_EQ(first.facts[0].clock_wrong().ahead_ms(), -5 * 3'600'000);
  EXPECT_TRUE(apply(observe(1, wrong)).facts.empty());
  EXPECT_TRUE(apply(observe(1, kNow)).facts.empty());
  EXPECT_EQ(apply(observe(1, wrong)).facts.size(), 1u);
}

TEST_F(MachineTest, TakesAPlanInItsOwnRecord) {
  wire::Event event;
  event.mutable_plan_changed()->set_version("v1");
  event.mutable_plan_changed()->mutable_plan()->set_id("430821101000");
  const auto conclusions = apply(event);
  ASSERT_EQ(conclusions.facts.size(), 1u);
  EXPECT_EQ(conclusions.facts[0].plan_activated().version(), "v1");
  EXPECT_EQ(conclusions.facts[0].plan_version(), "v1");
  EXPECT_EQ(machine_.plan().id(), "430821101000");
}

TEST_F(MachineTest, DoesNotTakeWhatDoesNotFit) {
  EXPECT_FALSE(machine_.interpret(std::string("\xff\xff\xff"), kNow));
  wire::Event unknown = observe(1, kNow);
  EXPECT_FALSE(machine_.interpret(unknown, kNow)) << "no datastream is registered";
  wire::Event skipped;
  skipped.mutable_datastreams_registered()->add_datastreams()->set_id(1);
  EXPECT_FALSE(machine_.interpret(skipped, kNow)) << "0 comes first";
  register_datastream();
  wire::Event twice;
  auto& entry = *twice.mutable_datastreams_registered()->add_datastreams();
  entry.set_id(1);
  entry.set_station("A");
  entry.set_property("rain");
  EXPECT_FALSE(machine_.interpret(twice, kNow));
}

TEST_F(MachineTest, SnapshotGivesTheSameMachine) {
  register_datastream();
  apply(observe(5, kNow - std::chrono::hours{5}));
  apply(report("x"));
  Machine loaded = summing_machine();
  ASSERT_TRUE(loaded.load(machine_.save()));
  EXPECT_EQ(loaded.state_hash(), machine_.state_hash());
  EXPECT_EQ(loaded.next_timer(), machine_.next_timer());
  Machine copied = machine_.copy();
  EXPECT_EQ(copied.state_hash(), machine_.state_hash());
  apply(observe(1, kNow));
  EXPECT_NE(copied.state_hash(), machine_.state_hash());
}

TEST_F(MachineTest, DoesNotLoadADamagedSnapshot) {
  register_datastream();
  const std::string state = machine_.save();
  Machine loaded = summing_machine();
  EXPECT_FALSE(loaded.load(state.substr(0, state.size() - 1)));
  Machine other = summing_machine();
  EXPECT_FALSE(other.load(state + "x"));
  EXPECT_EQ(other.state_hash(), summing_machine().state_hash()) << "it is as it was";
}

TEST(Machine, RefusesARegistrationThatNamesADatastreamTwice) {
  wire::Event event;
  for (std::uint32_t id = 0; id < 2; ++id) {
    auto& added = *event.mutable_datastreams_registered()->add_datastreams();
    added.set_id(id);
    added.set_station("A");
    added.set_property("rain");
  }
  EXPECT_FALSE(summing_machine().interpret(event, instant_ms(0)));
  event.mutable_datastreams_registered()->mutable_datastreams(1)->set_property("water_level");
  EXPECT_TRUE(summing_machine().interpret(event, instant_ms(0)));
}

}  // namespace
}  // namespace fenghuo

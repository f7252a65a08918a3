#include "cli/drill/unsaid.h"

#include <gtest/gtest.h>

namespace fenghuo::cli {
namespace {

constexpr Instant kDrillBegins = instant_ms(1'784'116'800'000);
Instant minute(int minutes) {
  return kDrillBegins + std::chrono::minutes{minutes};
}

wire::Event told_moved(const std::string& person, std::uint32_t people, const std::string& id) {
  wire::Event event;
  auto& command = *event.mutable_command();
  command.set_command_id(id);
  command.set_person_id(person);
  auto& answer = *command.mutable_answer();
  answer.mutable_obligation()->set_offset(7);
  answer.set_kind(wire::Answer::MOVED);
  answer.set_people_moved(people);
  return event;
}

wire::Event a_report(const std::string& text, Instant observed_at) {
  wire::Event event;
  event.mutable_report()->set_kind("crack");
  event.mutable_report()->set_text(text);
  event.mutable_report()->set_observed_at_ms(ms_of(observed_at));
  return event;
}

std::string teller_of(const Submission& submission) {
  return std::get<wire::Event>(submission).command().person_id();
}

class UnsaidTest : public ::testing::Test {
 protected:
  UnsaidTest() { rain_ = streams_.add("S1", "rain", 1); }

  void log(Instant when, const wire::Event& event) { unsaid_.find(when, event, streams_); }
  ObservationBlock reading(Instant when) const {
    ObservationBlock block;
    block.sources.push_back({"S1", "rain", 1});
    block.rows.push_back({.observed_at = when, .value = 450});
    return block;
  }
  wire::Event logged_reading(Instant when, Instant recorded_at) const {
    const std::vector<Observation> rows{
        {.datastream = rain_, .observed_at = when, .device_time = when, .value = 450}};
    wire::Event event;
    *event.mutable_observations() = encode_observations(rows, {}, recorded_at);
    return event;
  }

  Datastreams streams_;
  DatastreamId rain_;
  Unsaid unsaid_;
};

TEST_F(UnsaidTest, IsWhatWasSaidAndIsNotInTheLog) {
  unsaid_.say(minute(1), told_moved("leader", 30, "night-1"));
  unsaid_.say(minute(2), told_moved("officer", 30, "night-2"));
  unsaid_.say(minute(2), a_report("裂缝", minute(2)));
  log(minute(2), told_moved("leader", 30, "night-1-5"));
  const auto left = unsaid_.take();
  ASSERT_EQ(left.size(), 2U);
  EXPECT_EQ(teller_of(left[0]), "officer");
  EXPECT_TRUE(std::get<wire::Event>(left[1]).has_report());
  EXPECT_TRUE(unsaid_.take().empty());
}

TEST_F(UnsaidTest, NumbersAndTimesOfAnotherMomentAreTheSameWord) {
  unsaid_.say(minute(1), told_moved("leader", 30, "night-1"));
  unsaid_.say(minute(1), a_report("裂缝", minute(1)));
  log(minute(1), told_moved("leader", 31, "night-3-5"));
  log(minute(1), a_report("裂缝", minute(1) + std::chrono::seconds{2}));
  EXPECT_TRUE(unsaid_.take().empty());
}

TEST_F(UnsaidTest, WhatIsSaidTwiceIsInTheLogTwice) {
  unsaid_.say(minute(1), told_moved("leader", 30, "night-1"));
  unsaid_.say(minute(2), told_moved("leader", 35, "night-2"));
  log(minute(2), told_moved("leader", 30, "night-1-5"));
  const auto left = unsaid_.take();
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(std::get<wire::Event>(left[0]).command().answer().people_moved(), 35U);
}

TEST_F(UnsaidTest, WhatTheLogHasFirstIsNotSaidAgain) {
  log(minute(1), a_report("裂缝", minute(1)));
  unsaid_.say(minute(2), a_report("裂缝", minute(2)));
  EXPECT_TRUE(unsaid_.take().empty());
}

TEST_F(UnsaidTest, WhatIsOldHasBeenOvertaken) {
  unsaid_.say(minute(1), told_moved("leader", 30, "night-1"));
  log(minute(12), a_report("裂缝", minute(12)));
  EXPECT_TRUE(unsaid_.take().empty());
  unsaid_.say(minute(30),
              a_report("裂缝", minute(30)));  // what the log had long ago is another one
  EXPECT_EQ(unsaid_.take().size(), 1U);
}

TEST_F(UnsaidTest, ReadingsAreLookedForByTheirTime) {
  unsaid_.say(minute(5), reading(minute(5)));
  unsaid_.say(minute(10), reading(minute(10)));
  log(minute(10), logged_reading(minute(5), minute(10)));
  const auto left = unsaid_.take();
  ASSERT_EQ(left.size(), 1U);
  EXPECT_EQ(std::get<ObservationBlock>(left[0]).rows[0].observed_at, minute(10));
}

TEST_F(UnsaidTest, WhatBecameOfAMessageIsNotSaidAgain) {
  wire::Event event;
  event.mutable_effect_reported()->set_offset(7);
  unsaid_.say(minute(1), event);
  EXPECT_TRUE(unsaid_.take().empty());
}

}  // namespace
}  // namespace fenghuo::cli

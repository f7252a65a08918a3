#include "engine/engine.h"

#include <gtest/gtest.h>

#include "engine/replay.h"
#include "simulator/faulty_log.h"
#include "tests/engine/summing_stage.h"

namespace fenghuo {
namespace {

constexpr Instant kNow = instant_ms(1784075700000);

class EngineTest : public ::testing::Test {
 protected:
  simulator::Disk disk_;
  simulator::FaultyLog log_{disk_};
  Machine machine_ = summing_machine();
  Engine engine_{log_, machine_};
};

TEST_F(EngineTest, ANewLogBeginsWithTheVersionAndTheLane) {
  ASSERT_TRUE(engine_.open("exercise", "fenghuo test", kNow));
  EXPECT_EQ(log_.head().next, Offset{1});
  EXPECT_EQ(machine_.lane(), "exercise");
  EXPECT_EQ(machine_.version(), kMachineVersion);
  ASSERT_TRUE(engine_.open("exercise", "fenghuo test", kNow));
  EXPECT_EQ(log_.head().next, Offset{1}) << "written once";
}

TEST_F(EngineTest, ALogOfTheOtherLaneIsRefused) {
  ASSERT_TRUE(engine_.open("exercise", "fenghuo test", kNow));
  const auto opened = engine_.open("live", "fenghuo test", kNow);
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().text.en.find("exercise"), std::string::npos);
}

TEST_F(EngineTest, ALogOfAnOlderProgramGetsTheNewVersion) {
  wire::Event older;
  older.mutable_machine_version()->set_version(kMachineVersion - 1);
  older.mutable_machine_version()->set_lane("live");
  ASSERT_TRUE(engine_.tick(kNow, std::vector<Submission>{older}));
  ASSERT_TRUE(engine_.open("live", "fenghuo test", kNow));
  EXPECT_EQ(log_.head().next, Offset{2});
  EXPECT_EQ(machine_.version(), kMachineVersion);
}

// A newer machine may owe messages for records of days ago that the older one concluded nothing of.
TEST_F(EngineTest, WhatIsOwedFromLongBeforeANewVersionIsNotSent) {
  wire::Event older;
  older.mutable_machine_version()->set_version(kMachineVersion - 1);
  older.mutable_machine_version()->set_lane("live");
  const std::vector<Submission> reported{report("r")};
  ASSERT_TRUE(engine_.tick(kNow - std::chrono::days{2}, std::vector<Submission>{older}));
  ASSERT_TRUE(engine_.tick(kNow - std::chrono::days{2}, reported));
  ASSERT_TRUE(engine_.tick(kNow - kSentLateMax - Span{1}, reported));
  ASSERT_TRUE(engine_.tick(kNow - kSentLateMax, reported));

  Machine newer = summing_machine();
  const auto restored = restore(log_, newer);
  ASSERT_TRUE(restored);
  ASSERT_EQ(newer.outbox().owed().size(), 3u);
  Engine started(log_, newer, *restored);
  ASSERT_TRUE(started.open("live", "fenghuo test", kNow));
  ASSERT_EQ(newer.outbox().owed().size(), 1u);
  EXPECT_EQ(newer.outbox().owed().begin()->first, (EffectId{{3}, 0})) << "in time: sent";
  EXPECT_EQ(log_.head().next, Offset{7}) << "the version and two reports";
  wire::Fact settled;
  ASSERT_EQ(disk_.entries.at(6).facts.size(), 1u);
  ASSERT_TRUE(settled.ParseFromString(disk_.entries.at(6).facts[0]));
  EXPECT_EQ(settled.report_taken().kind(), "settled") << "the stages hear of it";

  Machine again = summing_machine();
  ASSERT_TRUE(restore(log_, again));
  EXPECT_EQ(again.state_hash(), newer.state_hash());
  Machine fresh = summing_machine();
  EXPECT_TRUE(verify(log_, fresh));
}

// What was due while nothing ran is over before anything is called anew because of it.
TEST_F(EngineTest, WhatWasDueBeforeANewVersionComesBeforeWhatIsNotSent) {
  wire::Event older;
  older.mutable_machine_version()->set_version(kMachineVersion - 1);
  older.mutable_machine_version()->set_lane("live");
  const Instant before = kNow - std::chrono::days{2};
  ASSERT_TRUE(engine_.tick(before, std::vector<Submission>{older, report("r")}));
  ASSERT_TRUE(engine_.tick(before, std::vector<Submission>{block("S", "rain", {{before, 1}})}));
  ASSERT_TRUE(engine_.open("live", "fenghuo test", kNow));
  std::vector<std::string> told;
  for (std::uint64_t offset = 3; offset < log_.head().next.value; ++offset)
    for (const auto& bytes : disk_.entries.at(offset).facts) {
      wire::Fact fact;
      ASSERT_TRUE(fact.ParseFromString(bytes));
      told.push_back(fact.report_taken().kind());
    }
  EXPECT_EQ(told, (std::vector<std::string>{"timer", "settled"}));
  EXPECT_TRUE(machine_.outbox().owed().empty());
}

TEST_F(EngineTest, AfterAShortOutageWhatIsOwedIsKept) {
  ASSERT_TRUE(engine_.open("live", "fenghuo test", kNow));
  ASSERT_TRUE(
      engine_.tick(kNow, std::vector<Submission>{report("r"), block("S", "rain", {{kNow, 1}})}));
  const Offset before = log_.head().next;
  for (const Span down : {Span{-5}, Span{0}, kSentLateMax})
    ASSERT_TRUE(engine_.open("live", "fenghuo test", kNow + down));
  EXPECT_EQ(machine_.outbox().owed().size(), 1u);
  EXPECT_EQ(log_.head().next, before) << "nothing is recorded, timers that are due come by a tick";
}

// A call of days ago is not news.
TEST_F(EngineTest, AfterALongOutageWhatIsOwedIsNotSent) {
  ASSERT_TRUE(engine_.open("live", "fenghuo test", kNow));
  ASSERT_TRUE(
      engine_.tick(kNow, std::vector<Submission>{report("r"), block("S", "rain", {{kNow, 1}})}));
  const std::uint64_t before = log_.head().next.value;
  ASSERT_TRUE(engine_.open("live", "fenghuo test", kNow + kSentLateMax + Span{1}));
  EXPECT_TRUE(machine_.outbox().owed().empty());
  std::vector<std::string> told;
  for (std::uint64_t offset = before; offset < log_.head().next.value; ++offset)
    for (const auto& bytes : disk_.entries.at(offset).facts) {
      wire::Fact fact;
      ASSERT_TRUE(fact.ParseFromString(bytes));
      told.push_back(fact.report_taken().kind());
    }
  EXPECT_EQ(told, (std::vector<std::string>{"timer", "settled"}));
  EXPECT_EQ(machine_.version(), kMachineVersion);
  Machine fresh = summing_machine();
  EXPECT_TRUE(verify(log_, fresh));
}

TEST_F(EngineTest, AfterALongOutageWithNothingOwedNothingIsRecorded) {
  ASSERT_TRUE(engine_.open("live", "fenghuo test", kNow));
  ASSERT_TRUE(engine_.open("live", "fenghuo test", kNow + std::chrono::days{2}));
  EXPECT_EQ(log_.head().next, Offset{1});
}

TEST_F(EngineTest, ALogOfANewerProgramIsRefused) {
  wire::Event newer;
  newer.mutable_machine_version()->set_version(kMachineVersion + 1);
  newer.mutable_machine_version()->set_lane("live");
  ASSERT_TRUE(engine_.tick(kNow, std::vector<Submission>{newer}));
  const auto opened = engine_.open("live", "fenghuo test", kNow);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, Errc::newer_log);
}

TEST_F(EngineTest, EachEventGetsTheNextOffset) {
  const std::vector<Submission> submissions{report("a"), report("b")};
  const auto result = engine_.tick(kNow, submissions);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->receipts[0].offset, Offset{0});
  EXPECT_EQ(result->receipts[1].offset, Offset{1});
  ASSERT_EQ(result->effects.size(), 2u);
  EXPECT_EQ(result->effects[1].id, (EffectId{{1}, 0}));
}

// Names as long as the edges let in, more than one record holds.
TEST_F(EngineTest, RegistersManyNewStationsInSeveralRecords) {
  constexpr int kStations = 4'000;
  ObservationBlock many;
  for (std::uint32_t i = 0; i < kStations; ++i) {
    const std::string number = std::to_string(10'000 + i);
    many.sources.push_back({std::string(123, 's') + number, std::string(128, 'p'), 1});
    many.rows.push_back({i, Quality::not_evaluated, kNow, 5});
  }
  const auto result = engine_.tick(kNow, std::vector<Submission>{std::move(many)});
  ASSERT_TRUE(result);
  EXPECT_EQ(result->records, 4u) << "three registrations and the observations";
  EXPECT_EQ(result->receipts[0].rows, static_cast<std::uint32_t>(kStations));
  EXPECT_EQ(machine_.datastreams().count(), static_cast<std::uint32_t>(kStations));
}

TEST_F(EngineTest, TimeNeverGoesBack) {
  const std::vector<Submission> submissions{report("a")};
  ASSERT_TRUE(engine_.tick(kNow, submissions));
  ASSERT_TRUE(engine_.tick(kNow - std::chrono::hours{1}, submissions));
  EXPECT_EQ(log_.head().recorded_at, kNow);
}

// protobuf writes such a text, and can't read it again.
TEST_F(EngineTest, WhatCouldNotBeReadAgainIsRefusedAndTheRestRecorded) {
  const std::vector<Submission> submissions{report("a\xff"), report("b"),
                                            report(std::string(kRecordBytesMax, 'c'))};
  const auto result = engine_.tick(kNow, submissions);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->records, 1u);
  ASSERT_TRUE(result->receipts[0].refused);
  EXPECT_NE(result->receipts[0].refused->text.en.find("UTF-8"), std::string::npos);
  EXPECT_FALSE(result->receipts[1].refused);
  ASSERT_TRUE(result->receipts[2].refused);
  EXPECT_NE(result->receipts[2].refused->text.en.find("too long"), std::string::npos);
  Machine again = summing_machine();
  EXPECT_TRUE(restore(log_, again));
}

TEST_F(EngineTest, AReportThatCameBeforeIsADuplicate) {
  wire::Event sent = report("a");
  sent.mutable_report()->set_source_id("gateway e1");
  wire::Event other = sent;
  other.mutable_report()->set_text("b");
  const std::vector<Submission> submissions{sent, sent, other};
  const auto result = engine_.tick(kNow, submissions);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->records, 2u);
  EXPECT_FALSE(result->receipts[0].duplicate);
  EXPECT_TRUE(result->receipts[1].duplicate) << "within the tick";
  EXPECT_FALSE(result->receipts[2].duplicate) << "it says something else";
  EXPECT_EQ(result->receipts[2].offset, Offset{1});

  const auto again = engine_.tick(kNow, submissions);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->records, 0u);
  for (const auto& receipt : again->receipts) EXPECT_TRUE(receipt.duplicate) << "in a later tick";
  EXPECT_EQ(log_.head().next, Offset{2});
}

TEST_F(EngineTest, ACommandThatComesAgainIsARecordWithoutFacts) {
  wire::Event command;
  command.mutable_command()->set_command_id("c1");
  command.mutable_command()->set_person_id("p1");
  command.mutable_command()->mutable_retract();
  const auto result = engine_.tick(kNow, std::vector<Submission>{command, command});
  ASSERT_TRUE(result);
  EXPECT_EQ(result->records, 2u);
  EXPECT_FALSE(result->receipts[0].duplicate);
  EXPECT_TRUE(result->receipts[1].duplicate) << "who gave it is told so";
  EXPECT_EQ(result->receipts[1].offset, Offset{1});
  EXPECT_TRUE(result->receipts[1].facts.empty());
}

TEST_F(EngineTest, DueTimersFireBeforeWhatHasCome) {
  const std::vector<Submission> observation{block("A", "rain", {{kNow, 5}})};
  ASSERT_TRUE(engine_.tick(kNow, observation));
  ASSERT_EQ(engine_.next_timer(), kNow + std::chrono::minutes{1});
  const std::vector<Submission> submissions{report("a")};
  const auto result = engine_.tick(kNow + std::chrono::minutes{1}, submissions);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->records, 2u);
  EXPECT_EQ(result->receipts[0].facts[0].report_taken().kind(), "a");
  EXPECT_FALSE(engine_.next_timer());
}

TEST_F(EngineTest, NothingIsWrittenWhenNothingHappens) {
  const auto result = engine_.tick(kNow, {});
  ASSERT_TRUE(result);
  EXPECT_EQ(result->records, 0u);
  EXPECT_EQ(log_.head().next, Offset{0});
}

TEST_F(EngineTest, AFailedCommitIsTheEnd) {
  const std::vector<Submission> submissions{report("a"), report("b")};
  ASSERT_TRUE(engine_.tick(kNow, submissions));
  log_.fail_next_commit(1);
  const auto failed = engine_.tick(kNow, submissions);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, Errc::storage_failed);

  simulator::FaultyLog reopened(disk_);
  EXPECT_EQ(reopened.head().next, Offset{2}) << "the torn end is cut off";
  Machine restored = summing_machine();
  ASSERT_TRUE(restore(reopened, restored));
  EXPECT_EQ(restored.outbox().owed().size(), 2u) << "what was owed before is owed again";
}

TEST_F(EngineTest, ASnapshotIsDueAfterManyRecords) {
  const std::vector<Submission> submissions(1000, report("a"));
  for (std::uint64_t n = 0; n < kSnapshotRecordsMax; n += 1000) {
    EXPECT_FALSE(engine_.snapshot_due());
    ASSERT_TRUE(engine_.tick(kNow, submissions));
  }
  EXPECT_TRUE(engine_.snapshot_due());
  const auto [head, machine] = engine_.copy_for_snapshot();
  ASSERT_TRUE(save_snapshot(log_, head, machine));
  EXPECT_FALSE(engine_.snapshot_due());
  EXPECT_EQ((**log_.latest_snapshot(head.next)).next, log_.head().next);
}

}  // namespace
}  // namespace fenghuo

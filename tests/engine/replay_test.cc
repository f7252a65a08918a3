#include "engine/replay.h"

#include <gtest/gtest.h>

#include "engine/engine.h"
#include "simulator/faulty_log.h"
#include "tests/engine/summing_stage.h"
#include "tests/random.h"

namespace fenghuo {
namespace {

constexpr Instant kNow = instant_ms(1784075700000);

class ReplayTest : public ::testing::Test {
 protected:
  // A log of 200 ticks of everything the small stage reacts to.
  void fill() {
    Random random(11);
    Instant now = kNow;
    ASSERT_TRUE(engine_.open("live", "test", now));
    for (int i = 0; i < 200; ++i) {
      now += Span{random.between(0, 40'000)};
      std::vector<Submission> submissions;
      for (std::uint32_t n = random.below(3); n > 0; --n)
        submissions.emplace_back(block("S" + std::to_string(random.below(5)), "rain",
                                       {{now, random.between(0, 8)}}, random.below(4)));
      if (random.one_in(3)) submissions.emplace_back(report("r"));
      ASSERT_TRUE(engine_.tick(now, submissions));
      if (i == 120) {
        const auto [head, machine] = engine_.copy_for_snapshot();
        ASSERT_TRUE(save_snapshot(log_, head, machine));
      }
    }
  }

  // Of all before it, as retention does; says of how many.
  std::uint64_t forget_observations(Offset until) {
    std::uint64_t forgotten = 0;
    for (auto& [offset, stored] : disk_.entries) {
      const auto head = decode_record_head(stored.head);
      if (offset >= until.value || head->header.retention == Retention::permanent) continue;
      stored.payload.clear();
      stored.payload_kept = false;
      ++forgotten;
    }
    return forgotten;
  }
  // Comes to the machine's state from there on, with one snapshot passed over.
  void expect_restored_from(Offset from) {
    Machine restored = summing_machine();
    const auto result = restore(log_, restored);
    ASSERT_TRUE(result) << result.error().text.en;
    EXPECT_EQ(result->from, from);
    EXPECT_EQ(result->records, log_.head().next.value - from.value);
    EXPECT_EQ(result->snapshots_passed_over, std::vector<std::string>{passed_over_});
    EXPECT_EQ(restored.state_hash(), machine_.state_hash());
  }

  simulator::Disk disk_;
  simulator::FaultyLog log_{disk_};
  Machine machine_ = summing_machine();
  Engine engine_{log_, machine_};
  std::string passed_over_;  // as the log calls it
};

TEST_F(ReplayTest, AFreshMachineReachesTheSameState) {
  fill();
  Machine fresh = summing_machine();
  const auto verified = verify(log_, fresh);
  ASSERT_TRUE(verified) << verified.error().text.en;
  EXPECT_EQ(verified->records, log_.head().next.value);
  EXPECT_EQ(verified->facts_equal, verified->facts);
  EXPECT_EQ(verified->state_hash, machine_.state_hash());
  EXPECT_EQ(verified->chain, log_.head().chain);
}

// As it was at a moment: the same as a machine that has lived no longer.
TEST_F(ReplayTest, AMachineThatStandsBeforeARecordCatchesUp) {
  fill();
  Machine follower = summing_machine();
  const auto restored = restore(log_, follower);
  ASSERT_TRUE(restored) << restored.error().text.en;
  const Offset stood = log_.head().next;
  EXPECT_EQ(catch_up(log_, follower, stood), stood) << "nothing new";
  const Instant later = kNow + std::chrono::days{1};
  for (int i = 1; i <= 20; ++i) {
    const std::vector<Submission> submissions{block("S1", "rain", {{later, i}}, 1)};
    ASSERT_TRUE(engine_.tick(later + std::chrono::minutes{i}, submissions));
  }
  ASSERT_NE(follower.state_hash(), machine_.state_hash());
  const auto end = catch_up(log_, follower, stood);
  ASSERT_TRUE(end) << end.error().text.en;
  EXPECT_EQ(*end, log_.head().next);
  EXPECT_EQ(follower.state_hash(), machine_.state_hash());
  EXPECT_GT(forget_observations(log_.head().next), 0u);
  EXPECT_FALSE(catch_up(log_, follower, stood)) << "what followed can't be concluded again";
}

TEST_F(ReplayTest, AMomentOfThePastIsRestored) {
  fill();
  auto cursor = log_.read({});
  ASSERT_TRUE(cursor);
  Machine lived = summing_machine();
  Instant now{};
  for (int i = 0; i < 150; ++i) {
    const auto entry = (*cursor)->next();
    ASSERT_TRUE(entry && *entry);
    const auto& record = (*entry)->record;
    if (i % 50 == 49 && record.header.recorded_at > now) {
      Machine then = summing_machine();
      ASSERT_TRUE(restore_at(log_, then, record.header.recorded_at - Span{1}));
      EXPECT_EQ(then.state_hash(), lived.state_hash()) << "record " << i;
    }
    now = record.header.recorded_at;
    lived.apply(record.header, *lived.interpret(record.payload, now));
  }
  Machine before = summing_machine();
  ASSERT_TRUE(restore_at(log_, before, kNow - Span{1}));
  EXPECT_EQ(before.state_hash(), summing_machine().state_hash());
  Machine after = summing_machine();
  ASSERT_TRUE(restore_at(log_, after, kNow + std::chrono::days{9}));
  EXPECT_EQ(after.state_hash(), machine_.state_hash());
}

TEST_F(ReplayTest, TellsWhatEachRecordLedTo) {
  fill();
  Machine fresh = summing_machine();
  std::uint64_t records = 0;
  auto cursor = log_.read({});
  ASSERT_TRUE(cursor);
  const auto told = [&](const Record& record, const Turn::Conclusions& conclusions) {
    EXPECT_EQ(record.header.offset.value, records++);
    const auto entry = (*cursor)->next();
    ASSERT_TRUE(entry && *entry);
    ASSERT_EQ(conclusions.facts.size(), (*entry)->facts.size());
    for (std::size_t i = 0; i < conclusions.facts.size(); ++i)
      EXPECT_EQ(conclusions.facts[i].SerializeAsString(), (*entry)->facts[i]);
  };
  const Offset half{log_.head().next.value / 2};
  Machine younger = summing_machine();
  Digest then{};
  const auto before = [&](const Record& record) {
    if (record.header.offset == half) then = fresh.state_hash();
  };
  ASSERT_TRUE(replay_each(log_, fresh, log_.head().next, {before, told}));
  EXPECT_EQ(records, log_.head().next.value);
  EXPECT_EQ(fresh.state_hash(), machine_.state_hash());
  const ReplayListener nobody{[](const Record&) {}, [](const Record&, const Turn::Conclusions&) {}};
  ASSERT_TRUE(replay_each(log_, younger, half, nobody));
  EXPECT_EQ(younger.state_hash(), then) << "as it was before the record";
  Machine fresher = summing_machine();
  EXPECT_FALSE(replay_each(log_, fresher, log_.head().next.next(), nobody));
}

TEST_F(ReplayTest, ARestartReplaysOnlyWhatCameAfterTheSnapshot) {
  fill();
  Machine restored = summing_machine();
  const auto result = restore(log_, restored);
  ASSERT_TRUE(result);
  EXPECT_GT(result->from.value, 100u);
  EXPECT_EQ(result->records, log_.head().next.value - result->from.value);
  EXPECT_TRUE(result->snapshots_passed_over.empty());
  EXPECT_EQ(restored.state_hash(), machine_.state_hash());
}

TEST_F(ReplayTest, WithoutASnapshotItReplaysEverything) {
  fill();
  disk_.snapshots.clear();
  Machine restored = summing_machine();
  const auto result = restore(log_, restored);
  ASSERT_TRUE(result);
  EXPECT_EQ(result->from, Offset{0});
  EXPECT_EQ(restored.state_hash(), machine_.state_hash());
}

TEST_F(ReplayTest, ASnapshotThatDoesNotLoadIsPassedOver) {
  fill();
  const Snapshot whole = disk_.snapshots.back();
  for (const std::string& state :
       {std::string("garbage"), whole.state.substr(0, whole.state.size() / 2), whole.state + "x"}) {
    Snapshot newer{log_.head().next, log_.head().chain, log_.head().recorded_at, kMachineVersion,
                   state};
    disk_.snapshots = {whole, newer};
    expect_restored_from(whole.next);
    disk_.snapshots = {newer};
    expect_restored_from({0});
  }
}

TEST_F(ReplayTest, ASnapshotOfAnotherMachineVersionIsPassedOver) {
  fill();
  for (const std::uint32_t version : {kMachineVersion - 1, kMachineVersion + 1}) {
    disk_.snapshots.back().machine_version = version;
    expect_restored_from({0});
  }
}

TEST_F(ReplayTest, ADamagedSnapshotIsPassedOverByItsName) {
  fill();
  const Snapshot whole = disk_.snapshots.back();
  passed_over_ = "0201.snapshot";
  Snapshot damaged;
  damaged.next = log_.head().next;
  damaged.name = passed_over_;
  disk_.snapshots = {whole, damaged};
  expect_restored_from(whole.next);
  disk_.snapshots = {damaged};
  expect_restored_from({0});
}

// Two logs that went on from the same backup number their records alike.
TEST_F(ReplayTest, ASnapshotOfAnotherTimelineIsPassedOver) {
  fill();
  const Snapshot whole = disk_.snapshots.back();
  Snapshot foreign{log_.head().next, log_.head().chain, log_.head().recorded_at, kMachineVersion,
                   whole.state};
  foreign.chain[0] ^= 1;
  disk_.snapshots = {whole, foreign};
  expect_restored_from(whole.next);
  foreign.next = {};
  disk_.snapshots = {foreign};
  expect_restored_from({0});
  foreign.next = {log_.head().next.value - 1};
  disk_.snapshots = {foreign};
  expect_restored_from({0});
}

TEST_F(ReplayTest, WhatARestartNeedsIsReckonedFromTheOlderOfTwoUsableSnapshots) {
  fill();
  const Snapshot older = disk_.snapshots.back();
  EXPECT_EQ(spared_by_two(log_).value(), Offset{0}) << "the only one may be lost";
  const auto [head, machine] = engine_.copy_for_snapshot();
  ASSERT_TRUE(save_snapshot(log_, head, machine));
  const Snapshot newer = disk_.snapshots.back();
  EXPECT_EQ(spared_by_two(log_).value(), older.next);
  disk_.snapshots.front().machine_version = kMachineVersion - 1;
  EXPECT_EQ(spared_by_two(log_).value(), Offset{0});
  disk_.snapshots = {older, newer};
  disk_.snapshots.back().machine_version = 0;
  EXPECT_EQ(spared_by_two(log_).value(), Offset{0}) << "damaged";
  disk_.snapshots = {older, newer};
  disk_.snapshots.back().chain[0] ^= 1;
  EXPECT_EQ(spared_by_two(log_).value(), Offset{0}) << "of another timeline";
}

// The damage catalogue: each is found, and named by its offset.
class DamageTest : public ReplayTest {
 protected:
  static constexpr std::uint64_t kAt = 150;

  void expect_found(const std::string& words) {
    Machine fresh = summing_machine();
    const auto verified = verify(log_, fresh);
    ASSERT_FALSE(verified);
    EXPECT_EQ(verified.error().code, Errc::damaged_log);
    EXPECT_NE(verified.error().text.en.find(std::to_string(kAt)), std::string::npos)
        << verified.error().text.en;
    EXPECT_NE(verified.error().text.en.find(words), std::string::npos) << verified.error().text.en;
    Machine restored = summing_machine();
    EXPECT_FALSE(restore(log_, restored)) << "nothing is served from a damaged record";
  }
};

TEST_F(DamageTest, AFlippedByteInThePayload) {
  fill();
  disk_.entries.at(kAt).payload.back() ^= 1;
  expect_found("digest");
}

TEST_F(DamageTest, AFlippedByteInTheHead) {
  fill();
  disk_.entries.at(kAt).head[17] ^= 1;
  expect_found("chain");
}

TEST_F(DamageTest, AMissingRecord) {
  fill();
  disk_.entries.erase(kAt);
  expect_found("missing");
}

TEST_F(DamageTest, AFactThatWasEditedAfterwards) {
  fill();
  for (auto& [offset, stored] : disk_.entries)
    if (offset >= kAt && !stored.facts.empty()) {
      stored.facts[0] += "\x1a\x01x";  // plan_version = "x"
      Machine fresh = summing_machine();
      const auto verified = verify(log_, fresh);
      ASSERT_FALSE(verified);
      EXPECT_NE(verified.error().text.en.find(std::to_string(offset)), std::string::npos);
      return;
    }
  FAIL() << "no fact to edit";
}

TEST_F(ReplayTest, WhatAnotherVersionConcludedIsNotCompared) {
  fill();
  wire::Event older;
  older.mutable_machine_version()->set_version(kMachineVersion - 1);
  older.mutable_machine_version()->set_lane("live");
  const Instant now = log_.head().recorded_at;
  ASSERT_TRUE(engine_.tick(now, std::vector<Submission>{older}));
  const std::uint64_t first = log_.head().next.value;
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(engine_.tick(now, std::vector<Submission>{report("r")}));
  std::uint64_t edited = 0;
  for (auto& [offset, stored] : disk_.entries)
    if (offset >= first)
      for (auto& fact : stored.facts) {
        fact += "\x1a\x01x";  // plan_version = "x"
        ++edited;
      }
  ASSERT_GT(edited, 0U);
  Machine fresh = summing_machine();
  const auto verified = verify(log_, fresh);
  ASSERT_TRUE(verified) << verified.error().text.en;
  EXPECT_EQ(verified->facts_equal, verified->facts - edited);
  EXPECT_TRUE(verified->state_hash);
}

TEST_F(ReplayTest, ForgottenObservationsLeaveTheChainWhole) {
  fill();
  const Offset snapshot = disk_.snapshots.back().next;
  const std::uint64_t forgotten = forget_observations(snapshot);
  Machine fresh = summing_machine();
  const auto verified = verify(log_, fresh);
  ASSERT_TRUE(verified) << verified.error().text.en;
  EXPECT_EQ(verified->forgotten, forgotten);
  EXPECT_EQ(verified->facts_from, snapshot);
  EXPECT_EQ(verified->state_hash, machine_.state_hash());

  disk_.snapshots.clear();
  Machine restored = summing_machine();
  const auto result = restore(log_, restored);
  ASSERT_FALSE(result) << "without a snapshot the state can't be rebuilt";
  EXPECT_NE(result.error().text.en.find("retention"), std::string::npos);
}

TEST_F(ReplayTest, ForgottenObservationsNeedTheVersionThatWroteTheSnapshot) {
  fill();
  forget_observations(disk_.snapshots.back().next);
  disk_.snapshots.back().machine_version = kMachineVersion - 1;
  Machine restored = summing_machine();
  const auto result = restore(log_, restored);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, Errc::damaged_log);
  EXPECT_NE(result.error().text.en.find("use the version that wrote them"), std::string::npos)
      << result.error().text.en;
  Machine fresh = summing_machine();
  const auto verified = verify(log_, fresh);
  ASSERT_TRUE(verified) << "the chain is whole all the same: " << verified.error().text.en;
  EXPECT_LT(verified->facts_equal, verified->facts) << "but nothing after it was concluded again";
  EXPECT_FALSE(verified->state_hash);
}

}  // namespace
}  // namespace fenghuo

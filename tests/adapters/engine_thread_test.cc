#include "adapters/engine_thread.h"

#include <gmock/gmock.h>

#include <atomic>

#include "tests/adapters/edges.h"
#include "tests/engine/summing_stage.h"

namespace fenghuo::adapters {
namespace {

using ::testing::ElementsAre;

class EngineThreadTest : public ::testing::Test {
 protected:
  /// Held at the disk, the engine takes nothing more out of its inbox.
  void hold_with_one_event() {
    edges_.log.hold();
    ASSERT_TRUE(edges_.thread.submit(report("first"), count()));
    edges_.log.wait_for_commits(2);  // the first was open()'s
  }
  EngineThread::Done count() {
    return [this](const Receipt&) { ++done_; };
  }
  bool all_done(int wanted) {
    return edges_.comes_true([this, wanted] { return done_ == wanted; });
  }
  static ObservationBlock full_block(std::uint64_t key) {
    const std::vector<std::pair<Instant, std::int64_t>> rows(kRowsPerRecordMax, {kStart, 1});
    return block("A", "rain", rows, key);
  }

  Edges edges_{summing_machine()};
  int done_ = 0;  // on the edges' thread
};

TEST_F(EngineThreadTest, AnswersOnTheEdgesThreadInTheOrderOfSubmission) {
  edges_.start();
  std::vector<std::uint64_t> offsets;
  bool on_edges = true;
  for (int i = 0; i < 50; ++i) {
    EXPECT_TRUE(edges_.thread.submit(report("x"), [&](const Receipt& receipt) {
      offsets.push_back(receipt.offset.value);
      on_edges = on_edges && std::this_thread::get_id() == edges_.edges_thread();
      ++done_;
    }));
  }
  ASSERT_TRUE(all_done(50));
  EXPECT_TRUE(on_edges);
  for (std::size_t i = 0; i < offsets.size(); ++i) EXPECT_EQ(offsets[i], i + 1);
}

TEST_F(EngineThreadTest, NothingIsToldBeforeItIsDurable) {
  int owed = 0;
  std::vector<std::uint64_t> committed;
  edges_.owed = [&](const std::vector<OwedEffect>& effects) {
    owed += static_cast<int>(effects.size());
  };
  edges_.committed = [&](Offset next) { committed.push_back(next.value); };
  edges_.start();
  hold_with_one_event();
  edges_.on_edges([&] {
    EXPECT_EQ(done_, 0);
    EXPECT_EQ(owed, 0);
    EXPECT_THAT(committed, ElementsAre());
  });
  edges_.log.release();
  ASSERT_TRUE(all_done(1));
  edges_.on_edges([&] {
    EXPECT_EQ(owed, 1);
    EXPECT_THAT(committed, ElementsAre(2));
  });
}

TEST_F(EngineThreadTest, OwesEffectsUnderTheirRecord) {
  std::vector<OwedEffect> owed;
  edges_.owed = [&](std::vector<OwedEffect> effects) { owed = std::move(effects); };
  edges_.start();
  const Receipt receipt = edges_.submit(report("x"));
  edges_.on_edges([&] {
    ASSERT_EQ(owed.size(), 1u);
    EXPECT_EQ(owed[0].id, (EffectId{receipt.offset, 0}));
    EXPECT_EQ(owed[0].effect.send_message().person(), "p1");
  });
}

TEST_F(EngineThreadTest, AFloodOfObservationsLeavesRoomForPeople) {
  edges_.start();
  hold_with_one_event();
  const std::size_t blocks = kInboxRowsMax / kRowsPerRecordMax;
  for (std::size_t i = 0; i < blocks; ++i) {
    EXPECT_TRUE(edges_.thread.submit(full_block(i + 1), count())) << i;
  }
  EXPECT_FALSE(edges_.thread.submit(block("A", "rain", {{kStart, 1}}), count()));
  EXPECT_EQ(edges_.thread.counts().inbox_full, 1u);
  EXPECT_EQ(edges_.thread.counts().rows_waiting, kInboxRowsMax);
  EXPECT_TRUE(edges_.thread.submit(report("second"), count()));
  edges_.log.release();
  ASSERT_TRUE(all_done(static_cast<int>(blocks) + 2));
  EXPECT_EQ(edges_.thread.counts().rows_waiting, 0u);
  EXPECT_EQ(edges_.thread.counts().rows, kInboxRowsMax);
  EXPECT_TRUE(edges_.thread.submit(block("A", "rain", {{kStart, 1}}), count())) << "room again";
}

TEST_F(EngineThreadTest, RefusesEventsWhenFullAndSavesASnapshotAside) {
  edges_.start();
  hold_with_one_event();
  for (std::size_t i = 0; i < kInboxEventsMax; ++i) {
    ASSERT_TRUE(edges_.thread.submit(report(""), nullptr)) << i;
  }
  EXPECT_FALSE(edges_.thread.submit(report("one too many"), nullptr));
  EXPECT_EQ(edges_.thread.counts().inbox_full, 1u);
  edges_.log.release();
  static_assert(kInboxEventsMax >= kSnapshotRecordsMax);
  ASSERT_TRUE(edges_.comes_true([this] { return edges_.thread.counts().snapshots == 1; }));
  const auto snapshot = edges_.log.latest_snapshot(edges_.log.head().next);
  ASSERT_TRUE(snapshot && *snapshot);
  EXPECT_EQ((*snapshot)->next.value, kInboxEventsMax + 2);
  Machine loaded = summing_machine();
  EXPECT_TRUE(loaded.load((*snapshot)->state));
}

TEST_F(EngineThreadTest, AQuestionSeesWhatIsCommitted) {
  edges_.start();
  hold_with_one_event();
  std::promise<wire::Standing> answer;
  edges_.thread.ask([&](const Engine& engine) { answer.set_value(engine.describe()); });
  auto standing = answer.get_future();
  EXPECT_EQ(standing.wait_for(std::chrono::seconds{0}), std::future_status::timeout);
  edges_.log.release();
  ASSERT_EQ(standing.wait_for(kPatience), std::future_status::ready);
  EXPECT_EQ(standing.get().next_offset(), 2u);
}

// However many ask, observations wait for a few answers at most, and everybody is answered.
TEST_F(EngineThreadTest, ATickComesAfterAFewQuestions) {
  edges_.start();
  hold_with_one_event();
  constexpr std::size_t kMany = 3 * kQuestionsPerTickMax;
  std::vector<std::uint64_t> seen;
  std::promise<void> all;
  EXPECT_TRUE(edges_.thread.submit(block("A", "rain", {{kStart, 1}}), count()));
  for (std::size_t i = 0; i < kMany; ++i) {
    edges_.thread.ask([&](const Engine& engine) {
      seen.push_back(engine.head().next.value);
      if (seen.size() == kMany) all.set_value();
    });
  }
  edges_.log.release();
  ASSERT_EQ(all.get_future().wait_for(kPatience), std::future_status::ready);
  for (std::size_t i = 0; i < kMany; ++i)
    EXPECT_EQ(seen[i] > seen[0], i >= kQuestionsPerTickMax) << i;
}

TEST_F(EngineThreadTest, StopTakesWhatHasCome) {
  edges_.start();
  hold_with_one_event();
  for (std::uint64_t key = 1; key <= 5; ++key) {
    EXPECT_TRUE(edges_.thread.submit(full_block(key), count()));
  }
  EXPECT_TRUE(edges_.thread.submit(report("last"), count()));
  std::thread stopping([this] { edges_.thread.stop(); });
  while (edges_.thread.submit(report("while stopping"), nullptr)) std::this_thread::yield();
  edges_.log.release();
  stopping.join();
  EXPECT_TRUE(all_done(7));
  EXPECT_EQ(edges_.thread.counts().rows, 5 * kRowsPerRecordMax);
  EXPECT_FALSE(edges_.thread.submit(report("too late"), count()));
}

TEST_F(EngineThreadTest, ALogThatFailsReleasesNothing) {
  std::optional<Error> failed;
  int released = 0;
  edges_.failed = [&](Error error) { failed = std::move(error); };
  edges_.owed = [&](const std::vector<OwedEffect>&) { ++released; };
  edges_.committed = [&](Offset) { ++released; };
  edges_.start();
  edges_.log.fail_next_commit();
  EXPECT_TRUE(edges_.thread.submit(report("lost"), count()));
  ASSERT_TRUE(edges_.comes_true([&] { return failed.has_value(); }));
  (void)edges_.thread.submit(report("after"), count());
  edges_.thread.stop();
  edges_.on_edges([&] {
    EXPECT_EQ(failed->code, Errc::storage_failed);
    EXPECT_EQ(done_, 0);
    EXPECT_EQ(released, 0);
  });
  EXPECT_EQ(edges_.log.head().next.value, 1u);
}

TEST_F(EngineThreadTest, CountsDuplicatesOnce) {
  edges_.start();
  EXPECT_FALSE(edges_.submit(block("A", "rain", {{kStart, 1}}, 9)).duplicate);
  EXPECT_TRUE(edges_.submit(block("A", "rain", {{kStart, 1}}, 9)).duplicate);
  const EngineCounts counts = edges_.thread.counts();
  EXPECT_EQ(counts.rows, 1u);
  EXPECT_EQ(counts.duplicates, 1u);
  EXPECT_GE(counts.ticks, 2u);
  EXPECT_GT(counts.tick_seconds_sum, 0);
}

TEST(EngineThread, WakesForATimerThoughNobodySubmits) {
  Edges edges{summing_machine(), 60'000};  // a minute is a millisecond
  std::atomic<std::uint64_t> next = 0;
  edges.committed = [&](Offset committed) { next = committed.value; };
  edges.start();
  const Receipt receipt = edges.submit(block("A", "rain", {{kStart, 5}}));
  EXPECT_TRUE(edges.comes_true([&] { return next == receipt.offset.value + 2; }));
}

}  // namespace
}  // namespace fenghuo::adapters

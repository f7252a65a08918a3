#include "engine/subscription.h"

#include <gtest/gtest.h>

#include "engine/engine.h"
#include "simulator/faulty_log.h"
#include "tests/engine/summing_stage.h"

namespace fenghuo {
namespace {

constexpr Instant kNow = instant_ms(1784075700000);

class SubscriptionTest : public ::testing::Test {
 protected:
  void observe(int times) {
    for (int i = 0; i < times; ++i) {
      const std::vector<Submission> submissions{block("A", "rain", {{kNow, i}})};
      ASSERT_TRUE(engine_.tick(kNow, submissions));
    }
  }
  void tell() {
    const std::vector<Submission> submissions{report("r")};
    ASSERT_TRUE(engine_.tick(kNow, submissions));
  }
  // Offsets of entries, and skipped ranges as {from, to}.
  std::vector<std::pair<std::uint64_t, std::uint64_t>> drain(Subscription& subscription) {
    std::vector<std::pair<std::uint64_t, std::uint64_t>> items;
    while (true) {
      auto item = subscription.next();
      EXPECT_TRUE(item);
      if (!item || !*item) return items;
      if (const auto* entry = std::get_if<Entry>(&**item))
        items.emplace_back(entry->record.header.offset.value,
                           entry->record.header.offset.value + 1);
      else
        items.emplace_back(std::get<Skipped>(**item).from.value,
                           std::get<Skipped>(**item).to.value);
    }
  }

  simulator::Disk disk_;
  simulator::FaultyLog log_{disk_};
  Machine machine_ = summing_machine();
  Engine engine_{log_, machine_};
};

TEST_F(SubscriptionTest, HandsOutEveryRecordOnceFromAnyOffset) {
  observe(3);
  Subscription subscription(log_, {1});
  EXPECT_EQ(drain(subscription).size(), log_.head().next.value - 1);
  EXPECT_TRUE(drain(subscription).empty());
  tell();
  EXPECT_EQ(drain(subscription).size(), 1u);
  Subscription resumed(log_, subscription.position());
  observe(1);
  EXPECT_EQ(drain(resumed), drain(subscription));
}

TEST_F(SubscriptionTest, WaitsForAnOffsetThatIsStillToCome) {
  Subscription subscription(log_, {5});
  observe(2);
  EXPECT_TRUE(drain(subscription).empty());
  observe(4);
  EXPECT_EQ(drain(subscription).front().first, 5u);
}

TEST_F(SubscriptionTest, TellsASlowReaderWhatItSkipsAndNeverSkipsAFact) {
  observe(100);
  tell();  // somewhere far behind
  observe(static_cast<int>(kFeedLagMax) + 50);
  Subscription subscription(log_, {});
  const auto items = drain(subscription);
  std::uint64_t next = 0;
  bool fact_seen = false;
  std::uint64_t skipped = 0;
  for (const auto& [from, to] : items) {
    ASSERT_EQ(from, next) << "no gap and no repeat";
    next = to;
    skipped += to - from > 1 ? to - from : 0;
    fact_seen = fact_seen || (from == 101 && to == 102);
  }
  EXPECT_EQ(next, log_.head().next.value);
  EXPECT_TRUE(fact_seen);
  EXPECT_GT(skipped, 100u);
  EXPECT_LE(items.size(), kFeedLagMax + 10);
}

}  // namespace
}  // namespace fenghuo

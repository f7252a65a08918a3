#include "adapters/http/feed_hub.h"

#include <gtest/gtest.h>

#include <memory>

#include "engine/engine.h"
#include "simulator/faulty_log.h"
#include "tests/engine/summing_stage.h"

namespace fenghuo::adapters {
namespace {

constexpr Instant kNow = instant_ms(1784075700000);

class FeedHubTest : public ::testing::Test {
 protected:
  void observe(const std::string& station) {
    const std::vector<Submission> submissions{block(station, "rain", {{kNow, 1}})};
    ASSERT_TRUE(engine_.tick(kNow, submissions));
    hub_.committed();
  }

  simulator::Disk disk_;
  simulator::FaultyLog log_{disk_};
  Machine machine_ = summing_machine();
  Engine engine_{log_, machine_};
  FeedHub hub_{log_, Datastreams()};
};

TEST_F(FeedHubTest, LearnsTheNamesOfDatastreams) {
  observe("A");
  observe("B");
  observe("A");
  EXPECT_EQ(hub_.datastreams().count(), 2u);
  EXPECT_TRUE(hub_.datastreams().find("B", "rain"));
}

TEST_F(FeedHubTest, KnowsThoseFromBeforeItsTime) {
  observe("A");
  FeedHub later(log_, machine_.datastreams());
  later.committed();
  EXPECT_EQ(later.datastreams().count(), 1u);
}

TEST_F(FeedHubTest, LearnsThemAllHoweverFarItIsBehind) {
  for (std::uint64_t i = 0; i < kFeedLagMax + 10; ++i) {
    const std::vector<Submission> submissions{block("S" + std::to_string(i), "rain", {{kNow, 1}})};
    ASSERT_TRUE(engine_.tick(kNow, submissions));
  }
  hub_.committed();
  EXPECT_EQ(hub_.datastreams().count(), kFeedLagMax + 10);
}

TEST_F(FeedHubTest, WhoListensHearsEachRecordOnce) {
  std::vector<std::uint64_t> heard;
  hub_.listen([&](const Entry& entry) { heard.push_back(entry.record.header.offset.value); });
  observe("A");
  observe("A");
  hub_.committed();
  EXPECT_EQ(heard, (std::vector<std::uint64_t>{0, 1, 2})) << "a registration, two of rain";
}

TEST_F(FeedHubTest, WakesItsReadersAfterItHasLearnt) {
  std::uint32_t known = 0;
  auto waker = std::make_unique<FeedHub::Waker>(hub_, [&] { known = hub_.datastreams().count(); });
  EXPECT_EQ(hub_.readers(), 1u);
  observe("A");
  EXPECT_EQ(known, 1u);
  waker.reset();
  EXPECT_EQ(hub_.readers(), 0u);
  observe("B");
  EXPECT_EQ(known, 1u);
}

}  // namespace
}  // namespace fenghuo::adapters

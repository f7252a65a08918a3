#include "adapters/refusals.h"

#include <gtest/gtest.h>

namespace fenghuo::adapters {
namespace {

TEST(Refusals, CountsBySourceAndReason) {
  Refusals refusals;
  refusals.note("sl651", "bad_checksum", "S1");
  refusals.note("sl651", "bad_checksum", "S2", "", 3);
  refusals.note("http", "too_many_requests");
  EXPECT_EQ(refusals.totals().size(), 2u);
  EXPECT_EQ(refusals.totals().at({"sl651", "bad_checksum"}), 4u);
}

TEST(Refusals, TellsWhatIsNewOnceWithItsLatestSample) {
  Refusals refusals;
  refusals.note("sl651", "garbage", "S1", "one");
  refusals.note("sl651", "garbage", "S2", std::string(1000, 'x'));
  auto events = refusals.take_events();
  ASSERT_EQ(events.size(), 1u);
  const auto& refused = events[0].input_refused();
  EXPECT_EQ(refused.source(), "sl651");
  EXPECT_EQ(refused.reason(), "garbage");
  EXPECT_EQ(refused.station(), "S2");
  EXPECT_EQ(refused.count(), 2u);
  EXPECT_EQ(refused.sample(), std::string(kSampleBytesMax, 'x'));
  EXPECT_TRUE(refusals.take_events().empty());
  refusals.note("sl651", "garbage");
  EXPECT_EQ(refusals.take_events()[0].input_refused().count(), 1u);
  EXPECT_EQ(refusals.totals().at({"sl651", "garbage"}), 3u);
}

TEST(Refusals, ACountThatPassesTheFieldIsCutOff) {
  Refusals refusals;
  refusals.note("zeromq", "bad_batch", "", "", std::uint64_t{1} << 40);
  EXPECT_EQ(refusals.take_events()[0].input_refused().count(), UINT32_MAX);
}

}  // namespace
}  // namespace fenghuo::adapters

#include "engine/find_offset.h"

#include <gtest/gtest.h>

#include "engine/engine.h"
#include "simulator/faulty_log.h"
#include "tests/engine/summing_stage.h"

namespace fenghuo {
namespace {

constexpr Instant kBegin = instant_ms(1784075700000);

TEST(FindOffset, FindsTheFirstRecordAtOrAfterEveryMoment) {
  simulator::Disk disk;
  simulator::FaultyLog log{disk};
  Machine machine = summing_machine();
  Engine engine{log, machine};
  // Two records at each of ten moments, a second apart.
  for (int i = 0; i < 10; ++i) {
    const std::vector<Submission> submissions{report("a"), report("b")};
    ASSERT_TRUE(engine.tick(kBegin + std::chrono::seconds{i}, submissions));
  }
  for (int i = 0; i < 10; ++i) {
    const Instant moment = kBegin + std::chrono::seconds{i};
    const auto at = 2 * static_cast<std::uint64_t>(i);
    EXPECT_EQ(first_at_or_after(log, moment).value().value, at);
    EXPECT_EQ(first_at_or_after(log, moment - Span{1}).value().value, at);
    EXPECT_EQ(first_at_or_after(log, moment + Span{1}).value().value, at + 2);
  }
}

TEST(FindOffset, AnEmptyLogGivesItsEnd) {
  simulator::Disk disk;
  const simulator::FaultyLog log{disk};
  EXPECT_EQ(first_at_or_after(log, kBegin).value(), Offset{0});
}

}  // namespace
}  // namespace fenghuo

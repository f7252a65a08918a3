#include "engine/intake.h"

#include <gtest/gtest.h>

#include <limits>

#include "engine/engine.h"
#include "simulator/faulty_log.h"
#include "tests/engine/summing_stage.h"

namespace fenghuo {
namespace {

constexpr Instant kNow = instant_ms(1784075700000);

class IntakeTest : public ::testing::Test {
 protected:
  TickResult tick(std::vector<Submission> submissions) {
    auto result = engine_.tick(kNow, submissions);
    EXPECT_TRUE(result);
    return std::move(*result);
  }

  simulator::Disk disk_;
  simulator::FaultyLog log_{disk_};
  Machine machine_ = summing_machine();
  Engine engine_{log_, machine_};
};

TEST_F(IntakeTest, GivesNumbersToNewDatastreamsOnce) {
  EXPECT_EQ(tick({block("A", "rain", {{kNow, 1}}), block("A", "rain", {{kNow, 2}}),
                  block("B", "rain", {{kNow, 3}})})
                .records,
            2u)
      << "one registration and one record of observations";
  EXPECT_EQ(tick({block("A", "rain", {{kNow, 4}})}).records, 1u);
  EXPECT_EQ(machine_.datastreams().count(), 2u);
}

TEST_F(IntakeTest, RowsOfATickShareARecord) {
  const auto result =
      tick({block("A", "rain", {{kNow, 1}, {kNow, 2}}), block("B", "rain", {{kNow, 3}})});
  EXPECT_EQ(result.receipts[0].offset, result.receipts[1].offset);
  EXPECT_EQ(result.receipts[0].first_row, 0u);
  EXPECT_EQ(result.receipts[0].rows, 2u);
  EXPECT_EQ(result.receipts[1].first_row, 2u);
}

TEST_F(IntakeTest, StartsANewRecordWhenOneIsFull) {
  std::vector<std::pair<Instant, std::int64_t>> many(6000, {kNow, 1});
  const auto result = tick({block("A", "rain", many), block("A", "rain", many)});
  EXPECT_EQ(result.receipts[0].offset.next(), result.receipts[1].offset);
  EXPECT_EQ(result.receipts[1].first_row, 0u);
}

TEST_F(IntakeTest, DropsAFrameSeenBefore) {
  const auto frame = block("A", "rain", {{kNow, 1}}, 77);
  auto result = tick({frame, frame});
  EXPECT_FALSE(result.receipts[0].duplicate);
  EXPECT_TRUE(result.receipts[1].duplicate) << "within the tick";
  EXPECT_TRUE(tick({frame}).receipts[0].duplicate) << "in a later tick";
  EXPECT_FALSE(tick({block("A", "rain", {{kNow + Span{1}, 1}}, 77)}).receipts[0].duplicate);
  EXPECT_FALSE(tick({block("B", "rain", {{kNow, 1}}, 77)}).receipts[0].duplicate);
  EXPECT_FALSE(tick({block("A", "rain", {{kNow, 1}})}).receipts[0].duplicate) << "no key";
}

TEST_F(IntakeTest, BringsValuesToTheDatastreamsDecimals) {
  tick({block("A", "rain", {{kNow, 5}})});  // 0.5 mm; rain has one decimal
  ObservationBlock fine = block("A", "rain", {{kNow, 26}});
  fine.sources[0].decimals = 2;  // 0.26 mm
  tick({fine});
  EXPECT_EQ(tick({report("")}).receipts[0].facts[0].report_taken().text(), "8");
}

TEST_F(IntakeTest, CountsValuesThatNoSensorHas) {
  const auto result = tick({block("A", "rain", {{kNow, 1}, {kNow, INT64_MAX}})});
  EXPECT_EQ(result.receipts[0].rows, 1u);
  EXPECT_EQ(result.receipts[0].rows_refused, 1u);
}

TEST_F(IntakeTest, RefusesABlockThatMakesNoSense) {
  ObservationBlock misnumbered = block("A", "rain", {{kNow, 1}});
  misnumbered.rows[0].source = 1;
  const auto result = tick({misnumbered, block("A", "rain", {}), block("B", "rain", {{kNow, 1}})});
  EXPECT_TRUE(result.receipts[0].refused);
  EXPECT_TRUE(result.receipts[1].refused);
  EXPECT_FALSE(result.receipts[2].refused);
}

TEST_F(IntakeTest, RefusesTimesThatNoCalendarHas) {
  constexpr auto kMax = std::numeric_limits<std::int64_t>::max();
  auto wild = block("A", "rain", {{instant_ms(kMax), 1}, {instant_ms(-kMax), 2}, {kNow, 3}}, 7);
  wild.sent_at = instant_ms(kMax);
  const auto result = tick({wild});
  EXPECT_EQ(result.receipts[0].rows_refused, 2u);
  EXPECT_EQ(result.receipts[0].rows, 1u);
}

}  // namespace
}  // namespace fenghuo

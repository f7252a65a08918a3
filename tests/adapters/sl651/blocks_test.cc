#include "adapters/sl651/blocks.h"

#include "tests/adapters/sl651/frames.h"

namespace fenghuo::adapters::sl651 {
namespace {

TEST(Blocks, NameEachPropertyOnce) {
  const Blocks out = to_blocks(decode(only_frame(kTimedReport), kChina));
  ASSERT_EQ(out.blocks.size(), 1u);
  const ObservationBlock& block = out.blocks[0];
  EXPECT_EQ(block.frame_key, 0x320009u);
  EXPECT_EQ(block.sent_at, july15(8, 40));
  ASSERT_EQ(block.sources.size(), 3u);
  EXPECT_EQ(block.sources[1].station, "0061234567");
  EXPECT_EQ(block.sources[1].property, "water_level");
  EXPECT_EQ(block.sources[1].decimals, 3);
  ASSERT_EQ(block.rows.size(), 3u);
  EXPECT_EQ(block.rows[1].source, 1u);
  EXPECT_EQ(block.rows[1].value, 152310);
  EXPECT_EQ(block.rows[1].observed_at, july15(8, 40));
  EXPECT_EQ(block.rows[1].quality, Quality::not_evaluated);
}

TEST(Blocks, AreOneForEachStation) {
  const Blocks out = to_blocks(decoded(
      "F1F1006123456748F0F0260715084038121230F1F1006123456850F0F026071508402019000005F1F10061234567"
      "48F0F0260715084538121231"));
  ASSERT_EQ(out.blocks.size(), 2u);
  EXPECT_EQ(out.blocks[0].sources.size(), 1u);
  EXPECT_EQ(out.blocks[0].rows.size(), 2u);
  EXPECT_EQ(out.blocks[1].sources[0].station, "0061234568");
}

TEST(Blocks, LeaveOutMissingValuesAndCountThem) {
  const Blocks out =
      to_blocks(decoded("F1F1006123456748F0F02607150840F460FFFFFFFFFFFFFFFFFFFFFF0138121230"));
  EXPECT_EQ(out.missing, 11u);
  ASSERT_EQ(out.blocks.size(), 1u);
  EXPECT_EQ(out.blocks[0].rows.size(), 2u);
  EXPECT_EQ(out.blocks[0].rows[0].observed_at, july15(9, 35));

  const Blocks none =
      to_blocks(decoded("F1F1006123456748F0F02607150840"
                        "3812FFFF"));
  EXPECT_EQ(none.missing, 1u);
  EXPECT_TRUE(none.blocks.empty());
}

TEST(Blocks, KeepDecimalsApart) {
  const Blocks out =
      to_blocks(decoded("F1F1006123456748F0F02607150840"
                        "39122730"
                        "F0F02607150845"
                        "392300027300"));
  ASSERT_EQ(out.blocks.size(), 1u);
  ASSERT_EQ(out.blocks[0].sources.size(), 2u);
  EXPECT_EQ(out.blocks[0].sources[0].decimals, 2);
  EXPECT_EQ(out.blocks[0].sources[1].decimals, 3);
}

TEST(Blocks, TakeAPropertyOnceForEachMoment) {
  const Blocks out =
      to_blocks(decoded("F1F1006123456750F0F02607150805F460000000000000000000000005F0F02607150900"
                        "2219000005"));
  EXPECT_EQ(out.repeated, 1u);
  ASSERT_EQ(out.blocks.size(), 1u);
  EXPECT_EQ(out.blocks[0].rows.size(), 12u);
}

TEST(Blocks, AreNoneForTestsAndKeepAlives) {
  const std::string groups = "F1F1006123456748F0F0260715084038121230";
  EXPECT_FALSE(decoded(groups, 0x30).readings.empty());
  EXPECT_TRUE(to_blocks(decoded(groups, 0x30)).blocks.empty());
  EXPECT_TRUE(to_blocks(decode(only_frame(kKeepAlive), kChina)).blocks.empty());
}

}  // namespace
}  // namespace fenghuo::adapters::sl651

#include "adapters/sl651/crc.h"

#include "tests/adapters/sl651/frames.h"

namespace fenghuo::adapters::sl651 {
namespace {

TEST(Crc, HasItsCheckValue) {
  EXPECT_EQ(crc16(text("123456789")), 0x4b37);
  EXPECT_EQ(crc16({}), 0xffff);
}

TEST(Crc, CoversAFrameFromItsStartMark) {
  EXPECT_EQ(crc16(ByteView(kTimedReport).first(kTimedReport.size() - 2)), 0x1e40);
  EXPECT_EQ(crc16(ByteView(kAsciiSeries).first(kAsciiSeries.size() - 4)), 0xa18d);
}

}  // namespace
}  // namespace fenghuo::adapters::sl651

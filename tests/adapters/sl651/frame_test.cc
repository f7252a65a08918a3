#include "adapters/sl651/frame.h"

#include "tests/adapters/sl651/frames.h"

namespace fenghuo::adapters::sl651 {
namespace {

TEST(Frame, HasItsFieldsFromTheLine) {
  const Frame frame = only_frame(kTimedReport);
  EXPECT_EQ(frame.coding, Coding::hex);
  EXPECT_EQ(frame.direction, Direction::up);
  EXPECT_EQ(frame.centre, 1);
  EXPECT_EQ(frame.station, "0061234567");
  EXPECT_EQ(frame.password, 0xa000);
  EXPECT_EQ(frame.function, 0x32);
  EXPECT_FALSE(frame.packet);
  EXPECT_EQ(frame.body.size(), 0x26u);
  EXPECT_EQ(frame.end, End::etx);

  const Frame series = only_frame(kAsciiSeries);
  EXPECT_EQ(series.coding, Coding::ascii);
  EXPECT_EQ(series.station, "0061234567");
  EXPECT_EQ(series.body.size(), 0x5du);
}

TEST(Frame, HasItsAddressesTheOtherWayRoundDownlink) {
  const Frame frame = only_frame(bytes("7E7E006123456701A0003280080200072607150830011BB8FE"));
  EXPECT_EQ(frame.direction, Direction::down);
  EXPECT_EQ(frame.centre, 1);
  EXPECT_EQ(frame.station, "0061234567");
  EXPECT_EQ(frame.end, End::esc);
}

TEST(Frame, KeepsAStationThatIsNotDecimal) {
  Frame frame = only_frame(kTimedReport);
  frame.station = "00303A9006";
  EXPECT_EQ(only_frame(encode(frame)).station, "00303A9006");
}

TEST(Frame, IsEncodedAsItCame) {
  EXPECT_EQ(encode(only_frame(kTimedReport)), kTimedReport);
  EXPECT_EQ(encode(only_frame(kAsciiSeries)), kAsciiSeries);
  const Bytes packet = bytes(
      "7E7E010061234567A00036002216003003232425262728292A2B2C2D2E2F303132333435363738393A3B3C3D3E3F"
      "FFD9037023");
  const Frame frame = only_frame(packet);
  EXPECT_EQ(frame.packet, (Packet{3, 3}));
  EXPECT_EQ(frame.body.size(), 31u);
  EXPECT_EQ(encode(frame), packet);

  Frame ascii_packet = only_frame(kAsciiSeries);
  ascii_packet.packet = {4095, 17};
  EXPECT_EQ(only_frame(encode(ascii_packet)), ascii_packet);
}

TEST(Frame, HoldsTheLongestBody) {
  const Frame frame = uplink(0x36, Bytes(kBodyBytesMax, 0x7e));
  EXPECT_EQ(only_frame(encode(frame)), frame);
  const Frame ascii = uplink(0x35, Bytes(kBodyBytesMax, 'A'), Coding::ascii);
  EXPECT_EQ(encode(ascii).size(), kFrameBytesMax);
  EXPECT_EQ(only_frame(encode(ascii)), ascii);
}

TEST(FrameDeathTest, RefusesToBeBuiltWrong) {
  EXPECT_DEATH(encode(uplink(0x36, Bytes(kBodyBytesMax + 1))), "");
  EXPECT_DEATH(encode(uplink(0x36, Bytes{})), "");
}

}  // namespace
}  // namespace fenghuo::adapters::sl651

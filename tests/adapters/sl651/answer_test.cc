#include "adapters/sl651/answer.h"

#include "adapters/sl651/bcd.h"
#include "tests/adapters/sl651/frames.h"

namespace fenghuo::adapters::sl651 {
namespace {

Instant at(std::string_view digits) {
  return *read_time(bytes(digits), kChina);
}

Frame heard(std::string_view station, std::uint8_t centre, std::uint16_t password,
            std::uint8_t function, std::uint16_t serial) {
  return {.centre = centre,
          .station = std::string(station),
          .password = password,
          .function = function,
          .packet = std::nullopt,
          .body = bytes(hex_number(serial, 4) + "260715000000")};
}

std::string confirmed(const Frame& message, Line line, std::string_view now) {
  return to_hex(confirm(message, line, at(now), kChina).value());
}

TEST(Answer, ConfirmsByteForByte) {
  EXPECT_EQ(confirmed(heard("0061234567", 1, 0xa000, 0x32, 7), Line::stay, "260715083001"),
            "7E7E006123456701A0003280080200072607150830011BB8FE");
  EXPECT_EQ(confirmed(heard("0012345678", 16, 0x1234, 0x34, 1), Line::leave, "140613143853"),
            "7E7E001234567810123434800802000114061314385304696E");
  EXPECT_EQ(confirmed(heard("0012345678", 16, 0x1234, 0x34, 3), Line::leave, "140613144304"),
            "7E7E00123456781012343480080200031406131443040499A1");
  EXPECT_EQ(confirmed(heard("0012345678", 16, 0x1234, 0x30, 2), Line::leave, "140612021525"),
            "7E7E00123456781012343080080200021406120215250419AF");
}

TEST(Answer, SetsAClockByteForByte) {
  EXPECT_EQ(to_hex(set_clock(only_frame(kTimedReport), july15(8, 30, 1), kChina)),
            "7E7E006123456701A0004A8008020000260715083001052E9F");
}

TEST(Answer, AsksForAPacketByteForByte) {
  Frame packet = heard("0061234567", 1, 0xa000, 0x36, 600);
  packet.packet = {3, 1};
  const Gap gap{packet, 600, {3, 2}};
  EXPECT_EQ(to_hex(ask_again(gap, july15(15, 0, 2), kChina)),
            "7E7E006123456701A00036800B160030020258260715150002151745");
}

TEST(Answer, ConfirmsPacketsWithTheirTotal) {
  Frame message = heard("0061234567", 1, 0xa000, 0x36, 600);
  message.packet = {3, 3};
  const Frame answer = only_frame(*confirm(message, Line::stay, july15(15, 0, 2), kChina));
  EXPECT_EQ(answer.direction, Direction::down);
  EXPECT_EQ(answer.packet, (Packet{3, 3}));
  EXPECT_EQ(answer.end, End::esc);
  EXPECT_EQ(answer.body, bytes("0258260715150002"));
}

TEST(Answer, SpeaksTheCodingThatItHeard) {
  const Bytes line = *confirm(only_frame(kAsciiSeries), Line::leave, july15(9, 0, 1), kChina);
  EXPECT_EQ(line, text("\x01"
                       "006123456701A000318010\x02"
                       "0003260715090001\x04"
                       "3490"));
}

TEST(Answer, TellsAStationWithMoreToGoOn) {
  Frame message = only_frame(kTimedReport);
  message.end = End::etb;
  EXPECT_EQ(only_frame(*confirm(message, Line::leave, july15(9, 0), kChina)).end, End::ack);
}

TEST(Answer, IsNoneWithoutASerial) {
  EXPECT_FALSE(confirm(uplink(0x32, Bytes{0}), Line::leave, july15(9, 0), kChina));
  EXPECT_FALSE(
      confirm(uplink(0x32, text("00x0"), Coding::ascii), Line::leave, july15(9, 0), kChina));
}

TEST(Answer, IsWantedByWhatTheStationBegan) {
  Frame frame = only_frame(kTimedReport);
  for (unsigned function = 0; function < 0x100; ++function) {
    frame.function = static_cast<std::uint8_t>(function);
    EXPECT_EQ(wants_answer(frame), function >= 0x30 && function <= 0x36) << function;
  }
  frame.function = 0x38;
  frame.end = End::etb;
  EXPECT_TRUE(wants_answer(frame));
  frame.end = End::etx;
  frame.packet = {2, 2};
  EXPECT_TRUE(wants_answer(frame));
  frame.direction = Direction::down;
  EXPECT_FALSE(wants_answer(frame));
}

}  // namespace
}  // namespace fenghuo::adapters::sl651

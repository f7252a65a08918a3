#include "adapters/sl651/assembly.h"

#include <gmock/gmock.h>

#include "tests/adapters/sl651/frames.h"

namespace fenghuo::adapters::sl651 {
namespace {

const Bytes kHead = bytes("0258260715150000");
const std::vector<Bytes> kParts{kHead + bytes("F3F3FFD8"), bytes("0102"), bytes("03FFD9")};

Frame packet(std::uint16_t number, std::uint16_t total = 3, std::uint8_t function = 0x36) {
  Frame frame = uplink(function, number <= kParts.size() ? kParts[number - 1u] : Bytes{0});
  frame.packet = {total, number};
  frame.end = number == total ? End::etx : End::etb;
  return frame;
}

const Frame* message_in(const Assembled& result) {
  return std::get_if<Frame>(&result);
}
bool waits(const Assembled& result) {
  return std::holds_alternative<Waiting>(result);
}

TEST(Assembly, PutsPacketsTogetherInAnyOrder) {
  for (std::vector<std::uint16_t> order : {std::vector<std::uint16_t>{1, 2, 3}, {2, 1, 3}}) {
    Assembly assembly;
    EXPECT_TRUE(waits(assembly.add(packet(order[0]))));
    EXPECT_TRUE(waits(assembly.add(packet(order[1]))));
    const Assembled result = assembly.add(packet(order[2]));
    const Frame* message = message_in(result);
    ASSERT_NE(message, nullptr);
    EXPECT_EQ(message->body, kParts[0] + kParts[1] + kParts[2]);
    EXPECT_EQ(message->packet, (Packet{3, 3}));
    EXPECT_EQ(decode(*message, kChina).picture, bytes("FFD8010203FFD9"));
    EXPECT_TRUE(assembly.gaps().empty());
  }
}

TEST(Assembly, IgnoresARepeatedPacket) {
  Assembly assembly;
  EXPECT_TRUE(waits(assembly.add(packet(1))));
  EXPECT_TRUE(waits(assembly.add(packet(1))));
  EXPECT_TRUE(waits(assembly.add(packet(2))));
  EXPECT_TRUE(waits(assembly.add(packet(2))));
  const Assembled result = assembly.add(packet(3));
  ASSERT_NE(message_in(result), nullptr);
  EXPECT_EQ(message_in(result)->body, kParts[0] + kParts[1] + kParts[2]);
  EXPECT_EQ(assembly.abandoned(), 0u);
}

TEST(Assembly, NamesTheMissingPacketOnceTheSenderHasEnded) {
  Assembly assembly;
  EXPECT_TRUE(waits(assembly.add(packet(1))));
  const Assembled result = assembly.add(packet(3));
  const Gap* gap = std::get_if<Gap>(&result);
  ASSERT_NE(gap, nullptr);
  EXPECT_EQ(gap->packet, (Packet{3, 2}));
  EXPECT_EQ(gap->serial, 0x0258);
  EXPECT_EQ(gap->heard.station, "0061234567");
  Frame again = packet(2);
  again.end = End::etx;  // clause 6.3.1.2 c
  const Assembled whole = assembly.add(again);
  EXPECT_NE(message_in(whole), nullptr);
}

TEST(Assembly, NamesWhatIsMissingWhereTheLineWentSilent) {
  Assembly assembly;
  EXPECT_TRUE(waits(assembly.add(packet(2))));
  EXPECT_TRUE(waits(assembly.add(packet(1, 2, 0x31))));
  const auto gaps = assembly.gaps();
  ASSERT_EQ(gaps.size(), 2u);
  EXPECT_EQ(gaps[0].packet, (Packet{3, 1}));
  EXPECT_EQ(gaps[0].serial, 0);
  EXPECT_EQ(gaps[1].packet, (Packet{2, 2}));
}

TEST(Assembly, TakesASinglePacketAsWhole) {
  Assembly assembly;
  const Assembled result = assembly.add(packet(1, 1));
  EXPECT_NE(message_in(result), nullptr);
}

TEST(Assembly, RefusesAnImpossibleNumber) {
  Assembly assembly;
  for (const Packet wrong : {Packet{3, 0}, Packet{3, 4}, Packet{0, 0}, Packet{0, 1}}) {
    Frame frame = packet(1);
    frame.packet = wrong;
    EXPECT_EQ(std::get<Refusal>(assembly.add(frame)), Refusal::bad_packet);
  }
}

TEST(Assembly, BeginsAnewWhereThePacketsAreOfAnotherMessage) {
  Assembly assembly;
  EXPECT_TRUE(waits(assembly.add(packet(1))));
  Frame other = packet(1);
  other.body[1] = 0x59;  // another serial
  EXPECT_TRUE(waits(assembly.add(other)));
  EXPECT_EQ(assembly.abandoned(), 1u);
  EXPECT_TRUE(waits(assembly.add(packet(2))));
  const Assembled result = assembly.add(packet(3));
  ASSERT_NE(message_in(result), nullptr);
  EXPECT_EQ(decode(*message_in(result), kChina).serial, 0x0259);

  EXPECT_TRUE(waits(assembly.add(packet(1, 3))));
  EXPECT_TRUE(waits(assembly.add(packet(1, 2))));
  EXPECT_EQ(assembly.abandoned(), 2u);
}

TEST(Assembly, BoundsAMessage) {
  Assembly assembly;
  Assembled result = Waiting{};
  std::uint16_t number = 0;
  while (waits(result)) {
    Frame frame = uplink(0x36, Bytes(4000));
    frame.packet = {4095, ++number};
    frame.end = End::etb;
    result = assembly.add(std::move(frame));
  }
  EXPECT_EQ(std::get<Refusal>(result), Refusal::message_too_large);
  EXPECT_EQ(number, Assembly::kMessageBytesMax / 4000 + 1);
  EXPECT_TRUE(assembly.gaps().empty());
}

TEST(Assembly, BoundsTheMessagesThatWait) {
  Assembly assembly;
  for (std::size_t i = 0; i <= Assembly::kMessagesMax; ++i)
    EXPECT_TRUE(waits(assembly.add(packet(1, 3, static_cast<std::uint8_t>(0x30 + i)))));
  EXPECT_EQ(assembly.abandoned(), 1u);
  const auto gaps = assembly.gaps();
  ASSERT_EQ(gaps.size(), Assembly::kMessagesMax);
  EXPECT_EQ(gaps[0].heard.function, 0x31);
}

// A part of a message that goes on and on.
Frame endless(std::uint16_t number, std::uint8_t function = 0x36) {
  Frame frame = uplink(function, Bytes(4000));
  frame.packet = {4095, number};
  frame.end = End::etb;
  return frame;
}

// One peer with many connections must not take the memory of all.
TEST(Assembly, ConnectionsShareARoom) {
  Room room(100'000);
  Assembly one(&room);
  Assembly other(&room);
  EXPECT_TRUE(waits(one.add(endless(1, 0x31))));
  std::uint16_t number = 0;
  while (waits(other.add(endless(++number)))) ASSERT_LT(number, 100);
  EXPECT_EQ(other.abandoned(), 1u);
  EXPECT_TRUE(other.gaps().empty());
  EXPECT_EQ(one.gaps().size(), 1u) << "that of another connection stays";
  EXPECT_TRUE(room.take_given_up().empty()) << "its sender was refused";
  EXPECT_LE(room.taken(), 10'000u);
  EXPECT_TRUE(waits(other.add(endless(1))));
}

// Nor keep what it has taken.
TEST(Assembly, WhoeverHoldsMostMakesRoomForTheOthers) {
  Room room(100'000);
  Assembly one(&room);
  Assembly other(&room);
  std::uint16_t number = 0;
  while (room.taken() < 97'000) EXPECT_TRUE(waits(one.add(endless(++number))));
  EXPECT_EQ(one.gaps().size(), 1u);
  Frame picture = packet(2);
  picture.body = Bytes(4000);
  EXPECT_TRUE(waits(other.add(packet(1))));
  EXPECT_TRUE(waits(other.add(picture)));
  const Assembled result = other.add(packet(3));
  ASSERT_NE(message_in(result), nullptr);
  EXPECT_EQ(message_in(result)->body.size(), kParts[0].size() + 4000 + kParts[2].size());
  EXPECT_EQ(other.abandoned(), 0u);
  EXPECT_EQ(one.abandoned(), 1u);
  EXPECT_EQ(room.take_given_up(), std::vector<std::string>{"0061234567"});
  EXPECT_TRUE(room.take_given_up().empty());
}

TEST(Assembly, TheOldestGoesWhereThereIsNoRoom) {
  Room room(10'000);
  Assembly assembly(&room);
  Frame first = uplink(0x38, Bytes(4000));
  first.end = End::etb;
  EXPECT_TRUE(waits(assembly.add(first)));
  EXPECT_TRUE(waits(assembly.add(packet(1))));
  Frame large = packet(2);
  large.body = Bytes(7000);
  EXPECT_TRUE(waits(assembly.add(large))) << "nothing is wrong with what stays";
  EXPECT_EQ(assembly.abandoned(), 1u);
  EXPECT_EQ(room.take_given_up().size(), 1u);
  ASSERT_EQ(assembly.gaps().size(), 1u);
  EXPECT_NE(message_in(assembly.add(packet(3))), nullptr);
  EXPECT_EQ(room.taken(), 0u) << "a whole message gives its share back";
}

TEST(Assembly, TinyPartsCountForWhatTheyTake) {
  Room room(100'000);
  Assembly assembly(&room);
  std::uint16_t number = 0;
  Assembled result = Waiting{};
  while (waits(result) && number < 4000) {
    Frame frame = uplink(0x36, Bytes(1));
    frame.packet = {4095, ++number};
    frame.end = End::etb;
    result = assembly.add(frame);
  }
  EXPECT_EQ(std::get<Refusal>(result), Refusal::message_too_large);
}

TEST(Assembly, WhatAConnectionHeldIsGivenBackWithIt) {
  Room room(100'000);
  {
    Assembly assembly(&room);
    EXPECT_TRUE(waits(assembly.add(packet(1))));
    EXPECT_GT(room.taken(), 0u);
  }
  EXPECT_EQ(room.taken(), 0u);
}

TEST(Assembly, GivesUpWhatFellSilent) {
  using std::chrono::seconds;
  const Assembly::Moment start{};
  Assembly assembly;
  EXPECT_TRUE(waits(assembly.add(packet(1, 3, 0x31), start)));
  EXPECT_TRUE(waits(assembly.add(packet(1, 3, 0x36), start)));
  EXPECT_TRUE(waits(assembly.add(packet(2, 3, 0x36), start + seconds{60})));
  EXPECT_TRUE(waits(assembly.add(packet(1, 3, 0x31), start + seconds{60}))) << "nothing new";
  EXPECT_EQ(assembly.abandon_silent_since(start + seconds{30}), 1u);
  ASSERT_EQ(assembly.gaps().size(), 1u);
  EXPECT_EQ(assembly.gaps()[0].heard.function, 0x36);
  EXPECT_EQ(assembly.abandon_silent_since(start + seconds{90}), 1u);
  EXPECT_EQ(assembly.abandoned(), 2u);
}

TEST(Assembly, LetsOtherFramesThrough) {
  Assembly assembly;
  Frame more = only_frame(kTimedReport);
  more.end = End::etb;  // a self-report says all of its own, whatever follows
  for (const Frame& frame : {only_frame(kTimedReport), only_frame(kKeepAlive), more}) {
    const Assembled result = assembly.add(frame);
    ASSERT_NE(message_in(result), nullptr);
    EXPECT_EQ(*message_in(result), frame);
  }
  Frame nak = packet(2);
  nak.direction = Direction::down;
  const Assembled result = assembly.add(nak);
  EXPECT_NE(message_in(result), nullptr);
}

// The second frame of an answer to 38H: with head and station, with head, with neither.
TEST(Assembly, PutsAnAnswerTogetherUntilItEnds) {
  const std::string station =
      "F1F1006123456748F0F026071508000418000005"
      "3912";
  const std::string head = "0031260715110533";
  for (const std::string& second : {head + station, head, std::string()}) {
    Assembly assembly;
    Frame first = uplink(0x38, bytes(head + station + "10011002"));
    first.end = End::etb;
    EXPECT_TRUE(waits(assembly.add(first)));
    EXPECT_TRUE(assembly.gaps().empty());
    const Assembled result = assembly.add(uplink(0x38, bytes(second + "10031004")));
    ASSERT_NE(message_in(result), nullptr);
    EXPECT_EQ(message_in(result)->end, End::etx);
    const Report report = decode(*message_in(result), kChina);
    ASSERT_EQ(report.readings.size(), 4u);
    EXPECT_TRUE(report.refused.empty());
    EXPECT_EQ(shown(report.readings[3]).substr(9), "10.04");
    EXPECT_EQ(shown(report.readings[3]).substr(3, 5), second.size() > 16 ? "08:05" : "08:15");
  }
}

TEST(Assembly, PutsAnAnswerInAsciiTogether) {
  Assembly assembly;
  Frame first = uplink(0x38, text("0031260715110533ST 0061234567 H TT 2607150800 DRN05 Z 1.0 2.0 "),
                       Coding::ascii);
  first.end = End::etb;
  EXPECT_TRUE(waits(assembly.add(first)));
  const Assembled result = assembly.add(uplink(
      0x38, text("0032260715110534ST 0061234567 H TT 2607150810 DRN05 Z 3.0 "), Coding::ascii));
  ASSERT_NE(message_in(result), nullptr);
  EXPECT_THAT(shown(decode(*message_in(result), kChina)),
              ::testing::ElementsAre("39 08:00 1.0", "39 08:05 2.0", "39 08:10 3.0"));
}

TEST(Assembly, BoundsAnAnswerThatNeverEnds) {
  Assembly assembly;
  Frame frame = uplink(0x38, Bytes(4000, 0x10));
  frame.end = End::etb;
  Assembled result = Waiting{};
  int frames = 0;
  for (; waits(result); ++frames) result = assembly.add(frame);
  EXPECT_EQ(std::get<Refusal>(result), Refusal::message_too_large);
  EXPECT_LE(frames, 67);
}

}  // namespace
}  // namespace fenghuo::adapters::sl651

#include "adapters/sl651_server.h"

#include "adapters/sl651/station.h"
#include "tests/adapters/connection.h"
#include "tests/adapters/sl651/frames.h"
#include "tests/engine/summing_stage.h"

namespace fenghuo::adapters {
namespace {

using sl651::kChina;
using sl651::operator+;

std::string characters(sl651::ByteView bytes) {
  return {bytes.begin(), bytes.end()};
}

/// A report of one level, as station 0061234567 sends it.
std::string frame(std::uint16_t serial, std::int64_t level_mm = 152'310) {
  const Instant at = sl651::july15(8, 30) + std::chrono::minutes{serial};
  const sl651::StationReport report{.station = "0061234567",
                                    .serial = serial,
                                    .sent_at = at,
                                    .step = std::nullopt,
                                    .elements = {{0x39, 0x23, at, {Decimal{level_mm, 3}}}}};
  const auto bytes = sl651::encode_report(report, kChina);
  EXPECT_TRUE(bytes);
  return characters(*bytes);
}

/// What somebody has typed in at the station.
std::string typed(std::uint16_t serial, std::string_view text) {
  sl651::Bytes body{static_cast<std::uint8_t>(serial >> 8), static_cast<std::uint8_t>(serial)};
  const auto frame =
      sl651::uplink(0x35, body + sl651::bytes("260715084000F2F2") + sl651::text(text));
  return characters(sl651::encode(frame));
}

/// Frames that come back, one after the other.
class Answers {
 public:
  explicit Answers(Connection& connection) : connection_(connection) {}

  sl651::Frame next() {
    while (true) {
      if (auto part = splitter_.next()) {
        EXPECT_TRUE(std::holds_alternative<sl651::Frame>(*part));
        return std::get<sl651::Frame>(std::move(*part));
      }
      const std::string bytes = connection_.receive_some();
      if (bytes.empty()) {
        ADD_FAILURE() << "no answer";
        return {};
      }
      splitter_.push(
          sl651::ByteView(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()));
    }
  }
  void expect(std::uint16_t serial) {
    const sl651::Frame answer = next();
    EXPECT_EQ(answer.direction, sl651::Direction::down);
    EXPECT_EQ(answer.station, "0061234567");
    EXPECT_EQ(answer.function, 0x32);
    EXPECT_EQ(answer.end, sl651::End::eot);
    ASSERT_GE(answer.body.size(), 2u);
    EXPECT_EQ(answer.body[0] * 256 + answer.body[1], serial);
  }

 private:
  Connection& connection_;
  sl651::Splitter splitter_;
};

class Sl651ServerTest : public ::testing::Test {
 protected:
  Sl651ServerTest() { edges_.start(); }
  ~Sl651ServerTest() override { edges_.stop(); }

  Sl651Counts counts() {
    return edges_.on_edges([this] { return server_.counts(); });
  }

  Edges edges_{summing_machine()};
  Sl651Server server_{edges_.io, Sl651Settings{.port = 0}, edges_.thread, edges_.clock,
                      edges_.refusals};
  Connection station_{server_.port()};
  Answers answers_{station_};
};

TEST_F(Sl651ServerTest, AnswersOnceTheReportIsDurable) {
  edges_.log.hold();
  station_.send(frame(9));
  edges_.log.wait_for_commits(2);
  edges_.on_edges([] {});
  EXPECT_EQ(station_.waiting(), 0u);
  edges_.log.release();
  answers_.expect(9);
  EXPECT_EQ(edges_.thread.counts().rows, 1u);
  EXPECT_EQ(counts().messages, 1u);
  EXPECT_EQ(counts().connections_now, 1u);
}

TEST_F(Sl651ServerTest, ABadChecksumIsMetWithSilenceAndCounted) {
  std::string damaged = frame(9);
  damaged[damaged.size() - 5] ^= 0x01;
  station_.send(damaged + frame(10));
  answers_.expect(10);
  EXPECT_EQ(station_.finish(), "");
  EXPECT_EQ(edges_.thread.counts().rows, 1u);
  EXPECT_EQ(edges_.refused("sl651", "bad_checksum"), 1u);
}

// A confirmation may be lost.
TEST_F(Sl651ServerTest, WhatWasTypedInAndComesAgainIsOneReport) {
  for (const std::uint16_t serial : {std::uint16_t{1}, std::uint16_t{1}, std::uint16_t{2}}) {
    station_.send(typed(serial, "bridge under water"));
    EXPECT_EQ(answers_.next().function, 0x35);
  }
  EXPECT_EQ(edges_.thread.counts().records, 2u);
  EXPECT_EQ(edges_.thread.counts().duplicates, 1u);
}

TEST_F(Sl651ServerTest, WhatWasTypedInIsCutAndCountedWhereItIsTooLong) {
  station_.send(typed(1, std::string(4000, '\xFF')));  // told in hexadecimal
  EXPECT_EQ(answers_.next().function, 0x35);
  EXPECT_EQ(edges_.thread.counts().records, 1u);
  EXPECT_EQ(edges_.refused("sl651", "text_cut"), 1u);
}

TEST_F(Sl651ServerTest, TakesFramesGluedTogether) {
  station_.send(frame(1) + frame(2) + frame(3));
  for (const std::uint16_t serial : {std::uint16_t{1}, std::uint16_t{2}, std::uint16_t{3}})
    answers_.expect(serial);
  EXPECT_EQ(edges_.thread.counts().rows, 3u);
}

TEST_F(Sl651ServerTest, TakesAFrameByteByByte) {
  for (const char byte : frame(7)) station_.send(std::string(1, byte));
  answers_.expect(7);
}

TEST_F(Sl651ServerTest, FindsTheFrameAfterGarbage) {
  station_.send("GET / HTTP/1.1\r\n" + frame(4));
  answers_.expect(4);
  EXPECT_EQ(edges_.refused("sl651", "garbage"), 1u);
}

TEST_F(Sl651ServerTest, AFrameCutOffByTheEndIsCounted) {
  station_.send(frame(4).substr(0, 20));
  EXPECT_EQ(station_.finish(), "");
  EXPECT_TRUE(edges_.comes_true([this] { return server_.counts().connections_now == 0; }));
  EXPECT_EQ(edges_.refused("sl651", "truncated"), 1u);
}

TEST_F(Sl651ServerTest, AFrameSentAgainIsAnsweredAgainAndCountedOnce) {
  station_.send(frame(5));
  answers_.expect(5);
  station_.send(frame(5));
  answers_.expect(5);
  EXPECT_EQ(edges_.thread.counts().rows, 1u);
  EXPECT_EQ(edges_.thread.counts().duplicates, 1u);
}

TEST_F(Sl651ServerTest, KeepsAliveWithoutAnswer) {
  station_.send(characters(sl651::kKeepAlive) + frame(6));
  answers_.expect(6);
  EXPECT_EQ(counts().frames, 2u);
  EXPECT_EQ(edges_.thread.counts().rows, 1u);
}

TEST_F(Sl651ServerTest, ADownlinkFrameIsRefused) {
  station_.send(frame(1));
  const sl651::Frame answer = answers_.next();
  station_.send(characters(sl651::encode(answer)));
  EXPECT_EQ(station_.finish(), "");
  EXPECT_EQ(edges_.refused("sl651", "downlink"), 1u);
}

TEST_F(Sl651ServerTest, AFullInboxIsMetWithSilence) {
  edges_.log.hold();
  ASSERT_TRUE(edges_.thread.submit(report("x"), nullptr));
  edges_.log.wait_for_commits(2);
  const std::vector<std::pair<Instant, std::int64_t>> rows(kRowsPerRecordMax, {kStart, 1});
  std::uint64_t key = 0;
  while (edges_.thread.submit(block("A", "rain", rows, ++key), nullptr)) continue;
  station_.send(frame(8));
  ASSERT_TRUE(edges_.comes_true([this] { return edges_.refusals.totals().size() == 1; }));
  EXPECT_EQ(edges_.refused("sl651", "inbox_full"), 1u);
  edges_.log.release();
  ASSERT_TRUE(edges_.comes_true([this] { return edges_.thread.counts().rows_waiting == 0; }));
  station_.send(frame(8));
  answers_.expect(8);
}

TEST_F(Sl651ServerTest, AStationThatIsOneTooManyIsMetWithSilenceAndCounted) {
  for (std::size_t number = 0; number < kStrangersMax;) {
    ObservationBlock many;
    for (std::uint32_t i = 0; i < kRowsPerRecordMax && number < kStrangersMax; ++i) {
      many.sources.push_back({"X" + std::to_string(number++), "rain", 1});
      many.rows.push_back({i, Quality::not_evaluated, kStart, 5});
    }
    EXPECT_FALSE(edges_.submit(std::move(many)).refused);
  }
  station_.send(frame(1));
  EXPECT_TRUE(edges_.comes_true(
      [this] { return edges_.refusals.totals().contains({"sl651", "too_many_stations"}); }));
  EXPECT_EQ(station_.finish(), "");
}

TEST_F(Sl651ServerTest, StopClosesAllConnections) {
  station_.send(frame(1));
  answers_.expect(1);
  edges_.on_edges([this] { server_.stop(); });
  EXPECT_EQ(station_.receive_some(), "");
  EXPECT_TRUE(edges_.comes_true([this] { return server_.counts().connections_now == 0; }));
}

}  // namespace
}  // namespace fenghuo::adapters

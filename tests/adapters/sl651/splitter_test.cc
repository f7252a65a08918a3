#include "adapters/sl651/splitter.h"

#include <numeric>

#include "tests/adapters/sl651/frames.h"
#include "tests/random.h"

namespace fenghuo::adapters::sl651 {
namespace {

Split skipped(Refusal why, std::size_t bytes) {
  return Skipped{why, bytes};
}

// Every byte is in a frame or in a refusal.
std::size_t bytes_in(const std::vector<Split>& parts) {
  return std::accumulate(parts.begin(), parts.end(), std::size_t{0},
                         [](std::size_t sum, const Split& part) {
                           if (const auto* gap = std::get_if<Skipped>(&part))
                             return sum + gap->bytes;
                           return sum + encode(std::get<Frame>(part)).size();
                         });
}

TEST(Splitter, FindsFramesWhereverTheChunksAreCut) {
  const Bytes line = text("\x01junk") + kTimedReport + kAsciiSeries + bytes("7E") + kKeepAlive +
                     text("\r\n7") + bytes("7E7E010061");
  const std::vector<Split> whole = split(line);
  EXPECT_EQ(whole, (std::vector<Split>{skipped(Refusal::bad_header, 5), only_frame(kTimedReport),
                                       only_frame(kAsciiSeries), skipped(Refusal::garbage, 1),
                                       only_frame(kKeepAlive), skipped(Refusal::garbage, 3),
                                       skipped(Refusal::truncated, 5)}));
  EXPECT_EQ(bytes_in(whole), line.size());
  for (std::size_t chunk = 1; chunk < line.size(); ++chunk)
    EXPECT_EQ(split(line, chunk), whole) << "chunks of " << chunk;
}

TEST(Splitter, HandsOutAFrameWithItsLastByte) {
  Splitter splitter;
  splitter.push(ByteView(kTimedReport).first(kTimedReport.size() - 1));
  EXPECT_FALSE(splitter.next());
  splitter.push(ByteView(kTimedReport).last(1));
  EXPECT_EQ(splitter.next(), Split{only_frame(kTimedReport)});
  EXPECT_FALSE(splitter.next());
}

TEST(Splitter, FindsTheFrameBehindAStraySeven) {
  const Bytes stray = bytes("7E");
  const Split good = only_frame(kTimedReport);
  const Split one = skipped(Refusal::garbage, 1);
  EXPECT_EQ(split(kTimedReport + stray + kTimedReport + stray),
            (std::vector{good, one, good, one}));
  EXPECT_EQ(split(stray + stray + stray + kTimedReport),
            (std::vector{skipped(Refusal::garbage, 3), good}));
}

TEST(Splitter, RefusesByName) {
  const auto with = [](std::size_t at, std::uint8_t byte) {
    Bytes line = kTimedReport;
    line[at] = byte;
    return split(line);
  };
  const std::size_t size = kTimedReport.size();
  const auto only = [&](Refusal why) { return std::vector{skipped(why, size)}; };
  EXPECT_EQ(with(0, 0x7d), only(Refusal::garbage));
  EXPECT_EQ(with(11, 0x40), only(Refusal::bad_header));    // neither up nor down
  EXPECT_EQ(with(13, 0x03), only(Refusal::bad_header));    // neither STX nor SYN
  EXPECT_EQ(with(12, 0x00), only(Refusal::bad_length));    // no body
  EXPECT_EQ(with(12, 0x25), only(Refusal::bad_end_mark));  // a byte short
  EXPECT_EQ(with(12, 0x27), only(Refusal::truncated));     // a byte more than there is
  EXPECT_EQ(with(size - 3, 0x02), only(Refusal::bad_end_mark));
  EXPECT_EQ(with(size - 1, 0x41), only(Refusal::bad_checksum));
  EXPECT_EQ(with(size - 4, 0x31), only(Refusal::bad_checksum));

  Frame packet = uplink(0x36, Bytes{0});
  packet.packet = {1, 1};
  Bytes line = encode(packet);
  line[12] = 3;  // no room for more than the packet's numbers
  EXPECT_EQ(split(line), (std::vector{skipped(Refusal::bad_length, line.size())}));
}

TEST(Splitter, RefusesEveryFlippedBit) {
  for (const Bytes& good : {kTimedReport, kAsciiSeries}) {
    const Frame frame = only_frame(good);
    for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
      Bytes line = good;
      line[bit / 8] = static_cast<std::uint8_t>(line[bit / 8] ^ 1u << bit % 8);
      const auto parts = split(line);
      for (const Split& part : parts) {
        // In ASCII a letter of the checksum may become a small one: the same frame.
        if (const Frame* found = std::get_if<Frame>(&part)) {
          EXPECT_EQ(*found, frame) << bit;
        }
      }
      EXPECT_EQ(bytes_in(parts), line.size()) << bit;
    }
  }
}

TEST(Splitter, FindsFramesInGarbage) {
  Random random(1);
  for (int round = 0; round < 200; ++round) {
    Bytes line;
    std::size_t frames = 0;
    for (int part = 0; part < 10; ++part) {
      for (std::uint32_t n = random.below(40); n > 0; --n)
        line.push_back(static_cast<std::uint8_t>(random.one_in(4) ? 0x7e : random.below(256)));
      line = line + (random.one_in(2) ? kTimedReport : kAsciiSeries);
      ++frames;
    }
    const auto parts = split(line, 1 + random.below(100));
    EXPECT_EQ(bytes_in(parts), line.size());
    EXPECT_EQ(std::count_if(parts.begin(), parts.end(),
                            [](const Split& part) { return std::holds_alternative<Frame>(part); }),
              static_cast<std::ptrdiff_t>(frames));
  }
}

TEST(Splitter, FindsTheFrameInsideOneThatDoesNotHold) {
  const Bytes outer = bytes("7E7E010061234567A00032001902");  // its body is a frame of 25 bytes
  EXPECT_EQ(split(outer + kKeepAlive + bytes("030000")),
            (std::vector<Split>{skipped(Refusal::bad_checksum, 14), only_frame(kKeepAlive),
                                skipped(Refusal::garbage, 3)}));
}

TEST(Splitter, FindsTheFrameBehindOneThatNeverEnds) {
  Bytes longer = kTimedReport;
  longer[11] = 0x0f;  // as if its body had 3878 bytes
  Splitter splitter;
  splitter.push(longer + kKeepAlive);
  EXPECT_FALSE(splitter.next());
  splitter.end_of_input();
  EXPECT_EQ(splitter.next(), skipped(Refusal::truncated, longer.size()));
  EXPECT_EQ(splitter.next(), Split{only_frame(kKeepAlive)});
  splitter.push(kKeepAlive);
  EXPECT_EQ(splitter.next(), Split{only_frame(kKeepAlive)});
}

std::size_t count(const std::vector<Split>& parts, Refusal why) {
  return static_cast<std::size_t>(std::count_if(parts.begin(), parts.end(), [&](const Split& part) {
    const auto* gap = std::get_if<Skipped>(&part);
    return gap != nullptr && gap->why == why;
  }));
}

// Each header names the longest of frames, whose end mark is right and whose checksum is not: tried
// one after the other, they would cost 4 KiB of sums for each 14 bytes.
TEST(Splitter, BoundsWhatAHostileStreamCosts) {
  const Bytes header = bytes("7E7E0303030303030303030FFF02");
  Bytes line;
  for (int i = 0; i < 20'000; ++i) line = std::move(line) + header;
  const std::size_t frame_bytes = 14 + kBodyBytesMax + 3;
  Bytes good;
  for (int i = 0; i < 400; ++i) good = std::move(good) + kTimedReport;

  const auto parts = split(line + good, 1460);
  EXPECT_EQ(bytes_in(parts), line.size() + good.size());
  EXPECT_GT(count(parts, Refusal::bad_checksum), 16u);
  EXPECT_LE(count(parts, Refusal::bad_checksum), (9 * line.size() + 64 * 1024) / frame_bytes + 1);
  EXPECT_EQ(parts.back(), Split{only_frame(kTimedReport)});
}

TEST(Splitter, GivesBackWhatABurstTook) {
  Splitter splitter;
  Bytes burst;
  while (burst.size() < 16 * 1024) burst = std::move(burst) + kTimedReport;
  const ByteView begun = ByteView(kTimedReport).first(20);
  splitter.push(burst + Bytes(begun.begin(), begun.end()));
  while (splitter.next()) continue;
  EXPECT_GT(splitter.bytes_held(), 2 * kFrameBytesMax);
  splitter.fit();
  EXPECT_LE(splitter.bytes_held(), 2 * kFrameBytesMax);
  splitter.push(ByteView(kTimedReport).subspan(20));
  EXPECT_EQ(splitter.next(), Split{only_frame(kTimedReport)}) << "what had begun is kept";
}

TEST(Splitter, ReportsEndlessGarbageNowAndThen) {
  const auto parts = split(Bytes(200'000, 0x7e), 1000);
  EXPECT_EQ(bytes_in(parts), 200'000u);
  EXPECT_EQ(parts, (std::vector{skipped(Refusal::garbage, 65536), skipped(Refusal::garbage, 65536),
                                skipped(Refusal::garbage, 65536), skipped(Refusal::garbage, 3379),
                                skipped(Refusal::truncated, 13)}));
}

}  // namespace
}  // namespace fenghuo::adapters::sl651

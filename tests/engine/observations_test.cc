#include "engine/observations.h"

#include <gtest/gtest.h>

#include "engine/event.pb.h"
#include "engine/record.h"
#include "tests/random.h"

namespace fenghuo {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr Instant kNow = instant_ms(1784075700000);

DecodedObservations decoded(const std::vector<Observation>& rows, const std::vector<Frame>& frames,
                            Instant recorded_at = kNow) {
  DecodedObservations out;
  const auto ok =
      decode_observations(encode_observations(rows, frames, recorded_at), recorded_at, 1000, out);
  EXPECT_TRUE(ok);
  return out;
}

Observation row(std::uint32_t datastream, Instant at, std::int64_t value,
                Quality quality = Quality::not_evaluated) {
  return {{datastream}, quality, at, at, value};
}

TEST(Observations, ComeBackAsTheyWent) {
  Random random(3);
  for (const int unit : {1, 1000, 60'000}) {
    std::vector<Observation> rows;
    for (int i = 0; i < 500; ++i) {
      const auto at = kNow - Span{random.between(0, 999) * unit} - Span{ms_of(kNow) % 60'000};
      rows.push_back(row(random.below(1000), at, random.between(-1'000'000, 1'000'000),
                         random.one_in(3) ? Quality::suspect : Quality::not_evaluated));
    }
    const auto out = decoded(rows, {{500, 0, std::nullopt}});
    ASSERT_EQ(out.rows.size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      ASSERT_EQ(out.rows[i].datastream, rows[i].datastream) << i;
      ASSERT_EQ(out.rows[i].device_time, rows[i].device_time);
      ASSERT_EQ(out.rows[i].observed_at, rows[i].observed_at);
      ASSERT_EQ(out.rows[i].value, rows[i].value);
      ASSERT_EQ(out.rows[i].quality, rows[i].quality);
    }
    EXPECT_TRUE(out.frames.empty()) << "a frame without key and time takes no room";
  }
}

TEST(Observations, KeepFramesWithTheirKeys) {
  const auto out = decoded({row(0, kNow, 1), row(1, kNow, 2), row(2, kNow, 3)},
                           {{1, 77, kNow - seconds{3}}, {2, 0, std::nullopt}});
  ASSERT_EQ(out.frames.size(), 2u);
  EXPECT_EQ(out.frames[0].key, 77u);
  EXPECT_EQ(out.frames[0].sent_at, kNow - seconds{3});
  EXPECT_FALSE(out.frames[1].sent_at);
}

TEST(Observations, OfAWrongClockAreMovedToTheTimeOfReceipt) {
  const Instant device_now = kNow - hours{30};
  const auto out =
      decoded({row(0, device_now, 1), row(0, device_now - minutes{5}, 2)}, {{2, 1, device_now}});
  EXPECT_EQ(out.rows[0].observed_at, kNow);
  EXPECT_EQ(out.rows[1].observed_at, kNow - minutes{5}) << "distances within a frame stay";
  EXPECT_EQ(out.rows[1].device_time, device_now - minutes{5}) << "both times are kept";
}

TEST(Observations, OfARightClockMayBeOld) {
  const auto out = decoded({row(0, kNow - days{2}, 1)}, {{1, 1, kNow - minutes{9}}});
  EXPECT_EQ(out.rows[0].observed_at, kNow - days{2});
}

TEST(Observations, FarFromTheirOwnSendingTimeAreOfNow) {
  const auto out = decoded({row(0, kNow - days{400}, 1)}, {{1, 1, kNow - days{30}}});
  EXPECT_EQ(out.rows[0].observed_at, kNow);
}

TEST(Observations, FromTheFutureAreOfNow) {
  const auto out = decoded({row(0, kNow + minutes{11}, 1), row(0, kNow + minutes{9}, 1)}, {});
  EXPECT_EQ(out.rows[0].observed_at, kNow);
  EXPECT_EQ(out.rows[1].observed_at, kNow + minutes{9});
}

TEST(Observations, ThatDoNotFitAreDamage) {
  const std::vector<Observation> rows{row(0, kNow, 1, Quality::fail), row(7, kNow, 2)};
  const std::vector<Frame> frames{{2, 5, kNow}};
  const auto whole = encode_observations(rows, frames, kNow);
  DecodedObservations out;
  ASSERT_TRUE(decode_observations(whole, kNow, 8, out));
  EXPECT_FALSE(decode_observations(whole, kNow, 7, out)) << "unknown datastream";

  auto broken = whole;
  broken.mutable_value()->RemoveLast();
  EXPECT_FALSE(decode_observations(broken, kNow, 8, out));
  broken = whole;
  broken.set_quality_run_length(0, 5);
  EXPECT_FALSE(decode_observations(broken, kNow, 8, out));
  broken = whole;
  broken.set_quality_run_flag(0, 6);
  EXPECT_FALSE(decode_observations(broken, kNow, 8, out));
  broken = whole;
  broken.set_frame_rows(0, 1);
  EXPECT_FALSE(decode_observations(broken, kNow, 8, out));
  broken = whole;
  broken.clear_frame_key();
  EXPECT_FALSE(decode_observations(broken, kNow, 8, out));
  broken = whole;
  broken.set_time_unit_ms(0);
  EXPECT_FALSE(decode_observations(broken, kNow, 8, out));
}

// The arithmetic behind kRowsPerRecordMax.
TEST(Observations, FitIntoARecordAtTheirWorst) {
  std::vector<Observation> rows;
  std::vector<Frame> frames;
  for (std::size_t i = 0; i < kRowsPerRecordMax; ++i) {
    const bool odd = i % 2 == 1;
    rows.push_back(row(odd ? 999'999 : 0, instant_ms(odd ? 4'000'000'000'001 : -4'000'000'000'000),
                       odd ? 1'000'000'000'000 : -1'000'000'000'000,
                       odd ? Quality::fail : Quality::suspect));
    frames.push_back({1, UINT64_MAX - i, instant_ms(odd ? 0 : 4'000'000'000'001)});
  }
  EXPECT_LT(encode_observations(rows, frames, kNow).ByteSizeLong(), kRecordBytesMax);
}

}  // namespace
}  // namespace fenghuo

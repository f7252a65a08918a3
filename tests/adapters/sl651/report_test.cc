#include "adapters/sl651/report.h"

#include <gmock/gmock.h>

#include "tests/adapters/sl651/frames.h"
#include "tests/random.h"

namespace fenghuo::adapters::sl651 {
namespace {

using ::testing::ElementsAre;

TEST(Report, HasSerialAndSendTime) {
  const Report report = decode(only_frame(kTimedReport), kChina);
  EXPECT_EQ(report.station, "0061234567");
  EXPECT_EQ(report.function, 0x32);
  EXPECT_EQ(report.serial, 9);
  EXPECT_EQ(report.send_time, "260715084000");
  EXPECT_EQ(report.sent_at, july15(8, 40));
  EXPECT_EQ(decode(only_frame(kTimedReport), Span{0}).sent_at, july15(16, 40));
}

TEST(Report, OfAKeepAliveHasNothingElse) {
  const Report report = decode(only_frame(kKeepAlive), kChina);
  EXPECT_EQ(report.serial, 0x0202);
  EXPECT_TRUE(report.readings.empty() && report.refused.empty() && report.rest.empty());
}

TEST(Report, KeepsASendTimeThatIsNoDate) {
  const Report unset = decode(uplink(0x2f, bytes("0001591011155111")), kChina);
  EXPECT_EQ(to_rfc3339(*unset.sent_at, kChina), "2059-10-11T15:51:11+08:00");
  const Report wrong =
      decode(uplink(0x32, bytes("0001000000000000F1F1006123456748F0F0260715084038121230")), kChina);
  EXPECT_EQ(wrong.send_time, "000000000000");
  EXPECT_FALSE(wrong.sent_at);
  EXPECT_THAT(shown(wrong), ElementsAre("38 08:40 12.30", " bad_send_time"));
}

TEST(Report, WithoutSerialAndSendTimeIsRefused) {
  for (const char* body : {"00", "00092607150840"})
    EXPECT_THAT(shown(decode(uplink(0x32, bytes(body)), kChina)), ElementsAre(" short_body"));
  EXPECT_THAT(shown(decode(uplink(0x32, text("000926071508400"), Coding::ascii), kChina)),
              ElementsAre(" short_body"));
  EXPECT_THAT(shown(decode(uplink(0x32, text("000x260715084000"), Coding::ascii), kChina)),
              ElementsAre(" short_body"));
}

TEST(Report, ReadsNoElementsWhereTheFunctionHasNone) {
  for (const int code : {0x2f, 0x40, 0x43, 0x46, 0x4f, 0x50, 0xe0, 0xff}) {
    const auto function = static_cast<std::uint8_t>(code);
    const Report report = decoded("F1F1006123456748F0F0260715084038121230", function);
    EXPECT_TRUE(report.readings.empty()) << code;
    EXPECT_EQ(report.rest.size(), 19u) << code;
  }
  Frame query = uplink(0x3a, bytes("000026071508300120193923"));
  query.direction = Direction::down;
  EXPECT_EQ(decode(query, kChina).rest, bytes("20193923"));
}

// What comes out of any bytes is bounded, and none make decode() fail.
TEST(Report, IsMadeOfAnyBytes) {
  Random random(2);
  constexpr std::string_view kLeads = "F0F1F2F3F4F5FDFF0445392600";
  for (int round = 0; round < 20'000; ++round) {
    Bytes body = bytes("0009260715084000F1F1006123456748F0F02607150840");
    for (std::uint32_t n = random.below(60); n > 0; --n) {
      const std::size_t at = random.below(kLeads.size() / 2) * 2;
      body = random.one_in(2) ? body + bytes(kLeads.substr(at, 2))
                              : body + Bytes{static_cast<std::uint8_t>(random.below(256))};
    }
    const Report report = decode(uplink(0x31, body), kChina);
    EXPECT_LE(report.readings.size() + report.refused.size(), body.size());
  }
}

}  // namespace
}  // namespace fenghuo::adapters::sl651

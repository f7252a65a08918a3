#include "adapters/sl651/station.h"

#include <gmock/gmock.h>

#include "tests/adapters/sl651/frames.h"

namespace fenghuo::adapters::sl651 {
namespace {

using ::testing::ElementsAre;

StationReport report_9() {
  return {.station = "0061234567",
          .password = 0xa000,
          .serial = 9,
          .sent_at = july15(8, 40),
          .step = std::nullopt,
          .elements = {{0x20, 0x19, july15(8, 40), {Decimal{5, 1}}},
                       {0x39, 0x23, july15(8, 40), {Decimal{15231, 2}}},
                       {0x38, 0x12, july15(8, 40), {Decimal{123, 1}}}}};
}

std::vector<std::string> read(const StationReport& report) {
  const auto line = encode_report(report, kChina);
  EXPECT_TRUE(line);
  return shown(decode(only_frame(*line), kChina));
}

TEST(Station, SendsAReportByteForByte) {
  EXPECT_EQ(encode_report(report_9(), kChina).value(), kTimedReport);
}

TEST(Station, KeepsAlive) {
  StationReport report = report_9();
  report.function = 0x2f;
  report.serial = 0x0202;
  report.sent_at = july15(15, 0, 45);
  report.elements.clear();
  EXPECT_EQ(encode_report(report, kChina).value(), kKeepAlive);
}

TEST(Station, SendsAnHourlyReport) {
  StationReport report = report_9();
  report.function = 0x34;
  report.elements = {
      {0xf4, 0x60, july15(8, 5), std::vector<std::optional<Decimal>>(11, Decimal{5, 1})},
      {0x39, 0x23, july15(9, 0), {Decimal{-345, 3}}},
      {0x26, 0x19, july15(9, 0), {std::nullopt}}};
  report.elements[0].values.emplace_back(std::nullopt);
  const auto lines = read(report);
  ASSERT_EQ(lines.size(), 14u);
  EXPECT_EQ(lines[0], "F4 08:05 0.5");
  EXPECT_EQ(lines[11], "F4 09:00 -");
  EXPECT_EQ(lines[12], "39 09:00 -0.345");
  EXPECT_EQ(lines[13], "26 09:00 -");
}

TEST(Station, SendsASeries) {
  StationReport report = report_9();
  report.function = 0x31;
  report.step = std::chrono::minutes{5};
  report.elements = {
      {0x39, 0x23, july15(8, 5), {Decimal{152310, 3}, std::nullopt, Decimal{152350, 3}}}};
  EXPECT_THAT(read(report), ElementsAre("39 08:05 152.310", "39 08:10 -", "39 08:15 152.350"));
  report.step = std::chrono::minutes{60};
  EXPECT_THAT(read(report), ElementsAre("39 08:05 152.310", "39 09:05 -", "39 10:05 152.350"));
}

TEST(Station, RefusesWhatDoesNotFit) {
  StationReport report = report_9();
  report.elements[0].values = {Decimal{1'000'000, 1}};
  EXPECT_EQ(encode_report(report, kChina).error().code, Errc::bad_input);
  for (const Decimal wrong : {Decimal{255, 1}, Decimal{-1, 1}}) {
    report.elements = {{0xf4, 0x60, july15(8, 5), std::vector<std::optional<Decimal>>(12, wrong)}};
    EXPECT_EQ(encode_report(report, kChina).error().code, Errc::bad_input);
  }
  report.elements = {{0xf4, 0x60, july15(8, 5), {Decimal{5, 1}}}};
  EXPECT_EQ(encode_report(report, kChina).error().code, Errc::bad_input);
  report.elements = {
      {0x39, 0x23, july15(8, 5), std::vector<std::optional<Decimal>>(1100, Decimal{1, 0})}};
  EXPECT_EQ(encode_report(report, kChina).error().code, Errc::bad_input);
}

}  // namespace
}  // namespace fenghuo::adapters::sl651

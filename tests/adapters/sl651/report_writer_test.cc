#include "adapters/sl651/report_writer.h"

#include "tests/adapters/sl651/frames.h"

namespace fenghuo::adapters::sl651 {
namespace {

TEST(ReportWriter, TakesNoMoreThanABlockHolds) {
  Report report;
  ReportWriter writer(report, kChina);
  writer.observation_time(bytes("2607150840"));
  const ElementName rain = name_of(0x22, std::nullopt);
  for (std::size_t i = 0; i < kReadingsMax / 2; ++i) writer.add(rain, Decimal{5, 1});
  for (std::size_t i = 0; i < kReadingsMax / 2; ++i) writer.add(rain, Refusal::bad_number);
  EXPECT_FALSE(writer.full());
  writer.add(rain, Decimal{5, 1});
  EXPECT_TRUE(writer.full());
  writer.add(rain, Decimal{5, 1});
  writer.refuse(Refusal::bad_group, "00");
  EXPECT_EQ(report.readings.size(), kReadingsMax / 2);
  EXPECT_EQ(report.refused.size(), kReadingsMax / 2 + 1);
  EXPECT_EQ(report.refused.back(), (RefusedReading{Refusal::too_many_readings, "22"}));
}

TEST(ReportWriter, GivesReadingsToTheSenderUntilAStationIsNamed) {
  Report report;
  report.station = "0061234567";
  ReportWriter writer(report, kChina);
  writer.observation_time(bytes("2607150840"));
  writer.add(name_of("Z"), Decimal{1, 0});
  writer.station("0061234568");
  writer.observation_time(bytes("2607150840"));
  writer.add(name_of("Z"), Decimal{1, 0});
  EXPECT_EQ(report.readings[0].station, "0061234567");
  EXPECT_EQ(report.readings[1].station, "0061234568");
}

TEST(ReportWriter, EndsALongSeries) {
  std::string body =
      "F1F1006123456748F0F026071508400418000001"
      "3908";
  for (std::size_t i = 0; i < 2 * kReadingsMax; ++i) body += "01";
  const Report report = decoded(body, 0x31);
  EXPECT_EQ(report.readings.size(), kReadingsMax);
  EXPECT_EQ(report.refused, (std::vector{RefusedReading{Refusal::too_many_readings, "39"}}));
}

}  // namespace
}  // namespace fenghuo::adapters::sl651

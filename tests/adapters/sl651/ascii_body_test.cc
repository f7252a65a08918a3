#include "adapters/sl651/ascii_body.h"

#include <gmock/gmock.h>

#include "tests/adapters/sl651/frames.h"

namespace fenghuo::adapters::sl651 {
namespace {

using ::testing::ElementsAre;

Report report_of(std::string_view groups) {
  return decode(uplink(0x32, text("0009260715084000" + std::string(groups)), Coding::ascii),
                kChina);
}
std::vector<std::string> read(std::string_view groups) {
  return shown(report_of("ST 0061234567 H TT 2607150840 " + std::string(groups)));
}

TEST(AsciiBody, ReadsElements) {
  const Report report = report_of("ST 0061234567 H TT 2607150840 PJ 0.5 Z 152.310 AI -3.5 ");
  EXPECT_THAT(shown(report), ElementsAre("20 08:40 0.5", "39 08:40 152.310", "02 08:40 -3.5"));
  EXPECT_EQ(report.readings[1].station, "0061234567");
  EXPECT_EQ(report.readings[1].station_class, 'H');
  EXPECT_EQ(report.readings[1].property, "water_level");
  EXPECT_EQ(report.serial, 9);
  EXPECT_EQ(report.sent_at, july15(8, 40));
}

TEST(AsciiBody, ReadsASeriesOfTuples) {
  EXPECT_THAT(shown(decode(only_frame(kAsciiSeries), kChina)),
              ElementsAre("22 08:05 0.5", "39 08:05 152.310", "22 08:10 1.0", "39 08:10 152.330",
                          "22 08:15 -", "39 08:15 152.350"));
  EXPECT_THAT(read("DRH06 Z 1.0 2.0 "), ElementsAre("39 08:40 1.0", "39 14:40 2.0"));
  EXPECT_THAT(read("DRD01 PD 1.0 M 2.0 "),
              ElementsAre("1F 08:40 1.0", "1F 08:40 -", "1F 08:40 2.0"));
}

TEST(AsciiBody, EndsASeriesAtTheNextIdentifier) {
  EXPECT_THAT(read("DRN05 PN05 0.5 TT 2607150900 VT 12.3 "),
              ElementsAre("22 08:40 0.5", "38 09:00 12.3"));
  EXPECT_THAT(read("DRN05 PN05 Z 0.5 1.0 0.6"),
              ElementsAre("22 08:40 0.5", "39 08:40 1.0", "22 08:45 0.6", "39 cut_group"));
}

TEST(AsciiBody, ReadsHoursAsHexadecimalText) {
  const auto lines = read("DRH00 DRP 00FF05000000000000000000 FF0000000000000000000001 ");
  ASSERT_EQ(lines.size(), 24u);
  EXPECT_EQ(lines[1], "F4 08:45 -");
  EXPECT_EQ(lines[2], "F4 08:50 0.5");
  EXPECT_EQ(lines[23], "F4 10:35 0.1");
  EXPECT_EQ(read("DRZ1 0190" + std::string(44, 'F') + " ")[0], "F5 08:40 4.00");
  EXPECT_THAT(read("DRP 00 VT 12.3"), ElementsAre("38 08:40 12.3", "F4 bad_number"));
}

TEST(AsciiBody, ReadsTheStatusAsHexadecimalText) {
  EXPECT_THAT(read("ZT 00000400 ZT 400 "), ElementsAre("45 08:40 1024", "45 bad_number"));
}

TEST(AsciiBody, KeepsNoValueAsNoValue) {
  EXPECT_THAT(read("Z M PJ 9999.999 ZT M VT FFFF "),
              ElementsAre("39 08:40 -", "20 08:40 -", "45 08:40 -", "38 08:40 -"));
}

TEST(AsciiBody, ReadsSeveralStationsAndTimes) {
  const Report report =
      report_of("ST 0061234567 H TT 2607150840 Z 1.0 ST 0061234568 P TT 2607150900 PJ 2.0 ");
  EXPECT_THAT(shown(report), ElementsAre("39 08:40 1.0", "20 09:00 2.0"));
  EXPECT_EQ(report.readings[1].station, "0061234568");
  EXPECT_EQ(report.readings[1].station_class, 'P');
}

TEST(AsciiBody, RefusesByNameAndGoesOn) {
  EXPECT_THAT(
      read("Z 1.0x PJ 2.0 XYZ 3 1.5 VT"),
      ElementsAre("20 08:40 2.0", "XYZ 08:40 3", "39 bad_number", " bad_group", "VT cut_group"));
  EXPECT_THAT(read("Z 1234567890123 PJ 2.0"), ElementsAre("20 08:40 2.0", "39 number_too_large"));
  EXPECT_THAT(read("\x01\xff 1 PJ 2.0"), ElementsAre("20 08:40 2.0", " bad_group", " bad_group"));
  EXPECT_THAT(read("TT 2613150840 Z 1.0 TT x Z 2.0"),
              ElementsAre("39 bad_observation_time", "39 bad_observation_time"));
}

TEST(AsciiBody, StopsWhereAStationOrStepIsWrong) {
  EXPECT_THAT(read("ST 61234567 H TT 2607150840 Z 1.0 "), ElementsAre("ST bad_group"));
  for (const char* step : {"DRN00 Z 1.0", "DRX05 Z 1.0", "DRN05 1.0", "DRN05 TT 2607150840"})
    EXPECT_THAT(read(step), ElementsAre(::testing::EndsWith(" bad_time_step"))) << step;
}

TEST(AsciiBody, ReadsTextAndPictureToTheEnd) {
  EXPECT_EQ(report_of("RGZS Z 1.0 PJ 2.0 ").text, "Z 1.0 PJ 2.0 ");
  EXPECT_EQ(report_of("ST 0061234567 H TT 2607150840 PIC \xff\xd8 \xff\xd9").picture,
            text("\xff\xd8 \xff\xd9"));
}

}  // namespace
}  // namespace fenghuo::adapters::sl651

#include "adapters/sl651/hex_body.h"

#include <gmock/gmock.h>

#include "tests/adapters/sl651/frames.h"

namespace fenghuo::adapters::sl651 {
namespace {

using ::testing::ElementsAre;

constexpr std::string_view kRiver = "F1F1006123456748F0F02607150840";

std::vector<std::string> read(std::string_view groups, std::uint8_t function = 0x32) {
  return shown(decoded(std::string(kRiver) + std::string(groups), function));
}

TEST(HexBody, ReadsElements) {
  const Report report = decode(only_frame(kTimedReport), kChina);
  EXPECT_THAT(shown(report), ElementsAre("20 08:40 0.5", "39 08:40 152.310", "38 08:40 12.30"));
  const Reading& level = report.readings[1];
  EXPECT_EQ(level.station, "0061234567");
  EXPECT_EQ(level.station_class, 'H');
  EXPECT_EQ(level.property, "water_level");
  EXPECT_EQ(level.unit, "m");
  EXPECT_EQ(level.observed_at, july15(8, 40));
}

TEST(HexBody, GivesEachElementTheTimeBeforeIt) {
  EXPECT_THAT(read("20190000"
                   "05F0F02607150835"
                   "392300152310"),
              ElementsAre("20 08:40 0.5", "39 08:35 152.310"));
}

TEST(HexBody, ReadsSeveralStationsOfOneReport) {
  const Report report = decoded(
      "F1F1006123456748F0F02607150840392300152310F1F1006123456850F0F0260715083520190000053812123"
      "0");
  EXPECT_THAT(shown(report), ElementsAre("39 08:40 152.310", "20 08:35 0.5", "38 08:35 12.30"));
  EXPECT_EQ(report.readings[0].station, "0061234567");
  EXPECT_EQ(report.readings[1].station, "0061234568");
  EXPECT_EQ(report.readings[1].station_class, 'P');
}

TEST(HexBody, GivesNoStationTheTimeOfAnother) {
  EXPECT_THAT(read("3923001523"
                   "10F1F10061234568502019000005"),
              ElementsAre("39 08:40 152.310", "20 bad_observation_time"));
}

TEST(HexBody, ReadsNanshuisWayOfTimeAndStation) {
  const Report report = decoded("F128000000044448F02820052518002611695539120000");
  EXPECT_THAT(shown(report), ElementsAre("26 18:00 695.5", "39 18:00 0.00"));
  EXPECT_EQ(report.readings[0].station, "0000000444");
}

TEST(HexBody, ReadsAStationWithoutClass) {
  const Report report = decoded("F1F10061234567F0F02607150840392300152310");
  EXPECT_THAT(shown(report), ElementsAre("39 08:40 152.310"));
  EXPECT_EQ(report.readings[0].station_class, 0);
}

TEST(HexBody, LetsTheDefinitionWinOverTheTable) {
  EXPECT_THAT(read("391A002730"
                   "39122730"
                   "392300027300"
                   "390827"),
              ElementsAre("39 08:40 27.30", "39 08:40 27.30", "39 08:40 27.300", "39 08:40 27"));
}

TEST(HexBody, KeepsNoValueAsNoValue) {
  EXPECT_THAT(read("2019FFFFFF"
                   "3923AAAAAAAA"
                   "392309999999"
                   "3900"
                   "45"
                   "20FFFFFFFF"),
              ElementsAre("20 08:40 -", "39 08:40 -", "39 08:40 -", "39 08:40 -", "45 08:40 -"));
}

TEST(HexBody, RefusesOneReadingAndKeepsTheOthers) {
  EXPECT_THAT(read("20190000A5"
                   "392300152310"
                   "32F8" +
                   std::string(62, '9')),
              ElementsAre("39 08:40 152.310", "20 bad_number", "32 number_too_large"));
}

TEST(HexBody, ReadsVendorsElements) {
  EXPECT_THAT(read("FF112300000008"
                   "762AFF00000172"
                   "FF090820"),
              ElementsAre("FF11 08:40 0.008", "76 08:40 -1.72", "FF09 08:40 20"));
  EXPECT_EQ(decoded(std::string(kRiver) + "FF112300000008").readings[0].property, "sl651_ff11");
}

TEST(HexBody, ReadsTheStatusAsBits) {
  EXPECT_THAT(read("452000600481"), ElementsAre("45 08:40 6292609"));
}

TEST(HexBody, ReadsAnHourOfRain) {
  EXPECT_THAT(
      read("F460"
           "0005FEFF"
           "0000000000000001"
           "38121230"),
      ElementsAre("F4 08:40 0.0", "F4 08:45 0.5", "F4 08:50 25.4", "F4 08:55 -", "F4 09:00 0.0",
                  "F4 09:05 0.0", "F4 09:10 0.0", "F4 09:15 0.0", "F4 09:20 0.0", "F4 09:25 0.0",
                  "F4 09:30 0.0", "F4 09:35 0.1", "38 08:40 12.30"));
}

TEST(HexBody, ReadsAnHourOfLevelsWhateverTheDefinition) {
  for (const std::string definition : {"C0", "5C"}) {
    const Report report = decoded(std::string(kRiver) + "F5" + definition + "0AAAFFFF" +
                                  std::string(40, '0') + "38121230");
    ASSERT_EQ(report.readings.size(), 13u);
    EXPECT_EQ(shown(report.readings[0]), "F5 08:40 27.30");
    EXPECT_EQ(shown(report.readings[1]), "F5 08:45 -");
    EXPECT_EQ(shown(report.readings[11]), "F5 09:35 0.00");
    EXPECT_EQ(shown(report.readings[12]), "38 08:40 12.30");
    EXPECT_EQ(report.readings[0].property, "water_level_relative");
  }
}

TEST(HexBody, ReadsASeriesToTheEnd) {
  EXPECT_THAT(read("0418000005"
                   "3923"
                   "00152310"
                   "FFFFFFFF"
                   "00152350",
                   0x31),
              ElementsAre("39 08:40 152.310", "39 08:45 -", "39 08:50 152.350"));
  EXPECT_THAT(read("0418000100"
                   "3912"
                   "1001"
                   "0A00"
                   "FF03",
                   0x31),
              ElementsAre("39 08:40 10.01", "39 10:40 -0.03", "39 bad_number"));
  EXPECT_THAT(read("0418010000"
                   "1F19"
                   "000005"
                   "000010",
                   0x38),
              ElementsAre("1F 08:40 0.5", "1F 08:40 1.0"));
}

TEST(HexBody, EndsASeriesAtWhatIsNoValue) {
  EXPECT_THAT(read("0418000005"
                   "3912"
                   "1001"
                   "F0F02607150900"
                   "0418000100"
                   "2019"
                   "000005",
                   0x38),
              ElementsAre("39 08:40 10.01", "20 09:00 0.5"));
  EXPECT_THAT(read("0418000005"
                   "3912"
                   "1001"
                   "F1F1006123456850"
                   "F0F02607150900"
                   "38121230",
                   0x38),
              ElementsAre("39 08:40 10.01", "38 09:00 12.30"));
}

TEST(HexBody, ReadsHoursThatFollowEachOther) {
  const std::string hour = "010000000000000000000000";
  const Report report = decoded(std::string(kRiver) + "0418000000F460" + hour + hour + hour, 0x38);
  ASSERT_EQ(report.readings.size(), 36u);
  EXPECT_EQ(shown(report.readings[12]), "F4 09:40 0.1");
  EXPECT_EQ(shown(report.readings[35]), "F4 11:35 0.0");
  // Then those of another element.
  const Report both =
      decoded(std::string(kRiver) + "0418000000F460" + hour + hour + "F5C0" + hour + hour, 0x38);
  ASSERT_EQ(both.readings.size(), 36u);
  EXPECT_EQ(shown(both.readings[24]), "F5 08:40 2.56");
}

TEST(HexBody, RefusesAWrongTimeStep) {
  for (const char* step : {"0418000000", "041800000A", "0418FFFFFF", "0418FF0005", "0419000005"})
    EXPECT_THAT(read(std::string(step) + "39121001", 0x31),
                ElementsAre(::testing::EndsWith("bad_time_step")))
        << step;
}

TEST(HexBody, RefusesReadingsWithoutADate) {
  EXPECT_THAT(shown(decoded("F1F1006123456748F0F02613150840"
                            "38121230"
                            "F0F02607150840"
                            "38121230")),
              ElementsAre("38 08:40 12.30", "38 bad_observation_time"));
  EXPECT_THAT(shown(decoded("38121230")), ElementsAre("38 bad_observation_time"));
}

TEST(HexBody, KeepsWhatStandsBeforeACutGroup) {
  const std::string groups = "38121230392300152310";
  for (std::size_t cut = 2; cut < groups.size(); cut += 2) {
    const auto lines = read(groups.substr(0, cut));
    if (cut < 8) {
      EXPECT_THAT(lines, ElementsAre("38 cut_group")) << cut;
    } else if (cut == 8) {
      EXPECT_THAT(lines, ElementsAre("38 08:40 12.30"));
    } else {
      EXPECT_THAT(lines, ElementsAre("38 08:40 12.30", "39 cut_group")) << cut;
    }
  }
  EXPECT_THAT(read("F4600000"), ElementsAre("F4 cut_group"));
  EXPECT_THAT(read("0418000005391210"), ElementsAre("39 cut_group"));
  EXPECT_THAT(read("0418"), ElementsAre("04 cut_group"));
  EXPECT_THAT(read("FF11"), ElementsAre("FF cut_group"));
  EXPECT_THAT(read("F0F026"), ElementsAre("F0 cut_group"));
  EXPECT_THAT(read("F1F100"), ElementsAre("F1 cut_group"));
}

TEST(HexBody, StopsAtWhatIsNoGroup) {
  EXPECT_THAT(read("38121230"
                   "0000"
                   "38121230"),
              ElementsAre("38 08:40 12.30", "00 bad_group"));
  EXPECT_THAT(read("F011"
                   "38121230"),
              ElementsAre("F0 bad_group"));
  EXPECT_THAT(read("0418000005"
                   "3902"
                   "38121230"),
              ElementsAre("39 bad_group"));
  EXPECT_THAT(read("FDF6"
                   "38121230"),
              ElementsAre("FD batch_skipped"));
}

TEST(HexBody, ReadsTextAndPictureToTheEnd) {
  const Report manual = decoded("F2F25120312E323334", 0x35);
  EXPECT_EQ(manual.text, "Q 1.234");
  EXPECT_THAT(shown(manual), ElementsAre());
  const Report picture = decoded(std::string(kRiver) + "F3F3FFD8F1F1FFD9", 0x36);
  EXPECT_EQ(picture.picture, bytes("FFD8F1F1FFD9"));
  EXPECT_THAT(shown(picture), ElementsAre());
}

}  // namespace
}  // namespace fenghuo::adapters::sl651

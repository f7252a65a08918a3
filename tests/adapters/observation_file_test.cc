#include "adapters/observation_file.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <fstream>

#include "tests/temporary_folder.h"

namespace fenghuo::adapters {
namespace {

class ObservationFileTest : public ::testing::Test {
 protected:
  // "station.property=mantissa/decimals@seconds" for each observation; errors end the list.
  std::vector<std::string> read(const std::string& text, bool compressed = false) {
    const std::string path = folder_ / "input";
    if (compressed) {
      const gzFile file = ::gzopen(path.c_str(), "wb");
      ::gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
      ::gzclose(file);
    } else {
      std::ofstream(path, std::ios::binary) << text;
    }
    return read_path(path);
  }
  std::vector<std::string> read_path(const std::string& path) {
    std::vector<std::string> told;
    auto file = ObservationFile::open(path);
    if (!file) return {file.error().text.en};
    RecordedEvent event;
    while (true) {
      const auto more = (*file)->next(event);
      if (!more) {
        told.push_back(more.error().text.en);
        return told;
      }
      if (!*more) return told;
      if (const auto* report = std::get_if<wire::Event>(&event.submission)) {
        told.push_back("report " + report->report().kind());
        continue;
      }
      const auto& block = std::get<ObservationBlock>(event.submission);
      std::string words;
      for (const auto& row : block.rows) {
        const auto& source = block.sources[row.source];
        words += (words.empty() ? "" : " ") + source.station + "." + source.property + "=" +
                 std::to_string(row.value) + "/" + std::to_string(source.decimals) + "@" +
                 std::to_string(ms_of(row.observed_at) / 1000);
      }
      told.push_back(words);
    }
  }

  TemporaryFolder folder_;
};

using Told = std::vector<std::string>;

TEST_F(ObservationFileTest, ReadsLongCsv) {
  EXPECT_EQ(read("time,station,property,value\n"
                 "1970-01-01T00:01:00Z,S1,rain,0.5\r\n"
                 "\n"
                 "1970-01-01T08:02:00+08:00,S2,water_level,-1.250\n"),
            (Told{"S1.rain=5/1@60", "S2.water_level=-1250/3@120"}));
}

TEST_F(ObservationFileTest, ReadsQualities) {
  EXPECT_EQ(read("time,station,property,value,quality\n1970-01-01T00:01:00Z,S1,rain,0.5,\n"
                 "1970-01-01T00:01:00Z,S1,rain,0.5,5\n")
                .size(),
            2u);
}

TEST_F(ObservationFileTest, ReadsWideCsv) {
  EXPECT_EQ(read("time,station,level,rain,wind\n1970-01-01T00:01:00Z,7,4000,,12\n"),
            Told{"7.level=4000/0@60 7.wind=12/0@60"});
}

TEST_F(ObservationFileTest, ReadsGzip) {
  EXPECT_EQ(read("time,station,property,value\n1970-01-01T00:01:00Z,S1,rain,1\n", true),
            Told{"S1.rain=1/0@60"});
}

TEST_F(ObservationFileTest, ReadsCloudEventsAsLines) {
  const std::string attributes = R"("specversion":"1.0","id":"1","source":"x",)";
  EXPECT_EQ(
      read(
          "{" + attributes +
          R"("type":"fenghuo.observations","data":{"station":"S1","property":"rain","time":"1970-01-01T00:01:00Z","value":1.5}})"
          "\n{" +
          attributes +
          R"("type":"fenghuo.report","data":{"reporter":"w","kind":"crack"}})"
          "\n"),
      (Told{"S1.rain=15/1@60", "report crack"}));
}

TEST_F(ObservationFileTest, SaysWhereALineIsWrong) {
  const std::string header = "time,station,property,value\n";
  const auto wrong = [&](const std::string& line, const std::string& words) {
    const auto told = read(header + "1970-01-01T00:01:00Z,S1,rain,1\n" + line + "\n");
    ASSERT_EQ(told.size(), 2u) << line;
    EXPECT_NE(told[1].find("input:3: "), std::string::npos) << told[1];
    EXPECT_NE(told[1].find(words), std::string::npos) << told[1];
  };
  wrong("today,S1,rain,1", "RFC 3339 time, such as 2026-07-15T08:35:00+08:00");
  wrong("1970-01-01T00:01:00Z,S1,rain", "4 fields");
  wrong("1970-01-01T00:01:00Z,S1,rain,wet", "no number");
  wrong("1970-01-01T00:01:00Z,S1,rain,999999999999999999", "no number");
}

TEST_F(ObservationFileTest, RefusesWhatItDoesNotKnow) {
  EXPECT_NE(read("a,b,c\n1,2,3\n").at(0).find("header"), std::string::npos);
  const auto lacks = [&](const std::string& columns, const std::string& words) {
    const auto told = read("time,station," + columns + "\n1970-01-01T00:01:00Z,S1,rain,1\n");
    ASSERT_EQ(told.size(), 1u) << columns;
    EXPECT_NE(told[0].find("input:1: the header is wrong: "), std::string::npos) << told[0];
    EXPECT_NE(told[0].find(words), std::string::npos) << told[0];
  };
  lacks("property,val", "it has no column 'value'; column 4 is 'val'");
  lacks("propery,value", "it has no column 'property'; column 3 is 'propery'");
  lacks("value,property", "the column 'property' belongs in place 3; column 3 is 'value'");
  lacks("property", "it has no column 'value'; it should be time,station,property,value");
  EXPECT_NE(read_path(folder_ / "nowhere").at(0).find("can't open"), std::string::npos);
  EXPECT_EQ(read(""), Told{});
}

TEST_F(ObservationFileTest, NoticesBrokenGzip) {
  std::string text = "time,station,property,value\n";
  for (int i = 0; i < 5000; ++i)
    text += "1970-01-01T00:01:00Z,S" + std::to_string(i * 7919 % 10007) + ",rain,1\n";
  read(text, true);
  const std::string path = folder_ / "input";
  std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
  EXPECT_NE(read_path(path).back().find("compressed data are broken"), std::string::npos);
}

}  // namespace
}  // namespace fenghuo::adapters

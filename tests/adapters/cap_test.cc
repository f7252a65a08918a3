#include "adapters/cap.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

#include "engine/level.h"

namespace fenghuo::adapters {
namespace {

namespace json = boost::json;

std::string read(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

const std::string kAlert = R"(<?xml version="1.0" encoding="UTF-8"?>
<cap:alert xmlns:cap="urn:oasis:names:tc:emergency:cap:1.2">
  <cap:identifier>W-2</cap:identifier><cap:sender>qxj@example.cn</cap:sender>
  <cap:sent>2026-07-15T08:00:00+08:00</cap:sent><cap:status>Actual</cap:status>
  <cap:msgType>Update</cap:msgType><cap:scope>Public</cap:scope>
  <cap:references>qxj@example.cn,W-0,2026-07-15T06:00:00+08:00
    qxj@example.cn,W-1,2026-07-15T07:00:00+08:00</cap:references>
  <cap:info><cap:event>暴雨</cap:event><cap:urgency>Immediate</cap:urgency>
    <cap:severity>Severe</cap:severity><cap:certainty>Likely</cap:certainty>
    <cap:onset>2026-07-15T09:00:00+08:00</cap:onset>
    <cap:expires>2026-07-15T15:00:00+08:00</cap:expires>
    <cap:headline>暴雨橙色预警</cap:headline>
    <cap:area><cap:areaDesc>江华县</cap:areaDesc>
      <cap:polygon>25,111 25,112 26,112 26,111 25,111</cap:polygon>
      <cap:circle>25.5,111.5 10</cap:circle>
      <cap:geocode><cap:valueName>GB/T 2260</cap:valueName><cap:value>431129</cap:value></cap:geocode>
    </cap:area></cap:info>
</cap:alert>)";

std::string with(const std::string& from, const std::string& to) {
  std::string text = kAlert;
  const auto at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

TEST(Cap, IsReadAsItIsWritten) {
  const auto warning = read_cap(kAlert);
  ASSERT_TRUE(warning) << warning.error().text.en;
  EXPECT_EQ(warning->identifier(), "W-2");
  EXPECT_EQ(warning->kind(), wire::ReceivedWarning::UPDATE);
  ASSERT_EQ(warning->supersedes_size(), 2);
  EXPECT_EQ(warning->supersedes(1), "W-1");
  ASSERT_EQ(warning->infos_size(), 1);
  const auto& info = warning->infos(0);
  EXPECT_EQ(info.event(), "暴雨");
  EXPECT_EQ(level_from_wire(info.level()), Level::orange);
  EXPECT_EQ(info.until_ms() - info.from_ms(), 6 * 3'600'000);
  EXPECT_EQ(info.areas(0).polygons(0).latitude_deg_size(), 5);
  EXPECT_EQ(info.areas(0).circles(0).radius_km(), 10);
  EXPECT_EQ(info.areas(0).geocodes(0), "431129");
  EXPECT_EQ(info.language(), "en-US") << "where it doesn't say";
  const auto chinese = read_cap(with("<cap:info>", "<cap:info><cap:language>zh-CN</cap:language>"));
  EXPECT_EQ(chinese->infos(0).language(), "zh-CN");
}

TEST(Cap, SeveralCodesMayStandInOneValue) {
  const auto warning = read_cap(with("<cap:value>431129<", "<cap:value>431129,431128; 431127<"));
  ASSERT_TRUE(warning) << warning.error().text.en;
  const auto& codes = warning->infos(0).areas(0).geocodes();
  EXPECT_EQ(std::vector<std::string>(codes.begin(), codes.end()),
            (std::vector<std::string>{"431129", "431128", "431127"}));
}

TEST(Cap, WithoutTimesItStandsForADayFromWhenItWasSent) {
  auto text = with("<cap:onset>2026-07-15T09:00:00+08:00</cap:onset>", "");
  const std::string expires = "<cap:expires>2026-07-15T15:00:00+08:00</cap:expires>";
  text.erase(text.find(expires), expires.size());
  const auto warning = read_cap(text);
  ASSERT_TRUE(warning) << warning.error().text.en;
  EXPECT_EQ(warning->infos(0).from_ms(), warning->sent_at_ms());
  EXPECT_EQ(warning->infos(0).until_ms() - warning->sent_at_ms(), 24 * 3'600'000);
}

TEST(Cap, TestsAndExercisesKeepTheirStatus) {
  EXPECT_EQ(read_cap(with("Actual", "Actual"))->status(), wire::ReceivedWarning::ACTUAL);
  EXPECT_EQ(read_cap(with("Actual", "Test"))->status(), wire::ReceivedWarning::TEST);
  EXPECT_EQ(read_cap(with("Actual", "Exercise"))->status(), wire::ReceivedWarning::EXERCISE);
}

TEST(Cap, WhatIsMissingOrWrongIsSaid) {
  const std::map<std::string, std::string> faults{
      {with("<cap:identifier>W-2</cap:identifier>", ""), "CAP lacks identifier"},
      {with("Actual", "Draft"), "CAP's status can't be 'Draft'"},
      {with("Actual", "System"), "CAP's status can't be 'System'"},
      {with(">Update<", ">Ack<"), "CAP's msgType can't be 'Ack'"},
      {with("<cap:event>暴雨</cap:event>", ""), "CAP lacks event"},
      {with("2026-07-15T09:00:00+08:00", "nine"), "CAP's onset can't be 'nine'"},
      {with("25,111 25,112", "25,111 95,112"), "CAP's polygon can't be '95,112'"},
      {with("25.5,111.5 10", "25.5,111.5"), "CAP's circle can't be '25.5,111.5'"},
      {"<alert>", "no well-formed XML"},
      {"<feed/>", "the root of the XML should be alert"},
      {"<!DOCTYPE alert [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><alert>&x;</alert>",
       "the XML must have no document type"},
      {"", "no well-formed XML"}};
  for (const auto& [text, wanted] : faults) {
    const auto warning = read_cap(text);
    ASSERT_FALSE(warning) << wanted;
    EXPECT_TRUE(warning.error().text.en.starts_with(wanted)) << warning.error().text.en;
    EXPECT_FALSE(warning.error().text.zh.empty());
  }
}

TEST(Cap, ALargeOneIsRefused) {
  std::string polygon = "<cap:polygon>";
  for (int i = 0; i < 30'000; ++i) polygon += "25,111 ";
  const auto warning = read_cap(with("<cap:polygon>", polygon));
  ASSERT_FALSE(warning);
  EXPECT_EQ(warning.error().text.en, "the warning is larger than 400 KiB");
}

TEST(Cap, HasSoManyPartsAtMost) {
  const auto begin = kAlert.find("<cap:info>");
  const auto end = kAlert.find("</cap:alert>");
  const std::string part = kAlert.substr(begin, end - begin);
  const auto with_parts = [&](int parts) {
    std::string text = kAlert.substr(0, begin);
    for (int i = 0; i < parts; ++i) text += part;
    return read_cap(text + "</cap:alert>");
  };
  EXPECT_TRUE(with_parts(kWarningPartsMax));
  const auto refused = with_parts(kWarningPartsMax + 1);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().text.en, "more than 200 info in one warning; send several");
}

// Real and hostile alerts of eleven sources, beside what another program read of them.
TEST(Cap, AgreesWithTheIndexOfRealAlerts) {
  const std::filesystem::path folder =
      std::filesystem::path(FENGHUO_SOURCE_DIR) / "../shared/data/cap";
  std::ifstream index(folder / "index.jsonl");
  if (!index) GTEST_SKIP() << "no ../shared/data/cap here";
  std::map<std::string, int> outcomes;
  int all_polygons = 0;
  std::string line;
  while (std::getline(index, line)) {
    const auto entry = json::parse(line).as_object();
    const auto path = folder / std::string(entry.at("file").as_string());
    if (!std::filesystem::exists(path)) continue;
    SCOPED_TRACE(path.string());
    const auto warning = read_cap(read(path));
    if (!entry.at("wellformed").as_bool() || entry.at("root").as_string() != "alert") {
      EXPECT_FALSE(warning);
      ++outcomes["no alert"];
      continue;
    }
    const auto& alert = entry.at("alerts").at(0).as_object();
    const bool actual = alert.at("status").as_string() == "Actual";
    if (!warning) {
      // Drafts and what systems tell each other; what their own index calls invalid; those that
      // warn of nothing; shortened numbers; and times without a zone.
      const std::string& why = warning.error().text.en;
      const bool valid = alert.contains("xsd_valid") && alert.at("xsd_valid").is_bool() &&
                         alert.at("xsd_valid").as_bool();
      const bool empty = alert.at("infos").to_number<int>() == 0;
      const std::string_view status = alert.at("status").as_string();
      const bool of_nobody = status == "Draft" || status == "System";
      EXPECT_TRUE(of_nobody || !valid || (empty && why == "CAP lacks info") ||
                  why.find("...'") != std::string::npos ||
                  (why.starts_with("CAP's sent") && why.find('+') == std::string::npos))
          << why;
      ++outcomes["refused"];
      continue;
    }
    EXPECT_EQ(warning->status() == wire::ReceivedWarning::ACTUAL, actual);
    EXPECT_EQ(warning->identifier(), alert.at("identifier").as_string());
    EXPECT_EQ(warning->sender(), alert.at("sender").as_string());
    EXPECT_EQ(warning->infos_size(), alert.at("infos").to_number<int>());
    int areas = 0;
    int polygons = 0;
    int circles = 0;
    for (const auto& info : warning->infos()) {
      areas += info.areas_size();
      for (const auto& area : info.areas()) {
        polygons += area.polygons_size();
        circles += area.circles_size();
      }
    }
    EXPECT_EQ(areas, alert.at("areas").to_number<int>());
    // The index counts empty ones too.
    EXPECT_LE(polygons, alert.at("polygons").to_number<int>());
    EXPECT_LE(circles, alert.at("circles").to_number<int>());
    all_polygons += polygons;
    ++outcomes["read"];
  }
  EXPECT_GE(all_polygons, 20);
  EXPECT_GE(outcomes["read"], 30);
  EXPECT_GE(outcomes["no alert"], 20);
  RecordProperty("read", outcomes["read"]);
}

// What isn't UTF-8 could be written into the log, and never read again.
TEST(Cap, TakesTextInUtf8AndWhatDeclaresGb18030) {
  const auto headline = [](std::string bytes, const std::string& encoding) {
    std::string xml = with("<cap:event>暴雨", "<cap:event>rain");
    std::erase_if(xml, [](char c) { return static_cast<unsigned char>(c) > 0x7F; });
    xml.replace(0, xml.find("?>"), "<?xml version=\"1.0\"" + encoding);
    const std::string before = "<cap:info>";
    return read_cap(
        xml.insert(xml.find(before) + before.size(), "<cap:headline>" + bytes + "</cap:headline>"));
  };
  const std::string gb = "\xC7\xE5\xCF\xAA";
  const auto declared = headline(gb, " encoding=\"GB2312\"");
  ASSERT_TRUE(declared) << declared.error().text.en;
  EXPECT_EQ(declared->infos(0).headline(), "清溪");
  for (const std::string& bytes : {gb, std::string("清溪").substr(0, 5), std::string("\xFF")}) {
    const auto read = headline(bytes, "");
    ASSERT_FALSE(read) << bytes;
    EXPECT_NE(read.error().text.en.find("UTF-8"), std::string::npos);
  }
  EXPECT_FALSE(headline("\xFF\xFF", " encoding='GB18030'"));
  const auto with_blanks = headline(gb, "\n encoding = 'gbk' standalone='yes'");
  ASSERT_TRUE(with_blanks) << with_blanks.error().text.en;
  EXPECT_EQ(with_blanks->infos(0).headline(), "清溪");
  for (const char* latin : {"\"ISO-8859-1\"", "'latin1'", "\"Latin1\""}) {
    const auto read = headline("\xE9", std::string(" encoding = ") + latin);
    ASSERT_TRUE(read) << latin;
    EXPECT_EQ(read->infos(0).headline(), "é") << latin;
  }
  EXPECT_FALSE(headline("\xA4", " encoding=\"ISO-8859-15\"")) << "which isn't Latin-1";
}

TEST(Cap, TakesAnEncodingThatIsHalfWritten) {
  for (const char* declared : {" encoding=", " encoding=\"", " encoding='gb", "encoding"})
    for (const std::string& end : {std::string("?>"), std::string("")})
      EXPECT_FALSE(read_cap("<?xml" + std::string(declared) + end + "\xC7\xE5"));
}

TEST(Cap, ReadsAllAlertsOfANation) {
  const std::filesystem::path folder =
      std::filesystem::path(FENGHUO_SOURCE_DIR) / "../shared/data/cap/nws-derived-xml";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no ../shared/data/cap here";
  int read_well = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    const auto warning = read_cap(read(file.path()));
    EXPECT_TRUE(warning) << file.path() << ": " << (warning ? "" : warning.error().text.en);
    read_well += warning ? 1 : 0;
  }
  EXPECT_GE(read_well, 400);
}

}  // namespace
}  // namespace fenghuo::adapters

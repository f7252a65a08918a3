#include "adapters/cloudevents.h"

#include <gtest/gtest.h>

#include <boost/json/value.hpp>

namespace fenghuo::adapters {
namespace {

constexpr Instant kNow = instant_ms(1784075700000);

Result<CloudEvent> read(const std::string& text) {
  const auto document = parse_json(text);
  if (!document) return document.error();
  return cloud_event_from(*document, kNow);
}

std::string event(const std::string& data, const std::string& type = "fenghuo.observations") {
  return R"({"specversion":"1.0","id":"e1","source":"gateway","type":")" + type + R"(","data":)" +
         data + "}";
}

TEST(CloudEvents, CarryObservations) {
  const auto read_event = read(event(
      R"({"observations":[{"station":"S1","property":"rain","time":"2026-07-15T08:35:00+08:00","value":0.5},
          {"station":"S1","property":"water_level","time":"2026-07-15T00:35:00Z","value":152,"quality":3}]})"));
  ASSERT_TRUE(read_event) << read_event.error().text.en;
  const auto& block = std::get<ObservationBlock>(read_event->submission);
  ASSERT_EQ(block.rows.size(), 2u);
  EXPECT_EQ(block.sources[0].station, "S1");
  EXPECT_EQ(block.rows[0].value, 5);
  EXPECT_EQ(block.sources[0].decimals, 1);
  EXPECT_EQ(block.rows[0].observed_at, kNow);
  EXPECT_EQ(block.rows[1].observed_at, kNow);
  EXPECT_EQ(block.rows[1].quality, Quality::suspect);
  EXPECT_NE(block.frame_key, 0u);
}

TEST(CloudEvents, MayHoldOneObservationAlone) {
  const auto one = read(event(
      R"({"station":"S1","property":"rain","time":"2026-07-15T08:35:00+08:00","value":-1.5})"));
  ASSERT_TRUE(one);
  EXPECT_EQ(std::get<ObservationBlock>(one->submission).rows[0].value, -15);
}

TEST(CloudEvents, SameSourceAndIdAreTheSameEvent) {
  const std::string data =
      R"({"station":"S1","property":"rain","time":"2026-07-15T08:35:00+08:00","value":1})";
  const auto key = [](const Result<CloudEvent>& e) {
    return std::get<ObservationBlock>(e->submission).frame_key;
  };
  const auto first = key(read(event(data)));
  EXPECT_EQ(key(read(event(data))), first);
  std::string other = event(data);
  other.replace(other.find("e1"), 2, "e2");
  EXPECT_NE(key(read(other)), first);
}

TEST(CloudEvents, CarryReportsOfPeople) {
  const auto report =
      read(event(R"({"reporter":"wang","kind":"muddy_spring","area":"shangxi","text":"泉水变浑"})",
                 "fenghuo.report"));
  ASSERT_TRUE(report);
  const auto& told = std::get<wire::Event>(report->submission).report();
  EXPECT_EQ(told.kind(), "muddy_spring");
  EXPECT_EQ(told.text(), "泉水变浑");
  EXPECT_EQ(told.observed_at_ms(), ms_of(kNow));
  EXPECT_EQ(told.source_id(), "gateway e1") << "ids of two sources may be the same";
  EXPECT_EQ(told.seen_at(), "") << "in the area itself";
  const auto elsewhere =
      read(event(R"({"reporter":"wang","kind":"safe","area":"shangxi","seen_at":"gauge-a"})",
                 "fenghuo.report"));
  ASSERT_TRUE(elsewhere);
  EXPECT_EQ(std::get<wire::Event>(elsewhere->submission).report().seen_at(), "gauge-a");
}

TEST(CloudEvents, SayWhoHasWrittenAReportDown) {
  const std::string data = R"({"reporter":"wang","kind":"crack"})";
  std::string text = event(data, "fenghuo.report");
  const auto by = [](const Result<CloudEvent>& read_event) {
    return std::get<wire::Event>(read_event->submission).report().recorded_by();
  };
  EXPECT_EQ(by(read(text)), "");
  text.insert(1, R"("recordedby":"town",)");
  const auto recorded = read(text);
  ASSERT_TRUE(recorded) << recorded.error().text.en;
  EXPECT_EQ(by(recorded), "town");
}

// Headers may hold any bytes, and a text of the log that isn't UTF-8 can't be read again.
TEST(CloudEvents, HaveNoAttributesThatAreNotText) {
  const auto data = parse_json(R"({"reporter":"wang","kind":"crack"})").value();
  const CloudEventAttributes good{"1", "gateway", "1.0", "fenghuo.report", "town"};
  EXPECT_TRUE(cloud_event_from(good, data, kNow));
  for (const auto attribute : {&CloudEventAttributes::id, &CloudEventAttributes::source,
                               &CloudEventAttributes::recordedby}) {
    auto bad = good;
    for (const std::string& text : {std::string("\xff"), std::string(600, 'x')}) {
      bad.*attribute = text;
      EXPECT_FALSE(cloud_event_from(bad, data, kNow));
    }
  }
}

TEST(CloudEvents, MayHaveMembersOfTheirSenders) {
  EXPECT_TRUE(read(event(
      R"({"station":"S1","property":"rain","time":"2026-07-15T08:35:00+08:00","value":1,"battery":3.7})")));
}

TEST(CloudEvents, RefuseWithTheReason) {
  const auto refused = [](const std::string& text, const std::string& words) {
    const auto result = read(text);
    ASSERT_FALSE(result) << text;
    EXPECT_NE(result.error().text.en.find(words), std::string::npos) << result.error().text.en;
    EXPECT_FALSE(result.error().text.zh.empty());
  };
  const std::string good =
      R"({"station":"S1","property":"rain","time":"2026-07-15T08:35:00+08:00","value":1})";
  refused("[]", "JSON object");
  refused("{", "not valid JSON");
  refused(std::string(20, '[') + std::string(20, ']'), "not valid JSON");
  refused(R"({"specversion":"1.0","id":"","source":"x","type":"fenghuo.report","data":{}})",
          "'id'");
  refused(R"({"specversion":"0.3","id":"1","source":"x","type":"fenghuo.report","data":{}})",
          "specversion");
  refused(R"({"specversion":"1.0","id":"1","source":"x","type":"fenghuo.report"})",
          "'data' is missing");
  refused(event(good, "com.example.rain"), "unknown event type");
  refused(event(R"({"observations":[]})"), "1 to 10,000");
  refused(event(R"({"observations":[)" + good + R"(,{"station":"S1"}]})"), "observations[1]");
  refused(event(R"({"station":"S1","property":"rain","time":"yesterday","value":1})"), "RFC 3339");
  refused(
      event(R"({"station":"S1","property":"rain","time":"2026-07-15T08:35:00+08:00","value":"1"})"),
      "number");
  refused(
      event(
          R"({"station":"S1","property":"rain","time":"2026-07-15T08:35:00+08:00","value":1e300})"),
      "too large");
  refused(
      event(
          R"({"station":"S1","property":"rain","time":"2026-07-15T08:35:00+08:00","value":1,"quality":7})"),
      "quality");
  refused(
      event(
          R"({"station":"S1","property":"rain","time":"2026-07-15T08:35:00+08:00","value":1,"qualty":4})"),
      "there is no member 'qualty'; did you mean 'quality'?");
  refused(event(R"({"reporter":"wang","kind":"crack","aera":"A"})", "fenghuo.report"), "'area'");
  refused(event(R"({"station":")" + std::string(200, 'x') +
                R"(","property":"rain","time":"2026-07-15T08:35:00Z","value":1})"),
          "too long");
  refused(event(R"({"reporter":"wang"})", "fenghuo.report"), "'kind'");
  refused(R"({"specversion":"1.0","id":"1","source":"x","type":"fenghuo.report","recordedby":7,)"
          R"("data":{"reporter":"wang","kind":"crack"}})",
          "'recordedby'");
}

}  // namespace
}  // namespace fenghuo::adapters

#include "cli/event_words.h"

#include <gtest/gtest.h>

#include "engine/observations.h"
#include "tests/cli/named_plan.h"

namespace fenghuo::cli {
namespace {

class EventWordsTest : public ::testing::Test {
 protected:
  Text words() const { return event_words(header_, event_, datastreams_, names_); }

  RecordHeader header_{.recorded_at = instant_ms(1784075700000)};
  wire::Event event_;
  Datastreams datastreams_;
  Names names_{named_plan(), {{.id = "li", .name = "李强"}}};
};

TEST_F(EventWordsTest, ObservationsSayOfWhereTheyAreAndHowMuch) {
  const DatastreamId rain = datastreams_.add("S1", "rain", 1);
  std::vector<Observation> rows;
  for (int i = 0; i < 4; ++i) {
    Observation row{};
    row.datastream = rain;
    row.device_time = row.observed_at = header_.recorded_at;
    row.value = 475 + i;
    rows.push_back(row);
  }
  *event_.mutable_observations() = encode_observations({rows.data(), 1}, {}, header_.recorded_at);
  EXPECT_EQ(words(),
            (Text{"观测 1 个：石门站 雨量 47.5 mm", "observations: 1; Shimen gauge rain 47.5 mm"}));
  *event_.mutable_observations() = encode_observations(rows, {}, header_.recorded_at);
  EXPECT_TRUE(words().zh.ends_with("石门站 雨量 47.7 mm 等")) << words().zh;
  datastreams_ = {};
  EXPECT_EQ(words().en, "observations: 4") << "nobody knows of what";
}

TEST_F(EventWordsTest, ReportsAndCommandsSayWhose) {
  auto& report = *event_.mutable_report();
  report.set_reporter("li");
  report.set_kind("muddy_spring");
  report.set_area("A");
  EXPECT_EQ(words().zh, "李强 报告：上溪村 泉水变浑");
  auto& command = *event_.mutable_command();
  command.set_person_id("li");
  EXPECT_EQ(words(), (Text{"李强 的命令", "李强 gives a command"}));
  command.set_via("responder_page");
  EXPECT_EQ(words().zh, "李强 的命令（手机页面）");
}

TEST_F(EventWordsTest, MessagesAndBadInputSayWhatWentWrong) {
  auto& reported = *event_.mutable_effect_reported();
  reported.set_outcome(wire::EffectReported::DELIVERED);
  EXPECT_EQ(words().zh, "一条消息已送达");
  reported.set_outcome(wire::EffectReported::FAILED);
  reported.set_detail("HTTP 404");
  EXPECT_EQ(words().en, "a message was not delivered: HTTP 404");
  auto& refused = *event_.mutable_input_refused();
  refused.set_source("sl651");
  refused.set_reason("bad_crc");
  refused.set_station("S1");
  refused.set_count(3);
  EXPECT_EQ(words().en, "input that can't be used (sl651, bad_crc), Shimen gauge, times: 3");
}

TEST_F(EventWordsTest, EachOtherKindHasWords) {
  EXPECT_EQ(words().en, "(a record that a newer program wrote)");
  event_.mutable_time_passed();
  EXPECT_EQ(words().zh, "时间到了");
  event_.mutable_plan_changed()->set_changed_by("li");
  EXPECT_EQ(words().zh, "换预案，李强");
}

}  // namespace
}  // namespace fenghuo::cli

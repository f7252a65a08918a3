#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "adapters/exercise_fact_json.h"
#include "adapters/fact_json.h"
#include "adapters/json_text.h"
#include "engine/level.h"

namespace fenghuo::adapters {
namespace {

constexpr Instant kAt = instant_ms(1784075700000);  // 2026-07-15T08:35:00+08:00
constexpr JsonStyle kEnglish{Language::en, std::chrono::hours{8}};

/// The kind and the members of its own.
std::string text_of(const wire::Fact& fact) {
  auto json = fact_json({}, kAt, fact, kEnglish);
  for (const char* name : {"offset", "index", "time", "plan_version"})
    json.stable_erase(json.find(name));
  return to_text(json);
}

std::string text_of(const wire::Event& event) {
  auto json = event_json({.offset = {4}, .recorded_at = kAt}, event, Datastreams(), kEnglish);
  for (const char* name : {"offset", "time"}) json.stable_erase(json.find(name));
  return to_text(json);
}

void set_text(wire::Text& text, const char* zh, const char* en) {
  text.set_zh(zh);
  text.set_en(en);
}

TEST(ExerciseJson, EachRatingHasAWordThatIsReadBack) {
  for (const auto rating : {wire::RATING_P, wire::RATING_S, wire::RATING_M, wire::RATING_U})
    EXPECT_EQ(parse_rating(rating_word(rating)), rating) << rating_word(rating);
  EXPECT_EQ(rating_word(wire::RATING_NONE), "");
  EXPECT_EQ(rating_word(static_cast<wire::Rating>(9)), "") << "of a newer program";
  EXPECT_FALSE(parse_rating(""));
  EXPECT_FALSE(parse_rating("p"));
}

TEST(ExerciseJson, WritesWhatLiveHolds) {
  wire::Fact fact;
  auto& held = *fact.mutable_live_held();
  held.add_units("boat-1");
  held.add_units("digger");
  held.add_taken("digger");
  held.add_given_back("bus-1");
  EXPECT_EQ(text_of(fact), R"({"fact":"live_held","units":["boat-1","digger"],"taken":["digger"],)"
                           R"("given_back":["bus-1"]})");
}

TEST(ExerciseJson, WritesWhichDrillItIs) {
  wire::Fact fact;
  auto& began = *fact.mutable_drill_began();
  began.set_scenario("night");
  began.set_digest("0123456789ab");
  set_text(*began.mutable_title(), "一夜", "a night");
  began.add_players("leader");
  const std::string rest =
      R"("scenario":"night","digest":"0123456789ab","title":"a night","title_zh":"一夜",)"
      R"("title_en":"a night","players":["leader"]})";
  EXPECT_EQ(text_of(fact), R"({"fact":"drill_began",)" + rest);
  wire::Event event;
  *event.mutable_drill_began() = began;
  EXPECT_EQ(text_of(event), R"({"event":"drill_began",)" + rest);
}

TEST(ExerciseJson, WritesByWhomOrByWhatItWasStopped) {
  wire::Fact fact;
  auto& stopped = *fact.mutable_exercise_stopped();
  set_text(*stopped.mutable_reason(), "实战预警", "a live warning");
  stopped.set_live_level(to_wire(Level::red));
  EXPECT_EQ(text_of(fact),
            R"({"fact":"exercise_stopped","reason":"a live warning","reason_zh":"实战预警",)"
            R"("reason_en":"a live warning","live_level":"red"})");
  stopped.set_stopped_by("mayor");
  stopped.clear_live_level();
  EXPECT_EQ(text_of(fact),
            R"({"fact":"exercise_stopped","reason":"a live warning","reason_zh":"实战预警",)"
            R"("reason_en":"a live warning","stopped_by":"mayor"})");
}

TEST(ExerciseJson, WritesWhatWasPutInAndWhatWasSeen) {
  wire::Fact fact;
  auto& given = *fact.mutable_inject_given();
  given.set_inject("bridge-out");
  given.set_person("leader");
  set_text(*given.mutable_text(), "桥断了", "the bridge is out");
  given.set_given_by("mayor");
  EXPECT_EQ(text_of(fact),
            R"({"fact":"inject_given","inject":"bridge-out","person":"leader",)"
            R"("text":"the bridge is out","text_zh":"桥断了","text_en":"the bridge is out",)"
            R"("given_by":"mayor"})");
  auto& noted = *fact.mutable_exercise_noted();
  noted.set_objective("calls");
  noted.set_rating(wire::RATING_S);
  noted.set_note("第三次才接");
  noted.set_noted_by("evaluator");
  EXPECT_EQ(text_of(fact),
            R"({"fact":"exercise_noted","objective":"calls","rating":"S","note":"第三次才接",)"
            R"("noted_by":"evaluator"})");
  noted.mutable_about()->set_offset(812);
  EXPECT_EQ(fact_json({}, kAt, fact, kEnglish).at("about").as_string(), "812.0");
}

TEST(ExerciseJson, WhatItIsToldAndAskedStandsInTheLogAsItCame) {
  wire::Event event;
  auto& told = *event.mutable_live_told();
  told.add_units("boat-1");
  auto& held = *told.add_supplies();
  held.set_supply("quilts");
  held.set_batch("2025");
  held.set_quantity(20);
  told.set_level(to_wire(Level::yellow));
  set_text(*told.mutable_headline(), "山洪黄色", "flash flood yellow");
  EXPECT_EQ(text_of(event),
            R"({"event":"live_told","units":["boat-1"],)"
            R"("supplies":[{"supply":"quilts","batch":"2025","quantity":20}],"level":"yellow",)"
            R"("headline":"flash flood yellow","headline_zh":"山洪黄色",)"
            R"("headline_en":"flash flood yellow"})");
  auto& command = *event.mutable_command();
  command.set_person_id("mayor");
  auto& noted = *command.mutable_note_exercise();
  noted.set_rating(wire::RATING_U);
  noted.mutable_about()->set_offset(7);
  EXPECT_EQ(text_of(event), R"({"event":"note_exercise","command_id":"","person":"mayor","via":"",)"
                            R"("objective":"","rating":"U","note":"","about":"7.0"})");
  command.mutable_give_inject()->set_person("leader");
  EXPECT_EQ(text_of(event),
            R"({"event":"give_inject","command_id":"","person":"mayor","via":"","inject":"",)"
            R"("who":"leader","text":"","text_zh":"","text_en":""})");
  set_text(*command.mutable_stop_exercise()->mutable_reason(), "下雨", "rain");
  EXPECT_EQ(text_of(event), R"({"event":"stop_exercise","command_id":"","person":"mayor","via":"",)"
                            R"("reason":"rain","reason_zh":"下雨","reason_en":"rain"})");
}

}  // namespace
}  // namespace fenghuo::adapters

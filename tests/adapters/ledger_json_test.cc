#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "adapters/fact_json.h"
#include "adapters/json_text.h"
#include "adapters/ledger_words.h"
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

void refer(wire::FactRef& ref, std::uint64_t offset, std::uint32_t index) {
  ref.set_offset(offset);
  ref.set_index(index);
}

void set_text(wire::Text& text, const char* zh, const char* en) {
  text.set_zh(zh);
  text.set_en(en);
}

template <class Value>
void expect_words(std::initializer_list<Value> values,
                  std::optional<Value> (*parse)(std::string_view)) {
  for (const Value value : values) {
    EXPECT_NE(word_of(value), "unknown");
    EXPECT_EQ(parse(word_of(value)), value) << word_of(value);
  }
  EXPECT_FALSE(parse("unknown"));
  EXPECT_FALSE(parse(""));
}

TEST(LedgerWords, EachStateHasOneThatIsReadBack) {
  expect_words(
      {wire::UNIT_READY, wire::UNIT_SENT, wire::UNIT_ON_THE_WAY, wire::UNIT_THERE, wire::UNIT_OUT},
      parse_unit_state);
  expect_words({wire::AID_WANTED, wire::AID_ASKED, wire::AID_PROMISED, wire::AID_REFUSED,
                wire::AID_ARRIVED, wire::AID_RETURNED},
               parse_aid_state);
  expect_words({wire::StockMoved::IN, wire::StockMoved::OUT, wire::StockMoved::COUNTED,
                wire::StockMoved::SENT, wire::StockMoved::RECEIVED},
               parse_stock_kind);
  EXPECT_EQ(word_of(wire::NeedClosed::INCIDENT_CLOSED), "incident_closed");
  EXPECT_EQ(word_of(wire::Unit::VOLUNTEERS), "volunteers");
  EXPECT_EQ(word_of(static_cast<wire::UnitState>(99)), "unknown") << "of a newer program";
}

TEST(LedgerJson, WritesANeedAndWhoIsSent) {
  wire::Fact fact;
  auto& opened = *fact.mutable_need_opened();
  opened.set_area("A");
  opened.set_skill("boat");
  opened.set_level(to_wire(Level::orange));
  set_text(*opened.mutable_task(), "转移", "Fetch them");
  opened.set_opened_by("town");
  EXPECT_EQ(text_of(fact),
            R"({"fact":"need_opened","area":"A","skill":"boat","level":"orange",)"
            R"("task":"Fetch them","task_zh":"转移","task_en":"Fetch them","opened_by":"town"})");
  auto& sent = *fact.mutable_unit_sent();
  refer(*sent.mutable_need(), 812, 0);
  sent.set_unit("boat-1");
  sent.set_area("A");
  sent.set_from("B");
  sent.set_callee("wang");
  sent.set_travel_ms(720'000);
  set_text(*sent.mutable_reason(), "最近", "nearest");
  refer(*sent.mutable_before(), 700, 1);
  EXPECT_EQ(text_of(fact),
            R"({"fact":"unit_sent","need":"812.0","unit":"boat-1","area":"A","from":"B",)"
            R"("callee":"wang","travel_s":720,"reason":"nearest","reason_zh":"最近",)"
            R"("reason_en":"nearest","before":"700.1"})");
  auto& unanswered = *fact.mutable_unit_unanswered();
  unanswered.set_unit("boat-1");
  refer(*unanswered.mutable_need(), 812, 0);
  unanswered.set_callee("wang");
  EXPECT_EQ(text_of(fact),
            R"({"fact":"unit_unanswered","unit":"boat-1","need":"812.0","callee":"wang"})");
  auto& closed = *fact.mutable_need_closed();
  refer(*closed.mutable_need(), 812, 0);
  closed.set_reason(wire::NeedClosed::DONE);
  closed.set_unit("boat-1");
  closed.set_closed_by("town");
  EXPECT_EQ(text_of(fact),
            R"({"fact":"need_closed","need":"812.0","reason":"done","unit":"boat-1",)"
            R"("closed_by":"town"})");
}

TEST(LedgerJson, AUnitIsHeldAsAWholeAndOfASupplyAPart) {
  wire::Fact fact;
  auto& held = *fact.mutable_resource_held();
  held.set_unit("boat-1");
  held.set_held_for("医院");
  held.set_held_by("town");
  EXPECT_EQ(text_of(fact),
            R"({"fact":"resource_held","unit":"boat-1","for":"医院","held_by":"town"})");
  held.clear_unit();
  held.set_supply("quilts");
  held.set_batch("2025");
  held.set_quantity(20);
  EXPECT_EQ(text_of(fact),
            R"({"fact":"resource_held","supply":"quilts","batch":"2025","quantity":20,)"
            R"("for":"医院","held_by":"town"})");
}

TEST(LedgerJson, WritesWhatWasMovedAndWhatIsLeft) {
  wire::Fact fact;
  auto& moved = *fact.mutable_stock_moved();
  moved.set_supply("quilts");
  moved.set_kind(wire::StockMoved::RECEIVED);
  moved.set_quantity(20);
  moved.set_left(20);
  moved.set_left_in_all(70);
  refer(*moved.mutable_shipment(), 812, 4);
  moved.set_moved_by("town");
  EXPECT_EQ(text_of(fact),
            R"({"fact":"stock_moved","supply":"quilts","batch":"","kind":"received",)"
            R"("quantity":20,"left":20,"left_in_all":70,"shipment":"812.4","moved_by":"town"})");
}

TEST(LedgerJson, WritesRoadsAndAid) {
  wire::Fact fact;
  auto& road = *fact.mutable_road_closed();
  road.set_road("x201");
  road.set_closed(true);
  road.set_reported_by("town");
  road.set_note("塌方");
  EXPECT_EQ(text_of(fact),
            R"({"fact":"road_closed","road":"x201","closed":true,"reported_by":"town",)"
            R"("note":"塌方"})");
  auto& reported = *fact.mutable_aid_reported();
  refer(*reported.mutable_aid(), 812, 4);
  reported.set_state(wire::AID_PROMISED);
  reported.set_quantity(2);
  reported.set_reported_by("town");
  EXPECT_EQ(text_of(fact),
            R"({"fact":"aid_reported","aid":"812.4","state":"promised","quantity":2,)"
            R"("reported_by":"town"})");
}

TEST(LedgerJson, WhatStandsHasATimeOfArrivalOnlyOnTheWay) {
  wire::Standing standing;
  auto& unit = *standing.add_units();
  unit.set_id("boat-1");
  set_text(*unit.mutable_name(), "冲锋舟", "Boat");
  unit.add_skills("boat");
  unit.set_state(wire::UNIT_ON_THE_WAY);
  unit.set_since_ms(ms_of(kAt));
  unit.set_at("B");
  refer(*unit.mutable_need(), 812, 0);
  unit.set_area("A");
  unit.set_arrives_at_ms(ms_of(kAt) + 720'000);
  unit.set_callee("wang");
  unit.set_owner(wire::Unit::VOLUNTEERS);
  auto json = standing_json(standing, kEnglish);
  EXPECT_EQ(to_text(json.at("units").at(0)),
            R"({"id":"boat-1","skills":["boat"],"state":"on_the_way","at":"B","callee":"wang",)"
            R"("note":"","owner":"volunteers","name":"Boat","name_zh":"冲锋舟",)"
            R"("name_en":"Boat","since":"2026-07-15T08:35:00+08:00","need":"812.0","area":"A",)"
            R"("arrives_at":"2026-07-15T08:47:00+08:00"})");
  auto& there = *standing.mutable_units(0);
  there.set_state(wire::UNIT_THERE);
  there.clear_arrives_at_ms();
  json = standing_json(standing, kEnglish);
  EXPECT_FALSE(json.at("units").at(0).as_object().contains("arrives_at"));
}

TEST(LedgerJson, WhatThereIsStandsBatchByBatch) {
  wire::Standing standing;
  auto& supply = *standing.add_supplies();
  supply.set_id("quilts");
  supply.set_left(50);
  supply.set_low(true);
  auto& batch = *supply.add_batches();
  batch.set_id("2025");
  batch.set_left(50);
  batch.set_expires("2027-05-31");
  batch.set_days_left(320);
  supply.add_batches()->set_id("old");
  const auto json = standing_json(standing, kEnglish).at("supplies").at(0);
  EXPECT_EQ(to_text(json.at("batches")),
            R"([{"id":"2025","left":50,"expired":false,"expires":"2027-05-31","days_left":320},)"
            R"({"id":"old","left":0,"expired":false}])");
  EXPECT_EQ(json.at("low").as_bool(), true);
}

TEST(LedgerJson, CommandsStandInTheLogAsTheyWereGiven) {
  wire::Event event;
  auto& command = *event.mutable_command();
  command.set_person_id("town");
  auto& move = *command.mutable_move_stock();
  move.set_supply("quilts");
  move.set_kind(wire::StockMoved::SENT);
  move.set_quantity(20);
  move.set_to("school");
  const RecordHeader header{.offset = {4}, .recorded_at = kAt};
  EXPECT_EQ(to_text(event_json(header, event, Datastreams(), kEnglish)),
            R"({"offset":4,"time":"2026-07-15T08:35:00+08:00","event":"move_stock",)"
            R"("command_id":"","person":"town","via":"","kind":"sent","supply":"quilts",)"
            R"("batch":"","quantity":20,"to":"school","note":""})");
  command.mutable_release_hold();
  EXPECT_EQ(event_json(header, event, Datastreams(), kEnglish).at("event").as_string(),
            "release_hold");
}

}  // namespace
}  // namespace fenghuo::adapters

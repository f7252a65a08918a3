#include "adapters/ledger_fact_json.h"

#include "adapters/fact_rows.h"
#include "adapters/json_writer.h"
#include "adapters/ledger_words.h"

namespace fenghuo::adapters {

namespace json = boost::json;

namespace {

void put_some(json::object& out, const char* name, const std::string& text) {
  if (!text.empty()) out[name] = text;
}

void put(json::object& out, const wire::NeedOpened& fact, const JsonStyle& style) {
  out["area"] = fact.area();
  out["skill"] = fact.skill();
  out["level"] = level_word(fact.level());
  put_text(out, "task", fact.task(), style);
  if (fact.has_incident()) out["incident"] = ref_text(fact.incident());
  put_some(out, "opened_by", fact.opened_by());
}

void put(json::object& out, const wire::NeedClosed& fact, const JsonStyle&) {
  out["need"] = ref_text(fact.need());
  out["reason"] = word_of(fact.reason());
  out["unit"] = fact.unit();
  put_some(out, "closed_by", fact.closed_by());
  put_some(out, "note", fact.note());
}

void put(json::object& out, const wire::UnitSent& fact, const JsonStyle& style) {
  out["need"] = ref_text(fact.need());
  out["unit"] = fact.unit();
  out["area"] = fact.area();
  out["from"] = fact.from();
  out["callee"] = fact.callee();
  out["travel_s"] = static_cast<double>(fact.travel_ms()) / 1000;
  put_text(out, "reason", fact.reason(), style);
  if (fact.has_before()) out["before"] = ref_text(fact.before());
  put_some(out, "sent_by", fact.sent_by());
}

void put(json::object& out, const wire::UnitRecalled& fact, const JsonStyle& style) {
  out["need"] = ref_text(fact.need());
  out["unit"] = fact.unit();
  put_text(out, "reason", fact.reason(), style);
}

void put(json::object& out, const wire::UnitReported& fact, const JsonStyle&) {
  out["unit"] = fact.unit();
  out["state"] = word_of(fact.state());
  out["previous"] = word_of(fact.previous());
  out["at"] = fact.at();
  if (fact.has_need()) out["need"] = ref_text(fact.need());
  put_some(out, "reported_by", fact.reported_by());
  put_some(out, "note", fact.note());
}

void put(json::object& out, const wire::UnitUnanswered& fact, const JsonStyle&) {
  out["unit"] = fact.unit();
  out["need"] = ref_text(fact.need());
  out["callee"] = fact.callee();
  put_some(out, "next", fact.next());
}

void put(json::object& out, const wire::NeedUnmet& fact, const JsonStyle& style) {
  // None where there are too many needs to open another.
  if (fact.has_need()) out["need"] = ref_text(fact.need());
  out["area"] = fact.area();
  out["skill"] = fact.skill();
  put_text(out, "reason", fact.reason(), style);
}

// A unit is held as a whole; of a supply a part.
void put(json::object& out, const wire::ResourceHeld& fact, const JsonStyle&) {
  put_some(out, "unit", fact.unit());
  if (!fact.supply().empty()) {
    out["supply"] = fact.supply();
    out["batch"] = fact.batch();
    out["quantity"] = fact.quantity();
  }
  out["for"] = fact.held_for();
  out["held_by"] = fact.held_by();
}

void put(json::object& out, const wire::HoldReleased& fact, const JsonStyle&) {
  out["hold"] = ref_text(fact.hold());
  put_some(out, "unit", fact.unit());
  if (!fact.supply().empty()) {
    out["supply"] = fact.supply();
    out["quantity"] = fact.quantity();
  }
  out["released_by"] = fact.released_by();
}

void put(json::object& out, const wire::StockMoved& fact, const JsonStyle&) {
  out["supply"] = fact.supply();
  out["batch"] = fact.batch();
  out["kind"] = word_of(fact.kind());
  out["quantity"] = fact.quantity();
  out["left"] = fact.left();
  out["left_in_all"] = fact.left_in_all();
  put_some(out, "expires", fact.expires());
  put_some(out, "to", fact.to());
  if (fact.has_shipment()) out["shipment"] = ref_text(fact.shipment());
  put_some(out, "moved_by", fact.moved_by());
  put_some(out, "note", fact.note());
}

void put(json::object& out, const wire::StockShort& fact, const JsonStyle& style) {
  out["supply"] = fact.supply();
  out["left"] = fact.left();
  out["wanted"] = fact.wanted();
  put_text(out, "reason", fact.reason(), style);
}

void put(json::object& out, const wire::RoadClosed& fact, const JsonStyle&) {
  out["road"] = fact.road();
  out["closed"] = fact.closed();
  out["reported_by"] = fact.reported_by();
  put_some(out, "note", fact.note());
}

void put(json::object& out, const wire::AidAsked& fact, const JsonStyle&) {
  out["of"] = fact.of();
  out["what"] = fact.what();
  out["quantity"] = fact.quantity();
  out["area"] = fact.area();
  if (fact.has_need()) out["need"] = ref_text(fact.need());
  put_some(out, "asked_by", fact.asked_by());
  put_some(out, "note", fact.note());
}

void put(json::object& out, const wire::AidReported& fact, const JsonStyle&) {
  out["aid"] = ref_text(fact.aid());
  out["state"] = word_of(fact.state());
  out["quantity"] = fact.quantity();
  out["reported_by"] = fact.reported_by();
  put_some(out, "note", fact.note());
}

template <auto Get>
void put_as(json::object& out, const wire::Fact& fact, const JsonStyle& style) {
  put(out, (fact.*Get)(), style);
}

constexpr FactRow kKinds[] = {
    {wire::Fact::kNeedOpened, "need_opened", put_as<&wire::Fact::need_opened>},
    {wire::Fact::kNeedClosed, "need_closed", put_as<&wire::Fact::need_closed>},
    {wire::Fact::kUnitSent, "unit_sent", put_as<&wire::Fact::unit_sent>},
    {wire::Fact::kUnitRecalled, "unit_recalled", put_as<&wire::Fact::unit_recalled>},
    {wire::Fact::kUnitReported, "unit_reported", put_as<&wire::Fact::unit_reported>},
    {wire::Fact::kUnitUnanswered, "unit_unanswered", put_as<&wire::Fact::unit_unanswered>},
    {wire::Fact::kNeedUnmet, "need_unmet", put_as<&wire::Fact::need_unmet>},
    {wire::Fact::kResourceHeld, "resource_held", put_as<&wire::Fact::resource_held>},
    {wire::Fact::kHoldReleased, "hold_released", put_as<&wire::Fact::hold_released>},
    {wire::Fact::kStockMoved, "stock_moved", put_as<&wire::Fact::stock_moved>},
    {wire::Fact::kStockShort, "stock_short", put_as<&wire::Fact::stock_short>},
    {wire::Fact::kRoadClosed, "road_closed", put_as<&wire::Fact::road_closed>},
    {wire::Fact::kAidAsked, "aid_asked", put_as<&wire::Fact::aid_asked>},
    {wire::Fact::kAidReported, "aid_reported", put_as<&wire::Fact::aid_reported>}};

}  // namespace

const char* put_ledger_fact(json::object& out, const wire::Fact& fact, const JsonStyle& style) {
  return put_by_row(kKinds, out, fact, style);
}

}  // namespace fenghuo::adapters

#include "adapters/ledger_standing_json.h"

#include <boost/json/array.hpp>

#include "adapters/json_writer.h"
#include "adapters/ledger_words.h"

namespace fenghuo::adapters {

namespace json = boost::json;

namespace {

json::object unit_json(const wire::StandingUnit& unit, const JsonStyle& style) {
  json::object out{{"id", unit.id()},
                   {"skills", words_json(unit.skills())},
                   {"state", word_of(unit.state())},
                   {"at", unit.at()},
                   {"callee", unit.callee()},
                   {"note", unit.note()},
                   {"owner", word_of(unit.owner())}};
  put_text(out, "name", unit.name(), style);
  put_time(out, "since", unit.since_ms(), style);
  if (unit.has_need()) {
    out["need"] = ref_text(unit.need());
    out["area"] = unit.area();
  }
  if (unit.arrives_at_ms() != 0) put_time(out, "arrives_at", unit.arrives_at_ms(), style);
  if (unit.has_hold()) out["hold"] = ref_text(unit.hold());
  return out;
}

json::object need_json(const wire::StandingNeed& need, const JsonStyle& style) {
  json::object out{{"need", ref_text(need.need())}, {"area", need.area()},
                   {"skill", need.skill()},         {"level", level_word(need.level())},
                   {"unit", need.unit()},           {"there", need.there()},
                   {"chosen", need.chosen()},       {"forbidden", words_json(need.forbidden())}};
  put_text(out, "task", need.task(), style);
  put_text(out, "reason", need.reason(), style);
  if (need.has_incident()) out["incident"] = ref_text(need.incident());
  put_time(out, "opened_at", need.opened_at_ms(), style);
  if (need.arrives_at_ms() != 0) put_time(out, "arrives_at", need.arrives_at_ms(), style);
  return out;
}

json::object batch_json(const wire::StandingBatch& batch) {
  json::object out{{"id", batch.id()}, {"left", batch.left()}, {"expired", batch.expired()}};
  if (batch.expires().empty()) return out;
  out["expires"] = batch.expires();
  out["days_left"] = batch.days_left();
  return out;
}

json::object supply_json(const wire::StandingSupply& supply, const JsonStyle& style) {
  json::object out{{"id", supply.id()},           {"code", supply.code()},
                   {"home", supply.home()},       {"measure", supply.measure()},
                   {"minimum", supply.minimum()}, {"left", supply.left()},
                   {"held", supply.held()},       {"wanted", supply.wanted()},
                   {"low", supply.low()},         {"next_test", supply.next_test()}};
  put_text(out, "name", supply.name(), style);
  json::array batches;
  for (const auto& batch : supply.batches()) batches.push_back(batch_json(batch));
  out["batches"] = std::move(batches);
  return out;
}

// A unit is held as a whole; of a supply a part.
json::object hold_json(const wire::StandingHold& hold, const JsonStyle& style) {
  json::object out{{"hold", ref_text(hold.hold())}};
  if (!hold.unit().empty()) out["unit"] = hold.unit();
  if (!hold.supply().empty()) {
    out["supply"] = hold.supply();
    out["batch"] = hold.batch();
    out["quantity"] = hold.quantity();
  }
  out["for"] = hold.held_for();
  out["held_by"] = hold.held_by();
  put_time(out, "since", hold.since_ms(), style);
  return out;
}

json::object closure_json(const wire::StandingClosure& closure, const JsonStyle& style) {
  json::object out{
      {"road", closure.road()}, {"reported_by", closure.reported_by()}, {"note", closure.note()}};
  put_text(out, "name", closure.name(), style);
  put_time(out, "since", closure.since_ms(), style);
  return out;
}

json::object aid_json(const wire::StandingAid& aid, const JsonStyle& style) {
  json::object out{{"aid", ref_text(aid.aid())}, {"of", aid.of()},
                   {"what", aid.what()},         {"quantity", aid.quantity()},
                   {"area", aid.area()},         {"state", word_of(aid.state())},
                   {"note", aid.note()}};
  put_time(out, "since", aid.since_ms(), style);
  return out;
}

json::object shipment_json(const wire::StandingShipment& shipment, const JsonStyle& style) {
  json::object out{{"shipment", ref_text(shipment.shipment())},
                   {"supply", shipment.supply()},
                   {"batch", shipment.batch()},
                   {"quantity", shipment.quantity()},
                   {"to", shipment.to()},
                   {"sent_by", shipment.sent_by()}};
  put_time(out, "since", shipment.since_ms(), style);
  return out;
}

}  // namespace

void put_ledger(json::object& out, const wire::Standing& standing, const JsonStyle& style) {
  const auto list = [&](const char* name, const auto& items, auto to_json) {
    json::array array;
    for (const auto& item : items) array.push_back(to_json(item, style));
    out[name] = std::move(array);
  };
  list("units", standing.units(), unit_json);
  list("needs", standing.needs(), need_json);
  list("supplies", standing.supplies(), supply_json);
  list("holds", standing.holds(), hold_json);
  list("closed_roads", standing.closed_roads(), closure_json);
  list("aid", standing.aid(), aid_json);
  list("shipments", standing.shipments(), shipment_json);
}

}  // namespace fenghuo::adapters

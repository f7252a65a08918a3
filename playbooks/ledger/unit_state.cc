// The ledger of units in snapshots and for pages.
#include <algorithm>

#include "engine/wire_text.h"
#include "playbooks/ledger/unit_ledger.h"

namespace fenghuo::playbooks {

using fenghuo::from_wire;
using fenghuo::to_wire;

void UnitLedger::save(StateWriter& writer) const {
  writer(units_, needs_, holds_, aid_, closed_roads_, cut_villages_, held_live_, stopped_);
}

void UnitLedger::load(StateReader& reader, const wire::Plan& plan, const Datastreams&) {
  reader(units_, needs_, holds_, aid_, closed_roads_, cut_villages_, held_live_, stopped_);
  index_plan(plan);
  changed_ = false;
  if (!fits()) reader.fail();
}

// Who has what is said on both sides; a damaged snapshot may say otherwise.
bool UnitLedger::fits() const {
  if (units_.size() != in_plan_.size()) return false;
  for (const auto& [id, record] : units_) {
    if (!in_plan_.contains(id)) return false;
    if (record.hold && (!holds_.contains(*record.hold) || holds_.at(*record.hold).unit != id))
      return false;
    if (record.need && (!needs_.contains(*record.need) || needs_.at(*record.need).unit != id))
      return false;
    if (record.under_way() && !record.need) return false;
  }
  for (const auto& [id, need] : needs_)
    if (!need.unit.empty() && (!units_.contains(need.unit) || units_.at(need.unit).need != id))
      return false;
  return std::all_of(holds_.begin(), holds_.end(), [&](const auto& item) {
    return units_.contains(item.second.unit) && units_.at(item.second.unit).hold == item.first;
  });
}

void UnitLedger::describe(wire::Standing& standing, const wire::Plan& plan,
                          const Datastreams&) const {
  describe_units(standing);
  describe_needs(standing);
  for (const auto& [id, hold] : holds_) playbooks::describe(id, hold, *standing.add_holds());
  for (const auto& road : plan.roads().roads()) {
    const auto closure = closed_roads_.find(road.id());
    if (closure == closed_roads_.end()) continue;
    auto& told = *standing.add_closed_roads();
    told.set_road(road.id());
    *told.mutable_name() = road.name();
    told.set_since_ms(ms_of(closure->second.since));
    told.set_reported_by(closure->second.reported_by);
    told.set_note(closure->second.note);
  }
  for (const auto& [id, aid] : aid_) {
    auto& told = *standing.add_aid();
    *told.mutable_aid() = to_wire(id);
    told.set_of(aid.of);
    told.set_what(aid.what);
    told.set_quantity(aid.quantity);
    told.set_area(aid.area);
    told.set_state(aid.state);
    told.set_since_ms(ms_of(aid.since));
    told.set_note(aid.note);
  }
}

void UnitLedger::describe_units(wire::Standing& standing) const {
  for (const auto& [id, unit] : in_plan_) {
    const UnitRecord& record = units_.find(id)->second;
    auto& told = *standing.add_units();
    told.set_id(unit->id());
    *told.mutable_name() = unit->name();
    *told.mutable_skills() = unit->skills();
    told.set_state(record.state);
    told.set_since_ms(ms_of(record.since));
    told.set_at(record.at);
    told.set_callee(record.callee);
    told.set_note(held_live_.contains(id) ? "实战在用 / live has it" : record.note);
    told.set_owner(unit->owner());
    if (record.hold) *told.mutable_hold() = to_wire(*record.hold);
    if (!record.need) continue;
    *told.mutable_need() = to_wire(*record.need);
    told.set_area(needs_.at(*record.need).area);
    if (record.under_way()) told.set_arrives_at_ms(ms_of(record.arrives_at));
  }
}

void UnitLedger::describe_needs(wire::Standing& standing) const {
  for (const auto& [id, need] : needs_) {
    auto& told = *standing.add_needs();
    *told.mutable_need() = to_wire(id);
    told.set_area(need.area);
    told.set_skill(need.skill);
    told.set_level(to_wire(need.level));
    to_wire(need.task, *told.mutable_task());
    if (need.incident) *told.mutable_incident() = to_wire(*need.incident);
    told.set_opened_at_ms(ms_of(need.opened_at));
    told.set_unit(need.unit);
    to_wire(need.reason, *told.mutable_reason());
    told.set_chosen(need.chosen);
    for (const auto& unit : need.forbidden) told.add_forbidden(unit);
    if (need.unit.empty()) continue;
    const UnitRecord& record = units_.at(need.unit);
    told.set_there(record.state == wire::UNIT_THERE);
    if (record.under_way()) told.set_arrives_at_ms(ms_of(record.arrives_at));
  }
}

}  // namespace fenghuo::playbooks

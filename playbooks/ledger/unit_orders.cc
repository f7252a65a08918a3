// What a person orders: this unit and not that one, a unit that is kept, help from others.
#include <algorithm>

#include "engine/refusal.h"
#include "engine/wire_text.h"
#include "playbooks/ledger/no_such_place.h"
#include "playbooks/ledger/unit.h"
#include "playbooks/ledger/unit_ledger.h"

namespace fenghuo::playbooks {

using fenghuo::from_wire;
using fenghuo::to_wire;

namespace {

// Two incidents of a village that ask for the same: what the county sends for one does for both.
// What persons ask for is as much as they say.
bool twins(const Need& one, const Need& other) {
  return one.incident && other.incident && one.incident != other.incident &&
         one.area == other.area && one.skill == other.skill;
}

const Text kHeldLive{"实战正在用这支队伍，演练里不能派、不能留",
                     "live has sent or holds this unit: no exercise gets it"};

}  // namespace

std::optional<std::pair<const char*, Text>> UnitLedger::objection(const wire::Unit& unit,
                                                                  FactId need_id) {
  const UnitRecord& record = units_.at(unit.id());
  const Need& need = needs_.at(need_id);
  if (!has_skill(unit, need.skill))
    return {
        {"no_skill",
         {"这支队伍不会“" + need.skill + "”", "the unit hasn't the skill '" + need.skill + "'"}}};
  if (held_live_.contains(unit.id())) return {{"held_live", kHeldLive}};
  if (record.hold)
    return {{"held",
             {"已留给“" + holds_.at(*record.hold).held_for + "”，先解除保留",
              "it is held for '" + holds_.at(*record.hold).held_for + "': release it first"}}};
  if (record.state == wire::UNIT_OUT)
    return {{"out", {"这支队伍现在不能出动", "the unit is out of service"}}};
  if (record.state == wire::UNIT_THERE)
    return {{"promised",
             {"正在" + ways_.name(record.at).zh + "现场，先结束那边",
              "it is at work at " + ways_.name(record.at).en + ": end that first"}}};
  const auto other = record.need ? needs_.find(*record.need) : needs_.end();
  if (other != needs_.end() && other->first != need_id && other->second.chosen)
    return {{"promised",
             {"已由人指定去" + ways_.name(other->second.area).zh,
              "somebody has chosen it for " + ways_.name(other->second.area).en}}};
  if (!ways_.seconds(record.at, need.area, vehicle_of(unit)))
    return {{"no_way",
             {"从" + ways_.name(record.at).zh + "到" + ways_.name(need.area).zh + "现在没有路",
              "there is no way now from " + ways_.name(record.at).en + " to " +
                  ways_.name(need.area).en}}};
  return std::nullopt;
}

void UnitLedger::on_choose_unit(Turn& turn, const wire::Command& command) {
  const auto& wanted = command.choose_unit();
  const FactId id = from_wire(wanted.need());
  const auto entry = needs_.find(id);
  if (entry == needs_.end())
    return refuse(turn, command, "no_such_need",
                  {"没有这项需求，或已结束", "there is no such need, or it has ended"});
  const auto found = in_plan_.find(wanted.unit());
  if (found == in_plan_.end())
    return refuse(
        turn, command, "no_such_unit",
        {"预案里没有队伍“" + wanted.unit() + "”", "the plan has no unit '" + wanted.unit() + "'"});
  Need& need = entry->second;
  if (!need.unit.empty() && units_.at(need.unit).state == wire::UNIT_THERE)
    return refuse(turn, command, "there_already", {"已有队伍到场", "a unit is there already"});
  const wire::Unit& unit = *found->second;
  if (wanted.forbid()) return forbid(turn, id, unit);
  if (const auto why = objection(unit, id)) return refuse(turn, command, why->first, why->second);
  need.forbidden.erase(unit.id());
  changed_ = true;
  const bool has_it = need.unit == unit.id();
  const std::string note = wanted.note().empty() ? "" : "：" + wanted.note();
  const Text reason{"由人指定" + note,
                    "chosen by a person" + (note.empty() ? "" : ": " + wanted.note())};
  if (!need.unit.empty() && !has_it)
    take_back(turn, id,
              {"由人指定，改由" + unit.name().zh() + "去",
               unit.name().en() + " goes instead, chosen by a person"});
  need.chosen = true;
  if (has_it) {
    need.reason = reason;
    if (!wanted.note().empty()) tell_note(turn, id, wanted.note());
    return;
  }
  const auto& before = units_.at(unit.id()).need;
  if (before) let_go(turn, *before);
  const auto travel = ways_.seconds(units_.at(unit.id()).at, need.area, vehicle_of(unit));
  give(turn, id, unit, *travel, reason, command.person_id());
}

void UnitLedger::forbid(Turn& turn, FactId need_id, const wire::Unit& unit) {
  Need& need = needs_.at(need_id);
  need.forbidden.insert(unit.id());
  if (need.unit == unit.id())
    take_back(turn, need_id, {"由人改派，不派这支队伍", "a person has ordered that it isn't sent"});
  changed_ = true;
}

void UnitLedger::on_hold(Turn& turn, const wire::Command& command) {
  const auto& wanted = command.hold();
  const auto entry = units_.find(wanted.unit());
  if (entry == units_.end())
    return refuse(
        turn, command, "no_such_unit",
        {"预案里没有队伍“" + wanted.unit() + "”", "the plan has no unit '" + wanted.unit() + "'"});
  UnitRecord& record = entry->second;
  if (held_live_.contains(wanted.unit())) return refuse(turn, command, "held_live", kHeldLive);
  if (record.hold)
    return refuse(turn, command, "held",
                  {"已留给“" + holds_.at(*record.hold).held_for + "”",
                   "it is held for '" + holds_.at(*record.hold).held_for + "' already"});
  if (record.need)
    return refuse(turn, command, "promised",
                  {"已派往" + ways_.name(needs_.at(*record.need).area).zh,
                   "it is sent to " + ways_.name(needs_.at(*record.need).area).en});
  if (wanted.held_for().empty())
    return refuse(turn, command, "no_reason",
                  {"须写明留给谁、做什么（for）", "a hold says what for"});
  wire::Fact fact;
  auto& held = *fact.mutable_resource_held();
  held.set_unit(wanted.unit());
  held.set_held_for(wanted.held_for());
  held.set_held_by(command.person_id());
  const FactId id = turn.conclude(std::move(fact));
  holds_.emplace(id, HeldResource{.unit = wanted.unit(),
                                  .held_for = wanted.held_for(),
                                  .held_by = command.person_id(),
                                  .since = turn.now()});
  record.hold = id;
  changed_ = true;
}

// Holds of supplies are the other ledger's, which refuses what neither knows.
void UnitLedger::on_release(Turn& turn, const wire::Command& command) {
  const auto entry = holds_.find(from_wire(command.release_hold().hold()));
  if (entry == holds_.end()) return;
  wire::Fact fact;
  *fact.mutable_cause() = to_wire(entry->first);
  auto& released = *fact.mutable_hold_released();
  *released.mutable_hold() = to_wire(entry->first);
  released.set_released_by(command.person_id());
  released.set_unit(entry->second.unit);
  turn.conclude(std::move(fact));
  units_.at(entry->second.unit).hold.reset();
  holds_.erase(entry);
  changed_ = true;
}

void UnitLedger::ask_aid(Turn& turn, Aid aid, const std::string& by, FactId cause) {
  if (aid_.size() >= kAidMax) return;
  aid.since = turn.now();
  aid.state = by.empty() ? wire::AID_WANTED : wire::AID_ASKED;
  wire::Fact fact;
  if (by.empty()) *fact.mutable_cause() = to_wire(cause);
  auto& asked = *fact.mutable_aid_asked();
  asked.set_of(aid.of);
  asked.set_what(aid.what);
  asked.set_quantity(aid.quantity);
  asked.set_area(aid.area);
  asked.set_asked_by(by);
  asked.set_note(aid.note);
  if (aid.need) *asked.mutable_need() = to_wire(*aid.need);
  aid_.emplace(turn.conclude(std::move(fact)), std::move(aid));
}

// An incident that wants two gets two: each request counts for one need of every incident.
bool UnitLedger::asked_by_twins(FactId need_id) const {
  const Need& need = needs_.at(need_id);
  std::set<FactId> asked;
  for (const auto& [id, aid] : aid_)
    if (aid.need && aid.state != wire::AID_ARRIVED) asked.insert(*aid.need);
  const auto for_twins = std::count_if(asked.begin(), asked.end(), [&](FactId id) {
    const auto other = needs_.find(id);
    return other != needs_.end() && twins(other->second, need);
  });
  const auto share_them = std::count_if(needs_.begin(), needs_.end(), [&](const auto& item) {
    const auto& [id, other] = item;
    return id != need_id && other.incident == need.incident && other.area == need.area &&
           other.skill == need.skill && other.wants_aid && !asked.contains(id);
  });
  return for_twins > share_them;
}

std::optional<FactId> UnitLedger::waiting_twin(FactId need_id) const {
  std::set<FactId> asked;
  for (const auto& [id, aid] : aid_)
    if (aid.need) asked.insert(*aid.need);
  for (const auto& [id, other] : needs_)
    if (twins(other, needs_.at(need_id)) && other.wants_aid && !asked.contains(id)) return id;
  return std::nullopt;
}

void UnitLedger::withdraw_aid(Turn& turn, FactId need_id) {
  needs_.at(need_id).wants_aid = false;
  for (auto entry = aid_.begin(); entry != aid_.end();) {
    const auto& [id, aid] = *entry;
    if (aid.need != need_id || aid.state != wire::AID_WANTED) {
      ++entry;
      continue;
    }
    if (const auto twin = waiting_twin(need_id)) {
      entry++->second.need = twin;
      continue;
    }
    wire::Fact fact;
    *fact.mutable_cause() = to_wire(need_id);
    auto& reported = *fact.mutable_aid_reported();
    *reported.mutable_aid() = to_wire(id);
    reported.set_state(wire::AID_RETURNED);
    reported.set_note("不用了 / not needed any more");
    turn.conclude(std::move(fact));
    entry = aid_.erase(entry);
  }
}

void UnitLedger::on_ask_aid(Turn& turn, const wire::Command& command) {
  const auto& wanted = command.ask_aid();
  if (wanted.of().empty() || wanted.what().empty() || wanted.quantity() == 0)
    return refuse(turn, command, "bad_aid",
                  {"须写明向谁要（of）、要什么（what）、要多少（quantity）",
                   "aid says of whom, what, and how much (quantity)"});
  // It may be for the whole township too.
  const std::string& area = wanted.area();
  if (!area.empty() && area != plan_->id() && !ways_.has(area))
    return refuse_no_such_place(turn, command, area);
  if (aid_.size() >= kAidMax)
    return refuse(turn, command, "too_much_aid",
                  {"同时最多 1000 项求援", "at most 1,000 requests at once"});
  ask_aid(turn,
          {.of = wanted.of(),
           .what = wanted.what(),
           .quantity = wanted.quantity(),
           .area = wanted.area(),
           .note = wanted.note()},
          command.person_id(), {});
}

void UnitLedger::on_report_aid(Turn& turn, const wire::Command& command) {
  const auto& report = command.report_aid();
  const auto entry = aid_.find(from_wire(report.aid()));
  if (entry == aid_.end())
    return refuse(turn, command, "no_such_aid",
                  {"没有这项求援，或已结束", "there is no such request, or it has ended"});
  if (report.state() < wire::AID_ASKED || report.state() <= entry->second.state)
    return refuse(turn, command, "bad_state",
                  {"求援只能往前走：asked、promised 或 refused、arrived、returned",
                   "a request goes forward: asked, promised or refused, arrived, returned"});
  Aid& aid = entry->second;
  aid.state = report.state();
  aid.since = turn.now();
  aid.note = report.note();
  if (report.quantity() > 0) aid.quantity = report.quantity();
  wire::Fact fact;
  *fact.mutable_cause() = to_wire(entry->first);
  auto& reported = *fact.mutable_aid_reported();
  *reported.mutable_aid() = to_wire(entry->first);
  reported.set_state(report.state());
  reported.set_reported_by(command.person_id());
  reported.set_note(report.note());
  reported.set_quantity(aid.quantity);
  turn.conclude(std::move(fact));
  // What is refused or has gone home is over.
  if (aid.state == wire::AID_REFUSED || aid.state == wire::AID_RETURNED) aid_.erase(entry);
}

}  // namespace fenghuo::playbooks

// Who goes where: made anew from the state after each change, told with its reason, and carried
// out: units that are called back first, so that none has two needs at any moment.
#include <algorithm>
#include <utility>

#include "engine/refusal.h"
#include "engine/wire_text.h"
#include "playbooks/ledger/choice.h"
#include "playbooks/ledger/unit.h"
#include "playbooks/ledger/unit_ledger.h"

namespace fenghuo::playbooks {

using fenghuo::from_wire;
using fenghuo::to_wire;

namespace {

void append(Text& text, const Text& more) {
  text.zh += more.zh;
  text.en += more.en;
}

}  // namespace

bool UnitLedger::can_be_sent(const wire::Unit& unit, Instant now) const {
  const UnitRecord& record = units_.find(unit.id())->second;
  if (record.hold || held_live_.contains(unit.id())) return false;
  if (record.need && needs_.at(*record.need).chosen) return false;
  if (record.under_way()) return true;
  return record.state == wire::UNIT_READY && at_work(unit, now, plan_->utc_offset_s());
}

// Of a unit that is under way what is left of its way, and to any other place the time from where
// it set out: nobody knows where on the road it is.
std::optional<std::int64_t> UnitLedger::travel_s(const wire::Unit& unit, const Need& need,
                                                 Instant now) {
  const UnitRecord& record = units_.find(unit.id())->second;
  const auto whole = ways_.seconds(record.at, need.area, vehicle_of(unit));
  if (!whole || need.unit != unit.id() || !record.under_way()) return whole;
  const auto gone = std::chrono::floor<std::chrono::seconds>(now - record.since).count();
  return std::max<std::int64_t>(0, *whole - gone);
}

std::vector<OpenNeed> UnitLedger::open_needs(const std::vector<const wire::Unit*>& units,
                                             Instant now) {
  std::vector<OpenNeed> open;
  for (const auto& [id, need] : needs_) {
    const bool served = !need.unit.empty() && units_.at(need.unit).state == wire::UNIT_THERE;
    if (served || need.chosen) continue;
    OpenNeed one{.id = id, .level = need.level};
    one.age_s = std::chrono::floor<std::chrono::seconds>(now - need.opened_at).count();
    for (std::uint32_t i = 0; i < units.size(); ++i) {
      const wire::Unit& unit = *units[i];
      if (need.unit == unit.id()) one.has = i;
      if (!has_skill(unit, need.skill) || need.forbidden.contains(unit.id())) continue;
      const auto travel = travel_s(unit, need, now);
      const auto& busy_with = units_.find(unit.id())->second.need;
      if (travel) one.ways.push_back({i, *travel, busy_with && *busy_with != id});
    }
    open.push_back(std::move(one));
  }
  return open;
}

void UnitLedger::choose(Turn& turn) {
  forget_old_cuts(turn.now());
  std::vector<const wire::Unit*> units;
  for (const auto& [id, unit] : in_plan_)
    if (can_be_sent(*unit, turn.now())) units.push_back(unit);
  const auto open = open_needs(units, turn.now());
  const auto choices = choose_units(static_cast<std::uint32_t>(units.size()), open);
  std::map<std::string, const Choice*> leaves;
  std::set<std::string> taken;
  for (const auto& choice : choices) {
    if (choice.taken) taken.insert(units[choice.taken->unit]->id());
    Need& need = needs_.at(choice.need);
    const bool stays = choice.taken && units[choice.taken->unit]->id() == need.unit;
    if (!need.unit.empty() && !stays) leaves.emplace(need.unit, &choice);
  }
  // Before any of them is given to another: the clock of a need is that of the unit which has it.
  for (const auto& [unit, choice] : leaves) {
    const FactId need = choice->need;
    const wire::Unit* instead = choice->taken ? units[choice->taken->unit] : nullptr;
    if (!taken.contains(unit))
      take_back(turn, need, why_back(*in_plan_.at(unit), needs_.at(need), instead));
    else
      let_go(turn, need);
  }
  for (const auto& choice : choices) {
    if (!choice.taken) continue;
    const wire::Unit& unit = *units[choice.taken->unit];
    if (needs_.at(choice.need).unit == unit.id()) continue;
    const wire::Unit* next = choice.next_best ? units[choice.next_best->unit] : nullptr;
    give(turn, choice.need, unit, choice.taken->travel_s, reason_for(unit, choice, next), "");
  }
  for (const auto& choice : choices)
    if (!choice.taken) tell_unmet(turn, choice.need);
  // What waits gets older, and working hours begin.
  if (open.empty())
    turn.cancel({.kind = choose_again});
  else
    turn.wake({.kind = choose_again}, turn.now() + kChooseAgain);
}

Text UnitLedger::reason_for(const wire::Unit& unit, const Choice& choice,
                            const wire::Unit* next) const {
  const Text travel = in_minutes(choice.taken->travel_s);
  const Text name = from_wire(unit.name());
  if (next == nullptr)
    return {name.zh + "，" + travel.zh + "到；没有别的队伍能去",
            name.en + ", " + travel.en + "; no other unit can come"};
  const Text other = from_wire(next->name());
  const Text other_travel = in_minutes(choice.next_best->travel_s);
  Text reason{name.zh + "，" + travel.zh + "到；其次是" + other.zh + "，" + other_travel.zh,
              name.en + ", " + travel.en + "; next best " + other.en + ", " + other_travel.en};
  if (choice.next_best->travel_s < choice.taken->travel_s)
    append(reason, {"，它虽近，别处更需要它", ", nearer, but needed more elsewhere"});
  if (choice.others_moved > 0) {
    const std::string count = std::to_string(choice.others_moved);
    append(reason,
           {"，换它就要另改 " + count + " 项", "; with it " + count + " more would change"});
  }
  return reason;
}

Text UnitLedger::why_back(const wire::Unit& unit, const Need& need, const wire::Unit* instead) {
  if (!ways_.seconds(units_.find(unit.id())->second.at, need.area, vehicle_of(unit)))
    return {"现在没有路能到", "there is no way there now"};
  if (instead != nullptr) {
    const Text name = from_wire(instead->name());
    return {"改由" + name.zh + "去", name.en + " goes instead"};
  }
  return {"预案改了，这支队伍不会“" + need.skill + "”了",
          "in the new plan the unit hasn't the skill '" + need.skill + "'"};
}

void UnitLedger::give(Turn& turn, FactId need_id, const wire::Unit& unit, std::int64_t travel,
                      const Text& reason, const std::string& by) {
  Need& need = needs_.at(need_id);
  UnitRecord& record = units_.find(unit.id())->second;
  wire::Fact fact;
  *fact.mutable_cause() = to_wire(need_id);
  auto& sent = *fact.mutable_unit_sent();
  *sent.mutable_need() = to_wire(need_id);
  sent.set_unit(unit.id());
  sent.set_area(need.area);
  sent.set_from(record.at);
  sent.set_callee(unit.contact());
  sent.set_travel_ms(travel * 1'000);
  to_wire(reason, *sent.mutable_reason());
  if (record.need) *sent.mutable_before() = to_wire(*record.need);
  sent.set_sent_by(by);
  turn.conclude(std::move(fact));
  const Need* left = record.need ? &needs_.at(*record.need) : nullptr;
  if (left != nullptr) tell_redirected(turn, unit, *record.need, need_id);
  need.unit = unit.id();
  need.reason = reason;
  need.told_unmet = false;
  record.need = need_id;
  record.state = wire::UNIT_SENT;
  record.since = turn.now();
  record.arrives_at = turn.now() + std::chrono::seconds{travel};
  record.stand_in_called = false;
  call(turn, need_id, unit.contact(), left);
}

// Its unit goes to another need.
void UnitLedger::let_go(Turn& turn, FactId need_id) {
  needs_.at(need_id).unit.clear();
  stop_clocks(turn, need_id);
}

// Its unit is under way, and turns round; or, where live or the end of an exercise wants it, leaves
// what it is at.
void UnitLedger::take_back(Turn& turn, FactId need_id, const Text& reason) {
  Need& need = needs_.at(need_id);
  const std::string unit = need.unit;
  let_go(turn, need_id);
  need.chosen = false;
  UnitRecord& record = units_.find(unit)->second;
  wire::Fact fact;
  *fact.mutable_cause() = to_wire(need_id);
  auto& recalled = *fact.mutable_unit_recalled();
  *recalled.mutable_need() = to_wire(need_id);
  recalled.set_unit(unit);
  to_wire(reason, *recalled.mutable_reason());
  turn.conclude(std::move(fact));
  tell_called_back(turn, need_id, unit, reason);
  free(turn, unit, record.at);
}

// Once, until it has had a unit; and the county is asked.
void UnitLedger::tell_unmet(Turn& turn, FactId need_id) {
  Need& need = needs_.at(need_id);
  need.reason = why_none(need, turn.now());
  if (std::exchange(need.told_unmet, true)) return;
  wire::Fact fact;
  *fact.mutable_cause() = to_wire(need_id);
  auto& unmet = *fact.mutable_need_unmet();
  *unmet.mutable_need() = to_wire(need_id);
  unmet.set_area(need.area);
  unmet.set_skill(need.skill);
  to_wire(need.reason, *unmet.mutable_reason());
  want_aid(turn, need_id, turn.conclude(std::move(fact)));
}

// Until a unit says that it goes: one that is sent may be silent.
void UnitLedger::want_aid(Turn& turn, FactId need_id, FactId cause) {
  Need& need = needs_.at(need_id);
  need.wants_aid = true;
  const auto waits = [&](const auto& item) { return item.second.need == need_id; };
  if (std::any_of(aid_.begin(), aid_.end(), waits) || asked_by_twins(need_id)) return;
  ask_aid(turn,
          {.of = std::string(kCounty),
           .what = need.skill,
           .quantity = 1,
           .area = need.area,
           .need = need_id},
          "", cause);
}

Text UnitLedger::why_none(const Need& need, Instant now) {
  std::size_t busy = 0;
  std::size_t out = 0;
  std::size_t no_way = 0;
  std::size_t live = 0;
  for (const auto& [id, unit] : in_plan_) {
    if (!has_skill(*unit, need.skill)) continue;
    const auto& record = units_.find(id)->second;
    if (held_live_.contains(id))
      ++live;
    else if (record.need || record.hold)
      ++busy;
    else if (record.state == wire::UNIT_OUT || !at_work(*unit, now, plan_->utc_offset_s()) ||
             need.forbidden.contains(unit->id()))
      ++out;
    else if (!ways_.seconds(record.at, need.area, vehicle_of(*unit)))
      ++no_way;
  }
  Text why{"没有能去的队伍", "no unit can come"};
  bool first = true;
  const auto tell = [&](std::size_t count, const Text& what) {
    if (count == 0) return;
    const std::string n = std::to_string(count);
    append(why, first ? Text{"：", ": "} : Text{"，", ", "});
    append(why, {n + " 支" + what.zh, n + " " + what.en});
    first = false;
  };
  tell(busy, {"在忙", "busy"});
  tell(out, {"不能出动", "out of service"});
  tell(no_way, {"路不通", "without a way"});
  tell(live, {"实战在用", "in live use"});
  return why;
}

}  // namespace fenghuo::playbooks

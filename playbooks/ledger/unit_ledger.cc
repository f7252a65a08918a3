#include "playbooks/ledger/unit_ledger.h"

#include <algorithm>

#include "engine/refusal.h"
#include "engine/wire_text.h"
#include "playbooks/evacuation.h"
#include "playbooks/exercise.h"
#include "playbooks/ledger/unit.h"

namespace fenghuo::playbooks {

using fenghuo::from_wire;
using fenghuo::to_wire;

void UnitLedger::apply(Turn& turn, const wire::Event& event) {
  if (event.has_plan_changed()) read_plan(turn);
  follow_facts(turn);
  if (event.has_command()) on_command(turn, event.command());
  if (turn.settled()) on_message_reported(turn, event.effect_reported());
  for (const auto& key : turn.due()) {
    if (key.kind == answer_due) on_answer_due(turn, {{key.subject}, key.part});
    if (key.kind == delivery_due) on_delivery_due(turn, {{key.subject}, key.part});
    if (key.kind == choose_again) changed_ = true;
  }
  if (changed_) choose(turn);
  changed_ = false;
}

void UnitLedger::on_command(Turn& turn, const wire::Command& command) {
  if (stopped_ && (command.has_ask_units() || command.has_ask_aid()))
    return refuse_as_over(turn, command);
  if (command.has_ask_units()) on_ask_units(turn, command);
  if (command.has_end_need()) on_end_need(turn, command);
  if (command.has_choose_unit()) on_choose_unit(turn, command);
  if (command.has_report_unit()) on_report_unit(turn, command);
  if (command.has_hold() && command.hold().supply().empty()) on_hold(turn, command);
  if (command.has_release_hold()) on_release(turn, command);
  if (command.has_close_road()) on_close_road(turn, command);
  if (command.has_ask_aid()) on_ask_aid(turn, command);
  if (command.has_report_aid()) on_report_aid(turn, command);
}

void UnitLedger::index_plan(const wire::Plan& plan) {
  plan_ = &plan;
  in_plan_.clear();
  homes_.clear();
  for (const auto& unit : plan.units()) {
    in_plan_.emplace(unit.id(), &unit);
    homes_.emplace(unit.id(), home_of(unit));
  }
  // Without units nobody asks for a way.
  ways_ = plan.units().empty() ? Ways() : Ways(plan);
  roads_changed();
}

// A unit that has left the plan leaves its need to another one; a need stays, whatever the plan
// says by now of the level that asked for it.
void UnitLedger::read_plan(Turn& turn) {
  const auto homes_before = homes_;
  index_plan(turn.plan());
  for (auto& [id, need] : needs_)
    if (!need.unit.empty() && !in_plan_.contains(need.unit)) {
      take_back(turn, id, {"这支队伍已不在预案里", "the unit has left the plan"});
    }
  std::erase_if(closed_roads_, [&](const auto& item) {
    const auto& roads = plan_->roads().roads();
    return std::none_of(roads.begin(), roads.end(),
                        [&](const auto& road) { return road.id() == item.first; });
  });
  std::erase_if(holds_, [&](const auto& item) { return !in_plan_.contains(item.second.unit); });
  std::erase_if(units_, [&](const auto& item) { return !in_plan_.contains(item.first); });
  for (const auto& [id, unit] : in_plan_) {
    const auto [record, fresh] = units_.try_emplace(std::string(id));
    // Where it was may have left the plan; or it was at home, and its home is elsewhere now.
    const auto home = homes_before.find(id);
    const bool at_home =
        home != homes_before.end() && record->second.at == home->second && !record->second.need;
    if (!fresh && (at_home || !ways_.has(record->second.at))) record->second.at = home_of(*unit);
    if (!fresh) continue;
    record->second.at = home_of(*unit);
    record->second.since = turn.now();
    if (of_others(*unit)) record->second.state = wire::UNIT_OUT;
  }
  changed_ = true;
}

void UnitLedger::roads_changed() {
  std::set<std::string> roads;
  for (const auto& [road, closure] : closed_roads_) roads.insert(road);
  std::set<std::string> cut;
  for (const auto& [village, since] : cut_villages_) cut.insert(village);
  ways_.close(roads, cut);
  changed_ = true;
}

void UnitLedger::forget_old_cuts(Instant now) {
  const auto old = [&](const auto& item) { return item.second + kRoadCutFor <= now; };
  if (std::erase_if(cut_villages_, old) > 0) roads_changed();
}

void UnitLedger::follow_facts(Turn& turn) {
  const std::size_t count = turn.facts().size();
  for (std::size_t i = 0; i < count; ++i) {
    // What is concluded here moves the facts: nothing of them may be used after that.
    const wire::Fact& fact = turn.facts()[i];
    const FactId id{turn.offset(), static_cast<std::uint32_t>(i)};
    if (fact.has_warning_issued()) {
      const wire::WarningIssued warning = fact.warning_issued();
      follow_warning(turn, warning, id);
    } else if (fact.has_village_cut_off()) {
      const wire::VillageCutOff village = fact.village_cut_off();
      follow_cut_off(turn, village, id);
    } else if (fact.has_incident_closed()) {
      close_needs_of(turn, from_wire(fact.incident_closed().incident()), id);
    } else if (fact.has_all_clear_given()) {
      close_needs_of(turn, from_wire(fact.all_clear_given().incident()), id);
    } else if (fact.has_live_held()) {
      const wire::LiveHeld held = fact.live_held();
      follow_live(turn, held);
    } else if (fact.has_exercise_stopped()) {
      const wire::ExerciseStopped stopped = fact.exercise_stopped();
      end_exercise(turn, stopped, id);
    } else if (fact.has_road_changed()) {
      const auto& road = fact.road_changed();
      if (road.cut())
        cut_villages_[road.area()] = turn.now();
      else
        cut_villages_.erase(road.area());
      roads_changed();
    }
  }
}

void UnitLedger::on_close_road(Turn& turn, const wire::Command& command) {
  const auto& wanted = command.close_road();
  const auto& roads = plan_->roads().roads();
  const bool known = std::any_of(roads.begin(), roads.end(),
                                 [&](const auto& road) { return road.id() == wanted.road(); });
  if (!known)
    return refuse(
        turn, command, "no_such_road",
        {"预案里没有道路“" + wanted.road() + "”", "the plan has no road '" + wanted.road() + "'"});
  if (wanted.open() ? closed_roads_.erase(wanted.road()) == 0
                    : !closed_roads_
                           .try_emplace(wanted.road(),
                                        Closure{turn.now(), command.person_id(), wanted.note()})
                           .second)
    return refuse(turn, command, "road_as_it_is",
                  wanted.open() ? Text{"这条路没有封闭", "the road isn't closed"}
                                : Text{"这条路已经封闭", "the road is closed already"});
  wire::Fact fact;
  auto& closed = *fact.mutable_road_closed();
  closed.set_road(wanted.road());
  closed.set_closed(!wanted.open());
  closed.set_reported_by(command.person_id());
  closed.set_note(wanted.note());
  turn.conclude(std::move(fact));
  roads_changed();
}

}  // namespace fenghuo::playbooks

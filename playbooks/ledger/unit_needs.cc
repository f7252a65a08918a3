// Needs: opened by a level's playbook or by a person, one for each unit that is wanted.
#include <algorithm>

#include "engine/nearest.h"
#include "engine/refusal.h"
#include "engine/wire_text.h"
#include "playbooks/ledger/no_such_place.h"
#include "playbooks/ledger/unit_ledger.h"

namespace fenghuo::playbooks {

using fenghuo::from_wire;
using fenghuo::to_wire;

namespace {

constexpr std::uint32_t kUnitsANeedMax = 100;

}  // namespace

const wire::Playbook* UnitLedger::playbook_of(const std::string& id) const {
  const auto& playbooks = plan_->playbooks();
  const auto found = std::find_if(playbooks.begin(), playbooks.end(),
                                  [&](const auto& one) { return one.id() == id; });
  return found == playbooks.end() ? nullptr : &*found;
}

// As many as the level calls for, of which some may have been asked for by the level before.
void UnitLedger::follow_warning(Turn& turn, const wire::WarningIssued& warning, FactId cause) {
  const auto* playbook = playbook_of(warning.playbook());
  if (playbook == nullptr || in_plan_.empty()) return;
  const FactId incident = from_wire(warning.incident());
  const Level level = level_from_wire(warning.level()).value_or(Level::none);
  for (auto& [id, need] : needs_) {
    if (need.incident != incident) continue;
    if (above(level, need.level)) need.level = level;
    changed_ = true;
  }
  for (const auto& response : playbook->responses())
    if (response.level() == warning.level())
      ask_for(turn, response.units(),
              {.area = warning.area(), .level = level, .incident = incident}, cause);
}

// Somebody is sent to look without anybody having to think of it (failures.md, E03).
void UnitLedger::follow_cut_off(Turn& turn, const wire::VillageCutOff& village, FactId cause) {
  const auto* playbook = playbook_of(village.playbook());
  if (playbook == nullptr || in_plan_.empty()) return;
  ask_for(turn, playbook->cut_off().units(),
          {.area = village.area(),
           .level = Level::red,
           .incident = from_wire(village.incident()),
           .of_cut_off = true},
          cause);
}

void UnitLedger::ask_for(Turn& turn,
                         const google::protobuf::RepeatedPtrField<wire::UnitNeed>& wanted,
                         const Need& pattern, FactId cause) {
  std::map<std::string_view, std::uint32_t> of_skill;  // several tasks may take the same
  for (const auto& one : wanted) {
    const Text task = from_wire(one.task());
    const std::uint32_t units = of_skill[one.skill()] += one.units();
    // Who was to help people leave is not yet somebody who looks for them.
    const auto asked = std::count_if(needs_.begin(), needs_.end(), [&](const auto& item) {
      const Need& need = item.second;
      return need.incident == pattern.incident && need.skill == one.skill() &&
             (!pattern.of_cut_off || need.of_cut_off);
    });
    for (auto i = static_cast<std::uint32_t>(asked); i < units; ++i) {
      Need need = pattern;
      need.skill = one.skill();
      need.task = task;
      open_need(turn, std::move(need), "", cause);
    }
  }
}

void UnitLedger::open_need(Turn& turn, Need need, const std::string& by, FactId cause) {
  need.opened_at = turn.now();
  wire::Fact fact;
  if (by.empty()) *fact.mutable_cause() = to_wire(cause);
  if (needs_.size() >= kNeedsMax) {
    auto& unmet = *fact.mutable_need_unmet();
    unmet.set_area(need.area);
    unmet.set_skill(need.skill);
    to_wire({"同时的需求已满 1000 项", "there are 1,000 needs already"}, *unmet.mutable_reason());
    turn.conclude(std::move(fact));
    return;
  }
  auto& opened = *fact.mutable_need_opened();
  opened.set_area(need.area);
  opened.set_skill(need.skill);
  opened.set_level(to_wire(need.level));
  to_wire(need.task, *opened.mutable_task());
  if (need.incident) *opened.mutable_incident() = to_wire(*need.incident);
  opened.set_opened_by(by);
  needs_.emplace(turn.conclude(std::move(fact)), std::move(need));
  changed_ = true;
}

void UnitLedger::on_ask_units(Turn& turn, const wire::Command& command) {
  const auto& wanted = command.ask_units();
  if (!ways_.has(wanted.area())) return refuse_no_such_place(turn, command, wanted.area());
  std::vector<std::string_view> skills;
  for (const auto& unit : plan_->units())
    for (const auto& skill : unit.skills()) skills.push_back(skill);
  if (std::find(skills.begin(), skills.end(), wanted.skill()) == skills.end()) {
    const auto near = nearest(wanted.skill(), skills);
    const std::string like = near ? std::string(*near) : "";
    return refuse(
        turn, command, "no_such_skill",
        {"预案里没有队伍会“" + wanted.skill() + "”" + (near ? "，是否为“" + like + "”？" : "。") +
             "要向外求援请用 aid",
         "no unit of the plan has the skill '" + wanted.skill() + "'" +
             (near ? "; did you mean '" + like + "'?" : ".") + " To ask others, use aid"});
  }
  const std::uint32_t units = std::max(1U, wanted.units());
  if (units > kUnitsANeedMax || needs_.size() + units > kNeedsMax)
    return refuse(turn, command, "too_many_needs",
                  {"一次最多要 100 支，同时最多 1000 项",
                   "at most 100 units at once, and 1,000 "
                   "needs in all"});
  const Level level = level_from_wire(wanted.level()).value_or(Level::none);
  for (std::uint32_t i = 0; i < units; ++i)
    open_need(turn,
              {.area = wanted.area(),
               .skill = wanted.skill(),
               .level = level == Level::none ? Level::yellow : level,
               .task = {wanted.task(), wanted.task()}},
              command.person_id(), {});
}

void UnitLedger::on_end_need(Turn& turn, const wire::Command& command) {
  const FactId id = from_wire(command.end_need().need());
  const auto entry = needs_.find(id);
  if (entry == needs_.end())
    return refuse(turn, command, "no_such_need",
                  {"没有这项需求，或已结束", "there is no such need, or it has ended"});
  const bool there =
      !entry->second.unit.empty() && units_.at(entry->second.unit).state == wire::UNIT_THERE;
  close_need(turn, id, there ? wire::NeedClosed::DONE : wire::NeedClosed::COMMAND,
             command.person_id(), command.end_need().note(), id);
}

std::optional<FactId> UnitLedger::unserved_beside(FactId need_id) const {
  const Need& need = needs_.at(need_id);
  if (stopped_ || !in_plan_.contains(need.unit)) return std::nullopt;
  for (const auto& [id, other] : needs_)
    if (id != need_id && other.unit.empty() && other.area == need.area &&
        other.skill == need.skill && !other.forbidden.contains(need.unit) &&
        (!need.incident || other.incident != need.incident))
      return id;
  return std::nullopt;
}

// Called back and sent again in one breath it might turn round.
void UnitLedger::hand_over(Turn& turn, FactId from, FactId to) {
  const wire::Unit& unit = *in_plan_.at(needs_.at(from).unit);
  const Span left = units_.at(unit.id()).arrives_at - turn.now();
  const auto travel =
      std::max(std::chrono::ceil<std::chrono::seconds>(left).count(), std::int64_t{0});
  let_go(turn, from);
  give(turn, to, unit, travel,
       {"前一项需求已结束，这里还要", "the need before is over, and it is still wanted here"}, "");
}

// A unit that is there is free where it is; one that is under way goes on where it is wanted at the
// same place, or is called back.
void UnitLedger::close_need(Turn& turn, FactId id, wire::NeedClosed::Reason reason,
                            const std::string& closed_by, const std::string& note, FactId cause) {
  const std::string unit = needs_.at(id).unit;
  const std::string area = needs_.at(id).area;
  const bool under_way = !unit.empty() && units_.at(unit).under_way();
  const auto heir = under_way ? unserved_beside(id) : std::nullopt;
  if (heir)
    hand_over(turn, id, *heir);
  else if (under_way)
    take_back(turn, id, {"那里不再需要", "it isn't needed there any more"});
  else if (!unit.empty())
    free(turn, unit, area);
  wire::Fact fact;
  *fact.mutable_cause() = to_wire(cause);
  auto& closed = *fact.mutable_need_closed();
  *closed.mutable_need() = to_wire(id);
  closed.set_reason(reason);
  closed.set_closed_by(closed_by);
  closed.set_note(note);
  closed.set_unit(unit);
  turn.conclude(std::move(fact));
  withdraw_aid(turn, id);
  for (auto& [aid_id, aid] : aid_)
    if (aid.need == id) aid.need = aid.state == wire::AID_ARRIVED ? std::nullopt : waiting_twin(id);
  needs_.erase(id);
  changed_ = true;
}

void UnitLedger::close_needs_of(Turn& turn, FactId incident, FactId cause) {
  std::vector<FactId> over;
  for (const auto& [id, need] : needs_)
    if (need.incident == incident) over.push_back(id);
  for (const FactId id : over)
    close_need(turn, id, wire::NeedClosed::INCIDENT_CLOSED, "", "", cause);
}

}  // namespace fenghuo::playbooks

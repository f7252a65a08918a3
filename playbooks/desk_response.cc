// The township's response level, and what the county has to be told.
#include <algorithm>
#include <utility>

#include "engine/refusal.h"
#include "engine/wire_text.h"
#include "playbooks/desk.h"

namespace fenghuo::playbooks {

using fenghuo::from_wire;
using fenghuo::to_wire;

namespace {

// One level down at a time: IV, none; or I, II, III, IV.
bool is_next_below(Level level, Level current) {
  return severity(level) + 1 == severity(current);
}

}  // namespace

// A township acts before and above the county, and never below it.
void Desk::on_set_response(Turn& turn, const wire::Command& command) {
  const auto& wanted = command.set_response();
  const auto level = level_from_wire(wanted.level());
  if (!level || (wanted.reason().zh().empty() && wanted.reason().en().empty()))
    return refuse(turn, command, "bad_response",
                  {"须写明级别和理由", "a response level needs the level and a reason"});
  if (!may_set_response(turn.plan(), command.person_id()))
    return refuse(turn, command, "not_theirs",
                  {"预案没有授权此人启动或调整响应（plan.yaml 的 response）",
                   "the plan doesn't authorise this person (response in plan.yaml)"});
  if (wanted.county()) {
    response_.county = *level;
    return change_response(turn, above(*level, response_.level) ? *level : response_.level,
                           command);
  }
  if (above(response_.county, *level))
    return refuse(turn, command, "below_county",
                  {"不能低于县里的响应级别（" + number_of(response_.county).zh + "响应）",
                   "the township can't be below the county (response " +
                       number_of(response_.county).en + ")"});
  if (above(response_.level, *level) && !is_next_below(*level, response_.level))
    return refuse(turn, command, "one_at_a_time",
                  {"降级须一级一级降", "a response steps down one level at a time"});
  change_response(turn, *level, command);
}

void Desk::change_response(Turn& turn, Level level, const wire::Command& command) {
  wire::Fact fact;
  auto& changed = *fact.mutable_response_changed();
  changed.set_level(to_wire(level));
  changed.set_previous(to_wire(response_.level));
  changed.set_county(to_wire(response_.county));
  changed.set_changed_by(command.person_id());
  *changed.mutable_reason() = command.set_response().reason();
  const FactId told = turn.conclude(std::move(fact));
  const Level previous = response_.level;
  if (level != previous) response_.since = turn.now();
  response_.level = level;
  response_.changed_by = command.person_id();
  response_.reason = from_wire(command.set_response().reason());
  follow_response(turn, previous, command, told);
}

// Somebody who may has said yes to it.
void Desk::raise_response(Turn& turn, const Decision& decision) {
  if (!above(decision.level, response_.level)) return;
  wire::Command command;
  command.set_person_id(decision.decided_by);
  auto& wanted = *command.mutable_set_response();
  wanted.set_level(to_wire(decision.level));
  to_wire(decision.action, *wanted.mutable_reason());
  change_response(turn, decision.level, command);
}

// Playbooks that the response level starts are for the township as a whole. A rise goes through
// them; a fall ends nothing by itself but with the response.
void Desk::follow_response(Turn& turn, Level previous, const wire::Command& command, FactId cause) {
  const std::string area = turn.plan().id();
  AlarmNews news{.fact = cause,
                 .alarm = cause,
                 .rule = std::string(kResponse),
                 .area = area,
                 .level = response_.level,
                 .previous = previous,
                 .reason = response_.reason,
                 .given_by = command.person_id()};
  // Whatever the plan says by now: what the response began, its end ends.
  const std::vector<FactId> begun = incidents_in(area);
  for (const FactId id : begun) {
    Source* source = incidents_.at(id).source(kResponse);
    if (source == nullptr) continue;
    source->level = response_.level;
    if (response_.level == Level::none) clear(turn, id, news);
  }
  if (!above(response_.level, previous)) return;
  for (const auto& playbook : turn.plan().playbooks()) {
    if (!playbook.on_response() ||
        handbook_->answered(playbook.id(), response_.level) == Level::none)
      continue;
    const auto known = incident_of(playbook.id(), news.rule, area);
    if (known && incidents_.at(*known).all_clear) {
      revoke(turn, *known, news);
      continue;
    }
    const FactId id = known ? *known : open_incident(turn, playbook.id(), news);
    incidents_.at(id).source(kResponse)->level = response_.level;
    warn(turn, id, news);
  }
}

void Desk::on_switch_roles(Turn& turn, const wire::Command& command) {
  const auto& wanted = command.switch_roles();
  if (!may_set_response(turn.plan(), command.person_id()))
    return refuse(turn, command, "not_theirs",
                  {"预案没有授权此人转换平急状态（plan.yaml 的 response）",
                   "the plan doesn't authorise this person (response in plan.yaml)"});
  if (wanted.emergency() == response_.emergency_roles)
    return refuse(turn, command, "already_so",
                  wanted.emergency()
                      ? Text{"已经是应急岗位", "the emergency roles are in force already"}
                      : Text{"已经是日常岗位", "the everyday roles are in force already"});
  response_.emergency_roles = wanted.emergency();
  response_.roles_since = turn.now();
  response_.roles_switched_by = command.person_id();
  read_plan(turn.plan());
  wire::Fact fact;
  auto& switched = *fact.mutable_roles_switched();
  switched.set_emergency(response_.emergency_roles);
  switched.set_switched_by(command.person_id());
  *switched.mutable_reason() = wanted.reason();
  turn.conclude(std::move(fact));
}

// Those that the plan names; where it names none, the township's leader and its duty officer.
std::vector<std::string> Desk::response_duties(const wire::Plan& plan) {
  std::vector<std::string> duties(plan.response_duties().begin(), plan.response_duties().end());
  if (duties.empty()) duties = {"town_leader", std::string(kDutyOfficer)};
  return duties;
}

bool Desk::may_set_response(const wire::Plan& plan, const std::string& person) const {
  const auto duties = response_duties(plan);
  return std::any_of(duties.begin(), duties.end(), [&](const std::string& duty) {
    const auto* held = handbook_->duty(plan.id(), duty);
    return held != nullptr && (held->holder() == person || held->stand_in() == person);
  });
}

}  // namespace fenghuo::playbooks

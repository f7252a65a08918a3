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

struct Report {
  std::string_view duty;
  Text what;
};
const Report kByPhone{"report_by_phone", {"电话报告县里", "tell the county by telephone"}};
const Report kInWriting{"report_in_writing",
                        {"书面报告县里（初报）", "send the county the first report in writing"}};

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
                  {"方案没有授权此人启动或调整响应（plan.yaml 的 response）",
                   "the plan doesn't authorise this person (response in plan.yaml)"});
  if (wanted.county()) {
    response_.county = *level;
    return change_response(turn, above(*level, response_.level) ? *level : response_.level,
                           command);
  }
  if (above(response_.county, *level))
    return refuse(
        turn, command, "below_county",
        {"不能低于县里的响应级别（" + name_of(response_.county).zh + "）",
         "the township can't be below the county (" + name_of(response_.county).en + ")"});
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
  turn.conclude(std::move(fact));
  if (level != response_.level) response_.since = turn.now();
  response_.level = level;
  response_.changed_by = command.person_id();
  response_.reason = from_wire(command.set_response().reason());
}

// The duties that the plan names; where it names none, the township's leader and its duty officer.
bool Desk::may_set_response(const wire::Plan& plan, const std::string& person) const {
  std::vector<std::string> duties(plan.response_duties().begin(), plan.response_duties().end());
  if (duties.empty()) duties = {"town_leader", std::string(kDutyOfficer)};
  return std::any_of(duties.begin(), duties.end(), [&](const std::string& duty) {
    const auto* held = handbook_->duty(plan.id(), duty);
    return held != nullptr && (held->holder() == person || held->stand_in() == person);
  });
}

// Once for all villages that a rule warns: by telephone, and in writing. Each rings until somebody
// says that it is done.
void Desk::report_to_county(Turn& turn, FactId incident_id) {
  Incident& incident = incidents_.at(incident_id);
  const wire::Plan& plan = turn.plan();
  const auto from = level_from_wire(plan.report_from()).value_or(Level::none);
  if (from == Level::none || above(from, incident.level)) return;
  const bool known = std::any_of(incidents_.begin(), incidents_.end(), [&](const auto& item) {
    return item.second.rule == incident.rule && item.second.reported;
  });
  if (known) return;
  incident.reported = true;
  const auto* officer = handbook_->duty(plan.id(), kDutyOfficer);
  if (officer == nullptr) return;
  const auto open = [&](const Report& report, std::int64_t within_ms) {
    if (within_ms <= 0) return;
    const std::string minutes = std::to_string(within_ms / 60'000);
    const Text text{minutes + " 分钟内" + report.what.zh + "：" + incident.headline.zh +
                        "。办完请答复，写明报给谁",
                    report.what.en + " within " + minutes + " minutes: " + incident.headline.en +
                        ". Answer when it is done, and say whom you told"};
    const FactId id = open_obligation(turn,
                                      {.incident = incident_id,
                                       .warning = *incident.warning,
                                       .purpose = Purpose::report,
                                       .persons = {officer->holder(), officer->stand_in()},
                                       .playbook = incident.playbook,
                                       .area = incident.area,
                                       .duty = std::string(report.duty),
                                       .level = incident.level,
                                       .headline = text,
                                       .text = text},
                                      *incident.warning);
    ladder(turn, id).start(id);
  };
  open(kByPhone, plan.report_by_phone_ms());
  open(kInWriting, plan.report_in_writing_ms());
}

// It was asked for, and nobody has said that it is done.
bool Desk::report_is_open(FactId incident_id) const {
  const auto& all = incidents_.at(incident_id).obligations;
  return std::any_of(all.begin(), all.end(), [&](FactId id) {
    const Obligation& o = obligations_.at(id);
    return o.purpose == Purpose::report && o.answered_by.empty();
  });
}

}  // namespace fenghuo::playbooks

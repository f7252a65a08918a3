// What the township itself must do once for all villages of a hazard: tell the county by telephone
// and in writing, and make sure that its own officers have it too (relay check). Each rings until
// somebody says that it is done.
#include <algorithm>
#include <utility>

#include "engine/wire_text.h"
#include "playbooks/desk.h"
#include "playbooks/warning_words.h"

namespace fenghuo::playbooks {

namespace {

struct Report {
  std::string_view duty;
  Text what;
};
const Report kByPhone{"report_by_phone", {"电话报告县里", "tell the county by telephone"}};
const Report kInWriting{"report_in_writing",
                        {"书面报告县里（初报）", "send the county the first report in writing"}};

}  // namespace

// Hazards are told once each; what persons warn of has nothing in common but that.
std::string Desk::township_key(FactId incident_id) const {
  const Incident& incident = incidents_.at(incident_id);
  const std::string& rule = incident.sources.front().rule;
  if (rule == kByPerson || rule == kVillageLeaves) return to_string(incident_id);
  return std::string(hazard_of(incident));
}

void Desk::ask_township(Turn& turn, FactId incident_id) {
  const Incident& incident = incidents_.at(incident_id);
  const wire::Plan& plan = turn.plan();
  const Words words = words_of(*handbook_, incident);
  const auto report = [&](const Report& wanted, std::int64_t within_ms) {
    if (within_ms <= 0) return;
    const std::string minutes = std::to_string(within_ms / 60'000);
    const Text text{
        minutes + " 分钟内" + wanted.what.zh + "：" + words.headline.zh + "。报完请答复“办好了”",
        wanted.what.en + " within " + minutes + " minutes: " + words.headline.en +
            ". Answer 'done' when they have it"};
    ask_once(turn, incident_id, {.duty = std::string(wanted.duty), .purpose = Purpose::report},
             {.duties = {std::string(kDutyOfficer)},
              .of_township = true,
              .headline = text,
              .text = text});
  };
  const auto from = level_from_wire(plan.report_from()).value_or(Level::none);
  if (from != Level::none && !above(from, incident.level)) {
    report(kByPhone, plan.report_by_phone_ms());
    report(kInWriting, plan.report_in_writing_ms());
  }
  const auto* response = handbook_->response(incident.playbook, incident.level);
  if (response == nullptr) return;
  for (const auto& duty : response->relay()) {
    const Words own = words_of(*handbook_, incident, duty);
    ask_once(turn, incident_id, {.duty = duty, .purpose = Purpose::relay},
             {.duties = {duty},
              .of_township = true,
              .headline = own.headline,
              .text = {"请确认您已知道：" + own.text.zh, "Confirm that you know: " + own.text.en}});
  }
}

// A relay is asked again of what is worse; a report to the county isn't.
void Desk::ask_once(Turn& turn, FactId incident_id, Obligation obligation, Errand errand) {
  if (handbook_->holders_of(handbook_->township(), errand.duties.front()).empty()) return;
  const Incident& incident = incidents_.at(incident_id);
  const std::string key = township_key(incident_id) + "/" + obligation.duty;
  if (const auto known = asked_once_.find(key); known != asked_once_.end()) {
    const Obligation& before = obligations_.at(known->second);
    const bool worse = above(incident.level, before.level);
    // One that ended with its alarms, and nobody had confirmed.
    const bool unheard = !before.open() && !before.fulfilled;
    if (obligation.purpose != Purpose::relay || (!worse && !unheard)) return;
    if (before.open())
      close(turn, known->second, wire::ObligationClosed::SUPERSEDED, *incident.warning);
    asked_once_.erase(known);
  }
  obligation.incident = incident_id;
  obligation.warning = *incident.warning;
  obligation.level = incident.level;
  const FactId id = send_on(turn, std::move(obligation), std::move(errand), *incident.warning);
  asked_once_.emplace(key, id);
}

// The incidents that it was asked for are over, or their alarms are, and it isn't done: others of
// the hazard that still stand go on with it. At the end of the turn, when it is known which do.
void Desk::go_on_for_others(Turn& turn) {
  const auto left = std::exchange(left_undone_, {});
  if (left.empty()) return;
  for (const auto& [id, other] : incidents_)
    if (other.warning && !other.all_clear && !other.cleared && left.contains(township_key(id)))
      ask_township(turn, id);
}

void Desk::leave_township_duties(const std::set<FactId>& of) {
  std::erase_if(asked_once_, [&](const auto& item) {
    const Obligation& o = obligations_.at(item.second);
    if (!of.contains(o.incident)) return false;
    if (!o.fulfilled) left_undone_.insert(township_key(o.incident));
    return true;
  });
}

}  // namespace fenghuo::playbooks

#include "simulator/open_duties.h"

namespace fenghuo::simulator {

void OpenDuties::hear(const RecordedFact& told) {
  const wire::Fact& fact = told.fact;
  hear_notice(told);
  if (fact.has_obligation_opened()) {
    const auto& opened = fact.obligation_opened();
    duties_[told.id] = {.incident = from_wire(opened.incident()),
                        .area = opened.area(),
                        .purpose = opened.purpose().empty() ? "warning" : opened.purpose(),
                        .subject = opened.subject(),
                        .wants_headcount = opened.wants_headcount()};
  } else if (fact.has_obligation_called()) {
    if (OpenDuty* duty = find(from_wire(fact.obligation_called().obligation())))
      duty->callee = fact.obligation_called().callee();
  } else if (fact.has_obligation_closed()) {
    duties_.erase(from_wire(fact.obligation_closed().obligation()));
  } else if (fact.has_obligation_reopened()) {
    if (OpenDuty* duty = find(from_wire(fact.obligation_reopened().obligation())))
      duty->taken_up = false;
  } else if (fact.has_decision_opened()) {
    decisions_[told.id] = fact.decision_opened().owner();
  } else if (fact.has_decision_passed_on()) {
    decisions_[from_wire(fact.decision_passed_on().decision())] = fact.decision_passed_on().owner();
  } else if (fact.has_decision_made()) {
    decisions_.erase(from_wire(fact.decision_made().decision()));
  } else if (fact.has_decision_closed()) {
    decisions_.erase(from_wire(fact.decision_closed().decision()));
  } else if (fact.has_unit_sent()) {
    if (fact.unit_sent().has_before()) sent_.erase(from_wire(fact.unit_sent().before()));
    sent_[from_wire(fact.unit_sent().need())] = {.unit = fact.unit_sent().unit(),
                                                 .travel = Span{fact.unit_sent().travel_ms()},
                                                 .callee = fact.unit_sent().callee()};
  } else if (fact.has_unit_unanswered()) {
    if (Sent* sent = sent_to(from_wire(fact.unit_unanswered().need())))
      sent->callee = fact.unit_unanswered().next();
  } else if (fact.has_unit_recalled()) {
    sent_.erase(from_wire(fact.unit_recalled().need()));
  } else if (fact.has_need_closed()) {
    sent_.erase(from_wire(fact.need_closed().need()));
  } else if (fact.has_household_counted()) {
    const auto& counted = fact.household_counted();
    counts_[counted.household()] = {counted.people(), counted.counted_by(), counted.recorded_by()};
  }
}

// As the desk follows them: no longer where another one of the same incident was given, or where
// people are warned again and are to leave, which calls them anew.
void OpenDuties::hear_notice(const RecordedFact& told) {
  const wire::Fact& fact = told.fact;
  if (fact.has_notice_given()) {
    const auto& given = fact.notice_given();
    const FactId incident = from_wire(given.incident());
    if (given.has_incident())
      std::erase_if(notices_, [&](const auto& other) { return other.second.incident == incident; });
    notices_[told.id] = {.incident = incident,
                         .area = given.area(),
                         .by_hand = {given.by_hand().begin(), given.by_hand().end()}};
  } else if (fact.has_notice_reported()) {
    const auto& reported = fact.notice_reported();
    const auto notice = notices_.find(from_wire(reported.notice()));
    if (notice == notices_.end()) return;
    if (!reported.delivered()) notice->second.by_hand.insert(reported.person());
    if (!reported.told_by().empty()) notice->second.by_hand.erase(reported.person());
  } else if (fact.has_notice_complete()) {
    notices_.erase(from_wire(fact.notice_complete().notice()));
  } else if (fact.has_warning_issued() && fact.warning_issued().wants_headcount()) {
    std::erase_if(notices_, [&](const auto& other) {
      return other.second.area == fact.warning_issued().area();
    });
  }
}

bool OpenDuties::is_to_be_told(FactId notice, const std::string& person) const {
  const auto found = notices_.find(notice);
  return found != notices_.end() && found->second.by_hand.contains(person);
}

OpenDuty* OpenDuties::find(FactId duty) {
  const auto found = duties_.find(duty);
  return found == duties_.end() ? nullptr : &found->second;
}

const OpenDuty* OpenDuties::find(FactId duty) const {
  const auto found = duties_.find(duty);
  return found == duties_.end() ? nullptr : &found->second;
}

const LastCount* OpenDuties::last_count(const std::string& household) const {
  const auto found = counts_.find(household);
  return found == counts_.end() ? nullptr : &found->second;
}

OpenDuties::Sent* OpenDuties::sent_to(FactId need) {
  const auto found = sent_.find(need);
  return found == sent_.end() ? nullptr : &found->second;
}

}  // namespace fenghuo::simulator

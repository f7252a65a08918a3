// Duties: opened by a warning or by a decision's yes, called until they are answered and done.
#include <algorithm>
#include <utility>

#include "engine/refusal.h"
#include "engine/wire_text.h"
#include "playbooks/desk.h"
#include "playbooks/read_back.h"

namespace fenghuo::playbooks {

using fenghuo::from_wire;
using fenghuo::to_wire;

namespace {

/// So long whoever has told a number that wasn't taken may tell it once more.
constexpr Span kToldAgainWithin = std::chrono::minutes{10};

// Guests, neighbours and those who live outside the danger zone come along; 900 of a village of 62
// is a slip of the finger, and would end the duty. Where the plan has no number, any is taken.
bool is_far_above(std::uint32_t told, std::uint32_t planned) {
  constexpr std::uint64_t kTimes = 3;
  constexpr std::uint64_t kAlwaysTaken = 20;
  return planned > 0 && told > std::max(planned * kTimes, kAlwaysTaken);
}

void refuse_as_too_many(Turn& turn, const wire::Command& command, std::uint32_t planned) {
  const std::string told = std::to_string(command.answer().people_moved());
  const std::string plan = std::to_string(planned);
  refuse(turn, command, "too_many_people",
         {"预案里这里是 " + plan + " 人，报的 " + told +
              " 人太多，先不记。请核对；真是这么多，请在 10 分钟内再报一次 " + told + " 人",
          "the plan has " + plan + " people here, and " + told +
              " are too many to be taken at once: check the number, and if it is really so, tell " +
              told + " once more within 10 minutes"});
}

void refuse_as_not_called(Turn& turn, const wire::Command& command, const std::string& callee) {
  const std::string& tried = command.call_attempt().callee();
  refuse(turn, command, "someone_else",
         {"现在叫的不是 " + tried + (callee.empty() ? "" : "，是 " + callee) +
              "，没有记。请看叫应板上现在叫的是谁；打过他的电话，再记他的",
          tried + " isn't being called now" + (callee.empty() ? "" : ", " + callee + " is") +
              "; nothing was recorded. See on the call board who is called, and record what came "
              "of telephoning them"});
}

}  // namespace

void Desk::open_obligations(Turn& turn, FactId incident_id) {
  const Incident& incident = incidents_.at(incident_id);
  const auto* playbook = handbook_->playbook(incident.playbook);
  const auto* response = handbook_->response(incident.playbook, incident.level);
  const auto* village = handbook_->village(incident.area);
  std::vector<FactId> before;
  for (const FactId id : incident.obligations) {
    const Obligation& o = obligations_.at(id);
    if (o.purpose == Purpose::warning && !o.passed_on) before.push_back(id);
  }
  for (const auto& duty : playbook->duties()) {
    const FactId id = open_obligation(turn,
                                      {.incident = incident_id,
                                       .warning = *incident.warning,
                                       .duty = duty,
                                       .people_at_risk = village ? village->people_at_risk() : 0,
                                       .level = incident.level,
                                       .wants_headcount = response->wants_headcount()},
                                      {}, *incident.warning);
    for (const FactId old : before)
      if (obligations_.at(old).duty == duty) supersede(turn, old, id);
    ladder(turn, id).start(id);
  }
}

FactId Desk::open_obligation(Turn& turn, Obligation o, Errand errand, FactId cause) {
  o.opened_at = turn.now();
  o.round_began_at = turn.now();
  const std::string& area = area_of(o);
  OnDuty held = handbook_->on_duty(area, o.duty);
  wire::Fact fact = caused_by(cause);
  auto& opened = *fact.mutable_obligation_opened();
  *opened.mutable_incident() = to_wire(o.incident);
  *opened.mutable_warning() = to_wire(o.warning);
  opened.set_area(area);
  opened.set_duty(o.duty);
  opened.set_level(to_wire(o.level));
  opened.set_holder(std::move(held.first));
  opened.set_stand_in(std::move(held.second));
  opened.set_wants_headcount(o.wants_headcount);
  opened.set_people_at_risk(o.people_at_risk);
  opened.set_subject(errand.subject);
  opened.set_step(errand.step);
  opened.set_purpose(std::string(to_string(o.purpose)));
  const FactId id = turn.conclude(std::move(fact));
  incidents_.at(o.incident).obligations.push_back(id);
  if (o.purpose != Purpose::warning) errands_.emplace(id, std::move(errand));
  obligations_.emplace(id, std::move(o));
  return id;
}

FactId Desk::send_on(Turn& turn, Obligation o, Errand errand, FactId cause) {
  const FactId id = open_obligation(turn, std::move(o), std::move(errand), cause);
  ladder(turn, id).start(id);
  return id;
}

const Errand* Desk::errand_of(FactId obligation) const {
  const auto found = errands_.find(obligation);
  return found == errands_.end() ? nullptr : &found->second;
}

const std::string& Desk::area_of(const Obligation& obligation) const {
  return incidents_.at(obligation.incident).area;
}

// The duty passes to the new warning, and with it who has been moved so far.
void Desk::supersede(Turn& turn, FactId old_id, FactId new_id) {
  Obligation& old = obligations_.at(old_id);
  obligations_.at(new_id).people_moved = old.people_moved;
  if (old.open()) close(turn, old_id, wire::ObligationClosed::SUPERSEDED, new_id);
  old.passed_on = true;
  successors_[old_id] = new_id;
}

void Desk::on_report(Turn& turn, const wire::EffectReported& report) {
  const EffectId effect{{report.offset()}, report.index()};
  const auto& message = turn.settled()->send_message();
  using Message = wire::SendMessage;
  if (message.purpose() == Message::ASK) return on_message_to_owner(turn, report);
  if (message.purpose() == Message::TELL) return on_notice_reported(turn, report);
  if (message.purpose() == Message::TEST) return contact_tests_.on_reported(message, report);
  if (message.purpose() != Message::CALL) return;  // not the desk's
  const FactId id = from_wire(message.obligation());
  const auto entry = obligations_.find(id);
  if (entry == obligations_.end()) return;  // its incident is closed
  Obligation& o = entry->second;
  const bool delivered = report.outcome() == wire::EffectReported::DELIVERED;
  wire::Fact fact = caused_by(id);
  const auto fill = [&](auto& told) {
    *told.mutable_obligation() = to_wire(id);
    *told.mutable_effect() = to_wire(FactId{effect.offset, effect.index});
    told.set_channel(message.channel());
    told.set_attempts(report.attempts());
  };
  if (delivered) {
    fill(*fact.mutable_obligation_delivered());
  } else {
    fill(*fact.mutable_obligation_undelivered());
    fact.mutable_obligation_undelivered()->set_detail(report.detail());
  }
  const FactId told = turn.conclude(std::move(fact));
  if (!o.on_the_way.remove(effect)) return;  // of a rung that is behind us
  o.delivered = o.delivered || delivered;
  // Once round, and while there is another rung: where nothing can be sent, the clock paces it.
  const bool another = o.round == 0 && o.rung + 1U < rungs_of(id);
  if (o.waiting() && o.on_the_way.empty() && !o.delivered && !o.channels.by_hand() && another)
    ladder(turn, id).climb(told);
}

std::map<FactId, Obligation>::const_iterator Desk::current(FactId id) const {
  auto entry = obligations_.find(id);
  while (entry != obligations_.end() && entry->second.passed_on)
    entry = obligations_.find(successors_.at(entry->first));
  return entry;
}

// As the plan has them: of one household or facility, or of the whole village with those in its
// facilities, whom its leader may count as well.
std::uint32_t Desk::people_planned(const Obligation& o) const {
  const auto* village = o.purpose == Purpose::visit ? nullptr : handbook_->village(area_of(o));
  if (village == nullptr) return o.people_at_risk;
  std::uint32_t listed = 0;
  for (const auto* household : handbook_->households_in(village->id()))
    listed += household->people();
  std::uint32_t people = std::max(listed, village->people_at_risk());
  for (const auto* facility : handbook_->facilities_in(village->id())) people += facility->people();
  return std::max(o.people_at_risk, people);
}

// The same number from the same person, told twice, is meant.
bool Desk::doubts(Turn& turn, FactId id, const wire::Command& command) {
  const wire::Answer& answer = command.answer();
  const Obligation& o = obligations_.at(id);
  const std::uint32_t people = answer.people_moved();
  if (answer.kind() != wire::Answer::MOVED || people <= o.people_moved) return false;
  const std::uint32_t planned = people_planned(o);
  if (!is_far_above(people, planned)) return false;
  DoubtedNumber& before = doubted_[id];
  const bool sent_twice =
      !command.command_id().empty() && command.command_id() == before.command_id;
  if (before.people == people && before.answered_by == answer.answered_by() && !sent_twice &&
      turn.now() <= before.at + kToldAgainWithin) {
    doubted_.erase(id);
    return false;
  }
  before = {people, answer.answered_by(), command.command_id(), turn.now()};
  refuse_as_too_many(turn, command, planned);
  return true;
}

void Desk::on_answer(Turn& turn, const wire::Command& command) {
  const wire::Answer& answer = command.answer();
  const auto entry = current(from_wire(answer.obligation()));
  if (entry == obligations_.end())
    return refuse(turn, command, "no_such_obligation",
                  {"该叫应任务不存在或已结束", "there is no such obligation, or it has ended"});
  if (answer.kind() == wire::Answer::UNKNOWN || answer.answered_by().empty())
    return refuse(turn, command, "bad_answer",
                  {"答复须写明内容和答复人", "an answer needs its kind and who gave it"});
  const FactId id = entry->first;
  Obligation& o = obligations_.at(id);
  if (doubts(turn, id, command) || needs_another_answer(turn, id, command)) return;
  o.answered_by = answer.answered_by();
  // A lower count than before is noted, but only a second person could take people back.
  if (answer.kind() == wire::Answer::MOVED)
    o.people_moved = std::max(o.people_moved, answer.people_moved());
  const bool vague = misunderstood(id, command);
  wire::Fact fact = caused_by(id);
  auto& answered = *fact.mutable_obligation_answered();
  *answered.mutable_obligation() = to_wire(id);
  answered.set_kind(answer.kind());
  answered.set_people_moved(answer.people_moved());
  answered.set_answered_by(answer.answered_by());
  answered.set_recorded_by(command.person_id());
  answered.set_via(command.via());
  answered.set_note(answer.note());
  answered.set_misunderstood(vague);
  const FactId told = turn.conclude(std::move(fact));
  const std::string area = area_of(o);
  // What somebody of the township says is no word from the village, unless it was sent to find out.
  if (o.purpose == Purpose::warning && evacuations_.contains(area)) {
    auto& told_moved = evacuations_.at(area).moved_by_leader;
    const bool more = o.people_moved > told_moved;
    told_moved = std::max(told_moved, o.people_moved);
    if (more && !evacuations_.at(area).has_roster) end_dispute_if_all_safe(area);
  }
  const bool from_there = is_from_there(o, answer.answered_by());
  const bool found = o.purpose == Purpose::reach && answer.kind() == wire::Answer::DONE;
  if (from_there || found) heard(turn, area, told);
  const auto still = obligations_.find(id);
  if (still == obligations_.end() || !still->second.open()) return;  // noted
  take_answer(turn, id, command, vague, told);
  look_at_time(turn, area);
  const std::vector<FactId> here = incidents_in(area);
  for (const FactId incident : here) close_incident_if_done(turn, incident, told);
}

// A name that the plan doesn't know counts where somebody of the village is called, and no one
// else.
bool Desk::is_from_there(const Obligation& o, const std::string& person) const {
  if (handbook_->is_from_outside(area_of(o), person)) return false;
  const bool called_there = o.purpose == Purpose::warning || o.purpose == Purpose::visit ||
                            o.purpose == Purpose::roll_call;
  const auto people = handbook_->people_of(area_of(o));
  return called_there || std::find(people.begin(), people.end(), person) != people.end();
}

void Desk::take_answer(Turn& turn, FactId id, const wire::Command& command, bool vague,
                       FactId told) {
  const wire::Answer& answer = command.answer();
  Obligation& o = obligations_.at(id);
  const FactId incident = o.incident;
  if (answer.kind() == wire::Answer::NEED_HELP) {
    ladder(turn, id).call_township(told);
  } else if (vague) {
    if (o.state == State::calling) o.state = State::answered;  // and the calls go on
  } else if (wants_done(o.purpose) && answer.kind() != wire::Answer::DONE) {
    // Whoever says it again has no more time for that.
    if (o.state != State::acting) ladder(turn, id).wait_for_action();
  } else if (!o.wants_headcount) {
    close(turn, id, wire::ObligationClosed::ANSWERED, told);
    begin_ready_steps(turn, incident, told);
  } else if (answer.kind() == wire::Answer::MOVED) {
    on_headcount(turn, id, answer, command.person_id(), told);
  } else if (o.state != State::acting) {
    ladder(turn, id).wait_for_action();
  }
}

// By key, from what was said and what wasn't; or in words, to whoever has called.
bool Desk::misunderstood(FactId id, const wire::Command& command) const {
  const Obligation& o = obligations_.at(id);
  const wire::Answer& answer = command.answer();
  const bool says_so =
      answer.kind() == wire::Answer::RECEIVED || answer.kind() == wire::Answer::DONE;
  if (!says_so || !wants_read_back(*handbook_, incidents_.at(o.incident), o)) return false;
  const bool heard_by_another = answer.read_back() && command.person_id() != answer.answered_by();
  return !heard_by_another && answer.key() != read_back_key(o.incident);
}

// The number of the whole village closes nothing while one of its households isn't accounted for.
void Desk::on_headcount(Turn& turn, FactId id, const wire::Answer& answer,
                        const std::string& recorded_by, FactId told) {
  const Obligation& o = obligations_.at(id);
  const std::string area = area_of(o);
  const Errand* errand = errand_of(id);
  const Move* move = o.purpose == Purpose::visit ? move_of(area, errand->subject) : nullptr;
  if (move != nullptr) {
    wire::CountHousehold counted;
    counted.set_household(errand->subject);
    counted.set_state(wire::CountHousehold::SAFE);
    counted.set_people(std::max(answer.people_moved(), move->safe));
    counted.set_counted_by(answer.answered_by());
    if (answer.people_moved() > 0) count(turn, area, counted, recorded_by, told);
    const auto still = obligations_.find(id);
    if (still != obligations_.end() && still->second.open()) ladder(turn, id).wait_for_action();
    return;
  }
  if (o.purpose == Purpose::roll_call && answer.people_moved() < o.people_at_risk)
    return note_missing(turn, id, answer.people_moved(), told);
  const bool whole = o.complete() && (o.purpose != Purpose::warning || all_found(area));
  if (whole) {
    if (o.purpose == Purpose::roll_call) end_dispute_if_all_safe(area);
    close(turn, id, wire::ObligationClosed::HEADCOUNT_COMPLETE, told);
  } else {
    ladder(turn, id).wait_for_action();
  }
  // Where households were listed since, who won't go was counted by others; these may be the rest.
  const auto evacuation = evacuations_.find(area);
  if (o.purpose == Purpose::warning && evacuation != evacuations_.end() &&
      !evacuation->second.has_roster && evacuation->second.is_listed())
    complete_if_settled(turn, area, told);
}

void Desk::on_call_attempt(Turn& turn, const wire::Command& command) {
  const auto entry = current(from_wire(command.call_attempt().obligation()));
  if (entry == obligations_.end() || !entry->second.open())
    return refuse(turn, command, "no_such_obligation",
                  {"该叫应任务不存在或已结束", "there is no such obligation, or it has ended"});
  // While somebody was telephoned, the call may have gone on to the next, who must not be passed
  // over for it.
  const std::string& tried = command.call_attempt().callee();
  if (!tried.empty() && tried != entry->second.callee)
    return refuse_as_not_called(turn, command, entry->second.callee);
  const auto outcome = command.call_attempt().outcome();
  wire::Fact fact = caused_by(entry->first);
  auto& dialled = *fact.mutable_obligation_dialled();
  *dialled.mutable_obligation() = to_wire(entry->first);
  dialled.set_dialled_by(command.person_id());
  dialled.set_outcome(outcome);
  const FactId told = turn.conclude(std::move(fact));
  if (outcome == wire::CallAttempt::RANG) {
    obligations_.at(entry->first).rang = true;
  } else if (entry->second.state != State::acting) {
    ladder(turn, entry->first).climb(told);
  }
}

void Desk::on_step_due(Turn& turn, FactId id) {
  const auto entry = obligations_.find(id);
  if (entry == obligations_.end() || !entry->second.open()) return;
  Ladder steps = ladder(turn, id);
  if (entry->second.state != State::acting) {
    steps.climb(id);
  } else {
    wire::Fact fact = caused_by(id);
    auto& reopened = *fact.mutable_obligation_reopened();
    *reopened.mutable_obligation() = to_wire(id);
    reopened.set_people_moved(entry->second.people_moved);
    reopened.set_people_at_risk(entry->second.people_at_risk);
    ++entry->second.round;
    const FactId told = turn.conclude(std::move(fact));
    // The first time the ladder begins again; where still nobody has moved after that, or after the
    // whole ladder was climbed before somebody answered, it is the next one's (failures.md, E04:
    // every call was confirmed, and nobody moved). A village that isn't found is looked for another
    // way at once.
    const bool nothing_came = entry->second.round > 1 && entry->second.people_moved == 0;
    nothing_came || entry->second.purpose == Purpose::reach ? steps.pass_on(told)
                                                            : steps.start(told);
  }
  if (entry->second.purpose == Purpose::warning) look_at_time(turn, area_of(entry->second));
}

void Desk::close(Turn& turn, FactId id, Reason reason, FactId cause) {
  Obligation& o = obligations_.at(id);
  o.state = State::done;
  o.fulfilled = reason == wire::ObligationClosed::ANSWERED ||
                reason == wire::ObligationClosed::HEADCOUNT_COMPLETE;
  turn.cancel(timer(next_step, id));
  wire::Fact fact = caused_by(cause);
  *fact.mutable_obligation_closed()->mutable_obligation() = to_wire(id);
  fact.mutable_obligation_closed()->set_reason(reason);
  turn.conclude(std::move(fact));
}

void Desk::close_all(Turn& turn, FactId incident_id, Reason reason, FactId cause) {
  for (const FactId id : incidents_.at(incident_id).obligations)
    if (obligations_.at(id).open()) close(turn, id, reason, cause);
  close_decisions(turn, incident_id, reason, cause);
}

Ladder Desk::ladder(Turn& turn, FactId id) {
  Obligation& obligation = obligations_.at(id);
  return {turn, *handbook_, id, obligation, errand_of(id), incidents_.at(obligation.incident)};
}

std::uint32_t Desk::rungs_of(FactId id) const {
  const Obligation& o = obligations_.at(id);
  return Rungs(*handbook_, incidents_.at(o.incident), o, errand_of(id)).size();
}

bool Desk::open_in(FactId incident_id) const {
  const auto& all = incidents_.at(incident_id).obligations;
  return std::any_of(all.begin(), all.end(), [&](FactId id) { return obligations_.at(id).open(); });
}

bool Desk::being_warned(FactId incident_id) const {
  const auto& all = incidents_.at(incident_id).obligations;
  return std::any_of(all.begin(), all.end(), [&](FactId id) {
    const Obligation& o = obligations_.at(id);
    return o.open() && o.purpose == Purpose::warning;
  });
}

bool Desk::being_counted(const std::string& area) const {
  for (const FactId incident : incidents_in(area))
    for (const FactId id : incidents_.at(incident).obligations) {
      const Obligation& o = obligations_.at(id);
      if (o.open() && o.purpose == Purpose::warning && o.wants_headcount) return true;
    }
  return false;
}

// A village's number that the plan has put right. Whoever had moved all of it, as it was, is called
// again while somebody is left; where there is a roster, whoever isn't safe is looked for by
// household.
void Desk::follow_people_at_risk(Turn& turn, const std::string& area, FactId cause) {
  const Evacuation& evacuation = evacuations_.at(area);
  for (const FactId incident : incidents_in(area)) {
    if (incidents_.at(incident).all_clear) continue;
    const std::vector<FactId> before = incidents_.at(incident).obligations;  // more are opened
    for (const FactId id : before) {
      Obligation& o = obligations_.at(id);
      if (o.purpose != Purpose::warning || !o.wants_headcount || o.passed_on) continue;
      o.people_at_risk = evacuation.people_at_risk;
      if (o.open() || o.complete() || evacuation.has_roster || evacuation.people_left() == 0)
        continue;
      const FactId again = open_obligation(turn,
                                           {.incident = incident,
                                            .warning = o.warning,
                                            .duty = o.duty,
                                            .people_at_risk = o.people_at_risk,
                                            .level = o.level,
                                            .wants_headcount = true},
                                           {}, cause);
      supersede(turn, id, again);
      ladder(turn, again).start(again);
    }
  }
}

}  // namespace fenghuo::playbooks

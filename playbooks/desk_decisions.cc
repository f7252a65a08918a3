// Decisions: asked of their owner, passed on when the clock runs out, made by a person or by the
// plan, and carried out.
#include <algorithm>
#include <utility>

#include "engine/full_stop.h"
#include "engine/refusal.h"
#include "engine/wire_text.h"
#include "playbooks/desk.h"
#include "playbooks/message.h"
#include "playbooks/warning_words.h"

namespace fenghuo::playbooks {

using fenghuo::from_wire;
using fenghuo::to_wire;

namespace {

constexpr std::string_view kAskedBy = "webhook";

ChannelSet asked_by() {
  ChannelSet set;
  set.insert(kAskedBy);
  return set;
}

Text of_person(const char* zh, const std::string& person, const char* en) {
  return {zh + person, en + person};
}

bool is_released_sooner(wire::Question::Release one, wire::Question::Release other) {
  if (one == wire::Question::AT_ONCE) return other != wire::Question::AT_ONCE;
  return one == wire::Question::AFTER_CHAIN && other == wire::Question::NEVER;
}

}  // namespace

std::string Desk::owner_at(const Decision& decision, std::uint32_t step) const {
  const Instant heard_by = decision.round % 2 == 0 ? kByNow : kAsInTheRoster;
  return handbook_->on_duty(decision.area, decision.chain[step], heard_by).first;
}

std::uint32_t Desk::step_after(const Decision& decision) const {
  std::uint32_t step = decision.step + 1;
  while (step < decision.chain.size() && owner_at(decision, step).empty()) ++step;
  return step;
}

// A yes stands for the whole incident. A no is asked again when it gets worse.
void Desk::ask_questions(Turn& turn, FactId incident_id) {
  const Incident& incident = incidents_.at(incident_id);
  const auto* response = handbook_->response(incident.playbook, incident.level);
  if (response == nullptr) return;  // a plan that has dropped it
  const auto* village = handbook_->village(incident.area);
  const std::map<std::string, Text> values{
      {"village", name_of_village(incident.area)},
      {"shelter", village ? from_wire(village->shelter()) : Text{}},
      {"level", name_of(incident.level)}};
  for (const auto& question : response->decisions()) {
    const auto& only = question.only();
    if (!only.empty() && std::find(only.begin(), only.end(), incident.area) == only.end()) continue;
    if (question.for_neighbours()) {
      ask_of_neighbours(turn, incident_id, question);
      continue;
    }
    const auto& before = particulars_of(incident_id).decisions;
    const auto known = std::find_if(before.begin(), before.end(), [&](FactId id) {
      const Decision& decision = decisions_.at(id);
      return decision.question == question.id() && (!decision.made || decision.yes);
    });
    if (known != before.end()) {
      // What the plan releases at this level doesn't wait on, as it did at one below.
      const Decision& asked = decisions_.at(*known);
      if (asked.made || !is_released_sooner(question.release(), asked.release)) continue;
      close_decision(turn, *known, wire::ObligationClosed::SUPERSEDED, *incident.warning);
    }
    Decision decision{.incident = incident_id,
                      .area = incident.area,
                      .level = incident.level,
                      .question = question.id(),
                      .ask = fill_in(from_wire(question.ask()), values),
                      .within = Span{question.within_ms()},
                      .release = question.release(),
                      .action = fill_in(from_wire(question.action()), values)};
    decision.chain.assign(question.chain().begin(), question.chain().end());
    decision.tell.assign(question.tell().begin(), question.tell().end());
    open_decision(turn, std::move(decision), *incident.warning);
  }
}

// Whether those next to it are left where they are is decided, not forgotten (failures.md, F07). A
// yes is a warning of the same level, so the question is a request for one.
void Desk::ask_of_neighbours(Turn& turn, FactId incident_id, const wire::Question& question) {
  const Incident& incident = incidents_.at(incident_id);
  const auto* village = handbook_->village(incident.area);
  if (village == nullptr || particulars_of(incident_id).of_neighbour) return;
  const Text name = name_of_village(incident.area);
  for (const auto& neighbour : village->neighbours()) {
    if (handbook_->village(neighbour) == nullptr ||
        warned_as_much(neighbour, incident.playbook, incident.level) ||
        asked_for(neighbour, incident.playbook, incident.level))
      continue;
    Decision decision{
        .area = neighbour,
        .level = incident.level,
        .question = question.id(),
        .ask = fill_in(from_wire(question.ask()), {{"village", name_of_village(neighbour)},
                                                   {"neighbour", name},
                                                   {"level", name_of(incident.level)}}),
        .within = Span{question.within_ms()},
        .release = question.release(),
        .action = {"相邻的" + name.zh + "要撤离", name.en + ", next to it, leaves"},
        .asked_by = incident_id,
        .playbook = incident.playbook};
    decision.chain.assign(question.chain().begin(), question.chain().end());
    open_decision(turn, std::move(decision), *incident.warning);
  }
}

bool Desk::warned_as_much(const std::string& area, const std::string& playbook, Level level) const {
  const auto here = incidents_in(area);
  return std::any_of(here.begin(), here.end(), [&](FactId id) {
    const Incident& incident = incidents_.at(id);
    return incident.playbook == playbook && incident.warning && !incident.all_clear &&
           !above(level, incident.level);
  });
}

bool Desk::asked_for(const std::string& area, const std::string& playbook, Level level) const {
  return std::any_of(neighbour_requests_.begin(), neighbour_requests_.end(), [&](FactId id) {
    const Decision& decision = decisions_.at(id);
    return decision.area == area && decision.playbook == playbook && !above(level, decision.level);
  });
}

// It is warned by now: nobody needs to decide whether it should be.
void Desk::close_answered_requests(Turn& turn, FactId incident_id, FactId cause) {
  const Incident& incident = incidents_.at(incident_id);
  close_requests(turn, cause, wire::ObligationClosed::SUPERSEDED, [&](const Decision& decision) {
    return decision.area == incident.area && decision.playbook == incident.playbook &&
           !above(decision.level, incident.level);
  });
}

void Desk::close_requests(Turn& turn, FactId cause, Reason reason,
                          const std::function<bool(const Decision&)>& over) {
  for (auto entry = neighbour_requests_.begin(); entry != neighbour_requests_.end();) {
    const FactId id = *entry;
    if (decisions_.at(id).made || !over(decisions_.at(id))) {
      ++entry;
      continue;
    }
    stop_asking(turn, id);
    wire::Fact fact = caused_by(cause);
    *fact.mutable_decision_closed()->mutable_decision() = to_wire(id);
    fact.mutable_decision_closed()->set_reason(reason);
    turn.conclude(std::move(fact));
    decisions_.erase(id);
    entry = neighbour_requests_.erase(entry);
  }
}

FactId Desk::open_decision(Turn& turn, Decision decision, FactId cause) {
  decision.opened_at = turn.now();
  if (decision.chain.empty()) decision.chain.emplace_back(kDutyOfficer);
  const auto steps = static_cast<std::uint32_t>(decision.chain.size());
  // Whom the plan doesn't name can't be asked: the next one is, at once.
  for (decision.step = 0; decision.step + 1 < steps; ++decision.step)
    if (!owner_at(decision, decision.step).empty()) break;
  decision.owner = owner_at(decision, decision.step);
  const bool at_once = decision.release == wire::Question::AT_ONCE;
  if (!at_once) decision.decide_by = turn.now() + std::max(kRungWaitMin, decision.within);
  wire::Fact fact = caused_by(cause);
  auto& opened = *fact.mutable_decision_opened();
  if (decision.incident) *opened.mutable_incident() = to_wire(*decision.incident);
  opened.set_area(decision.area);
  opened.set_question(decision.question);
  opened.set_level(to_wire(decision.level));
  to_wire(decision.ask, *opened.mutable_ask());
  opened.set_duty(decision.chain[decision.step]);
  opened.set_owner(decision.owner);
  opened.set_decide_by_ms(at_once ? 0 : ms_of(decision.decide_by));
  const FactId id = turn.conclude(std::move(fact));
  if (decision.incident) particulars_[*decision.incident].decisions.push_back(id);
  if (decision.asked_by) neighbour_requests_.insert(id);
  decisions_.emplace(id, std::move(decision));
  if (!at_once) {
    ask_owner(turn, id);
    return id;
  }
  wire::DecisionMade made;
  made.set_yes(true);
  made.set_release(wire::Question::AT_ONCE);
  make(turn, id, std::move(made));
  return id;
}

// One message to a telephone: what the rule has found first, and for how many it is. What a person
// asks says why by itself.
Text Desk::grounds_of(const Decision& decision) const {
  const auto because_of = decision.incident ? decision.incident : decision.asked_by;
  const auto incident = because_of ? incidents_.find(*because_of) : incidents_.end();
  Text grounds;
  if (decision.question == kRaiseResponse) return grounds;
  if (incident != incidents_.end()) {
    const Text level = name_of(incident->second.level);
    const Text reason = without_stop(first_reason_of(*handbook_, incident->second));
    grounds = {level.zh + "预警", "Level " + level.en};
    if (!reason.zh.empty()) grounds.zh += "：" + reason.zh;
    if (!reason.en.empty()) grounds.en += ": " + reason.en;
  }
  const auto* village = handbook_->village(decision.area);
  if (village != nullptr && village->people_at_risk() > 0) {
    const std::string people = std::to_string(village->people_at_risk());
    grounds.zh += (grounds.zh.empty() ? "危险区 " : "；危险区 ") + people + " 人";
    grounds.en += (grounds.en.empty() ? "People" : "; people") + std::string(" at risk: ") + people;
  }
  if (grounds.zh.empty()) return {};
  return {grounds.zh + "。", grounds.en + ". "};
}

// What comes of it where the owner says nothing.
Text Desk::silence_of(const Decision& decision) const {
  const bool last = step_after(decision) == decision.chain.size();
  if (decision.release == wire::Question::AFTER_CHAIN)
    return last ? Text{"不答按“是”办", "no answer is a yes"}
                : Text{"不答转下一位，都不答按“是”办",
                       "without one the next in line is asked, and if nobody answers it is a yes"};
  return last ? Text{"不答不办，再从头问", "without one nothing is done, and it is asked again"}
              : Text{"不答转下一位，都不答不办，再从头问",
                     "without one the next in line is asked; if nobody answers nothing is done, "
                     "and it is asked again"};
}

void Desk::ask_owner(Turn& turn, FactId id) {
  Decision& decision = decisions_.at(id);
  decision.to_telephone = false;
  turn.wake(timer(decide_by, id), decision.decide_by);
  if (decision.owner.empty()) return turn.cancel(timer(question_due, id));
  turn.wake(timer(question_due, id), turn.now() + kMessageArrivesWithin);
  if (decision.incident) incidents_.at(*decision.incident).tell(decision.owner, asked_by());
  const auto minutes = std::to_string(
      std::chrono::duration_cast<std::chrono::minutes>(decision.decide_by - turn.now()).count());
  wire::Effect effect;
  auto& message = *effect.mutable_send_message();
  message.set_channel(std::string(kAskedBy));
  message.set_person(decision.owner);
  message.set_area(decision.area);
  message.set_level(to_wire(decision.level));
  message.set_purpose(wire::SendMessage::ASK);
  *message.mutable_decision() = to_wire(id);
  to_wire({"【请您决定】" + decision.ask.zh, "For you to decide: " + decision.ask.en},
          *message.mutable_headline());
  const Text grounds = grounds_of(decision);
  const Text silence = silence_of(decision);
  to_wire({"【请您决定】" + decision.ask.zh + grounds.zh + "请在 " + minutes + " 分钟内答复，" +
               silence.zh + "。",
           "For you to decide: " + decision.ask.en + " " + grounds.en + "Answer within " + minutes +
               " minutes; " + silence.en + "."},
          *message.mutable_text());
  decision.message = turn.owe(std::move(effect));
}

void Desk::stop_asking(Turn& turn, FactId id) {
  turn.cancel(timer(decide_by, id));
  turn.cancel(timer(question_due, id));
}

// Nothing has been heard of the message: somebody telephones while there is time to decide.
void Desk::on_question_due(Turn& turn, FactId id) {
  const auto entry = decisions_.find(id);
  if (entry == decisions_.end() || entry->second.made) return;
  entry->second.to_telephone = true;
  wire::Fact fact = caused_by(id);
  auto& told = *fact.mutable_decision_message();
  *told.mutable_decision() = to_wire(id);
  told.set_channel(std::string(kAskedBy));
  told.set_detail("一分钟了还没有送到，要打电话 / not there after a minute, to be telephoned");
  turn.conclude(std::move(fact));
}

// Who can't be reached need not be waited for.
void Desk::on_message_to_owner(Turn& turn, const wire::EffectReported& report) {
  const auto& message = turn.settled()->send_message();
  const FactId id = from_wire(message.decision());
  const auto entry = decisions_.find(id);
  if (entry == decisions_.end()) return;
  const bool delivered = report.outcome() == wire::EffectReported::DELIVERED;
  wire::Fact fact = caused_by(id);
  auto& told = *fact.mutable_decision_message();
  *told.mutable_decision() = to_wire(id);
  *told.mutable_effect() = to_wire(FactId{{report.offset()}, report.index()});
  told.set_channel(message.channel());
  told.set_attempts(report.attempts());
  told.set_delivered(delivered);
  told.set_detail(report.detail());
  turn.conclude(std::move(fact));
  Decision& decision = entry->second;
  if (decision.message == EffectId{{report.offset()}, report.index()}) {
    decision.to_telephone = !delivered;
    turn.cancel(timer(question_due, id));
  }
  // Once, and while there is somebody else: the clock of the last one runs out by itself.
  const bool another = decision.round == 0 && decision.step + 1 < decision.chain.size();
  if (!delivered && !decision.made && decision.owner == message.person() && another)
    pass_on(turn, id);
}

void Desk::pass_on(Turn& turn, FactId id) {
  const auto entry = decisions_.find(id);
  if (entry == decisions_.end() || entry->second.made) return;
  Decision& decision = entry->second;
  if (decision.valid_until != Instant{} && decision.valid_until <= turn.now())
    return drop_question(turn, id, wire::ObligationClosed::ALARM_CLEARED, id);
  const auto steps = static_cast<std::uint32_t>(decision.chain.size());
  const std::string from = decision.owner;
  std::uint32_t step = step_after(decision);
  if (step == steps && decision.release == wire::Question::AFTER_CHAIN) {
    wire::DecisionMade made;
    made.set_yes(true);
    made.set_release(wire::Question::AFTER_CHAIN);
    return make(turn, id, std::move(made));
  }
  if (step == steps) {
    ++decision.round;
    step = 0;
  }
  decision.step = step;
  decision.owner = owner_at(decision, step);
  decision.decide_by = turn.now() + std::max(kRungWaitMin, decision.within);
  wire::Fact fact = caused_by(id);
  auto& passed = *fact.mutable_decision_passed_on();
  *passed.mutable_decision() = to_wire(id);
  passed.set_from(from);
  passed.set_duty(decision.chain[step]);
  passed.set_owner(decision.owner);
  passed.set_decide_by_ms(ms_of(decision.decide_by));
  passed.set_round(decision.round);
  turn.conclude(std::move(fact));
  ask_owner(turn, id);
}

// The owner may decide at any time, even after the clock has run out; whoever comes later in the
// chain, once it has come to them.
std::set<std::string> Desk::may_decide(const Decision& decision) const {
  std::set<std::string> persons;
  for (std::uint32_t i = 0; i < decision.chain.size(); ++i) {
    if (i > decision.step && decision.round == 0) break;
    const auto* held = handbook_->duty_for(decision.area, decision.chain[i]);
    if (held == nullptr) continue;
    persons.insert({held->holder(), held->stand_in()});
  }
  persons.erase("");
  return persons;
}

void Desk::on_decide(Turn& turn, const wire::Command& command) {
  const wire::Decide& decide = command.decide();
  const FactId id = from_wire(decide.decision());
  const auto entry = decisions_.find(id);
  if (entry == decisions_.end())
    return refuse(turn, command, "no_such_decision",
                  {"该决定不存在或已结束", "there is no such decision, or it has ended"});
  const Decision& decision = entry->second;
  if (decision.made && !decision.yes && decision.decided_by.empty())
    return refuse(turn, command, "decision_over",
                  {"这项决定已经不用再作", "this decision is no longer needed"});
  if (decision.made) {
    const std::string by = decision.decided_by;
    return refuse(
        turn, command, decision.yes ? "already_yes" : "already_no",
        by.empty()
            ? Text{"预案已经放行，结果为“是”", "the plan has said yes already"}
            : of_person(decision.yes ? "已经决定为“是”，决定人：" : "已经决定为“否”，决定人：", by,
                        decision.yes ? "it is yes already, by " : "it is no already, by "));
  }
  const auto persons = may_decide(decision);
  if (!persons.contains(decide.decided_by())) {
    std::string list;
    for (const auto& person : persons) list += (list.empty() ? "" : ", ") + person;
    return refuse(
        turn, command, "not_theirs",
        of_person("决定人须是预案授权、已轮到的人：", list, "it is now for one of these: "));
  }
  if (decision.is_request() && !decide.yes() && decide.note().empty())
    return refuse(turn, command, "no_reason",
                  {"拒绝请求须写明理由", "a request is refused with a reason"});
  wire::DecisionMade made;
  made.set_yes(decide.yes());
  made.set_decided_by(decide.decided_by());
  made.set_recorded_by(command.person_id());
  made.set_via(command.via());
  made.set_note(decide.note());
  make(turn, id, std::move(made));
}

void Desk::make(Turn& turn, FactId id, wire::DecisionMade made) {
  Decision& decision = decisions_.at(id);
  decision.made = true;
  decision.yes = made.yes();
  decision.decided_by = made.decided_by();
  stop_asking(turn, id);
  *made.mutable_decision() = to_wire(id);
  wire::Fact fact = caused_by(id);
  *fact.mutable_decision_made() = std::move(made);
  const FactId told = turn.conclude(std::move(fact));
  if (decision.yes) carry_out(turn, id, told);
  if (decision.incident) return;
  // It may be what its sender says anew of something that stands because of an earlier yes.
  if (!decision.yes && !decision.received.empty())
    unsay(turn, {decision.received}, nullptr, {}, told);
  if (decision.yes && !decision.says_anew.empty()) join_words(turn, decision, told);
  neighbour_requests_.erase(id);
  decisions_.erase(id);  // a request
}

void Desk::carry_out(Turn& turn, FactId id, FactId cause) {
  const Decision& decision = decisions_.at(id);
  if (decision.question == kRaiseResponse) return raise_response(turn, decision);
  if (!decision.incident) {
    Proposal wanted{.playbook = decision.playbook,
                    .level = decision.level,
                    .areas = decision.areas.empty() ? std::vector{decision.area} : decision.areas,
                    .reason = decision.action,
                    .of_neighbour = decision.asked_by.has_value(),
                    .received = decision.received,
                    .valid_until = decision.valid_until};
    return issue(turn, wanted, std::string(kByPerson), cause);
  }
  const Incident& incident = incidents_.at(*decision.incident);
  for (const auto& duty : decision.tell)
    send_on(turn,
            {.incident = *decision.incident,
             .warning = *incident.warning,
             .duty = duty,
             .purpose = Purpose::order,
             .level = decision.level},
            {.decision = id, .headline = decision.action, .text = decision.action}, cause);
}

void Desk::close_decisions(Turn& turn, FactId incident_id, Reason reason, FactId cause) {
  close_requests(turn, cause, reason,
                 [&](const Decision& decision) { return decision.asked_by == incident_id; });
  for (const FactId id : particulars_of(incident_id).decisions)
    if (!decisions_.at(id).made) close_decision(turn, id, reason, cause);
}

void Desk::close_decision(Turn& turn, FactId id, Reason reason, FactId cause) {
  stop_asking(turn, id);
  decisions_.at(id).made = true;
  wire::Fact fact = caused_by(cause);
  *fact.mutable_decision_closed()->mutable_decision() = to_wire(id);
  fact.mutable_decision_closed()->set_reason(reason);
  turn.conclude(std::move(fact));
}

}  // namespace fenghuo::playbooks

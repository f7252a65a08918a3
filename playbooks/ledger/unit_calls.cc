// Whoever is sent is called, then who stands in; where neither says that the unit goes, it counts
// as out, and the next best one goes. Nobody is passed over for a message that they haven't got:
// the time to answer begins when it has arrived, or when somebody is told to telephone.
#include <utility>

#include "engine/full_stop.h"
#include "engine/refusal.h"
#include "engine/wire_text.h"
#include "playbooks/channels.h"
#include "playbooks/ledger/unit.h"
#include "playbooks/ledger/unit_ledger.h"

namespace fenghuo::playbooks {

using fenghuo::from_wire;
using fenghuo::to_wire;

namespace {

// What a unit that was under way is to leave, beside where it goes: whoever reads only that it is
// sent goes to both.
Text redirected(const Text& name, const Text& place, const Text& left) {
  if (place == left)
    return {name.zh + "仍去" + place.zh + "，任务变了，按新任务办",
            name.en + " still to " + place.en + ", but the task has changed: do the new one"};
  return {name.zh + "改去" + place.zh + "，不去" + left.zh + "了",
          name.en + " to " + place.en + " instead, no longer to " + left.en};
}

}  // namespace

void UnitLedger::call(Turn& turn, FactId need_id, const std::string& person, const Need* left) {
  const Need& need = needs_.at(need_id);
  const wire::Unit& unit = *in_plan_.at(need.unit);
  UnitRecord& record = units_.find(need.unit)->second;
  record.callee = person;
  record.note.clear();  // of a message to somebody else
  const Text name = from_wire(unit.name());
  const Text place = ways_.name(need.area);
  const Text order = left == nullptr ? Text{name.zh + "去" + place.zh, name.en + " to " + place.en}
                                     : redirected(name, place, ways_.name(left->area));
  const Text headline{"【出动】" + order.zh, "Go: " + order.en};
  Text task;
  if (!need.task.zh.empty())
    task = left == nullptr ? Text{"：" + need.task.zh, ": " + need.task.en}
                           : Text{"。任务：" + need.task.zh, ". Task: " + need.task.en};
  // Who else could have gone is for those who choose. What a person has said is for the unit too.
  const auto way = std::chrono::ceil<std::chrono::seconds>(record.arrives_at - record.since);
  const Text takes = in_minutes(way.count());
  Text more;
  if (way.count() > 0) more = {"。路上约 " + takes.zh, ". About " + takes.en + " on the way"};
  if (need.chosen) {
    const Text reason = without_stop(need.reason);
    more.zh += "。" + reason.zh;
    more.en += ". It was " + reason.en;
  }
  record.message = tell(turn, person, need_id, wire::SendMessage::SEND, headline,
                        {headline.zh + task.zh + more.zh + "。出发、到达、不能去，都请马上回复。",
                         headline.en + task.en + more.en +
                             ". Say at once that you go, when you are there, or that you can't."});
  turn.wake(delivery_timer(need_id), turn.now() + kMessageArrivesWithin);
}

// Whoever was called for it last, where somebody else is called now: they may be the crew.
void UnitLedger::tell_redirected(Turn& turn, const wire::Unit& unit, FactId left, FactId need_id) {
  const UnitRecord& record = units_.find(unit.id())->second;
  if (record.callee == unit.contact()) return;
  const Text order = redirected(from_wire(unit.name()), ways_.name(needs_.at(need_id).area),
                                ways_.name(needs_.at(left).area));
  tell(turn, record.callee, left, wire::SendMessage::TELL,
       {"【改派】" + order.zh, "Redirected: " + order.en},
       {"改派：" + order.zh + "。新任务已发给联系人。",
        "Redirected: " + order.en + ". The new task has been sent to the unit's contact."});
}

// What a person adds for a unit that goes already.
void UnitLedger::tell_note(Turn& turn, FactId need_id, const std::string& note) {
  const Need& need = needs_.at(need_id);
  const Text name = from_wire(in_plan_.at(need.unit)->name());
  const Text place = ways_.name(need.area);
  const Text headline{"【补充】" + name.zh + "去" + place.zh,
                      "More for " + name.en + " to " + place.en};
  const Text words = sentence({note, note});
  tell(turn, units_.at(need.unit).callee, need_id, wire::SendMessage::TELL, headline,
       {headline.zh + "：" + words.zh, headline.en + ": " + words.en});
}

// Of a stand-in the contact was called before, and may read of it only now.
void UnitLedger::tell_called_back(Turn& turn, FactId need_id, const std::string& unit,
                                  const Text& reason) {
  const UnitRecord& record = units_.find(unit)->second;
  const auto found = in_plan_.find(unit);
  const bool in_plan = found != in_plan_.end();
  const Text name = in_plan ? from_wire(found->second->name()) : Text{unit, unit};
  const Text place = ways_.name(needs_.at(need_id).area);
  const Text what =
      record.state == wire::UNIT_THERE
          ? Text{name.zh + "撤出" + place.zh, name.en + " leaves " + place.en}
          : Text{name.zh + "不去" + place.zh + "了", name.en + " no longer goes to " + place.en};
  const Text headline = stopped_
                            ? Text{"【演练中止】" + what.zh, "The exercise is over: " + what.en}
                            : Text{"【撤回】" + what.zh, "Called back: " + what.en};
  const Text begins = stopped_ ? Text{"演练中止，撤回：", "The exercise is over, called back: "}
                               : Text{"撤回：", "Called back: "};
  const Text why = sentence(reason);
  const Text text{begins.zh + what.zh + "。原因：" + why.zh,
                  begins.en + what.en + ". Reason: " + why.en};
  tell(turn, record.callee, need_id, wire::SendMessage::TELL, headline, text);
  if (record.stand_in_called && in_plan && found->second->contact() != record.callee)
    tell(turn, found->second->contact(), need_id, wire::SendMessage::TELL, headline, text);
}

void UnitLedger::await_answer(Turn& turn, FactId need_id) {
  const Span within{plan_->unit_answers_within_ms() > 0 ? Span{plan_->unit_answers_within_ms()}
                                                        : kUnitAnswersWithin};
  turn.cancel(delivery_timer(need_id));
  turn.wake(answer_timer(need_id), turn.now() + within);
}

void UnitLedger::stop_clocks(Turn& turn, FactId need_id) {
  turn.cancel(delivery_timer(need_id));
  turn.cancel(answer_timer(need_id));
}

EffectId UnitLedger::tell(Turn& turn, const std::string& person, FactId need_id,
                          wire::SendMessage::Purpose purpose, const Text& headline,
                          const Text& text) {
  if (person.empty()) return {};
  const Need& need = needs_.at(need_id);
  wire::Effect effect;
  auto& message = *effect.mutable_send_message();
  message.set_channel("webhook");
  message.set_person(person);
  message.set_area(need.area);
  message.set_level(to_wire(need.level));
  message.set_purpose(purpose);
  *message.mutable_about() = to_wire(need_id);
  to_wire(headline, *message.mutable_headline());
  to_wire(text, *message.mutable_text());
  return turn.owe(std::move(effect));
}

void UnitLedger::on_message_reported(Turn& turn, const wire::EffectReported& report) {
  const auto& message = turn.settled()->send_message();
  if (message.purpose() != wire::SendMessage::SEND) return;
  const FactId need_id = from_wire(message.about());
  const UnitRecord* record = called_by_message(need_id);
  // Not an earlier one, of which nobody waits to hear any more.
  const EffectId reported{{report.offset()}, report.index()};
  if (record == nullptr || record->message != reported) return;
  if (report.outcome() == wire::EffectReported::DELIVERED) return await_answer(turn, need_id);
  have_telephoned(turn, need_id,
                  "消息没有送到，要打电话 / the message did not arrive, to be telephoned" +
                      (report.detail().empty() ? "" : ": " + report.detail()));
}

// A gateway that refuses connections is tried for longer than two people have to answer.
void UnitLedger::on_delivery_due(Turn& turn, FactId need_id) {
  if (called_by_message(need_id) == nullptr) return;
  have_telephoned(turn, need_id,
                  "消息还没有送到，要打电话 / the message has not arrived yet, to be telephoned");
}

// While a unit is sent, its only note is that somebody is to telephone.
const UnitRecord* UnitLedger::called_by_message(FactId need_id) const {
  const auto need = needs_.find(need_id);
  if (need == needs_.end() || need->second.unit.empty()) return nullptr;
  const UnitRecord& record = units_.at(need->second.unit);
  return record.state == wire::UNIT_SENT && record.note.empty() ? &record : nullptr;
}

// Not silence: somebody may telephone, and has all the time for it that an answer has.
void UnitLedger::have_telephoned(Turn& turn, FactId need_id, const std::string& note) {
  const std::string& unit = needs_.at(need_id).unit;
  wire::Fact fact;
  *fact.mutable_cause() = to_wire(need_id);
  auto& told = *fact.mutable_unit_reported();
  told.set_unit(unit);
  told.set_state(wire::UNIT_SENT);
  told.set_previous(wire::UNIT_SENT);
  *told.mutable_need() = to_wire(need_id);
  told.set_note(note);
  units_.at(unit).note = note;
  turn.conclude(std::move(fact));
  await_answer(turn, need_id);
}

void UnitLedger::on_answer_due(Turn& turn, FactId need_id) {
  const auto entry = needs_.find(need_id);
  if (entry == needs_.end() || entry->second.unit.empty()) return;
  Need& need = entry->second;
  const wire::Unit& unit = *in_plan_.at(need.unit);
  UnitRecord& record = units_.at(need.unit);
  if (record.state != wire::UNIT_SENT) return;
  const bool another = !std::exchange(record.stand_in_called, true) && !unit.stand_in().empty() &&
                       unit.stand_in() != record.callee;
  wire::Fact fact;
  *fact.mutable_cause() = to_wire(need_id);
  auto& unanswered = *fact.mutable_unit_unanswered();
  unanswered.set_unit(unit.id());
  *unanswered.mutable_need() = to_wire(need_id);
  unanswered.set_callee(record.callee);
  unanswered.set_next(another ? unit.stand_in() : "");
  const FactId told = turn.conclude(std::move(fact));
  if (another) return call(turn, need_id, unit.stand_in(), nullptr);
  set_state(turn, unit, wire::UNIT_OUT, record.at, "", "无人应答 / no answer");
  // The next one may be silent too, and the county takes longer than any of them.
  want_aid(turn, need_id, told);
}

void UnitLedger::on_report_unit(Turn& turn, const wire::Command& command) {
  const auto& report = command.report_unit();
  const auto found = in_plan_.find(report.unit());
  if (found == in_plan_.end())
    return refuse(
        turn, command, "no_such_unit",
        {"预案里没有队伍“" + report.unit() + "”", "the plan has no unit '" + report.unit() + "'"});
  const wire::Unit& unit = *found->second;
  const UnitRecord& record = units_.at(unit.id());
  if (!report.at().empty() && !ways_.has(report.at()))
    return refuse(
        turn, command, "no_such_place",
        {"预案里没有地点“" + report.at() + "”", "the plan has no place '" + report.at() + "'"});
  const wire::UnitState state = report.state();
  const bool goes = state == wire::UNIT_ON_THE_WAY || state == wire::UNIT_THERE;
  if (goes && !record.need)
    return refuse(turn, command, "not_sent",
                  {"这支队伍现在没有任务", "the unit isn't sent anywhere now"});
  if (state == wire::UNIT_ON_THE_WAY && record.state == wire::UNIT_THERE)
    return refuse(turn, command, "there_already", {"已经到了", "it is there already"});
  if (!goes && state != wire::UNIT_READY && state != wire::UNIT_OUT)
    return refuse(
        turn, command, "bad_state",
        {"state 为 on_the_way、there、ready 或 out", "state is on_the_way, there, ready or out"});
  std::string at = report.at();
  if (at.empty() && state == wire::UNIT_THERE) at = needs_.at(*record.need).area;
  if (at.empty() && state == wire::UNIT_READY) at = home_of(unit);
  if (at.empty()) at = record.at;
  // Ready again where it was at work: it is done there.
  if (state == wire::UNIT_READY && record.state == wire::UNIT_THERE)
    close_need(turn, *record.need, wire::NeedClosed::DONE, command.person_id(), report.note(),
               *record.need);
  set_state(turn, unit, state, at, command.person_id(), report.note());
}

// One that is ready again or out leaves its need open for others.
void UnitLedger::set_state(Turn& turn, const wire::Unit& unit, wire::UnitState state,
                           const std::string& at, const std::string& by, const std::string& note) {
  UnitRecord& record = units_.at(unit.id());
  wire::Fact fact;
  auto& reported = *fact.mutable_unit_reported();
  reported.set_unit(unit.id());
  reported.set_state(state);
  reported.set_previous(record.state);
  if (record.need) *reported.mutable_need() = to_wire(*record.need);
  if (record.need) *fact.mutable_cause() = to_wire(*record.need);
  reported.set_reported_by(by);
  reported.set_note(note);
  reported.set_at(at);
  turn.conclude(std::move(fact));
  if (record.need) stop_clocks(turn, *record.need);
  if (record.need && (state == wire::UNIT_ON_THE_WAY || state == wire::UNIT_THERE))
    withdraw_aid(turn, *record.need);
  const bool leaves = state == wire::UNIT_READY || state == wire::UNIT_OUT;
  if (record.need && leaves) {
    Need& need = needs_.at(*std::exchange(record.need, std::nullopt));
    need.unit.clear();
    need.chosen = false;
  }
  // On the way since it was sent: what it has covered by now counts.
  if (state != wire::UNIT_ON_THE_WAY) {
    record.since = turn.now();
    record.at = at;
    record.arrives_at = {};
  }
  record.state = state;
  record.note = note;
  changed_ = true;
}

void UnitLedger::free(Turn& turn, const std::string& unit, const std::string& at) {
  const auto entry = units_.find(unit);
  if (entry == units_.end()) return;
  UnitRecord& record = entry->second;
  const auto in_plan = in_plan_.find(unit);
  const bool goes_home = in_plan == in_plan_.end() || of_others(*in_plan->second);
  record = {.state = goes_home ? wire::UNIT_OUT : wire::UNIT_READY,
            .since = turn.now(),
            .at = at,
            .hold = record.hold};
  changed_ = true;
}

}  // namespace fenghuo::playbooks

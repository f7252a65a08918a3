// What people tell the desk: answers, and calls that they dialled in vain.
#include <algorithm>
#include <utility>

#include "engine/refusal.h"
#include "playbooks/desk.h"

namespace fenghuo::playbooks {

using fenghuo::from_wire;
using fenghuo::to_wire;

void Desk::on_command(Turn& turn, const wire::Command& command) {
  if (command.person_id().empty())
    return refuse(turn, command, "no_name", {"命令没有署名", "the command names nobody"});
  // Sent again because the answer to it was lost: it was done the first time.
  if (!command.command_id().empty()) {
    if (std::find(commands_.begin(), commands_.end(), command.command_id()) != commands_.end())
      return;
    if (commands_.size() < kCommandsRemembered) {
      commands_.push_back(command.command_id());
    } else {
      commands_[oldest_command_] = command.command_id();
      oldest_command_ = (oldest_command_ + 1) % kCommandsRemembered;
    }
  }
  if (command.has_answer()) return on_answer(turn, command);
  if (command.has_call_attempt()) return on_call_attempt(turn, command);
  if (command.has_shelve_alarm() || command.has_unshelve_alarm()) return;  // the judge's
  refuse(turn, command, "unknown_command", {"不认识的命令", "unknown command"});
}

std::map<FactId, Obligation>::const_iterator Desk::current(FactId id) const {
  auto entry = obligations_.find(id);
  while (entry != obligations_.end() && entry->second.successor)
    entry = obligations_.find(*entry->second.successor);
  return entry;
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
  o.answered_by = answer.answered_by();
  // A lower count than before is noted, but only a second person could take people back.
  if (answer.kind() == wire::Answer::MOVED)
    o.people_moved = std::max(o.people_moved, answer.people_moved());
  wire::Fact fact = caused_by(id);
  auto& answered = *fact.mutable_obligation_answered();
  *answered.mutable_obligation() = to_wire(id);
  answered.set_kind(answer.kind());
  answered.set_people_moved(answer.people_moved());
  answered.set_answered_by(answer.answered_by());
  answered.set_recorded_by(command.person_id());
  answered.set_via(command.via());
  answered.set_note(answer.note());
  const FactId told = turn.conclude(std::move(fact));
  if (!o.open()) return;  // noted

  const Handbook handbook(turn.plan());
  const FactId incident_id = o.incident;
  if (answer.kind() == wire::Answer::NEED_HELP) {
    ladder(turn, handbook, id).call_township(told);
  } else if (!o.wants_headcount) {
    close(turn, id, wire::ObligationClosed::ANSWERED, told);
  } else if (answer.kind() == wire::Answer::MOVED && o.complete()) {
    close(turn, id, wire::ObligationClosed::HEADCOUNT_COMPLETE, told);
  } else {
    ladder(turn, handbook, id).wait_for_headcount();
  }
  close_incident_if_done(turn, incident_id, told);
}

void Desk::on_call_attempt(Turn& turn, const wire::Command& command) {
  const auto entry = current(from_wire(command.call_attempt().obligation()));
  if (entry == obligations_.end() || !entry->second.open())
    return refuse(turn, command, "no_such_obligation",
                  {"该叫应任务不存在或已结束", "there is no such obligation, or it has ended"});
  wire::Fact fact = caused_by(entry->first);
  auto& dialled = *fact.mutable_obligation_dialled();
  *dialled.mutable_obligation() = to_wire(entry->first);
  dialled.set_dialled_by(command.person_id());
  dialled.set_outcome(command.call_attempt().outcome());
  const FactId told = turn.conclude(std::move(fact));
  const Handbook handbook(turn.plan());
  if (entry->second.state != State::acting) ladder(turn, handbook, entry->first).climb(told);
}

}  // namespace fenghuo::playbooks

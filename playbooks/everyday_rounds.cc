// Patrols, visits and stock checks: due when their time has come since they were last done, told to
// whoever does them, reminded of, and reported as done.
#include <algorithm>
#include <utility>

#include "engine/refusal.h"
#include "engine/wire_text.h"
#include "playbooks/everyday.h"
#include "playbooks/message.h"

namespace fenghuo::playbooks {

using fenghuo::from_wire;
using fenghuo::to_wire;

namespace {

/// Whoever hasn't done what is due is reminded once a day, and more often where it is due more
/// often.
constexpr Span kRemindEvery = std::chrono::hours{24};
constexpr std::size_t kRoundsARecord = 200;
constexpr Span kNextRounds = std::chrono::seconds{10};

}  // namespace

void Everyday::read_routines(const wire::Plan& plan) {
  routines_.clear();
  subjects_.clear();
  for (const auto& routine : plan.routines()) {
    routines_.emplace(routine.id(), &routine);
    for (auto& subject : subjects_of(plan, routine)) {
      if (subjects_.size() == kRoundsMax) return;  // check() refuses such a plan
      RoundKey key{routine.id(), subject.id};
      subjects_.emplace(std::move(key), std::move(subject));
    }
  }
}

// What the plan has newly is due for the first time after its whole time: a township that begins
// isn't flooded with tasks.
void Everyday::plan_rounds(Turn& turn) {
  read_routines(turn.plan());
  std::erase_if(rounds_, [&](const auto& item) { return !subjects_.contains(item.first); });
  for (const auto& [key, subject] : subjects_)
    rounds_.try_emplace(key, Round{.begun_at = turn.now()});
  set_pace(turn);
}

void Everyday::set_pace(Turn& turn) {
  by_time_.clear();
  for (auto& [key, round] : rounds_) {
    const Span pace = pace_at(*routines_.at(key.first), response_);
    // Who is late is reminded at the new pace, where that is faster.
    round.next_at = round.due ? std::min(round.next_at, turn.now() + std::min(kRemindEvery, pace))
                              : round.base() + pace;
    by_time_.insert({round.next_at, key});
  }
  wait(turn);
}

void Everyday::wait(Turn& turn) {
  const TimerKey key{.kind = round_due};
  if (by_time_.empty() || stopped_)
    turn.cancel(key);
  else
    turn.wake(key, std::max(by_time_.begin()->first, turn.now()));
}

void Everyday::move(const RoundKey& key, Round& round, Instant next_at) {
  by_time_.erase({round.next_at, key});
  round.next_at = next_at;
  by_time_.insert({next_at, key});
}

void Everyday::on_rounds_due(Turn& turn) {
  // So many a record: a response that makes all of them due floods no channel at once.
  for (std::size_t told = 0; !by_time_.empty() && by_time_.begin()->first <= turn.now(); ++told) {
    if (told == kRoundsARecord) return turn.wake({.kind = round_due}, turn.now() + kNextRounds);
    const RoundKey key = by_time_.begin()->second;
    tell_due(turn, key, rounds_.at(key));
  }
  wait(turn);
}

void Everyday::tell_due(Turn& turn, const RoundKey& key, Round& round) {
  const wire::Routine& routine = *routines_.at(key.first);
  const Subject& subject = subjects_.at(key);
  const auto persons = who_does(*handbook_, routine, subject);
  const Text task = fill_in(from_wire(routine.task()), {{"name", subject.name}});
  const auto fill = [&](auto& told) -> auto& {
    told.set_routine(key.first);
    told.set_subject(key.second);
    told.set_area(subject.area);
    told.set_duty(routine.duty());
    told.set_holder(persons.empty() ? "" : persons.front());
    return told;
  };
  wire::Fact fact;
  if (!round.due) {
    to_wire(task, *fill(*fact.mutable_routine_due()).mutable_task());
    round.due = turn.conclude(std::move(fact));
    round.due_at = turn.now();
  } else {
    *fact.mutable_cause() = to_wire(*round.due);
    fill(*fact.mutable_routine_reminded()).set_due_since_ms(ms_of(round.due_at));
    turn.conclude(std::move(fact));
  }
  move(key, round, turn.now() + std::min(kRemindEvery, pace_at(routine, response_)));
  if (persons.empty()) return;
  wire::Effect effect;
  auto& message = *effect.mutable_send_message();
  message.set_channel("webhook");
  message.set_person(persons.front());
  message.set_area(subject.area);
  message.set_purpose(wire::SendMessage::ROUTINE);
  *message.mutable_about() = to_wire(*round.due);
  to_wire({"【日常】" + task.zh, "Routine: " + task.en}, *message.mutable_headline());
  to_wire({"【日常】" + task.zh + "。做完请点“做完了”，发现问题请写明。",
           "Routine: " + task.en + ". Say when it is done, and what you have found."},
          *message.mutable_text());
  turn.owe(std::move(effect));
}

void Everyday::on_do_routine(Turn& turn, const wire::Command& command) {
  const auto& done = command.do_routine();
  const RoundKey key{done.routine(), done.subject()};
  const auto entry = rounds_.find(key);
  if (entry == rounds_.end())
    return refuse(turn, command, "no_such_routine",
                  {"没有这项日常工作，或者没有这个对象",
                   "there is no such routine, or it isn't done for that"});
  if (done.done_by().empty())
    return refuse(turn, command, "bad_routine",
                  {"须写明是谁做的（done_by）", "say who has done it (done_by)"});
  Round& round = entry->second;
  const Subject& subject = subjects_.at(key);
  wire::Fact fact;
  if (round.due) *fact.mutable_cause() = to_wire(*round.due);
  auto& told = *fact.mutable_routine_done();
  told.set_routine(key.first);
  told.set_subject(key.second);
  told.set_area(subject.area);
  told.set_done_by(done.done_by());
  told.set_recorded_by(command.person_id());
  told.set_note(done.note());
  told.set_found(done.found());
  told.set_late_ms(round.due ? (turn.now() - round.due_at).count() : 0);
  turn.conclude(std::move(fact));
  round.due.reset();
  round.done_at = turn.now();
  round.done_by = done.done_by();
  round.note = done.note();
  round.found = done.found();
  move(key, round, turn.now() + pace_at(*routines_.at(key.first), response_));
  wait(turn);
}

void Everyday::describe_rounds(wire::Standing& standing, const wire::Plan&) const {
  for (const auto& [key, round] : rounds_) {
    const wire::Routine& routine = *routines_.at(key.first);
    const Subject& subject = subjects_.at(key);
    const auto persons = who_does(*handbook_, routine, subject);
    auto& told = *standing.add_routines();
    told.set_routine(key.first);
    *told.mutable_title() = routine.title();
    told.set_subject(key.second);
    to_wire(subject.name, *told.mutable_name());
    told.set_area(subject.area);
    told.set_duty(routine.duty());
    told.set_holder(persons.empty() ? "" : persons.front());
    told.set_due(round.due.has_value());
    told.set_due_at_ms(ms_of(round.due ? round.due_at : round.next_at));
    told.set_done_at_ms(ms_of(round.done_at));
    told.set_done_by(round.done_by);
    told.set_note(round.note);
    told.set_found(round.found);
    if (round.due) *told.mutable_fact() = to_wire(*round.due);
    to_wire(fill_in(from_wire(routine.task()), {{"name", subject.name}}), *told.mutable_task());
  }
}

}  // namespace fenghuo::playbooks

#include "playbooks/ladder.h"

#include <algorithm>

#include "engine/wire_text.h"
#include "playbooks/channels.h"

namespace fenghuo::playbooks {

using fenghuo::to_wire;

namespace {

// A plan that has lost the playbook of an open duty must not lose the duty: the township is called.
const wire::Rung& township_rung() {
  static const wire::Rung rung = [] {
    wire::Rung made;
    made.set_callee(wire::Rung::TOWNSHIP_DUTY_OFFICER);
    made.add_channels("call_list");
    made.set_wait_ms(600'000);
    return made;
  }();
  return rung;
}

// Each person in turn, by message and by telephone.
const wire::Rung& person_rung() {
  static const wire::Rung rung = [] {
    wire::Rung made;
    made.add_channels("webhook");
    made.add_channels("call_list");
    made.set_wait_ms(300'000);
    return made;
  }();
  return rung;
}

using Rungs = google::protobuf::RepeatedPtrField<wire::Rung>;

// Of the warning's level, or of the search for a village.
const Rungs& rungs_in_plan(const Handbook& handbook, const Obligation& obligation) {
  static const Rungs none;
  if (obligation.purpose == Purpose::reach) {
    const auto* playbook = handbook.playbook(obligation.playbook);
    return playbook == nullptr ? none : playbook->cut_off().ladder();
  }
  const auto* found = handbook.response(obligation.playbook, obligation.level);
  return found == nullptr ? none : found->ladder();
}

}  // namespace

TimerKey timer(Wake kind, FactId subject) {
  return {.kind = kind, .subject = subject.offset.value, .part = subject.index};
}

wire::Fact caused_by(FactId cause) {
  wire::Fact fact;
  *fact.mutable_cause() = to_wire(cause);
  return fact;
}

const wire::Response* Ladder::response() const {
  return handbook_.response(obligation_.playbook, obligation_.level);
}

std::uint32_t Ladder::rungs(const Handbook& handbook, const Obligation& o) {
  if (!o.persons.empty()) return static_cast<std::uint32_t>(o.persons.size());
  return static_cast<std::uint32_t>(rungs_in_plan(handbook, o).size());
}

const wire::Rung& Ladder::rung_at(std::uint32_t index) const {
  if (!obligation_.persons.empty()) return person_rung();
  return rungs_in_plan(handbook_, obligation_)[static_cast<int>(index)];
}

std::string Ladder::callee_at(std::uint32_t index) const {
  if (!obligation_.persons.empty()) return obligation_.persons[index];
  return handbook_.callee(rung_at(index), obligation_.area, obligation_.duty);
}

Span Ladder::until_last() const {
  Span all = obligation_.next_step_at - turn_.now();
  for (std::uint32_t i = obligation_.rung + 1; i + 1 < count(); ++i)
    all += Span{rung_at(i).wait_ms()};
  return std::max(all, Span{0});
}

void Ladder::start(FactId cause) {
  call(0, cause);
}

void Ladder::call(std::uint32_t rung, FactId cause) {
  for (std::uint32_t i = rung; i < count(); ++i) {
    const std::string called = callee_at(i);
    if (!called.empty()) return call(rung_at(i), i, called, cause);
  }
  if (rung > 0) {
    ++obligation_.round;
    return call(0, cause);
  }
  call(township_rung(), 0, handbook_.callee(township_rung(), obligation_.area, obligation_.duty),
       cause);
}

void Ladder::call(const wire::Rung& rung, std::uint32_t index, const std::string& callee,
                  FactId cause) {
  Obligation& o = obligation_;
  o.rung = index;
  o.callee = callee;
  o.channels.assign(rung.channels().begin(), rung.channels().end());
  o.on_the_way.clear();
  o.delivered = false;
  o.next_step_at = turn_.now() + std::max(kRungWaitMin, Span{rung.wait_ms()});
  if (o.state != State::needs_help) o.state = State::calling;
  wire::Fact fact = caused_by(cause);
  auto& called = *fact.mutable_obligation_called();
  *called.mutable_obligation() = to_wire(id_);
  called.set_rung(index);
  called.set_rungs(std::max(count(), index + 1));
  called.set_callee(callee);
  for (const auto& channel : o.channels) {
    called.add_channels(channel);
    if (!callee.empty()) incident_.told.emplace(callee, channel);
  }
  called.set_answer_by_ms(ms_of(o.next_step_at));
  called.set_round(o.round);
  turn_.conclude(std::move(fact));
  for (const auto& channel : o.channels)
    if (is_sent(channel)) send(channel);
  turn_.wake(timer(next_step, id_), o.next_step_at);
}

void Ladder::send(const std::string& channel) {
  wire::Effect effect;
  auto& message = *effect.mutable_send_message();
  message.set_channel(channel);
  message.set_person(obligation_.callee);
  message.set_area(obligation_.area);
  message.set_level(to_wire(obligation_.level));
  *message.mutable_warning() = to_wire(obligation_.warning);
  *message.mutable_obligation() = to_wire(id_);
  message.set_rung(obligation_.rung);
  const bool own = !obligation_.text.zh.empty();
  to_wire(own ? obligation_.headline : incident_.headline, *message.mutable_headline());
  to_wire(own ? obligation_.text : incident_.text, *message.mutable_text());
  message.set_wants_headcount(obligation_.wants_headcount);
  obligation_.on_the_way.push_back(turn_.owe(std::move(effect)));
}

void Ladder::climb(FactId cause) {
  wire::Fact fact = caused_by(cause);
  auto& unanswered = *fact.mutable_obligation_unanswered();
  *unanswered.mutable_obligation() = to_wire(id_);
  unanswered.set_rung(obligation_.rung);
  unanswered.set_callee(obligation_.callee);
  const FactId told = turn_.conclude(std::move(fact));
  call(obligation_.rung + 1, told);
}

void Ladder::call_township(FactId cause) {
  obligation_.state = State::needs_help;
  for (std::uint32_t i = 0; i < count(); ++i)
    if (rung_at(i).callee() == wire::Rung::TOWNSHIP_DUTY_OFFICER) return call(i, cause);
  call(township_rung(), count(),
       handbook_.callee(township_rung(), obligation_.area, obligation_.duty), cause);
}

void Ladder::wait_for_headcount() {
  const auto* found = response();
  const Span within =
      found == nullptr ? Span{township_rung().wait_ms()} : Span{found->act_within_ms()};
  obligation_.state = State::acting;
  obligation_.next_step_at = turn_.now() + std::max(kRungWaitMin, within);
  turn_.wake(timer(next_step, id_), obligation_.next_step_at);
}

}  // namespace fenghuo::playbooks

#include "playbooks/ladder.h"

#include <algorithm>

namespace fenghuo::playbooks {
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

}  // namespace

TimerKey step_timer(FactId obligation) {
  return {.kind = next_step, .subject = obligation.offset.value, .part = obligation.index};
}

wire::Fact caused_by(FactId cause) {
  wire::Fact fact;
  *fact.mutable_cause() = to_wire(cause);
  return fact;
}

const wire::Response* Ladder::response() const {
  return handbook_.response(obligation_.playbook, obligation_.level);
}

std::uint32_t Ladder::rungs() const {
  const auto* found = response();
  return found == nullptr ? 0 : static_cast<std::uint32_t>(found->ladder_size());
}

void Ladder::start(FactId cause) {
  call(0, cause);
}

void Ladder::call(std::uint32_t rung, FactId cause) {
  for (std::uint32_t i = rung; i < rungs(); ++i) {
    const wire::Rung& candidate = response()->ladder(static_cast<int>(i));
    const std::string callee = handbook_.callee(candidate, obligation_.area, obligation_.duty);
    if (callee.empty()) continue;
    return call(candidate, i, callee, cause);
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
  called.set_rungs(std::max(rungs(), index + 1));
  called.set_callee(callee);
  for (const auto& channel : o.channels) called.add_channels(channel);
  called.set_answer_by_ms(ms_of(o.next_step_at));
  called.set_round(o.round);
  turn_.conclude(std::move(fact));
  // The call list is a list that a person dials from; nothing is sent.
  for (const auto& channel : o.channels)
    if (channel != "call_list") send(channel);
  turn_.wake(step_timer(id_), o.next_step_at);
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
  message.mutable_headline()->set_zh(incident_.headline.zh);
  message.mutable_headline()->set_en(incident_.headline.en);
  message.mutable_text()->set_zh(incident_.text.zh);
  message.mutable_text()->set_en(incident_.text.en);
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
  const auto* found = response();
  for (int i = 0; found != nullptr && i < found->ladder_size(); ++i)
    if (found->ladder(i).callee() == wire::Rung::TOWNSHIP_DUTY_OFFICER)
      return call(static_cast<std::uint32_t>(i), cause);
  call(township_rung(), rungs(),
       handbook_.callee(township_rung(), obligation_.area, obligation_.duty), cause);
}

void Ladder::wait_for_headcount() {
  const auto* found = response();
  const Span within =
      found == nullptr ? Span{township_rung().wait_ms()} : Span{found->act_within_ms()};
  obligation_.state = State::acting;
  obligation_.next_step_at = turn_.now() + std::max(kRungWaitMin, within);
  turn_.wake(step_timer(id_), obligation_.next_step_at);
}

void Ladder::stop() {
  turn_.cancel(step_timer(id_));
}

}  // namespace fenghuo::playbooks

#include "playbooks/ladder.h"

#include <algorithm>

#include "engine/wire_text.h"
#include "playbooks/read_back.h"
#include "playbooks/warning_words.h"

namespace fenghuo::playbooks {

using fenghuo::to_wire;

namespace {

/// Where the plan doesn't say: somebody who has answered and not acted is rung again.
constexpr Span kActWithin = std::chrono::minutes{15};

}  // namespace

TimerKey timer(Wake kind, FactId subject) {
  return {.kind = kind, .part = subject.index, .subject = subject.offset.value};
}

wire::Fact caused_by(FactId cause) {
  wire::Fact fact;
  *fact.mutable_cause() = to_wire(cause);
  return fact;
}

Span Ladder::until_last() const {
  Span all = obligation_.next_step_at - turn_.now();
  const Rungs all_rungs = rungs();
  for (std::uint32_t i = obligation_.rung + 1U; i + 1 < all_rungs.size(); ++i)
    if (!all_rungs.callee(i).empty()) all += Span{all_rungs[i].wait_ms()};
  return std::max(all, Span{0});
}

void Ladder::start(FactId cause) {
  call(0, cause);
}

void Ladder::call(std::uint32_t rung, FactId cause) {
  if (rung == 0) {
    obligation_.night = handbook_.is_night(turn_.now());
    obligation_.round_began_at = turn_.now();
  }
  const Rungs all = rungs();
  for (std::uint32_t i = rung; i < all.size(); ++i) {
    const std::string called = all.callee(i);
    if (!called.empty()) return call(all[i], i, called, cause);
  }
  if (rung > 0) {
    ++obligation_.round;
    return call(0, cause);
  }
  call(Rungs::of_township(), 0, all.callee(Rungs::of_township()), cause);
}

void Ladder::call(const wire::Rung& rung, std::uint32_t index, const std::string& callee,
                  FactId cause) {
  Obligation& o = obligation_;
  o.rung = static_cast<std::uint16_t>(index);
  o.callee = callee;
  o.channels = {};
  for (const auto& channel : rung.channels()) o.channels.insert(channel);
  o.on_the_way = {};
  o.delivered = false;
  o.rang = false;
  o.next_step_at = turn_.now() + std::max(kRungWaitMin, Span{rung.wait_ms()});
  if (o.state != State::needs_help) o.state = State::calling;
  wire::Fact fact = caused_by(cause);
  auto& called = *fact.mutable_obligation_called();
  *called.mutable_obligation() = to_wire(id_);
  called.set_rung(index);
  called.set_rungs(std::max(rungs().size(), index + 1));
  called.set_callee(callee);
  for (const auto& channel : rung.channels()) called.add_channels(channel);
  if (!callee.empty()) incident_.tell(callee, o.channels);
  called.set_answer_by_ms(ms_of(o.next_step_at));
  called.set_round(o.round);
  turn_.conclude(std::move(fact));
  o.channels.each_sent([&](std::string_view channel) { send(channel); });
  turn_.wake(timer(next_step, id_), o.next_step_at);
}

void Ladder::send(std::string_view channel) {
  wire::Effect effect;
  auto& message = *effect.mutable_send_message();
  message.set_channel(std::string(channel));
  message.set_person(obligation_.callee);
  message.set_area(incident_.area);
  message.set_level(to_wire(obligation_.level));
  *message.mutable_warning() = to_wire(obligation_.warning);
  *message.mutable_obligation() = to_wire(id_);
  message.set_rung(obligation_.rung);
  const Words words = errand_ == nullptr ? words_of(handbook_, incident_, obligation_.duty)
                                         : Words{errand_->headline, errand_->text};
  to_wire(words.headline, *message.mutable_headline());
  to_wire(words.text, *message.mutable_text());
  message.set_wants_headcount(obligation_.wants_headcount);
  if (wants_read_back(handbook_, incident_, obligation_))
    for (const auto& choice : read_back_choices(handbook_, incident_, obligation_.incident))
      to_wire(choice, *message.add_choices());
  obligation_.on_the_way.add(turn_.owe(std::move(effect)));
}

void Ladder::climb(FactId cause) {
  wire::Fact fact = caused_by(cause);
  auto& unanswered = *fact.mutable_obligation_unanswered();
  *unanswered.mutable_obligation() = to_wire(id_);
  unanswered.set_rung(obligation_.rung);
  unanswered.set_callee(obligation_.callee);
  call(obligation_.rung + 1U, turn_.conclude(std::move(fact)));
}

void Ladder::pass_on(FactId cause) {
  const Rungs all = rungs();
  std::uint32_t next = obligation_.rung + 1U;
  while (next < all.size() && all.callee(next) == obligation_.answered_by) ++next;
  call(next, cause);
}

void Ladder::call_township(FactId cause) {
  obligation_.state = State::needs_help;
  const Rungs all = rungs();
  for (std::uint32_t i = 0; i < all.size(); ++i)
    if (all[i].callee() == wire::Rung::TOWNSHIP_DUTY_OFFICER) return call(i, cause);
  call(Rungs::of_township(), all.size(), all.callee(Rungs::of_township()), cause);
}

void Ladder::wait_for_action() {
  const auto* found = handbook_.response(incident_.playbook, obligation_.level);
  Span within{found == nullptr ? Rungs::of_township().wait_ms() : found->act_within_ms()};
  if (errand_ != nullptr && errand_->within > Span{0}) within = errand_->within;
  if (within <= Span{0}) within = kActWithin;
  obligation_.state = State::acting;
  obligation_.next_step_at = turn_.now() + std::max(kRungWaitMin, within);
  turn_.wake(timer(next_step, id_), obligation_.next_step_at);
}

}  // namespace fenghuo::playbooks

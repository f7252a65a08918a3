#include "simulator/gateway.h"

#include <algorithm>
#include <utility>

#include "simulator/random.h"

namespace fenghuo::simulator {
namespace {

using Microseconds = std::chrono::microseconds;

// Rounded up: never more than so many.
Microseconds between_turns(std::uint32_t per_minute) {
  const Microseconds minute = std::chrono::minutes{1};
  return (minute + Microseconds{per_minute - 1}) / per_minute;
}

}  // namespace

Gateway::Gateway(const Scenario& scenario, const Needs& needs, const Outages& outages,
                 Agenda& agenda, Report report, Ring ring, HandOver hand_over)
    : scenario_(scenario),
      needs_(needs),
      outages_(outages),
      agenda_(agenda),
      report_(std::move(report)),
      ring_(std::move(ring)),
      hand_over_(std::move(hand_over)) {}

bool Gateway::is_about(const ChannelCondition& condition, const wire::SendMessage& message) const {
  return condition.channel == message.channel() &&
         (condition.village.empty() || condition.village == needs_.village_of(message.person()));
}

const ChannelCondition& Gateway::condition_of(const wire::SendMessage& message, Instant at) const {
  const auto& all = scenario_.channels;
  const auto found = std::find_if(all.rbegin(), all.rend(), [&](const auto& one) {
    return one.from <= at && at < one.until && is_about(one, message);
  });
  return found == all.rend() ? usual_ : *found;
}

Instant Gateway::next_change(const wire::SendMessage& message, Instant at) const {
  Instant next = Instant::max();
  for (const auto& one : scenario_.channels) {
    if (!is_about(one, message)) continue;
    for (const Instant change : {one.from, one.until})
      if (change > at) next = std::min(next, change);
  }
  return next;
}

bool Gateway::works(const wire::SendMessage& message) const {
  return outages_.work(needs_.of_channel(message.channel()), agenda_.now());
}

void Gateway::send(EffectId id, const wire::SendMessage& message, Span takes) {
  const Span delay = condition_of(message, agenda_.now()).delay.value_or(takes);
  agenda_.plan(agenda_.now() + delay,
               [this, id, message] { carry(id, message, agenda_.now() + kGatewayTriedFor, 1); });
}

void Gateway::carry(EffectId id, const wire::SendMessage& message, Instant until,
                    std::uint32_t attempt) {
  if (works(message)) {
    const Instant turn = take_turn(message);
    if (turn <= agenda_.now()) return pass_on(id, message, attempt);
    // Where it broke down meanwhile, the message is sent anew, and waits again.
    return agenda_.plan(turn, [this, id, message, attempt] {
      if (works(message)) return pass_on(id, message, attempt);
      carry(id, message, agenda_.now() + kGatewayTriedFor, attempt);
    });
  }
  if (agenda_.now() >= until) return report_(id, false, attempt);
  agenda_.plan(agenda_.now() + kGatewayTriedEvery,
               [this, id, message, until, attempt] { carry(id, message, until, attempt + 1); });
}

// A limit holds while its condition does; what waits at its end is passed on as the next one says.
Instant Gateway::take_turn(const wire::SendMessage& message) {
  Instant at = agenda_.now();
  while (true) {
    const ChannelCondition& condition = condition_of(message, at);
    if (condition.per_minute == 0) return at;
    const std::pair queue(condition.channel, condition.village);
    const auto last = turns_.find(queue);
    Turn turn = at;
    if (last != turns_.end())
      turn = std::max(turn, last->second + between_turns(condition.per_minute));
    const Instant passes = std::chrono::ceil<Span>(turn);
    const Instant change = next_change(message, at);
    if (passes < change) {
      turns_[queue] = turn;
      return passes;
    }
    at = change;
  }
}

// A person's luck with the n-th message of a kind is the same whatever else is sent, so that two
// plans, and a night in which something fails, meet the same.
void Gateway::pass_on(EffectId id, const wire::SendMessage& message, std::uint32_t attempt) {
  const ChannelCondition& condition = condition_of(message, agenda_.now());
  const std::string kind = message.person() + '/' + std::to_string(message.purpose());
  const std::string one = kind + '/' + std::to_string(++passed_on_[kind]);
  const Random luck(scenario_.seed);
  const bool is_lost = luck.of("lost").of(one).happens(condition.lost);
  if (!is_lost && hand_over_(id, message)) return;
  report_(id, true, attempt);
  if (is_lost) return;
  ring_(message);
  if (luck.of("twice").of(one).happens(condition.twice))
    agenda_.plan(agenda_.now() + kComesAgainAfter, [this, message] { ring_(message); });
}

}  // namespace fenghuo::simulator

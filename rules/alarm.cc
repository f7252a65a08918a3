#include "rules/alarm.h"

#include <algorithm>

namespace fenghuo::rules {
namespace {

// The most severe level that holds; of the levels up to the present one, what can't be told holds.
Level wanted_level(const Alarm::Truths& truths, Level present) {
  Level wanted = Level::none;
  for (std::size_t i = 0; i < kLevels.size(); ++i) {
    const bool holds =
        truths[i] == Truth::yes || (truths[i] == Truth::unknown && !above(kLevels[i], present));
    if (holds) wanted = kLevels[i];
  }
  return wanted;
}

// The next lower one of `steps`, but not below `lowest`.
Level step_down(Level from, Level lowest, const std::vector<Level>& steps) {
  Level next = lowest;
  for (const Level step : steps)
    if (above(from, step) && above(step, next)) next = step;
  return next;
}

}  // namespace

bool Alarm::is_over(const Since& since, const Moment& moment, Span delay) {
  if (moment.now - since.now >= delay) return true;
  return moment.observed_at && since.observed_at &&
         *moment.observed_at - *since.observed_at >= delay;
}

Alarm::Outcome Alarm::judge(const Truths& truths, const Moment& moment, const Policy& policy) {
  const Level wanted = wanted_level(truths, level_);
  const Since since{moment.observed_at, moment.now};
  Outcome outcome{level_, std::nullopt};
  const auto ask_again = [&](Instant at) {
    outcome.ask_again = outcome.ask_again ? std::min(*outcome.ask_again, at) : at;
  };
  holds_ = wanted != Level::none;
  for (std::size_t i = 0; i < kLevels.size(); ++i) {
    if (above(kLevels[i], wanted) || !above(kLevels[i], level_)) {
      holds_since_[i].reset();
      continue;
    }
    if (!holds_since_[i]) holds_since_[i] = since;
    if (is_over(*holds_since_[i], moment, policy.on_delay)) {
      outcome.level = kLevels[i];
    } else {
      ask_again(holds_since_[i]->now + policy.on_delay);
    }
  }
  if (!above(level_, wanted)) {
    falling_since_.reset();
    return outcome;
  }
  if (!falling_since_) {
    falling_since_ = since;
    falling_to_ = wanted;
  }
  // It falls to the most severe level that held meanwhile.
  if (above(wanted, falling_to_)) falling_to_ = wanted;
  if (is_over(*falling_since_, moment, policy.off_delay)) {
    outcome.level = step_down(level_, falling_to_, policy.steps);
    falling_since_.reset();
    // What it fell to may be over already. Nobody may ask again unless the alarm does: what people
    // reported ages without a word.
    if (above(outcome.level, wanted)) {
      falling_since_ = since;
      falling_to_ = wanted;
    }
  }
  if (falling_since_) ask_again(falling_since_->now + policy.off_delay);
  return outcome;
}

void Alarm::go_to(Level level, FactId fact, Instant now, Text reason) {
  if (level_ == Level::none) {
    raised_by_ = fact;
    raised_at_ = now;
  }
  level_ = level;
  changed_at_ = now;
  reason_ = std::move(reason);
  held_back_ = Level::none;
}

}  // namespace fenghuo::rules

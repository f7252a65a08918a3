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

}  // namespace

bool Alarm::is_over(const Since& since, const Moment& moment, Span delay) {
  if (moment.now - since.now >= delay) return true;
  return moment.observed_at && since.observed_at &&
         *moment.observed_at - *since.observed_at >= delay;
}

Alarm::Outcome Alarm::judge(const Truths& truths, const Moment& moment, Span on_delay,
                            Span off_delay) {
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
    if (is_over(*holds_since_[i], moment, on_delay)) {
      outcome.level = kLevels[i];
    } else {
      ask_again(holds_since_[i]->now + on_delay);
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
  if (is_over(*falling_since_, moment, off_delay)) {
    outcome.level = falling_to_;
  } else {
    ask_again(falling_since_->now + off_delay);
  }
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
  falling_since_.reset();
}

}  // namespace fenghuo::rules

#include "engine/timers.h"

namespace fenghuo {

void Timers::set(const TimerKey& key, Instant at) {
  const auto [entry, inserted] = by_key_.try_emplace(key, at);
  if (!inserted) {
    by_time_.erase({entry->second, key});
    entry->second = at;
  }
  by_time_.insert({at, key});
}

void Timers::cancel(const TimerKey& key) {
  const auto entry = by_key_.find(key);
  if (entry == by_key_.end()) return;
  by_time_.erase({entry->second, key});
  by_key_.erase(entry);
}

std::optional<Instant> Timers::next() const {
  if (by_time_.empty()) return std::nullopt;
  return by_time_.begin()->first;
}

std::vector<TimerKey> Timers::take_due(Instant now) {
  std::vector<TimerKey> due;
  while (!by_time_.empty() && by_time_.begin()->first <= now) {
    due.push_back(by_time_.begin()->second);
    by_key_.erase(due.back());
    by_time_.erase(by_time_.begin());
  }
  return due;
}

void Timers::rebuild() {
  by_time_.clear();
  for (const auto& [key, at] : by_key_) by_time_.insert({at, key});
}

}  // namespace fenghuo

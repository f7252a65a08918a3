#include "engine/timers.h"

#include <algorithm>
#include <functional>

namespace fenghuo {

namespace {

/// So many stale entries are left before the heap is made anew: a short one isn't for a few.
constexpr std::size_t kStaleMin = 64;

}  // namespace

void Timers::set(const TimerKey& key, Instant at) {
  const auto [entry, inserted] = by_key_.try_emplace(key, at);
  if (!inserted && entry->second == at) return;
  entry->second = at;
  add({at, key});
  drop_stale();
}

void Timers::cancel(const TimerKey& key) {
  if (by_key_.erase(key) > 0) drop_stale();
}

std::optional<Instant> Timers::next() const {
  if (by_time_.empty()) return std::nullopt;
  return by_time_.front().first;
}

std::vector<TimerKey> Timers::take_due(Instant now) {
  std::vector<TimerKey> due;
  while (!by_time_.empty() && by_time_.front().first <= now) {
    due.push_back(take_first().second);
    by_key_.erase(due.back());
    drop_stale();
  }
  return due;
}

void Timers::add(Entry entry) {
  by_time_.push_back(entry);
  std::push_heap(by_time_.begin(), by_time_.end(), std::greater<>{});
}

Timers::Entry Timers::take_first() {
  std::pop_heap(by_time_.begin(), by_time_.end(), std::greater<>{});
  const Entry first = by_time_.back();
  by_time_.pop_back();
  return first;
}

bool Timers::stale(const Entry& entry) const {
  const auto found = by_key_.find(entry.second);
  return found == by_key_.end() || found->second != entry.first;
}

void Timers::drop_stale() {
  while (!by_time_.empty() && stale(by_time_.front())) take_first();
  if (by_time_.size() > 2 * by_key_.size() + kStaleMin) rebuild();
}

void Timers::rebuild() {
  by_time_.clear();
  for (const auto& [key, at] : by_key_) by_time_.push_back({at, key});
  std::make_heap(by_time_.begin(), by_time_.end(), std::greater<>{});
}

}  // namespace fenghuo

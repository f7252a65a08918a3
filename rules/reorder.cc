#include "rules/reorder.h"

#include <algorithm>
#include <tuple>

namespace fenghuo::rules {
namespace {

// Of one moment what came first goes first, and rows of one record stay together.
bool later(const Row& a, const Row& b) {
  return std::tuple(a.observation.observed_at, a.offset, a.row) >
         std::tuple(b.observation.observed_at, b.offset, b.row);
}

}  // namespace

void Reorder::put(const Row& row) {
  if (std::ssize(queue_) == head_ || !later(queue_.back(), row)) {
    queue_.push_back(row);
    return;
  }
  late_.push_back(row);
  std::push_heap(late_.begin(), late_.end(), later);
}

Instant Reorder::first_at() const {
  if (head_ == std::ssize(queue_)) return late_.front().observation.observed_at;
  const Instant queued = queue_[static_cast<std::size_t>(head_)].observation.observed_at;
  return late_.empty() ? queued : std::min(queued, late_.front().observation.observed_at);
}

Instant Reorder::crowded_until() const {
  const std::size_t queued = queue_.size() - static_cast<std::size_t>(head_);
  if (queued + late_.size() <= kRowsWaitingMax) return Instant::min();
  const std::size_t too_many = queued + late_.size() - kRowsWaitingMax;
  if (too_many > queued) return Instant::max();
  // The queue is in order: so many of its rows make room, and with them the late ones before them.
  return queue_[static_cast<std::size_t>(head_) + too_many - 1].observation.observed_at + Span{1};
}

void Reorder::take_before(Instant moment, std::vector<Row>& taken) {
  while (true) {
    const Row* next =
        head_ < std::ssize(queue_) ? &queue_[static_cast<std::size_t>(head_)] : nullptr;
    const bool from_late = !late_.empty() && (next == nullptr || later(*next, late_.front()));
    if (from_late) next = &late_.front();
    if (next == nullptr || next->observation.observed_at >= moment) break;
    taken.push_back(*next);
    if (from_late) {
      std::pop_heap(late_.begin(), late_.end(), later);
      late_.pop_back();
    } else {
      ++head_;
    }
  }
  // What was taken is given back once it is the larger part.
  if (2 * head_ < std::ssize(queue_)) return;
  queue_.erase(queue_.begin(), queue_.begin() + head_);
  head_ = 0;
}

}  // namespace fenghuo::rules

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

void Reorder::put_late(const Row& row) {
  late_.push_back(row);
  std::push_heap(late_.begin(), late_.end(), later);
}

// What was taken is given back once it is the larger part, before the queue would grow.
void Reorder::make_room() {
  if (2 * head_ < std::ssize(queue_)) return;
  queue_.erase(queue_.begin(), queue_.begin() + head_);
  head_ = 0;
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

std::span<const Row> Reorder::take_before(Instant moment) {
  const auto begin = head_;
  const auto queued = [&] { return queue_.begin() + head_; };
  if (late_.empty() || late_.front().observation.observed_at >= moment) {
    while (queued() != queue_.end() && queued()->observation.observed_at < moment) ++head_;
    return std::span(queue_).subspan(static_cast<std::size_t>(begin),
                                     static_cast<std::size_t>(head_ - begin));
  }
  taken_.clear();
  while (true) {
    const bool from_late =
        !late_.empty() && (queued() == queue_.end() || later(*queued(), late_.front()));
    if (!from_late && queued() == queue_.end()) break;
    const Row& next = from_late ? late_.front() : *queued();
    if (next.observation.observed_at >= moment) break;
    taken_.push_back(next);
    if (from_late) {
      std::pop_heap(late_.begin(), late_.end(), later);
      late_.pop_back();
    } else {
      ++head_;
    }
  }
  return taken_;
}

}  // namespace fenghuo::rules

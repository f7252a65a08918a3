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

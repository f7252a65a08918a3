#include "rules/reorder.h"

#include <algorithm>
#include <utility>

namespace fenghuo::rules {
using std::chrono::seconds;

void Reorder::find_bucket(Instant at) {
  const auto second = std::chrono::floor<seconds>(at);
  last_.bucket = &buckets_[second];
  last_.from = second;
  if (last_.bucket->rows.empty()) last_.bucket->rows.swap(spare_);
}

void Reorder::put(const Row& row) {
  if (!is_of_last(row.observed_at)) find_bucket(row.observed_at);
  Bucket& bucket = *last_.bucket;
  if (bucket.rows.size() > bucket.taken)
    bucket.in_order &= bucket.rows.back().observed_at <= row.observed_at;
  bucket.rows.push_back(row);
  ++count_;
}

void Reorder::put(std::span<const Observation> observations, Offset offset,
                  std::uint32_t first_row) {
  count_ += observations.size();
  for (std::size_t i = 0; i < observations.size();) {
    if (!is_of_last(observations[i].observed_at)) find_bucket(observations[i].observed_at);
    std::size_t end = i + 1;
    while (end < observations.size() && is_of_last(observations[end].observed_at)) ++end;
    Bucket& bucket = *last_.bucket;
    auto& rows = bucket.rows;
    const std::size_t before = rows.size();
    rows.resize(before + (end - i));
    Instant latest = before > bucket.taken ? rows[before - 1].observed_at : Instant::min();
    bool in_order = bucket.in_order;
    for (Row* row = rows.data() + before; i < end; ++i, ++row) {
      row->take(observations[i], offset, first_row + static_cast<std::uint32_t>(i));
      in_order &= latest <= row->observed_at;
      latest = row->observed_at;
    }
    bucket.in_order = in_order;
  }
}

Instant Reorder::first_at() const {
  const Bucket& first = buckets_.begin()->second;
  return std::min_element(first.rows.begin() + static_cast<std::ptrdiff_t>(first.taken),
                          first.rows.end(), comes_before)
      ->observed_at;
}

Instant Reorder::crowded_until() const {
  if (count_ <= kRowsWaitingMax) return Instant::min();
  std::size_t room = 0;
  for (const auto& [second, bucket] : buckets_) {
    room += bucket.rows.size() - bucket.taken;
    if (count_ - room <= kRowsWaitingMax) return second + seconds{1};
  }
  return Instant::max();
}

void Reorder::drop_first() {
  const auto first = buckets_.begin();
  if (last_.bucket == &first->second) last_.bucket = nullptr;
  spare_ = std::move(first->second.rows);
  spare_.clear();
  buckets_.erase(first);
}

std::span<const Row> Reorder::take_before(Instant moment) {
  while (!buckets_.empty()) {
    auto& [second, bucket] = *buckets_.begin();
    auto& rows = bucket.rows;
    if (bucket.taken == rows.size()) {
      drop_first();
      continue;
    }
    if (second >= moment) break;
    const auto waiting = rows.begin() + static_cast<std::ptrdiff_t>(bucket.taken);
    if (!std::exchange(bucket.in_order, true)) std::sort(waiting, rows.end(), comes_before);
    const auto end = second + seconds{1} <= moment
                         ? rows.end()
                         : std::find_if(waiting, rows.end(), [moment](const Row& row) {
                             return row.observed_at >= moment;
                           });
    const auto due = static_cast<std::size_t>(end - waiting);
    if (due == 0) break;
    const std::span<const Row> taken(rows.data() + bucket.taken, due);
    bucket.taken += due;
    count_ -= due;
    return taken;
  }
  return {};
}

std::vector<Row> Reorder::in_order() const {
  std::vector<Row> all;
  for (const auto& [second, bucket] : buckets_) {
    const auto begin = all.size();
    all.insert(all.end(), bucket.rows.begin() + static_cast<std::ptrdiff_t>(bucket.taken),
               bucket.rows.end());
    std::sort(all.begin() + static_cast<std::ptrdiff_t>(begin), all.end(), comes_before);
  }
  return all;
}

}  // namespace fenghuo::rules

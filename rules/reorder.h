// Where observations wait for those that were observed before them: they go on in the order of
// observation once engine time is far enough past them. Only a plan with `reorder` makes them wait.
#pragma once

#include <cstdint>
#include <iterator>
#include <span>
#include <vector>

#include "engine/archive.h"
#include "engine/observations.h"

namespace fenghuo::rules {

/// An observation, and where in the log it stands.
struct Row {
  Observation observation;
  Offset offset;
  std::uint32_t row = 0;

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.observation.datastream.value, self.observation.quality, self.observation.observed_at,
      self.observation.device_time, self.observation.value, self.offset.value, self.row);
  }
};

/// 1,000,000 rows x 64 bytes = 64 MB. More don't wait: the earliest go on before their time.
inline constexpr std::size_t kRowsWaitingMax = 1'000'000;

class Reorder {
 public:
  void put(const Row& row) {
    if (!queue_.empty() && row.observation.observed_at < queue_.back().observation.observed_at)
      return put_late(row);
    if (queue_.size() == queue_.capacity()) make_room();
    queue_.push_back(row);
  }
  /// When the first of them was observed; there must be one.
  Instant first_at() const;
  /// Before which moment rows must be taken out for the others to have room; long ago where they
  /// have.
  Instant crowded_until() const;
  bool empty() const { return std::ssize(queue_) == head_ && late_.empty(); }
  /// Takes out those observed before `moment`, in the order of observation; of one moment as they
  /// came. They stay until the next put().
  std::span<const Row> take_before(Instant moment);

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    if constexpr (!A::kReading) {
      std::vector<Row> queue(self.queue_.begin() + self.head_, self.queue_.end());
      a(queue, self.late_);
    } else {
      self.head_ = 0;
      a(self.queue_, self.late_);
    }
  }

 private:
  void put_late(const Row& row);
  void make_room();
  // Most come in order and only queue up, from head_ on; those that don't are a heap, the first
  // observed on top.
  std::vector<Row> queue_;
  std::ptrdiff_t head_ = 0;
  std::vector<Row> late_;
  std::vector<Row> taken_;  // what came from both
};

}  // namespace fenghuo::rules

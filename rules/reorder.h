// Where observations wait for those that were observed before them: they go on in the order of
// observation once engine time is far enough past them. Only a plan with `reorder` makes them wait.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "engine/archive.h"
#include "engine/observations.h"
#include "rules/row.h"

namespace fenghuo::rules {

/// 1,000,000 rows x 32 bytes = 32 MB. More don't wait: the earliest go on before their time.
inline constexpr std::size_t kRowsWaitingMax = 1'000'000;

class Reorder {
 public:
  void put(const Row& row);
  /// Rows of one record that stand together, from `first_row` on. Of one moment those that came
  /// first are put first.
  void put(std::span<const Observation> observations, Offset offset, std::uint32_t first_row);
  /// When the first of them was observed; there must be one.
  Instant first_at() const;
  /// Before which moment rows must be taken out for the others to have room; long ago where they
  /// have.
  Instant crowded_until() const;
  bool empty() const { return count_ == 0; }
  /// Takes out some of those observed before `moment`, in the order of observation; of one moment
  /// as they came. Asked again it gives the next ones; none when there are no more. They stay until
  /// then.
  std::span<const Row> take_before(Instant moment);

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    std::vector<Row> rows;
    if constexpr (!A::kReading) rows = self.in_order();
    a(rows);
    if constexpr (A::kReading)
      for (const Row& row : rows) self.put(row);
  }

 private:
  // The rows of one second, put in order when they are taken; most come so.
  struct Bucket {
    std::vector<Row> rows;
    std::size_t taken = 0;
    bool in_order = true;
  };
  // The bucket that the last row went to; a copy knows none.
  struct Last {
    Bucket* bucket = nullptr;
    Instant from{};
    Last() = default;
    Last(const Last&) {}
    Last& operator=(const Last&) {
      bucket = nullptr;
      return *this;
    }
    ~Last() = default;
  };

  // Of one moment what came first goes first, and rows of one record stay together.
  static bool comes_before(const Row& a, const Row& b) {
    if (a.observed_at != b.observed_at) return a.observed_at < b.observed_at;
    return a.offset != b.offset ? a.offset < b.offset : a.row < b.row;
  }
  bool is_of_last(Instant at) const {
    return last_.bucket != nullptr && at >= last_.from && at < last_.from + std::chrono::seconds{1};
  }
  void find_bucket(Instant at);
  std::vector<Row> in_order() const;
  void drop_first();

  std::map<std::chrono::sys_seconds, Bucket> buckets_;
  std::size_t count_ = 0;
  std::vector<Row> spare_;  // room that a bucket has left
  Last last_;
};

}  // namespace fenghuo::rules

// Hands batches from one thread to another, in order; a few are on their way, so that neither runs
// far ahead, and each comes back with the room that it has.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <optional>
#include <queue>
#include <utility>

namespace fenghuo::cli {

template <class Batch>
class Handover {
 public:
  /// At least two batches.
  explicit Handover(std::size_t batches) : batches_(batches) {
    for (std::size_t i = 0; i < batches; ++i) empty_.emplace();
  }

  /// For who gives: waits for one that may be filled; nothing where no more is wanted.
  std::optional<Batch> to_fill() {
    std::unique_lock lock(mutex_);
    if (empty_.empty()) changed_.wait(lock, [this] { return half_is_empty() || abandoned_; });
    if (abandoned_) return std::nullopt;
    return next_of(empty_);
  }
  void give(Batch batch) {
    const std::lock_guard lock(mutex_);
    full_.push(std::move(batch));
    changed_.notify_one();
  }
  /// Nothing more comes.
  void close() { set(closed_); }

  /// For who takes: waits for the next one; nothing where all have been taken.
  std::optional<Batch> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !full_.empty() || closed_; });
    if (full_.empty()) return std::nullopt;
    return next_of(full_);
  }
  void give_back(Batch batch) {
    const std::lock_guard lock(mutex_);
    empty_.push(std::move(batch));
    if (half_is_empty()) changed_.notify_one();
  }
  /// No more is wanted.
  void abandon() { set(abandoned_); }

 private:
  // To wake a thread costs as much as thousands of rows: who fills isn't woken for every batch.
  bool half_is_empty() const { return empty_.size() * 2 >= batches_; }
  static Batch next_of(std::queue<Batch>& batches) {
    Batch batch = std::move(batches.front());
    batches.pop();
    return batch;
  }
  void set(bool& over) {
    const std::lock_guard lock(mutex_);
    over = true;
    changed_.notify_all();
  }

  std::size_t batches_;
  std::mutex mutex_;
  std::condition_variable changed_;  // the two never wait at once: most are empty, or some are full
  std::queue<Batch> empty_;
  std::queue<Batch> full_;
  bool closed_ = false;
  bool abandoned_ = false;
};

}  // namespace fenghuo::cli

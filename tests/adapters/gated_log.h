// A log in memory that two threads may use, as the contract allows, and whose commits can be held
// back at the disk for as long as a test wants to look around.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <utility>

#include "simulator/faulty_log.h"

namespace fenghuo::adapters {

class GatedLog : public Log {
 public:
  LogHead head() const override {
    const std::lock_guard lock(mutex_);
    return log_.head();
  }
  Result<void> commit(std::span<const Entry> entries) override {
    std::unique_lock lock(mutex_);
    ++commits_begun_;
    changed_.notify_all();
    changed_.wait(lock, [&] { return open_; });
    return log_.commit(entries);
  }
  Result<std::unique_ptr<LogCursor>> read(Offset from) const override {
    const std::lock_guard lock(mutex_);
    auto cursor = log_.read(from);
    if (!cursor) return cursor.error();
    return std::unique_ptr<LogCursor>(std::make_unique<Cursor>(*this, std::move(*cursor)));
  }
  Result<void> save_snapshot(const Snapshot& snapshot) override {
    const std::lock_guard lock(mutex_);
    return log_.save_snapshot(snapshot);
  }
  Result<std::optional<Snapshot>> latest_snapshot(Offset at_most) const override {
    const std::lock_guard lock(mutex_);
    return log_.latest_snapshot(at_most);
  }

  /// Commits wait from now on, until release().
  void hold() { set_open(false); }
  void release() { set_open(true); }
  /// Returns once `count` commits have been begun since the start.
  void wait_for_commits(int count) const {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return commits_begun_ >= count; });
  }
  void fail_next_commit() {
    const std::lock_guard lock(mutex_);
    log_.fail_next_commit(0);
  }

 private:
  class Cursor : public LogCursor {
   public:
    Cursor(const GatedLog& log, std::unique_ptr<LogCursor> cursor)
        : log_(log), cursor_(std::move(cursor)) {}
    Result<std::optional<Entry>> next() override {
      const std::lock_guard lock(log_.mutex_);
      return cursor_->next();
    }

   private:
    const GatedLog& log_;
    std::unique_ptr<LogCursor> cursor_;
  };

  void set_open(bool open) {
    const std::lock_guard lock(mutex_);
    open_ = open;
    changed_.notify_all();
  }

  mutable std::mutex mutex_;
  mutable std::condition_variable changed_;
  simulator::Disk disk_;
  simulator::FaultyLog log_{disk_};
  bool open_ = true;
  int commits_begun_ = 0;
};

}  // namespace fenghuo::adapters

// A log in memory that can break the way disks do. It says what it breaks; with no fault switched
// on it keeps the whole contract of engine/log.h, and the contract test runs on it.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/log.h"

namespace fenghuo::simulator {

/// What survives a crash: whole ticks, and the torn end of one that never returned.
struct Disk {
  struct Stored {
    std::string head;
    std::string payload;
    bool payload_kept = true;
    std::vector<std::string> facts;
  };
  std::map<std::uint64_t, Stored> entries;
  std::vector<Stored> torn;  // of a tick whose commit() did not return
  std::vector<Snapshot> snapshots;
};

class FaultyLog : public Log {
 public:
  /// Opens what is on the disk, cutting off a torn end. The disk outlives the log.
  explicit FaultyLog(Disk& disk);

  LogHead head() const override { return head_; }
  Result<void> commit(std::span<const Entry> entries) override;
  Result<std::unique_ptr<LogCursor>> read(Offset from) const override;
  Result<void> save_snapshot(const Snapshot& snapshot) override;
  Result<std::optional<Snapshot>> latest_snapshot(Offset at_most) const override;

  /// The next commit fails; `entries_torn` of its entries reach the disk as a torn end.
  void fail_next_commit(std::size_t entries_torn) { tear_ = entries_torn; }

 private:
  Disk& disk_;
  LogHead head_;
  std::optional<std::size_t> tear_;
};

}  // namespace fenghuo::simulator

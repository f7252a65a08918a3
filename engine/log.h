// The event log: the truth. Everything the machine knows, the time included, came out of it.
//
// An append-only sequence of entries with dense offsets from 0. What a log owes its callers:
//
//   commit      all entries of a tick become durable together or not at all: after a crash at any
//               moment the log ends with a whole tick, and every tick whose commit() returned is in
//               it. The first offset must be head().next, else stale_append and nothing is written
//               (this is what keeps a second writer out). An error other than stale_append ends the
//               process: a failed sync is never retried, because what the disk then holds is
//               unknown.
//   read        from any offset, in order. A damaged or missing entry is an error that names the
//               offset; nothing after it is served.
//   snapshots   may be lost or refused without harm: the records are enough. One is written only at
//   a
//               committed offset. The log keeps the newest kSnapshotsKept.
//
// A crash leaves, beside whole ticks, at most a torn end, which opening the log cuts off: nobody
// was told about it, since nothing leaves the engine before commit() has returned.
//
// read() and cursors may run on other threads while one thread commits, where the implementation
// says so (RocksdbLog does).
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>

#include "engine/digest.h"
#include "engine/ids.h"
#include "engine/record.h"
#include "engine/result.h"
#include "engine/time.h"

namespace fenghuo {

inline constexpr int kSnapshotsKept = 2;

/// Where the log ends.
struct LogHead {
  Offset next;            // of the record to be written next
  Digest chain{};         // of the last record; zero in an empty log
  Instant recorded_at{};  // of the last record
};

/// The machine's state after all records before `next`.
struct Snapshot {
  Offset next;
  Digest chain{};
  Instant recorded_at{};
  std::uint32_t machine_version = 0;  // 0: it is damaged, and only `next` and `name` are known
  std::string state;
  std::string name{};  // what the log calls it, for whoever looks for it; not stored
};

class LogCursor {
 public:
  virtual ~LogCursor() = default;
  /// The next entry; nothing at the end, where later calls may find what was committed since.
  virtual Result<std::optional<Entry>> next() = 0;
};

class Log {
 public:
  virtual ~Log() = default;
  virtual LogHead head() const = 0;
  virtual Result<void> commit(std::span<const Entry> entries) = 0;
  virtual Result<std::unique_ptr<LogCursor>> read(Offset from) const = 0;
  virtual Result<void> save_snapshot(const Snapshot& snapshot) = 0;
  /// The newest with next <= at_most, also where it is damaged: whoever asks passes it over, and
  /// says so.
  virtual Result<std::optional<Snapshot>> latest_snapshot(Offset at_most) const = 0;
};

}  // namespace fenghuo

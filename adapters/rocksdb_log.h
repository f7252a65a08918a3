// The event log on RocksDB: one synced write a tick.
//
// Column families, all keys big-endian so that they sort by number:
//   records       offset                -> head of the record, and its payload where it is small
//   observations  offset                -> payloads of raw observations (blob files)
//   facts         offset, index         -> a fact
//   meta          name                  -> format, observations_from, branches
// Snapshots are files in the folder snapshots (snapshot_files.h says why). The file HEAD holds the
// next offset. It is written after each commit without a sync, so it may lag behind the log but can
// never be ahead of it: a log that ends before HEAD has lost records that somebody was told about,
// and is not opened.
//
// A file BACKUP says that the folder is a backup. The first opening for writing draws a name for
// what follows (branches.h), keeps it, and removes the file.
//
// A crash leaves at most a torn end of the write-ahead log, which RocksDB cuts off when it opens
// (kTolerateCorruptedTailRecords); any other damage is an error that names the offset. A failed
// write is never retried: the process ends, and opening again finds what the disk has.
//
// commit() is for one thread; read(), cursors, snapshots, backup and forget may run on others.
#pragma once

#include <memory>
#include <string>

#include "adapters/branches.h"
#include "adapters/snapshot_files.h"
#include "engine/log.h"

namespace fenghuo::adapters {

/// One that is of no use, as far as that can be done.
void remove_backup(const std::string& folder);

/// The format of the column families and keys above.
inline constexpr int kLogFormat = 1;

class RocksdbLog : public Log {
 public:
  enum class Access { read_write, read_only };

  /// Opens the folder, making it where it doesn't exist (not for read_only). A log that another
  /// process has open can be opened read_only. Errors: damaged_log, newer_log, storage_failed,
  /// not_found (read_only).
  static Result<std::unique_ptr<RocksdbLog>> open(const std::string& folder,
                                                  Access access = Access::read_write);
  ~RocksdbLog() override;

  LogHead head() const override;
  Result<void> commit(std::span<const Entry> entries) override;
  Result<std::unique_ptr<LogCursor>> read(Offset from) const override;
  Result<void> save_snapshot(const Snapshot& snapshot) override;
  Result<std::optional<Snapshot>> latest_snapshot(Offset at_most) const override;

  /// A copy of the log as it is now, by hard links where the file system has them, into a folder
  /// that must not exist; durable when it returns. The log goes on meanwhile. Errors:
  /// storage_failed, where nothing of the copy is left.
  Result<void> back_up(const std::string& folder);
  /// Where it went on from a backup.
  const Branches& branches() const;

  /// Drops the payloads of raw observations before `until`; their place in the chain stays. The
  /// caller sees to it that a snapshot at or after `until` exists.
  Result<void> forget_observations(Offset until);

 private:
  class Database;
  class Cursor;
  RocksdbLog(std::unique_ptr<Database> database, const std::string& folder);
  std::unique_ptr<Database> database_;
  SnapshotFiles snapshots_;
};

}  // namespace fenghuo::adapters

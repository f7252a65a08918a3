// Snapshots of the state, one file each, beside the log they belong to. A file is written aside,
// synced and then named, so under its name it is always whole unless the disk damages it.
//
// Files rather than a column family: a damaged or unfinished snapshot must never keep the log from
// opening, nor stand in the way of an older one, nor share the write-ahead log with a tick.
#pragma once

#include <optional>
#include <string>

#include "engine/log.h"

namespace fenghuo::adapters {

class SnapshotFiles {
 public:
  /// Made at the first save.
  explicit SnapshotFiles(std::string folder) : folder_(std::move(folder)) {}

  /// Keeps the newest kSnapshotsKept; one at a time. Errors: storage_failed; the older ones are
  /// still there.
  Result<void> save(const Snapshot& snapshot) const;
  /// Of a damaged one only what its file is called.
  std::optional<Snapshot> newest(Offset at_most) const;
  /// Whole ones with next <= at_most, into a folder of the same name below `folder`, synced. One
  /// that a newer one replaces meanwhile is left out. Errors: storage_failed.
  Result<void> copy_to(const std::string& folder, Offset at_most) const;

 private:
  std::string folder_;
};

}  // namespace fenghuo::adapters

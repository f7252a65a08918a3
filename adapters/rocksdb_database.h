// RocksDB as the event log uses it: column families, keys, options, and the words for what can go
// wrong. Only rocksdb_log.cc includes this.
#pragma once

#include <rocksdb/db.h>

#include <array>
#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "adapters/branches.h"
#include "engine/log.h"

namespace fenghuo::adapters {

/// In the order of the handles; RocksDB insists on a family named default, which stays empty.
enum class Family : std::uint8_t { unused, records, observations, facts, meta };

std::string key_of(Offset offset);
std::string key_of(Offset offset, std::uint32_t index);
Offset offset_in(const rocksdb::Slice& key);

/// A record that can't be read: not there, or damaged.
Error unreadable(Offset offset, const rocksdb::Status& status);
/// A write that failed; what to do about it depends on why.
Error write_failed(Offset offset, const rocksdb::Status& status);

class RocksdbDatabase {
 public:
  RocksdbDatabase() = default;
  ~RocksdbDatabase();
  RocksdbDatabase(const RocksdbDatabase&) = delete;
  RocksdbDatabase& operator=(const RocksdbDatabase&) = delete;

  Result<void> open(const std::string& folder, bool read_only);
  Result<LogHead> find_head() const;
  /// Errors: damaged_log where HEAD names an offset beyond `next`.
  Result<void> check_head_file(Offset next) const;
  void write_head_file(Offset next);

  void put(rocksdb::WriteBatch& batch, const Entry& entry) const;
  rocksdb::Status write_synced(rocksdb::WriteBatch& batch);
  std::unique_ptr<rocksdb::Iterator> iterate(Family family) const;
  /// The record of a key and value of Family::records, with its payload.
  Result<Record> decode(const rocksdb::Slice& key, const rocksdb::Slice& value) const;

  /// Of a folder that is a backup, opened to be written to: what follows `next` is a branch of its
  /// own.
  Result<void> leave_backup(Offset next);
  const Branches& branches() const { return branches_; }

  Result<void> back_up(const std::string& folder);
  Result<void> forget_observations(Offset until);

 private:
  rocksdb::ColumnFamilyHandle* handle(Family family) const {
    return handles_[static_cast<std::size_t>(family)];
  }
  Result<void> check_format(bool read_only);
  Result<void> read_branches();
  Error could_not_open(const std::string& folder, const rocksdb::Status& status) const;

  std::string folder_;
  std::unique_ptr<rocksdb::DB> db_;
  std::vector<rocksdb::ColumnFamilyHandle*> handles_;
  std::atomic<std::uint64_t> observations_from_ = 0;  // payloads before it were forgotten
  int head_file_ = -1;
  std::uint64_t head_at_open_ = 0;  // what HEAD said then; 0 where there was none
  bool broken_ = false;             // a write failed
  Branches branches_;
};

}  // namespace fenghuo::adapters

#include "adapters/rocksdb_log.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <mutex>
#include <utility>

#include "adapters/rocksdb_database.h"
#include "adapters/synced_file.h"
#include "engine/check.h"

namespace fenghuo::adapters {
namespace {

using rocksdb::PinnableSlice;
using rocksdb::Slice;
using rocksdb::Status;
using rocksdb::WriteBatch;

}  // namespace

class RocksdbLog::Database : public RocksdbDatabase {
 public:
  using RocksdbDatabase::RocksdbDatabase;
  mutable std::mutex mutex;  // guards head
  LogHead head;
};

// Reads a stretch of the log with iterators over records and facts, side by side.
class RocksdbLog::Cursor : public LogCursor {
 public:
  Cursor(const Database& database, Offset next) : database_(database), next_(next) {}

  Result<std::optional<Entry>> next() override {
    if (next_ >= head()) return std::optional<Entry>();
    // Iterators see the log as it was when they were made.
    if (!records_ || next_ >= seen_until_) reopen();
    if (!records_->status().ok()) return unreadable(next_, records_->status());
    if (!records_->Valid() || offset_in(records_->key()) != next_)
      return unreadable(next_, Status::NotFound());
    Entry entry;
    auto record = database_.decode(records_->key(), records_->value());
    if (!record) return record.error();
    entry.record = std::move(*record);
    if (auto ok = read_facts(entry); !ok) return ok.error();
    records_->Next();
    next_ = next_.next();
    return std::optional<Entry>(std::move(entry));
  }

 private:
  Offset head() const {
    const std::lock_guard lock(database_.mutex);
    return database_.head.next;
  }
  void reopen() {
    seen_until_ = head();
    records_ = database_.iterate(Family::records);
    facts_ = database_.iterate(Family::facts);
    records_->Seek(key_of(next_));
    facts_->Seek(key_of(next_));
  }
  Result<void> read_facts(Entry& entry) {
    while (facts_->Valid() && offset_in(facts_->key()) == next_) {
      entry.facts.push_back(facts_->value().ToString());
      facts_->Next();
    }
    if (!facts_->status().ok()) return unreadable(next_, facts_->status());
    return {};
  }

  const Database& database_;
  Offset next_;
  Offset seen_until_;
  std::unique_ptr<rocksdb::Iterator> records_;
  std::unique_ptr<rocksdb::Iterator> facts_;
};

RocksdbLog::RocksdbLog(std::unique_ptr<Database> database, const std::string& folder)
    : database_(std::move(database)), snapshots_(folder + "/snapshots") {}
RocksdbLog::~RocksdbLog() = default;

Result<std::unique_ptr<RocksdbLog>> RocksdbLog::open(const std::string& folder, Access access) {
  auto database = std::make_unique<Database>();
  if (auto ok = database->open(folder, access == Access::read_only); !ok) return ok.error();
  auto head = database->find_head();
  if (!head) return head.error();
  database->head = *head;
  if (auto ok = database->check_head_file(head->next); !ok) return ok.error();
  if (access == Access::read_write)
    if (auto ok = database->leave_backup(head->next); !ok) return ok.error();
  return std::unique_ptr<RocksdbLog>(new RocksdbLog(std::move(database), folder));
}

LogHead RocksdbLog::head() const {
  const std::lock_guard lock(database_->mutex);
  return database_->head;
}

Result<void> RocksdbLog::commit(std::span<const Entry> entries) {
  CHECK(!entries.empty());
  if (entries.front().record.header.offset != head().next)
    return Error{Errc::stale_append,
                 {"日志已被另一写入者推进", "another writer has appended to the log"}};
  WriteBatch batch;
  for (const auto& entry : entries) database_->put(batch, entry);
  const Record& last = entries.back().record;
  if (const Status status = database_->write_synced(batch); !status.ok())
    return write_failed(entries.front().record.header.offset, status);
  {
    const std::lock_guard lock(database_->mutex);
    database_->head = {last.header.offset.next(), last.chain, last.header.recorded_at};
  }
  database_->write_head_file(last.header.offset.next());
  return {};
}

Result<std::unique_ptr<LogCursor>> RocksdbLog::read(Offset from) const {
  return std::unique_ptr<LogCursor>(std::make_unique<Cursor>(*database_, from));
}

Result<void> RocksdbLog::save_snapshot(const Snapshot& snapshot) {
  return snapshots_.save(snapshot);
}

Result<std::optional<Snapshot>> RocksdbLog::latest_snapshot(Offset at_most) const {
  return snapshots_.newest(at_most);
}

Result<void> RocksdbLog::back_up(const std::string& folder) {
  if (std::error_code unknown; std::filesystem::exists(folder, unknown))
    return Error{Errc::storage_failed,
                 {"“" + folder + "”已经有了；请换一个文件夹备份",
                  "'" + folder + "' is there already; back up into another folder"}};
  // What is committed from here on may be in the copy or not, so no snapshot of it is.
  const Offset until = head().next;
  auto done = database_->back_up(folder);
  if (done) done = snapshots_.copy_to(folder, until);
  const std::string parent = std::filesystem::path(folder).parent_path().string();
  if (done && !sync_folder(parent.empty() ? "." : parent)) {
    const std::string why = std::strerror(errno);
    done = Error{
        Errc::storage_failed,
        {"备份到“" + folder + "”失败：" + why + "；请检查磁盘，再备份一次",
         "the backup to '" + folder + "' failed: " + why + "; check the disk, then back up again"}};
  }
  if (!done) remove_backup(folder);
  return done;
}

const Branches& RocksdbLog::branches() const {
  return database_->branches();
}

void remove_backup(const std::string& folder) {
  std::error_code ignored;
  std::filesystem::remove_all(folder, ignored);
}

Result<void> RocksdbLog::forget_observations(Offset until) {
  return database_->forget_observations(until);
}

}  // namespace fenghuo::adapters

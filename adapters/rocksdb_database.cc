#include "adapters/rocksdb_database.h"

#include <fcntl.h>
#include <openssl/rand.h>
#include <rocksdb/utilities/checkpoint.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "adapters/big_endian.h"
#include "adapters/rocksdb_log.h"
#include "adapters/synced_file.h"
#include "engine/check.h"

namespace fenghuo::adapters {
namespace {

using rocksdb::ColumnFamilyDescriptor;
using rocksdb::ColumnFamilyOptions;
using rocksdb::Slice;
using rocksdb::Status;

constexpr std::array<const char*, 5> kFamilies{"default", "records", "observations", "facts",
                                               "meta"};
constexpr std::size_t kMiB = 1024 * 1024;
/// In a folder that is a backup nobody has gone on from.
constexpr const char* kBackupMark = "/BACKUP";
constexpr const char* kBranches = "branches";
/// Of a branch's name, in hexadecimal: two backups that are gone on from don't share one.
constexpr std::size_t kBranchDigits = 8;
constexpr std::size_t kBranchBytes = sizeof(std::uint64_t) + kBranchDigits;

std::string draw_branch_name() {
  std::array<unsigned char, kBranchDigits / 2> drawn{};
  CHECK(RAND_bytes(drawn.data(), static_cast<int>(drawn.size())) == 1);
  std::string name;
  for (const unsigned char byte : drawn)
    for (const int digit : {byte >> 4, byte & 15})
      name.push_back("0123456789abcdef"[static_cast<std::size_t>(digit)]);
  return name;
}

// RocksDB's own warnings, to standard error. Not to its file LOG: on a full disk it can't be
// written, and RocksDB 7.8 aborts when it then wants to say so, before we have. That another
// process has the log open is left out: could_not_open() says it in our words.
class StandardErrorLog : public rocksdb::Logger {
 public:
  StandardErrorLog() : Logger(rocksdb::InfoLogLevel::WARN_LEVEL) {}
  using Logger::Logv;
  void Logv(const char* format, va_list arguments) override {
    std::array<char, 512> line;
    std::vsnprintf(line.data(), line.size(), format, arguments);
    for (const char* locked : {"While lock file", "lock hold by current process"})
      if (std::strstr(line.data(), locked) != nullptr) return;
    std::fprintf(stderr, "RocksDB: %s\n", line.data());
  }
};

rocksdb::DBOptions database_options() {
  rocksdb::DBOptions options;
  options.create_if_missing = true;
  options.create_missing_column_families = true;
  // A torn end is what a crash leaves; a checksum that fails anywhere else is damage and must be
  // told. The default (point in time) would drop everything behind it in silence.
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kTolerateCorruptedTailRecords;
  options.paranoid_checks = true;
  options.track_and_verify_wals_in_manifest = true;
  // What a restart reads again at most: 64 MiB of write-ahead log in a third of a second.
  options.max_total_wal_size = 64 * kMiB;
  // Of two cores one is the engine's.
  options.max_background_jobs = 2;
  options.bytes_per_sync = kMiB;  // files are written back as they grow, not in one burst
  options.max_open_files = 256;
  options.info_log = std::make_shared<StandardErrorLog>();
  options.stats_dump_period_sec = 0;
  return options;
}

ColumnFamilyOptions family_options(Family family) {
  ColumnFamilyOptions options;
  options.write_buffer_size = 8 * kMiB;
  options.compression = rocksdb::kLZ4Compression;
  if (family == Family::observations) {
    // Columns of up to half a megabyte are written once, to blob files, and never moved by
    // compaction; they halve under Zstandard.
    options.write_buffer_size = 32 * kMiB;
    options.enable_blob_files = true;
    options.min_blob_size = 4096;
    options.blob_file_size = 64 * kMiB;
    options.blob_compression_type = rocksdb::kZSTD;
    options.compression = rocksdb::kZSTD;
    options.enable_blob_garbage_collection = true;
  }
  return options;
}

std::string hint_for(const Status& status, bool zh) {
  if (status.IsNoSpace() || status.ToString().find("No space left") != std::string::npos)
    return zh ? "磁盘已满；请腾出空间后重新启动" : "the disk is full; make room, then start again";
  return zh ? "请检查磁盘后重新启动" : "check the disk, then start again";
}

}  // namespace

std::string key_of(Offset offset) {
  std::string key;
  put_be(key, offset.value);
  return key;
}

std::string key_of(Offset offset, std::uint32_t index) {
  std::string key = key_of(offset);
  put_be(key, index);
  return key;
}

Offset offset_in(const Slice& key) {
  return {get_be<std::uint64_t>(key.ToStringView())};
}

Error unreadable(Offset offset, const Status& status) {
  const std::string n = std::to_string(offset.value);
  if (status.IsNotFound() || status.ok())
    return {Errc::damaged_log,
            {"日志第 " + n + " 条记录缺失", "record " + n + " of the log is missing"}};
  return {Errc::damaged_log,
          {"日志第 " + n + " 条记录损坏：" + status.ToString(),
           "record " + n + " of the log is damaged: " + status.ToString()}};
}

Error write_failed(Offset offset, const Status& status) {
  const std::string n = std::to_string(offset.value);
  return {Errc::storage_failed,
          {"日志第 " + n + " 条记录写盘失败：" + status.ToString() + "。" + hint_for(status, true) +
               "，此前的记录都在",
           "record " + n + " of the log could not be written: " + status.ToString() + "; " +
               hint_for(status, false) + "; all records before it are safe"}};
}

RocksdbDatabase::~RocksdbDatabase() {
  if (head_file_ >= 0) ::close(head_file_);
  // After a failed write closing would try to write once more, and RocksDB asserts that nobody
  // does: it stays open until the process ends, and the files are as the last sync left them. What
  // is left hangs on `left_open`, so that those who look for lost memory don't take it for lost.
  if (broken_) {
    struct LeftOpen {
      rocksdb::DB* database;
      std::vector<rocksdb::ColumnFamilyHandle*> handles;
      LeftOpen* before;
    };
    static std::atomic<LeftOpen*> left_open{nullptr};
    auto* const left = new LeftOpen{db_.release(), std::move(handles_), nullptr};
    left->before = left_open.exchange(left);
    return;
  }
  for (auto* handle : handles_)
    if (db_) db_->DestroyColumnFamilyHandle(handle);
}

Result<void> RocksdbDatabase::open(const std::string& folder, bool read_only) {
  folder_ = folder;
  // Before the database is opened: one that another process writes to goes on meanwhile, and HEAD
  // read later would be ahead of what is seen here.
  std::ifstream(folder_ + "/HEAD") >> head_at_open_;
  if (read_only && !std::filesystem::exists(folder + "/CURRENT"))
    return Error{Errc::not_found,
                 {"“" + folder + "”里没有日志", "there is no log in '" + folder + "'"}};
  std::error_code ignored;
  if (!read_only) std::filesystem::create_directories(folder, ignored);
  std::vector<ColumnFamilyDescriptor> families;
  for (std::size_t i = 0; i < kFamilies.size(); ++i)
    families.emplace_back(kFamilies[i], family_options(static_cast<Family>(i)));
  rocksdb::DB* db = nullptr;
  const Status status =
      read_only ? rocksdb::DB::OpenForReadOnly(database_options(), folder, families, &handles_, &db)
                : rocksdb::DB::Open(database_options(), folder, families, &handles_, &db);
  db_.reset(db);
  if (!status.ok()) return could_not_open(folder, status);
  if (!read_only)
    head_file_ = ::open((folder + "/HEAD").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
  return check_format(read_only);
}

// Damage that keeps RocksDB from opening: what can still be read tells where it begins.
Error RocksdbDatabase::could_not_open(const std::string& folder, const Status& status) const {
  const std::string why = status.ToString();
  if (status.IsIOError() && why.find("lock") != std::string::npos)
    return {Errc::storage_failed,
            {"日志“" + folder + "”正被另一进程使用：先停掉那一个，或换一个文件夹",
             "another process has the log '" + folder +
                 "' open; end that one, or take another folder"}};
  if (!status.IsCorruption() && !status.IsNotFound() && !status.IsPathNotFound())
    return {Errc::storage_failed,
            {"无法打开日志“" + folder + "”：" + why + "。" + hint_for(status, true),
             "can't open the log '" + folder + "': " + why + "; " + hint_for(status, false)}};
  auto options = database_options();
  options.wal_recovery_mode = rocksdb::WALRecoveryMode::kSkipAnyCorruptedRecords;
  options.paranoid_checks = false;
  std::vector<ColumnFamilyDescriptor> families;
  for (std::size_t i = 0; i < kFamilies.size(); ++i)
    families.emplace_back(kFamilies[i], family_options(static_cast<Family>(i)));
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* db = nullptr;
  std::string from = "?";
  if (rocksdb::DB::OpenForReadOnly(options, folder, families, &handles, &db).ok()) {
    const std::unique_ptr<rocksdb::DB> readable(db);
    Offset next;
    const std::unique_ptr<rocksdb::Iterator> records(readable->NewIterator(
        rocksdb::ReadOptions(), handles[static_cast<std::size_t>(Family::records)]));
    for (records->SeekToFirst(); records->Valid() && offset_in(records->key()) == next;
         records->Next())
      next = next.next();
    from = std::to_string(next.value);
    for (auto* handle : handles) readable->DestroyColumnFamilyHandle(handle);
  }
  return {Errc::damaged_log,
          {"日志“" + folder + "”从第 " + from + " 条记录起损坏：" + why + "。请从备份恢复",
           "the log '" + folder + "' is damaged from record " + from + " on: " + why +
               "; restore it from a backup"}};
}

Result<void> RocksdbDatabase::check_format(bool read_only) {
  std::string format;
  const Status status = db_->Get(rocksdb::ReadOptions(), handle(Family::meta), "format", &format);
  if (status.IsNotFound() && !read_only) {
    rocksdb::WriteOptions synced;
    synced.sync = true;
    const Status put = db_->Put(synced, handle(Family::meta), "format", std::to_string(kLogFormat));
    if (!put.ok()) return write_failed({}, put);
    return {};
  }
  if (!status.ok()) return unreadable({}, status);
  int number = 0;
  std::from_chars(format.data(), format.data() + format.size(), number);
  if (number > kLogFormat) {
    const std::string text = std::to_string(number);
    const auto head = find_head();
    const std::string until = head ? std::to_string(head->next.value) : "?";
    return Error{
        Errc::newer_log,
        {"日志格式 " + text + " 比本程序新（到第 " + until + " 条记录），请升级程序；日志未被改动",
         "the log's format " + text + " is newer than this program (records up to " + until +
             "); upgrade it; the log was not touched"}};
  }
  std::string from;
  if (db_->Get(rocksdb::ReadOptions(), handle(Family::meta), "observations_from", &from).ok())
    observations_from_ = offset_in(from).value;
  return read_branches();
}

Result<void> RocksdbDatabase::read_branches() {
  std::string all;
  const Status status = db_->Get(rocksdb::ReadOptions(), handle(Family::meta), kBranches, &all);
  if (status.IsNotFound()) return {};
  if (!status.ok()) return unreadable({}, status);
  for (std::string_view rest = all; rest.size() >= kBranchBytes; rest.remove_prefix(kBranchBytes))
    branches_.add(offset_in(rest.substr(0, sizeof(std::uint64_t))),
                  std::string(rest.substr(sizeof(std::uint64_t), kBranchDigits)));
  return {};
}

// The mark goes once the name is on the disk: a crash between draws another name, of which nothing
// has left yet.
Result<void> RocksdbDatabase::leave_backup(Offset next) {
  const std::string mark = folder_ + kBackupMark;
  std::error_code unknown;
  if (!std::filesystem::exists(mark, unknown)) return {};
  std::string all;
  const Status status = db_->Get(rocksdb::ReadOptions(), handle(Family::meta), kBranches, &all);
  if (!status.ok() && !status.IsNotFound()) return unreadable({}, status);
  const std::string name = draw_branch_name();
  rocksdb::WriteBatch batch;
  batch.Put(handle(Family::meta), kBranches, all + key_of(next) + name);
  if (const Status put = write_synced(batch); !put.ok()) return write_failed(next, put);
  branches_.add(next, name);
  if (::unlink(mark.c_str()) == 0 && sync_folder(folder_)) return {};
  const std::string why = std::strerror(errno);
  return Error{
      Errc::storage_failed,
      {"“" + mark + "”删不掉：" + why + "。请检查它的权限后重新启动",
       "can't remove '" + mark + "': " + why + "; check its permissions, then start again"}};
}

Result<LogHead> RocksdbDatabase::find_head() const {
  const auto records = iterate(Family::records);
  records->SeekToLast();
  if (!records->status().ok()) return unreadable({}, records->status());
  if (!records->Valid()) return LogHead{};
  const Offset last = offset_in(records->key());
  const auto record = decode_record_head(records->value().ToStringView());
  if (!record) {
    const std::string n = std::to_string(last.value);
    return Error{record.error().code,
                 {"日志第 " + n + " 条记录：" + record.error().text.zh,
                  "record " + n + " of the log: " + record.error().text.en}};
  }
  return LogHead{last.next(), record->chain, record->header.recorded_at};
}

Result<void> RocksdbDatabase::check_head_file(Offset next) const {
  if (head_at_open_ <= next.value) return {};
  const std::string a = std::to_string(next.value);
  const std::string b = std::to_string(head_at_open_ - 1);
  return Error{Errc::damaged_log,
               {"日志缺少第 " + a + " 至 " + b + " 条记录（日志文件缺失或被截断），请从备份恢复",
                "records " + a + " to " + b +
                    " of the log are missing (a file of it is gone or cut "
                    "short); restore it from a backup"}};
}

void RocksdbDatabase::write_head_file(Offset next) {
  // Fixed width, so that a shorter number leaves nothing of a longer one.
  std::string text = std::to_string(next.value);
  text.insert(0, 20 - text.size(), '0');
  text.push_back('\n');
  // Without it an opening merely checks less, so a failure is no reason to stop.
  [[maybe_unused]] const auto written = ::pwrite(head_file_, text.data(), text.size(), 0);
}

void RocksdbDatabase::put(rocksdb::WriteBatch& batch, const Entry& entry) const {
  const Record& record = entry.record;
  const std::string key = key_of(record.header.offset);
  std::string value = encode_record_head(record);
  if (record.header.retention == Retention::raw_observations) {
    batch.Put(handle(Family::observations), key, record.payload);
  } else {
    value += record.payload;
  }
  batch.Put(handle(Family::records), key, value);
  for (std::uint32_t i = 0; i < entry.facts.size(); ++i)
    batch.Put(handle(Family::facts), key_of(record.header.offset, i), entry.facts[i]);
}

Status RocksdbDatabase::write_synced(rocksdb::WriteBatch& batch) {
  rocksdb::WriteOptions options;
  options.sync = true;
  const Status status = db_->Write(options, &batch);
  broken_ = broken_ || !status.ok();
  return status;
}

std::unique_ptr<rocksdb::Iterator> RocksdbDatabase::iterate(Family family) const {
  return std::unique_ptr<rocksdb::Iterator>(
      db_->NewIterator(rocksdb::ReadOptions(), handle(family)));
}

Result<Record> RocksdbDatabase::decode(const Slice& key, const Slice& value) const {
  const Offset offset = offset_in(key);
  const auto in_record = [&](const Error& error) {
    const std::string n = std::to_string(offset.value);
    return Error{error.code,
                 {"日志第 " + n + " 条记录：" + error.text.zh,
                  "record " + n + " of the log: " + error.text.en}};
  };
  auto record = decode_record_head(value.ToStringView());
  if (!record) return in_record(record.error());
  if (record->header.offset != offset)
    return unreadable(offset, Status::Corruption("its offset is another"));
  if (record->header.retention == Retention::permanent) {
    record->payload = value.ToStringView().substr(encode_record_head(*record).size());
  } else {
    const Status status =
        db_->Get(rocksdb::ReadOptions(), handle(Family::observations), key, &record->payload);
    record->payload_kept = !(status.IsNotFound() && offset.value < observations_from_);
    if (!status.ok() && record->payload_kept) return unreadable(offset, status);
  }
  if (record->payload_kept && sha256(record->payload) != record->payload_digest)
    return unreadable(offset, Status::Corruption("its content doesn't match its digest"));
  return record;
}

Result<void> RocksdbDatabase::back_up(const std::string& folder) {
  rocksdb::Checkpoint* made = nullptr;
  Status status = rocksdb::Checkpoint::Create(db_.get(), &made);
  const std::unique_ptr<rocksdb::Checkpoint> checkpoint(made);
  if (status.ok()) status = checkpoint->CreateCheckpoint(folder);
  if (status.ok() &&
      !adapters::write_synced(folder + kBackupMark,
                              "烽火备份 / a backup of Fenghuo. Leave this file where it is.\n"))
    status = Status::IOError(std::strerror(errno));
  if (status.ok()) return {};
  return Error{Errc::storage_failed,
               {"备份到“" + folder + "”失败：" + status.ToString(),
                "the backup to '" + folder + "' failed: " + status.ToString()}};
}

Result<void> RocksdbDatabase::forget_observations(Offset until) {
  if (until.value <= observations_from_) return {};
  // Noted first: a payload that is gone must never look like damage.
  rocksdb::WriteBatch batch;
  batch.Put(handle(Family::meta), "observations_from", key_of(until));
  batch.DeleteRange(handle(Family::observations), key_of({}), key_of(until));
  if (const Status status = write_synced(batch); !status.ok()) return write_failed(until, status);
  observations_from_ = until.value;
  // Tables of this family hold little but the places of blobs, so compacting them is cheap, and
  // blob files that nothing points to are deleted.
  rocksdb::CompactRangeOptions options;
  options.blob_garbage_collection_policy = rocksdb::BlobGarbageCollectionPolicy::kForce;
  options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForce;
  const std::string end = key_of(until);
  const Slice to(end);
  const Status status = db_->CompactRange(options, handle(Family::observations), nullptr, &to);
  if (!status.ok()) return write_failed(until, status);
  return {};
}

}  // namespace fenghuo::adapters

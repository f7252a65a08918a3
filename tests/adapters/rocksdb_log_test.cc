#include "adapters/rocksdb_log.h"

#include <gtest/gtest.h>
#include <rocksdb/db.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <fstream>
#include <optional>
#include <thread>

#include "tests/engine/log_contract.h"
#include "tests/random.h"
#include "tests/temporary_folder.h"

namespace fenghuo {
namespace {

using adapters::RocksdbLog;

class RocksdbLogs {
 public:
  Log& open() {
    log_.reset();
    auto opened = RocksdbLog::open(folder_ / "log");
    EXPECT_TRUE(opened) << opened.error().text.en;
    log_ = std::move(*opened);
    return *log_;
  }

 private:
  TemporaryFolder folder_;
  std::unique_ptr<RocksdbLog> log_;
};

}  // namespace

INSTANTIATE_TYPED_TEST_SUITE_P(Rocksdb, LogContract, RocksdbLogs);

namespace {

class RocksdbLogTest : public ::testing::Test {
 protected:
  std::string path() const { return folder_ / "log"; }

  std::unique_ptr<RocksdbLog> open() {
    auto opened = RocksdbLog::open(path());
    EXPECT_TRUE(opened) << opened.error().text.en;
    return opened ? std::move(*opened) : nullptr;
  }
  // `ticks` ticks of one entry that can't be compressed; odd offsets are raw observations.
  static void append(Log& log, int ticks, std::size_t payload_bytes = 100) {
    EntryMaker maker(log.head());
    Random random(1);
    for (int i = 0; i < ticks; ++i) {
      const bool raw = (log.head().next.value & 1) != 0;
      std::string payload(payload_bytes, '\0');
      for (auto& byte : payload) byte = static_cast<char>(random.below(256));
      const std::vector<Entry> tick{maker.next(
          std::move(payload), {"fact"}, raw ? Retention::raw_observations : Retention::permanent)};
      const auto done = log.commit(tick);
      ASSERT_TRUE(done) << done.error().text.en;
    }
  }
  // Opening again moves what is in the write-ahead log into table files.
  void write_tables() { open(); }

  std::vector<std::string> files(const std::string& ending) const {
    std::vector<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(path()))
      if (entry.path().string().ends_with(ending) && entry.file_size() > 0)
        found.push_back(entry.path().string());
    std::sort(found.begin(), found.end());
    return found;
  }
  static void flip(const std::string& file, std::streamoff at) {
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekg(at);
    const char byte = static_cast<char>(stream.get());
    stream.seekp(at);
    stream.put(static_cast<char>(byte ^ 0x40));
    ASSERT_TRUE(stream.good());
  }
  // The first error that reading everything meets.
  static std::optional<Error> read_error(const Log& log, std::uint64_t& good) {
    auto cursor = log.read({});
    good = 0;
    while (true) {
      auto entry = (*cursor)->next();
      if (!entry) return entry.error();
      if (!*entry) return std::nullopt;
      ++good;
    }
  }
  Error open_error() {
    auto opened = RocksdbLog::open(path());
    EXPECT_FALSE(opened);
    return opened ? Error{} : opened.error();
  }

  TemporaryFolder folder_;
};

TEST_F(RocksdbLogTest, ATornEndIsCutOffAndNothingElse) {
  append(*open(), 20);
  const auto wal = files(".log").back();
  const auto whole = std::filesystem::file_size(wal);
  {
    // As a crash in the middle of a commit leaves it: more bytes, of a tick that nobody was told
    // of.
    std::ofstream stream(wal, std::ios::app | std::ios::binary);
    stream << std::string("\x01\x02\x03\x04\xff\x7f\x01 torn", 12);
  }
  ASSERT_GT(std::filesystem::file_size(wal), whole);
  auto log = open();
  ASSERT_TRUE(log);
  EXPECT_EQ(log->head().next, Offset{20});
  std::uint64_t good = 0;
  EXPECT_FALSE(read_error(*log, good));
  EXPECT_EQ(good, 20u);
  append(*log, 3);
  log.reset();
  EXPECT_EQ(open()->head().next, Offset{23});
}

TEST_F(RocksdbLogTest, RecordsThatSomebodyWasToldOfMayNotBeCutOff) {
  append(*open(), 20);
  const auto wal = files(".log").back();
  std::filesystem::resize_file(wal, std::filesystem::file_size(wal) - 200);
  const Error error = open_error();
  EXPECT_EQ(error.code, Errc::damaged_log);
  EXPECT_NE(error.text.en.find("to 19 of the log are missing"), std::string::npos) << error.text.en;
}

TEST_F(RocksdbLogTest, AFlippedByteInTheWriteAheadLogIsFoundAtOpening) {
  append(*open(), 20);
  const auto wal = files(".log").back();
  flip(wal, static_cast<std::streamoff>(std::filesystem::file_size(wal) / 2));
  const Error error = open_error();
  EXPECT_EQ(error.code, Errc::damaged_log);
  EXPECT_NE(error.text.en.find("is damaged from record "), std::string::npos) << error.text.en;
  EXPECT_EQ(error.text.en.find("from record ?"), std::string::npos) << error.text.en;
}

TEST_F(RocksdbLogTest, AFlippedByteInATableIsFoundAndNamedByItsOffset) {
  append(*open(), 40, 1000);
  write_tables();
  bool found = false;
  for (const auto& table : files(".sst")) {
    if (std::filesystem::file_size(table) < 4000) continue;
    flip(table, 2500);
    auto opened = RocksdbLog::open(path());
    if (!opened) {
      EXPECT_EQ(opened.error().code, Errc::damaged_log);
      found = true;
    } else {
      std::uint64_t good = 0;
      const auto error = read_error(**opened, good);
      if (error) {
        EXPECT_EQ(error->code, Errc::damaged_log);
        EXPECT_NE(error->text.en.find("record " + std::to_string(good)), std::string::npos)
            << error->text.en;
        found = true;
      }
    }
    flip(table, 2500);
  }
  EXPECT_TRUE(found);
}

TEST_F(RocksdbLogTest, AFlippedByteInAnObservationIsNamedAndNotServed) {
  append(*open(), 10, 20'000);
  write_tables();
  const auto blobs = files(".blob");
  ASSERT_FALSE(blobs.empty());
  flip(blobs.front(), static_cast<std::streamoff>(std::filesystem::file_size(blobs.front()) / 2));
  auto log = open();
  ASSERT_TRUE(log);
  std::uint64_t good = 0;
  const auto error = read_error(*log, good);
  ASSERT_TRUE(error);
  EXPECT_EQ(error->code, Errc::damaged_log);
  EXPECT_NE(error->text.en.find("record " + std::to_string(good) + " of the log is damaged"),
            std::string::npos)
      << error->text.en;
}

TEST_F(RocksdbLogTest, AMissingFileIsFound) {
  append(*open(), 10, 20'000);
  write_tables();
  for (const std::string ending : {".sst", ".blob"}) {
    for (const auto& file : files(ending)) {
      std::filesystem::rename(file, folder_ / "aside");
      auto opened = RocksdbLog::open(path());
      std::uint64_t good = 0;
      const auto error = opened ? read_error(**opened, good) : std::optional(opened.error());
      // Files of families without records may be missing for all we can tell.
      if (file.ends_with(".blob") || error) {
        ASSERT_TRUE(error) << file;
        EXPECT_EQ(error->code, Errc::damaged_log) << error->text.en;
        EXPECT_NE(error->text.en.find("record "), std::string::npos) << error->text.en;
      }
      opened = Error{};
      std::filesystem::rename(folder_ / "aside", file);
    }
  }
}

TEST_F(RocksdbLogTest, AMissingWriteAheadLogIsFound) {
  append(*open(), 10);
  for (const auto& file : files(".log")) std::filesystem::remove(file);
  const Error error = open_error();
  EXPECT_EQ(error.code, Errc::damaged_log);
  EXPECT_NE(error.text.en.find("record"), std::string::npos) << error.text.en;
  EXPECT_NE(error.text.en.find('9'), std::string::npos) << error.text.en;
}

TEST_F(RocksdbLogTest, ALogOfANewerProgramIsNotTouched) {
  append(*open(), 7);
  {
    rocksdb::DB* raw = nullptr;
    std::vector<rocksdb::ColumnFamilyHandle*> handles;
    std::vector<rocksdb::ColumnFamilyDescriptor> families;
    for (const char* name : {"default", "records", "observations", "facts", "meta"})
      families.emplace_back(name, rocksdb::ColumnFamilyOptions());
    ASSERT_TRUE(rocksdb::DB::Open({}, path(), families, &handles, &raw).ok());
    ASSERT_TRUE(raw->Put({}, handles[4], "format", "2").ok());
    for (auto* handle : handles) raw->DestroyColumnFamilyHandle(handle);
    delete raw;
  }
  const Error error = open_error();
  EXPECT_EQ(error.code, Errc::newer_log);
  EXPECT_NE(error.text.en.find("format 2"), std::string::npos);
  EXPECT_NE(error.text.en.find("up to 7"), std::string::npos) << error.text.en;
}

TEST_F(RocksdbLogTest, OneProcessWritesAndOthersMayRead) {
  auto log = open();
  append(*log, 5);
  testing::internal::CaptureStderr();
  const Error error = open_error();
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");  // RocksDB's own words are left out
  EXPECT_EQ(error.code, Errc::storage_failed);
  EXPECT_NE(error.text.en.find("another process"), std::string::npos) << error.text.en;
  auto reader = RocksdbLog::open(path(), RocksdbLog::Access::read_only);
  ASSERT_TRUE(reader) << reader.error().text.en;
  std::uint64_t good = 0;
  EXPECT_FALSE(read_error(**reader, good));
  EXPECT_EQ(good, 5u);
}

TEST_F(RocksdbLogTest, ReadingWhereThereIsNoLogSaysSo) {
  const auto reader = RocksdbLog::open(folder_ / "nothing", RocksdbLog::Access::read_only);
  ASSERT_FALSE(reader);
  EXPECT_EQ(reader.error().code, Errc::not_found);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "nothing"));
}

TEST_F(RocksdbLogTest, ADamagedSnapshotIsToldOf) {
  auto log = open();
  append(*log, 4);
  ASSERT_TRUE(log->save_snapshot({{2}, {}, instant_ms(0), 1, "older"}));
  ASSERT_TRUE(log->save_snapshot({{4}, {}, instant_ms(0), 1, "newer"}));
  std::vector<std::string> snapshots;
  for (const auto& entry : std::filesystem::directory_iterator(path() + "/snapshots"))
    snapshots.push_back(entry.path().string());
  std::sort(snapshots.begin(), snapshots.end());
  ASSERT_EQ(snapshots.size(), 2u);
  for (const std::streamoff at : {0, 25, 45, 73, 107}) {
    flip(snapshots[1], at);
    const auto snapshot = log->latest_snapshot({4});
    ASSERT_TRUE(snapshot && *snapshot);
    EXPECT_EQ((*snapshot)->machine_version, 0u) << at;
    EXPECT_EQ((*snapshot)->name, "00000000000000000004.snapshot") << at;
    EXPECT_EQ((**log->latest_snapshot({3})).state, "older") << at;
    flip(snapshots[1], at);
  }
  std::filesystem::resize_file(snapshots[1], 50);
  EXPECT_EQ((**log->latest_snapshot({4})).machine_version, 0u);
  EXPECT_EQ((**log->latest_snapshot({3})).state, "older");
}

TEST_F(RocksdbLogTest, BackupIsALogOfItsOwn) {
  auto log = open();
  append(*log, 6);
  ASSERT_TRUE(log->save_snapshot({{6}, {}, instant_ms(0), 1, "state"}));
  ASSERT_TRUE(log->back_up(folder_ / "copy"));
  append(*log, 2);
  auto copy = RocksdbLog::open(folder_ / "copy");
  ASSERT_TRUE(copy) << copy.error().text.en;
  EXPECT_EQ((*copy)->head().next, Offset{6});
  EXPECT_EQ((**(*copy)->latest_snapshot({6})).state, "state");
  append(**copy, 1);
  EXPECT_FALSE(log->back_up(folder_ / "copy")) << "not over an existing one";
}

// What is gone on with is another log from there on, and its messages are others.
TEST_F(RocksdbLogTest, WhatGoesOnFromABackupIsABranch) {
  auto log = open();
  append(*log, 6);
  EXPECT_EQ(log->branches().at({UINT64_MAX}), "");
  const std::string first = folder_ / "first";
  const std::string second = folder_ / "second";
  ASSERT_TRUE(log->back_up(first));
  ASSERT_TRUE(log->back_up(second));
  append(*log, 2);
  log.reset();
  log = open();
  EXPECT_EQ(log->branches().at({7}), "") << "what was backed up is the same log";
  {
    const auto reader = RocksdbLog::open(first, RocksdbLog::Access::read_only);
    ASSERT_TRUE(reader) << reader.error().text.en;
    EXPECT_EQ((*reader)->branches().at({6}), "") << "to read it is not to go on";
  }
  auto restored = RocksdbLog::open(first);
  ASSERT_TRUE(restored) << restored.error().text.en;
  const std::string name = (*restored)->branches().at({6});
  EXPECT_EQ(name.size(), 8u);
  EXPECT_EQ((*restored)->branches().at({5}), "") << "what stands in both";
  auto other = RocksdbLog::open(second);
  ASSERT_TRUE(other) << other.error().text.en;
  EXPECT_NE((*other)->branches().at({6}), name);

  append(**restored, 3);
  restored->reset();
  restored = RocksdbLog::open(first);
  EXPECT_EQ((*restored)->branches().at({9}), name) << "once";
  const std::string third = folder_ / "third";
  ASSERT_TRUE((*restored)->back_up(third));
  auto again = RocksdbLog::open(third);
  ASSERT_TRUE(again) << again.error().text.en;
  EXPECT_EQ((*again)->branches().at({8}), name);
  EXPECT_NE((*again)->branches().at({9}), name);
}

TEST_F(RocksdbLogTest, ABackupHasNoSnapshotOfWhatCameAfterIt) {
  auto log = open();
  append(*log, 4);
  ASSERT_TRUE(log->save_snapshot({{4}, {}, instant_ms(0), 1, "now"}));
  ASSERT_TRUE(log->save_snapshot({{5}, {}, instant_ms(0), 1, "later"}));
  ASSERT_TRUE(log->back_up(folder_ / "copy"));
  const auto copy = RocksdbLog::open(folder_ / "copy", RocksdbLog::Access::read_only);
  ASSERT_TRUE(copy) << copy.error().text.en;
  EXPECT_EQ((**(*copy)->latest_snapshot({UINT64_MAX})).state, "now");
}

TEST_F(RocksdbLogTest, ABackupThatFailsLeavesNothingBehind) {
  auto log = open();
  append(*log, 1);
  ASSERT_TRUE(log->save_snapshot({{1}, {}, instant_ms(0), 1, "unreadable"}));
  const std::string snapshot = path() + "/snapshots/00000000000000000001.snapshot";
  std::filesystem::remove(snapshot);
  std::filesystem::create_directory(snapshot);
  EXPECT_FALSE(log->back_up(folder_ / "copy"));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "copy"));
}

TEST_F(RocksdbLogTest, ForgottenObservationsAreGoneFromTheDiskAndNotDamage) {
  auto log = open();
  append(*log, 40, 100'000);
  log.reset();
  write_tables();
  const auto size = [&] {
    std::uintmax_t bytes = 0;
    for (const auto& file : files(".blob")) bytes += std::filesystem::file_size(file);
    return bytes;
  };
  log = open();
  const auto before = size();
  ASSERT_GT(before, 0u);
  ASSERT_TRUE(log->forget_observations({40}));
  log.reset();
  log = open();
  std::uint64_t good = 0;
  EXPECT_FALSE(read_error(*log, good));
  EXPECT_EQ(good, 40u);
  auto cursor = log->read({1});
  EXPECT_FALSE((**(*cursor)->next()).record.payload_kept);
  EXPECT_TRUE((**(*cursor)->next()).record.payload_kept);
  EXPECT_LT(size(), before);
}

TEST_F(RocksdbLogTest, ALogThatIsWrittenToCanBeReadMeanwhile) {
  auto log = open();
  append(*log, 1);
  std::atomic<bool> over = false;
  std::thread writer([&] {
    while (!over) append(*log, 1);
  });
  // A reader sees the log as it was when it opened it; what came since is no damage.
  for (int i = 0; i < 20; ++i) {
    const auto reader = RocksdbLog::open(path(), RocksdbLog::Access::read_only);
    EXPECT_TRUE(reader) << reader.error().text.en;
  }
  over = true;
  writer.join();
}

// Commits until the disk is full. Gives the number of ticks committed, or ends with what is wrong.
std::uint64_t fill(const std::string& folder) {
  auto opened = RocksdbLog::open(folder);
  if (!opened) ::_exit(1);
  for (std::uint64_t committed = 0; committed < 250; ++committed) {
    EntryMaker maker((*opened)->head());
    const std::vector<Entry> tick{maker.next(std::string(20'000, 'x'))};
    const auto done = (*opened)->commit(tick);
    if (done) continue;
    std::fprintf(stderr, "%s\n", done.error().text.en.c_str());
    if (done.error().code != Errc::storage_failed) ::_exit(2);
    return committed;
  }
  ::_exit(3);
}

// In a file system of 3 MB that only this process sees.
[[noreturn]] void fill_it_and_go_on(const std::string& mount_point) {
  const auto not_here = [] {
    std::fprintf(stderr, "could not mount\n");
    ::_exit(77);
  };
  if (::unshare(CLONE_NEWNS) != 0 && ::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) not_here();
  ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
  if (::mount("tmpfs", mount_point.c_str(), "tmpfs", 0, "size=3m") != 0) not_here();
  const std::string folder = mount_point + "/log";
  const pid_t child = ::fork();
  if (child == 0) ::_exit(static_cast<int>(fill(folder)));
  int status = 0;
  ::waitpid(child, &status, 0);
  const int committed = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
  if (committed < 4) ::_exit(4);
  // Room is made, and everything that was committed is there; and the log goes on.
  ::mount("tmpfs", mount_point.c_str(), "tmpfs", MS_REMOUNT, "size=30m");
  auto again = RocksdbLog::open(folder);
  if (!again) {
    std::fprintf(stderr, "%s\n", again.error().text.en.c_str());
    ::_exit(5);
  }
  if ((*again)->head().next.value != static_cast<std::uint64_t>(committed)) ::_exit(6);
  EntryMaker maker((*again)->head());
  const std::vector<Entry> tick{maker.next("more")};
  ::_exit((*again)->commit(tick) ? 0 : 7);
}

// No destructor removes the folder of a death test.
void fill_a_small_disk_and_go_on(const std::string& mount_point) {
  const pid_t child = ::fork();
  if (child == 0) fill_it_and_go_on(mount_point);
  int status = 0;
  ::waitpid(child, &status, 0);
  ::rmdir(mount_point.c_str());
  ::_exit(WIFEXITED(status) ? WEXITSTATUS(status) : 8);
}

TEST_F(RocksdbLogTest, AFullDiskStopsTheLogAndLosesNothing) {
  ::testing::FLAGS_gtest_death_test_style = "threadsafe";
  bool could_mount = true;
  EXPECT_EXIT(
      fill_a_small_disk_and_go_on(folder_.path()),
      [&](int status) {
        could_mount = !(WIFEXITED(status) && WEXITSTATUS(status) == 77);
        return !could_mount || (WIFEXITED(status) && WEXITSTATUS(status) == 0);
      },
      "record [0-9]+ of the log could not be written.*the disk is full|could not mount");
  if (!could_mount) GTEST_SKIP() << "this machine lets nobody mount a small disk";
}

}  // namespace
}  // namespace fenghuo

#include "adapters/snapshot_files.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/temporary_folder.h"

namespace fenghuo::adapters {
namespace {

namespace fs = std::filesystem;

Snapshot snapshot(std::uint64_t next) {
  Snapshot snapshot{.next = {next},
                    .recorded_at = instant_ms(-5),
                    .machine_version = 7,
                    .state = "state of " + std::to_string(next)};
  snapshot.chain.fill(static_cast<std::uint8_t>(next));
  return snapshot;
}

class SnapshotFilesTest : public ::testing::Test {
 protected:
  void save(std::uint64_t next) {
    const auto saved = files_.save(snapshot(next));
    EXPECT_TRUE(saved) << saved.error().text.en;
  }
  std::uint64_t newest(std::uint64_t at_most = UINT64_MAX) const {
    const auto found = files_.newest({at_most});
    return found ? found->next.value : 0;
  }
  // The second of two; the first is whole.
  void expect_damaged(const std::string& how) const {
    const auto found = files_.newest({UINT64_MAX});
    ASSERT_TRUE(found) << how;
    EXPECT_EQ(found->next, Offset{2}) << how;
    EXPECT_EQ(found->name, "00000000000000000002.snapshot") << how;
    EXPECT_EQ(found->machine_version, 0u) << how;
    EXPECT_EQ(found->state, "") << how;
    EXPECT_EQ(newest(1), 1u) << how;
  }
  std::vector<fs::path> paths() const {
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(path_)) paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    return paths;
  }

  TemporaryFolder folder_;
  std::string path_ = folder_ / "snapshots";
  SnapshotFiles files_{path_};
};

TEST_F(SnapshotFilesTest, GivesBackWhatWasSaved) {
  EXPECT_FALSE(files_.newest({UINT64_MAX}));
  save(9);
  const auto found = files_.newest({9});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->next, Offset{9});
  EXPECT_EQ(found->chain, snapshot(9).chain);
  EXPECT_EQ(found->recorded_at, instant_ms(-5));
  EXPECT_EQ(found->machine_version, 7u);
  EXPECT_EQ(found->state, "state of 9");
}

TEST_F(SnapshotFilesTest, KeepsTheNewestTwoByNumber) {
  for (const std::uint64_t next : {9U, 10U, 100U}) save(next);
  EXPECT_EQ(paths().size(), static_cast<std::size_t>(kSnapshotsKept));
  EXPECT_EQ(newest(), 100u);
  EXPECT_EQ(newest(99), 10u);
  EXPECT_EQ(newest(9), 0u);
}

TEST_F(SnapshotFilesTest, OfADamagedOneItSaysWhichItIs) {
  save(1);
  save(2);
  const std::string newer = paths().back();
  const auto size = fs::file_size(newer);
  for (std::uintmax_t at = 0; at < size; at += 7) {
    std::fstream file(newer, std::ios::in | std::ios::out | std::ios::binary);
    file.seekg(static_cast<std::streamoff>(at));
    const char byte = static_cast<char>(file.get());
    file.seekp(static_cast<std::streamoff>(at));
    file.put(static_cast<char>(byte ^ 0x10));
    file.close();
    expect_damaged("byte " + std::to_string(at));
    save(2);
  }
  for (std::uintmax_t cut = 0; cut < size; cut += 5) {
    fs::resize_file(newer, cut);
    expect_damaged("cut to " + std::to_string(cut));
    save(2);
  }
  EXPECT_EQ(files_.newest({2})->state, "state of 2");
}

TEST_F(SnapshotFilesTest, ADamagedFileThatIsNotOursIsNoSnapshot) {
  save(1);
  for (const char* name : {"/copy.snapshot", "/9.snapshot", "/0000000000000000009x.snapshot",
                           "/99999999999999999999.snapshot"})
    std::ofstream(path_ + name) << "something else";
  EXPECT_EQ(files_.newest({UINT64_MAX})->state, "state of 1");
}

TEST_F(SnapshotFilesTest, AnUnfinishedFileIsNoSnapshot) {
  save(1);
  fs::copy_file(paths().back(), path_ + "/00000000000000000002.snapshot.unfinished");
  EXPECT_EQ(newest(), 1u);
}

TEST_F(SnapshotFilesTest, WhatABrokenSaveLeftIsRemovedAtTheNext) {
  save(1);
  std::ofstream(path_ + "/00000000000000000002.snapshot.unfinished") << "half";
  save(3);
  ASSERT_EQ(paths().size(), 2u);
  for (const auto& path : paths()) EXPECT_EQ(path.extension(), ".snapshot");
}

TEST_F(SnapshotFilesTest, ASaveThatFailsLeavesNothingBehind) {
  save(1);
  fs::create_directories(path_ + "/00000000000000000002.snapshot/in the way");
  EXPECT_FALSE(files_.save(snapshot(2)));
  EXPECT_FALSE(fs::exists(path_ + "/00000000000000000002.snapshot.unfinished"));
  EXPECT_EQ(newest(1), 1u);
}

TEST_F(SnapshotFilesTest, SaysWhenItCantWrite) {
  std::ofstream(path_) << "a file where the folder should be";
  const auto saved = files_.save(snapshot(1));
  ASSERT_FALSE(saved);
  EXPECT_EQ(saved.error().code, Errc::storage_failed);
}

TEST_F(SnapshotFilesTest, CopiesAllForABackup) {
  const std::string backup = folder_ / "backup";
  fs::create_directory(backup);
  EXPECT_TRUE(files_.copy_to(backup, {2})) << "nothing to copy is no fault";
  save(1);
  save(2);
  ASSERT_TRUE(files_.copy_to(backup, {2}));
  EXPECT_EQ(SnapshotFiles(backup + "/snapshots").newest({1})->state, "state of 1");
  EXPECT_EQ(SnapshotFiles(backup + "/snapshots").newest({2})->state, "state of 2");
}

// The log goes on while it is backed up.
TEST_F(SnapshotFilesTest, ABackupHasNoSnapshotOfLaterNorOneThatIsNotWhole) {
  const std::string backup = folder_ / "backup";
  fs::create_directory(backup);
  save(1);
  save(2);
  std::ofstream(path_ + "/00000000000000000003.snapshot.unfinished") << "half";
  std::ofstream(path_ + "/00000000000000000000.snapshot") << "damaged";
  fs::create_symlink("vanished", path_ + "/00000000000000000004.snapshot");
  ASSERT_TRUE(files_.copy_to(backup, {1}));
  const fs::directory_iterator copied(backup + "/snapshots");
  EXPECT_EQ(std::distance(begin(copied), end(copied)), 1);
  EXPECT_EQ(SnapshotFiles(backup + "/snapshots").newest({UINT64_MAX})->state, "state of 1");
}

TEST_F(SnapshotFilesTest, ABackupThatCantBeWrittenSaysSo) {
  save(1);
  const auto copied = files_.copy_to(folder_ / "nowhere/" + std::string(300, 'x'), {1});
  ASSERT_FALSE(copied);
  EXPECT_EQ(copied.error().code, Errc::storage_failed);
}

}  // namespace
}  // namespace fenghuo::adapters

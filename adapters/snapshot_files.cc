#include "adapters/snapshot_files.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <vector>

#include "adapters/big_endian.h"
#include "adapters/synced_file.h"

namespace fenghuo::adapters {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic = "fenghuo-snapshot-7\n";
constexpr std::size_t kHeadBytes = kMagic.size() + 8 + 8 + 4 + sizeof(Digest);
constexpr const char* kEnding = ".snapshot";
constexpr const char* kUnfinished = ".unfinished";

// Head, state, and the SHA-256 of both.
std::string encode(const Snapshot& snapshot) {
  std::string bytes(kMagic);
  put_be(bytes, snapshot.next.value);
  put_be(bytes, static_cast<std::uint64_t>(ms_of(snapshot.recorded_at)));
  put_be(bytes, snapshot.machine_version);
  bytes.append(bytes_of(snapshot.chain)).append(snapshot.state);
  return bytes.append(bytes_of(sha256(bytes)));
}

constexpr std::size_t kNameDigits = 20;

std::optional<Snapshot> decode(std::string_view bytes) {
  if (bytes.size() < kHeadBytes + sizeof(Digest) || !bytes.starts_with(kMagic)) return std::nullopt;
  const std::string_view digest = bytes.substr(bytes.size() - sizeof(Digest));
  bytes.remove_suffix(sizeof(Digest));
  if (bytes_of(sha256(bytes)) != digest) return std::nullopt;
  const std::string_view head = bytes.substr(kMagic.size());
  Snapshot snapshot;
  snapshot.next = {get_be<std::uint64_t>(head)};
  snapshot.recorded_at =
      instant_ms(static_cast<std::int64_t>(get_be<std::uint64_t>(head.substr(8))));
  snapshot.machine_version = get_be<std::uint32_t>(head.substr(16));
  std::copy_n(head.begin() + 20, snapshot.chain.size(), snapshot.chain.begin());
  snapshot.state = bytes.substr(kHeadBytes);
  return snapshot;
}

// Its name says after which record; nothing where we didn't give it the name.
std::optional<Snapshot> damaged(const fs::path& path) {
  const std::string number = path.stem().string();
  if (number.size() != kNameDigits) return std::nullopt;
  Snapshot snapshot;
  const char* end = number.data() + number.size();
  const auto [stopped, fault] = std::from_chars(number.data(), end, snapshot.next.value);
  if (fault != std::errc() || stopped != end) return std::nullopt;
  return snapshot;
}

// By number, the newest first.
std::vector<fs::path> files_in(const std::string& folder) {
  std::vector<fs::path> files;
  std::error_code absent;
  for (const auto& entry : fs::directory_iterator(folder, absent))
    if (entry.path().extension() == kEnding) files.push_back(entry.path());
  std::sort(files.rbegin(), files.rend());
  return files;
}

Error failed(const std::string& path) {
  const std::string why = std::strerror(errno);
  return {Errc::storage_failed,
          {"快照“" + path + "”写盘失败：" + why,
           "the snapshot '" + path + "' could not be written: " + why}};
}

Error not_copied(const std::string& path) {
  const std::string why = std::strerror(errno);
  return {Errc::storage_failed,
          {"备份快照“" + path + "”失败：" + why + "；请检查磁盘，再备份一次",
           "the snapshot '" + path + "' could not be backed up: " + why +
               "; check the disk, then back up again"}};
}

// What a save that was broken off has left.
void remove_unfinished(const std::string& folder) {
  std::vector<fs::path> unfinished;
  std::error_code absent;
  for (const auto& entry : fs::directory_iterator(folder, absent))
    if (entry.path().extension() == kUnfinished) unfinished.push_back(entry.path());
  for (const auto& path : unfinished) fs::remove(path, absent);
}

// Nothing where it can't be read, or is not there any more. A bad sector is no exception here.
std::optional<std::string> read_whole(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  std::error_code error;
  const auto size = fs::file_size(path, error);
  if (error) errno = error.value();
  if (error || !stream) return std::nullopt;
  std::string bytes(size, '\0');
  stream.read(bytes.data(), static_cast<std::streamsize>(size));
  if (stream.gcount() != static_cast<std::streamsize>(size)) return std::nullopt;
  return bytes;
}

}  // namespace

Result<void> SnapshotFiles::save(const Snapshot& snapshot) const {
  std::error_code ignored;
  fs::create_directories(folder_, ignored);
  std::string number = std::to_string(snapshot.next.value);
  number.insert(0, kNameDigits - number.size(), '0');  // so that names sort by number
  const std::string path = folder_ + "/" + number + kEnding;
  const std::string aside = path + kUnfinished;
  remove_unfinished(folder_);
  if (!write_synced(aside, encode(snapshot)) || ::rename(aside.c_str(), path.c_str()) != 0) {
    Error error = failed(path);
    ::unlink(aside.c_str());
    return error;
  }
  if (!sync_folder(folder_)) return failed(path);
  const auto files = files_in(folder_);
  for (std::size_t i = kSnapshotsKept; i < files.size(); ++i) fs::remove(files[i], ignored);
  return {};
}

std::optional<Snapshot> SnapshotFiles::newest(Offset at_most) const {
  for (const auto& path : files_in(folder_)) {
    auto snapshot = decode(read_whole(path).value_or(""));
    if (!snapshot) snapshot = damaged(path);
    if (!snapshot || snapshot->next > at_most) continue;
    snapshot->name = path.filename().string();
    return snapshot;
  }
  return std::nullopt;
}

Result<void> SnapshotFiles::copy_to(const std::string& folder, Offset at_most) const {
  const std::string into = folder + "/" + fs::path(folder_).filename().string();
  std::error_code ignored;
  fs::create_directories(into, ignored);
  for (const auto& path : files_in(folder_)) {
    const auto bytes = read_whole(path);
    if (!bytes && fs::exists(path, ignored)) return not_copied(path);
    const auto snapshot = decode(bytes.value_or(""));
    if (!snapshot || snapshot->next > at_most) continue;
    const std::string copy = into + "/" + path.filename().string();
    if (!write_synced(copy, *bytes)) return not_copied(copy);
  }
  if (!sync_folder(into) || !sync_folder(folder)) return not_copied(into);
  return {};
}

}  // namespace fenghuo::adapters

#include "bench/measure.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace fenghuo::bench {

namespace fs = std::filesystem;

void must(bool condition, const std::string& why) {
  if (condition) return;
  std::fprintf(stderr, "flood: %s\n", why.c_str());
  std::exit(1);
}

void print_row(const std::string& figure, const std::string& measured, const std::string& goal) {
  std::printf("| %s | %s | %s |\n", figure.c_str(), measured.c_str(), goal.c_str());
  std::fflush(stdout);
}

std::string with_unit(double value, int decimals, const char* unit) {
  char text[64];
  std::snprintf(text, sizeof text, "%.*f%s%s", decimals, value, *unit ? " " : "", unit);
  return text;
}

double Stopwatch::cpu_seconds_so_far(int who) {
  rusage usage{};
  ::getrusage(who, &usage);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double Stopwatch::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
}

double Stopwatch::cpu_seconds() const {
  return cpu_seconds_so_far(RUSAGE_SELF) - cpu_began_;
}

double Stopwatch::thread_cpu_seconds() const {
  return cpu_seconds_so_far(RUSAGE_THREAD) - thread_cpu_began_;
}

double quantile(std::vector<double>& values_ms, double share) {
  if (values_ms.empty()) return 0;
  const auto at = static_cast<std::size_t>(share * static_cast<double>(values_ms.size() - 1));
  const auto place = values_ms.begin() + static_cast<std::ptrdiff_t>(at);
  std::nth_element(values_ms.begin(), place, values_ms.end());
  return *place;
}

std::string quantiles(std::vector<double>& values_ms) {
  must(!values_ms.empty(), "nothing was measured");
  char text[96];
  std::snprintf(text, sizeof text, "p50 %.2f, p99 %.2f, max %.1f ms", quantile(values_ms, 0.5),
                quantile(values_ms, 0.99), quantile(values_ms, 1));
  return text;
}

std::uint64_t resident_bytes() {
  std::ifstream file("/proc/self/statm");
  std::uint64_t pages = 0;
  file >> pages >> pages;
  return pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
}

// What the disk holds, not what files claim: RocksDB reserves space ahead and gives it back.
std::uint64_t bytes_in_folder(const std::string& folder) {
  std::uint64_t bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) bytes += entry.file_size();
  return bytes;
}

void forget_cached(const std::string& folder) {
  ::sync();
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const int fd = ::open(entry.path().c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) continue;
    ::posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
    ::close(fd);
  }
}

std::vector<double> sync_latencies_ms(const std::string& folder, std::size_t bytes) {
  constexpr int kSyncs = 1000;
  const std::string path = folder + "/sync";
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  must(fd >= 0, "can't write into " + folder);
  const std::string block(bytes, 'x');
  std::vector<double> latencies_ms;
  for (int i = 0; i < kSyncs; ++i) {
    const Stopwatch stopwatch;
    must(::write(fd, block.data(), block.size()) == static_cast<ssize_t>(block.size()) &&
             ::fdatasync(fd) == 0,
         "can't write into " + folder);
    latencies_ms.push_back(stopwatch.seconds() * 1000);
  }
  ::close(fd);
  ::unlink(path.c_str());
  return latencies_ms;
}

LogFolder::LogFolder(const std::string& parent) {
  std::error_code ignored;
  fs::create_directories(parent, ignored);
  std::string pattern = parent + "/flood_XXXXXX";
  must(::mkdtemp(pattern.data()) != nullptr, "can't make a folder in " + parent);
  path_ = pattern;
}

LogFolder::~LogFolder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

Result<void> TimedLog::commit(std::span<const Entry> entries) {
  const Stopwatch stopwatch;
  auto committed = log_.commit(entries);
  commit_seconds_ += stopwatch.seconds();
  return committed;
}

}  // namespace fenghuo::bench

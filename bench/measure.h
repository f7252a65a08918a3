// What a run is measured with: the clock, the processor, the disk, the memory, and the lines of the
// table that bench/run puts together.
#pragma once

#include <sys/resource.h>

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/log.h"

namespace fenghuo::bench {

/// Ends the program with status 1: a figure of a run that went wrong must not be printed.
void must(bool condition, const std::string& why);

template <class T>
T must(Result<T> result) {
  if (!result) must(false, result.error().text.en);
  if constexpr (!std::is_void_v<T>) return std::move(*result);
}

/// One line of the table: | figure | measured | goal |.
void print_row(const std::string& figure, const std::string& measured, const std::string& goal);
std::string with_unit(double value, int decimals, const char* unit);

class Stopwatch {
 public:
  double seconds() const;
  /// Of all threads of the process, since this was made.
  double cpu_seconds() const;
  /// Of the calling thread, which must be the one that made this.
  double thread_cpu_seconds() const;

 private:
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  double cpu_began_ = cpu_seconds_so_far(RUSAGE_SELF);
  double thread_cpu_began_ = cpu_seconds_so_far(RUSAGE_THREAD);
  static double cpu_seconds_so_far(int who);
};

/// Latencies in milliseconds, "p50 0.2, p99 1.1, max 9.8 ms". There must be some.
std::string quantiles(std::vector<double>& values_ms);
double quantile(std::vector<double>& values_ms, double share);

std::uint64_t resident_bytes();
std::uint64_t bytes_in_folder(const std::string& folder);
/// Takes the files' pages out of the system's cache, as after a start of the machine.
void forget_cached(const std::string& folder);
/// Appends so many bytes to a file and syncs it, many times: what the disk allows at best.
std::vector<double> sync_latencies_ms(const std::string& folder, std::size_t bytes);

/// A new folder below `parent`, gone with it unless it is to be kept.
class LogFolder {
 public:
  explicit LogFolder(const std::string& parent);
  ~LogFolder();
  LogFolder(const LogFolder&) = delete;
  LogFolder& operator=(const LogFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// A log that says how long its commits took.
class TimedLog : public Log {
 public:
  explicit TimedLog(Log& log) : log_(log) {}
  LogHead head() const override { return log_.head(); }
  Result<void> commit(std::span<const Entry> entries) override;
  Result<std::unique_ptr<LogCursor>> read(Offset from) const override { return log_.read(from); }
  Result<void> save_snapshot(const Snapshot& snapshot) override {
    return log_.save_snapshot(snapshot);
  }
  Result<std::optional<Snapshot>> latest_snapshot(Offset at_most) const override {
    return log_.latest_snapshot(at_most);
  }
  double commit_seconds() const { return commit_seconds_; }

 private:
  Log& log_;
  double commit_seconds_ = 0;
};

}  // namespace fenghuo::bench

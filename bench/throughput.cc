#include "adapters/rocksdb_log.h"
#include "bench/flood.h"
#include "bench/measure.h"
#include "bench/township.h"

namespace fenghuo::bench {
namespace {

std::string bytes_per_row(const std::string& folder, std::uint64_t rows) {
  return with_unit(static_cast<double>(bytes_in_folder(folder)) / static_cast<double>(rows), 2,
                   "bytes");
}

}  // namespace

void measure_throughput(const Settings& settings) {
  const LogFolder folder(settings.folder);
  const Weather weather(settings.size.stations);
  std::uint64_t rows = 0;
  {
    auto log = must(adapters::RocksdbLog::open(folder.path()));
    TimedLog timed(*log);
    Township township(timed, settings.size, weather, settings.rows_per_block);
    // A day fills the longest window; what comes after is what every later day costs.
    while (township.steps() < kStepsPerDay) township.step();
    const std::uint64_t rows_before = township.rows();
    const std::uint64_t steps_before = township.steps();
    const double commits_before_s = timed.commit_seconds();
    const Stopwatch stopwatch;
    while (township.rows() - rows_before < settings.rows) township.step();
    const double seconds = stopwatch.seconds();
    const double cpu_seconds = stopwatch.cpu_seconds();
    const double thread_cpu_seconds = stopwatch.thread_cpu_seconds();
    township.finish();
    rows = township.rows();
    const auto counted = static_cast<double>(rows - rows_before);
    const auto ticks = static_cast<double>(township.steps() - steps_before);
    const double commit_s = timed.commit_seconds() - commits_before_s;
    print_row("observations a second, engine and RocksDB, synced every tick",
              with_unit(counted / seconds / 1e6, 2, "million"), "1 million on two cores");
    print_row("observations a second and core (processor time of all threads)",
              with_unit(counted / cpu_seconds / 1e6, 2, "million"), "");
    print_row("processor time of an observation: the engine's thread / all threads",
              with_unit(thread_cpu_seconds / counted * 1e9, 0, "ns") + " / " +
                  with_unit(cpu_seconds / counted * 1e9, 0, "ns"),
              "");
    print_row("of a tick of " + std::to_string(settings.size.stations) + ": in all",
              with_unit(seconds / ticks * 1000, 2, "ms"), "");
    print_row("of it in the commit (write and sync)",
              with_unit(commit_s / ticks * 1000, 2, "ms") + ", " +
                  with_unit(100 * commit_s / seconds, 0, "%"),
              "");
    print_row("rain: share of values that are not zero",
              with_unit(100 * weather.wet_share(), 1, "%"), "");
    print_row("bytes an observation on disk, write-ahead log included",
              bytes_per_row(folder.path(), rows), "");
  }
  // Opening moves what is in the write-ahead log to where it stays.
  must(adapters::RocksdbLog::open(folder.path()));
  print_row("bytes an observation on disk, once flushed (facts, digests, snapshots included)",
            bytes_per_row(folder.path(), rows), "under 16");
  auto syncs_ms = sync_latencies_ms(folder.path(), 64 * 1024);
  print_row("this disk: 64 KiB appended and synced", quantiles(syncs_ms), "");
}

}  // namespace fenghuo::bench

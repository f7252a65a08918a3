// The parts of the flood; each prints its lines of the table.
#pragma once

#include <string>

#include "bench/scene.h"

namespace fenghuo::bench {

struct Settings {
  Size size;
  std::string folder = ".";  // where logs are made; a real disk, not memory
  std::uint64_t rows = 20'000'000;
  std::uint64_t rows_per_s = 100'000;
  std::uint32_t rows_per_block = 1'000;
  double seconds = 30;
  std::uint32_t duties = 690'000;  // the villages of China
  std::uint64_t messages_per_s = 6'000;
};

/// As fast as it goes, by one thread, and what is then on the disk.
void measure_throughput(const Settings& settings);
/// At a fixed rate through the engine's thread, from the moment a value is due to its receipt.
void measure_latency(const Settings& settings);
/// Memory of a day of rain at every station.
void measure_memory(const Settings& settings);
/// A log of so many rows, left by a process that was killed, until the engine is ready.
void measure_restart(const Settings& settings);
/// Duties opened, called, answered and closed.
void measure_calls(const Settings& settings);
/// A small run whose counts are reckoned in another way: not a measurement.
void check_counts(const Settings& settings);

}  // namespace fenghuo::bench

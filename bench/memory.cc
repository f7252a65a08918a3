#include <malloc.h>

#include <cstddef>

#include "bench/flood.h"
#include "bench/measure.h"
#include "bench/township.h"
#include "rules/judge.h"
#include "simulator/passing_log.h"

// jemalloc's, where it is the allocator (cli/CMakeLists.txt).
extern "C" int mallctl(const char* name, void* old, std::size_t* old_size, void* fresh,
                       std::size_t fresh_size) __attribute__((weak));

namespace fenghuo::bench {
namespace {

// What is in use: memory that was freed goes back to the system first, as it would in some seconds.
std::uint64_t used_bytes() {
  if (mallctl != nullptr) {
    mallctl("thread.tcache.flush", nullptr, nullptr, nullptr, 0);
    mallctl("arena.4096.purge", nullptr, nullptr, nullptr, 0);  // MALLCTL_ARENAS_ALL
  } else {
    ::malloc_trim(0);
  }
  return resident_bytes();
}

}  // namespace

// On a log that keeps nothing, so that what grows is the machine and not RocksDB's own buffers,
// whose size is set by options and not by the number of stations.
void measure_memory(const Settings& settings) {
  const Weather weather(settings.size.stations);
  simulator::PassingLog log([](std::span<const Entry>) {});
  const std::uint64_t before = used_bytes();
  Township township(log, settings.size, weather, settings.rows_per_block);
  const std::uint64_t with_plan = used_bytes();
  while (township.steps() < 2 * kStepsPerDay) township.step();
  township.finish();
  const auto& judge = dynamic_cast<const rules::Judge&>(township.machine().stage(1));
  const auto each = [&](std::uint64_t bytes) {
    return with_unit(static_cast<double>(bytes) / settings.size.stations, 0, "bytes");
  };
  print_row("resident memory a station, 24 h window at 5 minutes: all that grew with the rain",
            each(used_bytes() - with_plan), "under 2 KiB");
  print_row("of it the histories", each(judge.history_bytes()), "");
  print_row("the plan, blocks and roster in memory, by station", each(with_plan - before), "");
}

}  // namespace fenghuo::bench

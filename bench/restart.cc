#include <sys/wait.h>
#include <unistd.h>
#include <csignal>

#include <cstdio>
#include <fstream>

#include "adapters/rocksdb_log.h"
#include "bench/flood.h"
#include "bench/measure.h"
#include "bench/township.h"
#include "cli/township.h"
#include "engine/replay.h"

namespace fenghuo::bench {
namespace {

// Fills the log, stops just before the next snapshot is due (the longest replay there is), writes
// down what state it was in, and is killed: nothing is closed.
[[noreturn]] void fill_and_die(const Settings& settings, const std::string& folder) {
  const Weather weather(settings.size.stations);
  auto log = must(adapters::RocksdbLog::open(folder));
  Township township(*log, settings.size, weather, settings.rows_per_block);
  while (township.rows() < settings.rows) township.step();
  while (township.rows_since_snapshot() + settings.size.stations < kSnapshotRowsMax)
    township.step();
  township.finish();
  std::ofstream(folder + "/state")
      << township.rows() << ' ' << to_hex(township.machine().state_hash());
  ::kill(::getpid(), SIGKILL);
  ::_exit(1);
}

}  // namespace

void measure_restart(const Settings& settings) {
  const LogFolder folder(settings.folder);
  const pid_t child = ::fork();
  must(child >= 0, "can't fork");
  if (child == 0) fill_and_die(settings, folder.path());
  int status = 0;
  must(::waitpid(child, &status, 0) == child && WIFSIGNALED(status), "the log was not filled");
  std::uint64_t rows = 0;
  std::string state;
  std::ifstream(folder.path() + "/state") >> rows >> state;
  forget_cached(folder.path());

  const Stopwatch stopwatch;
  auto log = must(adapters::RocksdbLog::open(folder.path()));
  const double opened_s = stopwatch.seconds();
  Machine machine = cli::township_machine();
  const Restored restored = must(restore(*log, machine));
  Engine engine(*log, machine, restored);
  must(engine.open("live", "flood", kBegin));
  const double ready_s = stopwatch.seconds();
  must(to_hex(machine.state_hash()) == state, "the state is not what it was");
  print_row("restart after a kill, " + with_unit(static_cast<double>(rows) / 1e6, 1, "million") +
                " observations in the log, nothing cached: ready in",
            with_unit(ready_s, 2, "s"), "under 2 s");
  print_row("of it opening RocksDB / snapshot and replay of " + std::to_string(restored.rows) +
                " observations",
            with_unit(opened_s, 2, "s") + " / " + with_unit(ready_s - opened_s, 2, "s"), "");
}

}  // namespace fenghuo::bench

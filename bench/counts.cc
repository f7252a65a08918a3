#include <cstdio>

#include "adapters/rocksdb_log.h"
#include "bench/flood.h"
#include "bench/measure.h"
#include "bench/township.h"
#include "cli/township.h"
#include "engine/replay.h"

namespace fenghuo::bench {

// A day and an hour: the longest window is full, and old rain has left it.
void check_counts(const Settings& settings) {
  constexpr std::uint64_t kSteps = kStepsPerDay + 12;
  const LogFolder folder(settings.folder);
  const Weather weather(settings.size.stations);
  auto log = must(adapters::RocksdbLog::open(folder.path()));
  Township township(*log, settings.size, weather, settings.rows_per_block);
  while (township.steps() < kSteps) township.step();
  township.finish();
  const std::uint64_t sent = kSteps * settings.size.stations;
  const Kept kept = read_back(*log);
  must(township.rows() == sent && kept.rows == sent, "rows are missing");
  const auto expected = villages_to_alarm(settings.size, weather, kSteps);
  must(!expected.empty() && expected.size() < settings.size.villages, "the rain proves nothing");
  must(kept.villages_alarmed == expected, "other villages were alarmed than should have been");
  Machine again = cli::township_machine();
  const auto verified = must(verify(*log, again));
  must(verified.facts == kept.facts, "facts are missing");
  must(verified.state_hash == township.machine().state_hash(), "the log gives another state");
  std::printf("%llu observations, %llu facts, %zu of %u villages alarmed, state %s\n",
              static_cast<unsigned long long>(kept.rows),
              static_cast<unsigned long long>(kept.facts), expected.size(), settings.size.villages,
              to_hex(*verified.state_hash).c_str());
}

}  // namespace fenghuo::bench

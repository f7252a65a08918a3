// A lane's data folder, brought to where it can be served: the log opened, the state restored, the
// plan in force.
#pragma once

#include <memory>

#include "adapters/clock.h"
#include "adapters/credentials.h"
#include "adapters/plan/folder.h"
#include "adapters/rocksdb_log.h"
#include "cli/serve_settings.h"
#include "engine/engine.h"

namespace fenghuo::cli {

struct OpenLane {
  std::unique_ptr<adapters::RocksdbLog> log;
  std::unique_ptr<Machine> machine;
  std::unique_ptr<Engine> engine;
  adapters::Clock clock;
  adapters::Credentials credentials;
  Restored restored;
  std::string log_id;  // tells this log from any other
};

/// Errors: those of the log, with the offset; bad_input where the log is of the other lane.
Result<OpenLane> open_lane(const ServeSettings& settings, const wire::PlanChanged& plan);

}  // namespace fenghuo::cli

// --data and --lane: where one lane's data are.
#pragma once

#include <memory>
#include <string>

#include "adapters/lane.h"
#include "adapters/rocksdb_log.h"
#include "cli/command_line.h"
#include "engine/result.h"

namespace fenghuo::cli {

struct DataFolder {
  std::string path;
  adapters::Lane lane = adapters::Lane::live;

  std::string of_lane() const { return path + "/" + std::string(adapters::to_string(lane)); }
  std::string log() const { return of_lane() + "/log"; }
  std::string credentials() const { return of_lane() + "/credentials"; }
  std::string backups() const { return of_lane() + "/backups"; }

  /// To end "nothing is there" with: that the other lane has data, and how it is named; empty where
  /// it has none either.
  Text other_lane() const;

  void add_to(Verb& verb, Need need = Need::required);
};

/// To be read alone. Errors: those of RocksdbLog::open; where the lane has no log but the other one
/// does, that is said.
Result<std::unique_ptr<adapters::RocksdbLog>> read_log(const DataFolder& data);

}  // namespace fenghuo::cli

#include "cli/live_follower.h"

#include <filesystem>
#include <system_error>
#include <utility>

#include "cli/township.h"
#include "engine/replay.h"

namespace fenghuo::cli {

bool LiveFollower::goes_on(const Log& log) {
  if (!machine_ || log.head().next < next_) return false;
  const auto end = catch_up(log, *machine_, next_);
  if (end) next_ = *end;
  return end.has_value();
}

std::optional<wire::LiveTold> LiveFollower::look() {
  std::error_code unknown;
  if (!std::filesystem::exists(live_.log(), unknown)) return std::nullopt;
  const auto log = adapters::RocksdbLog::open(live_.log(), adapters::RocksdbLog::Access::read_only);
  if (!log || (machine_ && (*log)->head().next == next_)) return std::nullopt;
  // From where it stood, as live may have much to replay; anew where its log is another one.
  if (!goes_on(**log)) {
    machine_ = std::make_unique<Machine>(township_machine());
    next_ = (*log)->head().next;
    if (!restore(**log, *machine_)) machine_.reset();
  }
  if (!machine_) return std::nullopt;
  auto told = live_told(machine_->describe(), allowed_);
  std::string bytes = told.SerializeAsString();
  if (std::exchange(told_last_, std::move(bytes)) == told.SerializeAsString()) return std::nullopt;
  return told;
}

}  // namespace fenghuo::cli

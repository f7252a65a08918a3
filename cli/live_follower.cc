#include "cli/live_follower.h"

#include <filesystem>
#include <utility>

#include "cli/township.h"
#include "engine/replay.h"

namespace fenghuo::cli {

// From where it stood, as the live lane may have much to replay.
bool LiveFollower::catch_up(const Log& log) {
  auto cursor = log.read(next_);
  if (!cursor) return false;
  while (next_ < log.head().next) {
    auto entry = (*cursor)->next();
    if (!entry || !*entry || !(*entry)->record.payload_kept) return false;
    const Record& record = (*entry)->record;
    auto happening = machine_->interpret(record.payload, record.header.recorded_at);
    if (!happening) return false;
    machine_->apply(record.header, *happening);
    next_ = next_.next();
  }
  return true;
}

std::optional<wire::LiveTold> LiveFollower::look() {
  if (!std::filesystem::exists(live_.log())) return std::nullopt;
  const auto log = adapters::RocksdbLog::open(live_.log(), adapters::RocksdbLog::Access::read_only);
  if (!log || (machine_ && (*log)->head().next == next_)) return std::nullopt;
  const bool goes_on = machine_ && next_ < (*log)->head().next && catch_up(**log);
  if (!goes_on) {
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

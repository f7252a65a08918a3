// The live lane that another process serves, or nobody does: an exercise that is drilled by itself
// reads its log now and then, so that a real alarm ends it all the same.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "cli/data_folder.h"
#include "cli/lane_bridge.h"
#include "engine/machine.h"

namespace fenghuo::cli {

/// A real alarm ends an exercise within 5 s: what is looked at so often leaves time to read it.
inline constexpr std::chrono::seconds kLiveLookedAtEvery{2};

class LiveFollower {
 public:
  /// `allowed`: as live_told() has it.
  LiveFollower(DataFolder live, Incidents allowed)
      : live_(std::move(live)), allowed_(std::move(allowed)) {}

  /// What live holds, where that is another than when it was told of last. What can't be read now,
  /// as its writer has just put it elsewhere, is read the next time.
  std::optional<wire::LiveTold> look();

 private:
  bool goes_on(const Log& log);

  const DataFolder live_;
  const Incidents allowed_;
  std::unique_ptr<Machine> machine_;  // at next_
  Offset next_;
  std::string told_last_;
};

}  // namespace fenghuo::cli

// Stations that the plan doesn't have. They are heard as well, so that a new gauge shows before it
// stands in stations.csv, but only so many: a flood of made-up ones must leave room for the plan's
// own. What it counts is what the machine has registered, so none of it is saved, and what records
// register is never asked about.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>

#include "engine/machine.h"

namespace fenghuo {

/// 20,000 x 32 = 640,000 datastreams of kDatastreamsMax; 360,000 are left for the plan's stations.
inline constexpr std::size_t kStrangersMax = 20'000;
inline constexpr std::uint32_t kStrangerPropertiesMax = 32;

class Strangers {
 public:
  /// Whether the machine may register one more datastream of this station. It is counted, so the
  /// machine must, in the order in which they were admitted.
  bool admit(const Machine& machine, std::string_view station);
  /// Another plan may have other stations.
  void plan_changed() { plan_read_ = false; }

 private:
  void read_plan(const wire::Plan& plan);
  /// What was registered by others than through here: by a snapshot, or by records of a log.
  void catch_up(const Datastreams& datastreams);

  bool plan_read_ = false;
  std::set<std::string, std::less<>> of_plan_;
  std::map<std::string, std::uint32_t, std::less<>> properties_;  // how many each stranger has
  std::uint32_t counted_ = 0;                                     // datastreams
};

}  // namespace fenghuo

// Which elements belong to one village and which to several, and so which pairs of failures are
// played first where there is no time for all: those that can meet in one village, then those of it
// and of what others share, then the rest. The order is of no consequence for what is found once
// all are played.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/plan.pb.h"

namespace fenghuo::simulator {

enum class Nearness : std::uint8_t {
  together,  // both of one village, or both shared by several
  beside,    // one of a village, one shared
  apart      // of two villages
};

class PairOrder {
 public:
  explicit PairOrder(const wire::Plan& plan);
  Nearness of(const std::vector<std::string>& pair) const;
  /// Empty: shared by several.
  std::string_view village_of(const std::string& element) const;

 private:
  std::map<std::string, std::string> villages_;  // by element; what isn't there is shared
};

}  // namespace fenghuo::simulator

// Which stations a village's rules read, as the plan says: its own, and those above it in the
// valley.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/plan.pb.h"

namespace fenghuo::rules {

/// Stations and villages by their place in the plan.
class Coverage {
 public:
  Coverage() = default;
  explicit Coverage(const wire::Plan& plan);

  std::optional<std::uint32_t> station(std::string_view id) const;
  std::uint32_t stations() const { return static_cast<std::uint32_t>(villages_of_.size()); }
  std::uint32_t villages() const { return static_cast<std::uint32_t>(stations_of_.size()); }
  const std::vector<std::uint32_t>& villages_of(std::uint32_t station) const {
    return villages_of_[station];
  }
  const std::vector<std::uint32_t>& stations_of(std::uint32_t village) const {
    return stations_of_[village];
  }

 private:
  std::map<std::string, std::uint32_t, std::less<>> station_by_id_;
  std::vector<std::vector<std::uint32_t>> villages_of_;
  std::vector<std::vector<std::uint32_t>> stations_of_;
};

}  // namespace fenghuo::rules

#include "playbooks/ledger/unit.h"

#include <algorithm>

namespace fenghuo::playbooks {

using dispatch::Vehicle;

bool has_skill(const wire::Unit& unit, std::string_view skill) {
  return std::find(unit.skills().begin(), unit.skills().end(), skill) != unit.skills().end();
}

Vehicle vehicle_of(const wire::Unit& unit) {
  if (unit.travel() == wire::Unit::FOOT) return Vehicle::on_foot;
  return unit.travel() == wire::Unit::TRUCK ? Vehicle::truck : Vehicle::car;
}

bool of_others(const wire::Unit& unit) {
  return unit.owner() == wire::Unit::NEIGHBOUR || unit.owner() == wire::Unit::COUNTY;
}

bool at_work(const wire::Unit& unit, Instant now, std::int32_t utc_offset_s) {
  if (unit.from_min() == unit.until_min()) return true;
  const auto local = (now + std::chrono::seconds{utc_offset_s}).time_since_epoch();
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const auto minute = std::chrono::floor<std::chrono::minutes>(local - day).count();
  const bool after = minute >= unit.from_min();
  const bool before = minute < unit.until_min();
  return unit.from_min() < unit.until_min() ? after && before : after || before;
}

}  // namespace fenghuo::playbooks

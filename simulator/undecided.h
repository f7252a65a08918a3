// Of which villages in danger it is still open who is safe in time. What happens once it isn't
// changes nothing for anybody: a night that is played to count those who are caught may end there.
#pragma once

#include <cstddef>
#include <vector>

#include "simulator/night_record.h"
#include "simulator/scenario.h"

namespace fenghuo::simulator {

class Undecided {
 public:
  /// `record` has its groups and dangers already, and outlives it.
  Undecided(const Scenario& scenario, const NightRecord& record);

  /// A village is decided when its danger has come, or when all of it is safe and nobody goes home
  /// again in this scenario: nothing else makes anybody unsafe. Asked at moments that never go
  /// back.
  bool any(Instant now);

 private:
  struct Village {
    const VillageNight* night;
    bool stays_safe;         // who is safe once
    std::size_t unsafe = 0;  // the first group that wasn't safe when it was last looked at
  };
  static bool is_decided(Village& village, Instant now);

  std::vector<Village> open_;
};

}  // namespace fenghuo::simulator

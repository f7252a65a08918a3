// Whether the time that is left is enough: lead time left, less the time until somebody has surely
// been told, less the time to move who isn't safe yet.
#pragma once

#include <cstdint>

#include "engine/text.h"
#include "engine/time.h"

namespace fenghuo::playbooks {

struct TimeToSafe {
  Instant lead_ends_at{};  // the water is there
  Span reach{};            // until somebody has surely been told; 0: somebody has answered
  Span move{};
  std::uint32_t people_left = 0;
  bool road_cut = false;  // they go on foot
  bool can_tell = true;   // the road is cut, and the plan doesn't say how long it takes on foot

  Span margin(Instant now) const { return lead_ends_at - now - reach - move; }
  bool enough(Instant now) const {
    return people_left == 0 || (can_tell && margin(now) >= Span{0});
  }

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.lead_ends_at, self.reach, self.move, self.people_left, self.road_cut, self.can_tell);
  }
};

/// How long it takes to move those who are left. By the plan, in proportion; by what was seen,
/// where that is slower: `safe` people in the time since the order.
Span time_to_move(Span clearing, Span since_order, std::uint32_t people, std::uint32_t safe);

/// "60 min until the water is there, 8 min to be told, 45 min to move 30: 7 min to spare"; where
/// nobody is left, that alone.
Text text_of(const TimeToSafe& time, Instant now);

}  // namespace fenghuo::playbooks

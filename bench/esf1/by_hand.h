// The rules of ESF-1 as somebody would write them who has nothing else to do: hard-coded, no rule
// language, no log, no facts with their reasons, no late data. It is the limit that the engine is
// measured against on the same machine; what the rules mean is told in reference.h.
#pragma once

#include <cstdint>
#include <vector>

#include "bench/esf1/reference.h"
#include "bench/esf1/stream.h"

namespace fenghuo::bench::esf1 {

/// Counts what count_alerts() counts, each alert at the reading or moment at which it is due.
/// Moments must lie within 49 days of the stream's zero.
Counts count_by_hand(const std::vector<Event>& in_order);

}  // namespace fenghuo::bench::esf1

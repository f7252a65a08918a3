// The villages that stay whole: a place for each, found by trying. Starts from the flow in which
// villages may be split (sheltering_flow.h): who is whole there stays, the others are placed by
// regret (whoever would lose most by waiting comes first). Then villages move, swap or push one
// another out, also to what is a little dearer as long as it is early (threshold accepting, Dueck
// and Scheuer 1990). Tries are counted, so equal input gives an equal answer.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "playbooks/dispatch/sheltering_flow.h"

namespace fenghuo::dispatch {

/// All by village or shelter as in `prices`, which must outlive this.
struct WholeTask {
  const SeatPrices& prices;
  std::vector<std::int64_t> people;
  std::vector<std::int64_t> no_place_price_s;  // of the whole village
  std::vector<std::size_t> villages;           // those to be placed, each once
  std::vector<std::int64_t> room;              // by shelter
  std::uint64_t seed = 1;
};

struct WholePlacing {
  std::vector<std::size_t> shelter;  // by village; prices.shelters() without a place
  std::int64_t price_s = 0;          // of the villages to be placed, those without a place too
};

/// `flow` is a cheapest flow of at least the task's villages.
WholePlacing place_whole(const WholeTask& task, const SeatFlow& flow);

}  // namespace fenghuo::dispatch

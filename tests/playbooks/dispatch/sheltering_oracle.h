// The least price of a sheltering in which villages may be split, by LEMON's network simplex: what
// sheltering_flow.h is held against.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace fenghuo::dispatch {

struct OracleFlow {
  std::int64_t without_place = 0;
  std::int64_t price_s = 0;
};

/// `price_s` by village and then shelter; nothing: closed. `no_place_s` is more than what one
/// person more without a place can save.
OracleFlow oracle_flow(const std::vector<std::int64_t>& people,
                       const std::vector<std::int64_t>& places,
                       const std::vector<std::vector<std::optional<std::int64_t>>>& price_s,
                       std::int64_t no_place_s);

}  // namespace fenghuo::dispatch

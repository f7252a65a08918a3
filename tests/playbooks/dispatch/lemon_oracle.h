// The same assignment problem, solved by another's program: LEMON's network simplex. Nothing of
// LEMON can be seen here, since it can't be compiled as C++20.
#pragma once

#include <cstdint>
#include <vector>

namespace fenghuo::dispatch {

struct OracleArc {
  std::uint32_t unit;
  std::int64_t cost;
};

struct OracleTask {
  std::int64_t unserved_cost;
  std::int64_t units_wanted;  // each unit once; what is missing costs unserved_cost each
  std::vector<OracleArc> arcs;
};

/// What the best plan costs; -1 where the solver finds none (there always is one).
std::int64_t optimum_by_lemon(std::uint32_t units, const std::vector<OracleTask>& tasks);

}  // namespace fenghuo::dispatch

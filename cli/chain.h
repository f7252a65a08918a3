// The chain of a fact in the log: what led to it, and what followed from it.
#pragma once

#include <vector>

#include "engine/fact.pb.h"
#include "engine/log.h"
#include "engine/plan.pb.h"

namespace fenghuo::cli {

/// More than a night's worth of one alarm; what is beyond it is said to be left out.
inline constexpr std::size_t kFollowersMax = 5'000;

struct Told {
  FactId id;
  Instant at{};
  wire::Fact fact;
};

struct Chain {
  std::vector<Told> before;  // causes, the first cause first
  Told asked;
  std::vector<Told> after;  // in order of time
  bool all = true;          // false: `after` was cut at kFollowersMax
};

/// One fact alone. Errors: not_found where there is no such fact; those of the log.
Result<Told> read_fact(const Log& log, FactId id);

/// Errors: as read_fact().
Result<Chain> chain_of(const Log& log, FactId id);

/// The plan of that version; not_found where the log holds none.
Result<wire::Plan> plan_of(const Log& log, const std::string& version);

}  // namespace fenghuo::cli

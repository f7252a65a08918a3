// What each remedy gains in the nights in which people are caught.
#pragma once

#include <vector>

#include "cli/names.h"
#include "cli/verb.h"
#include "cli/verify/nights.h"
#include "simulator/remedies.h"

namespace fenghuo::cli {

struct TriedRemedy {
  simulator::Remedy remedy;
  Text words;
  std::int64_t people_spared = 0;  // summed over the cut sets; below 0: it does harm
  std::size_t cuts_removed = 0;
};

/// At most so many cut sets are tried with each remedy: the worst.
inline constexpr std::size_t kCutsTriedMax = 50;

/// The one that gains most first; of equals the cheaper.
std::vector<TriedRemedy> try_remedies(const wire::PlanChanged& plan,
                                      const std::vector<PlanNight>& nights,
                                      const std::vector<simulator::CutSet>& cuts,
                                      const Names& names, std::uint64_t threads,
                                      const Session& session);

}  // namespace fenghuo::cli

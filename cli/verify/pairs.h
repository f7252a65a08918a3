// Which pairs of failures are played, and in which order. Where there is time for all, all that
// matter; where there isn't, groups of failures are tried first, and the pairs that no group has
// cleared come before those that one has. These come in an order that is drawn: as many of them as
// there is time for are a fair sample of the rest.
#pragma once

#include <cstddef>
#include <vector>

#include "cli/verify/failure_runs.h"
#include "engine/plan.pb.h"
#include "simulator/single_failures.h"

namespace fenghuo::cli {

struct PairsToPlay {
  std::vector<FailureCase> cases;  // in this order
  std::size_t known = 0;           // not among them: neither asks for the other
  std::size_t suspected = 0;       // the first so many were cleared by no group
  std::size_t groups = 0;          // nights that were played for that
};

/// `bases`: of each night; `singles`: what each of these asks for, night by night.
PairsToPlay pairs_to_play(const std::vector<simulator::FailureResult>& bases,
                          const std::vector<simulator::FailureResult>& singles,
                          const wire::Plan& plan);
/// Puts them in order by nights of groups, until then.
void screen(PairsToPlay& pairs, const std::vector<simulator::TriedNight>& nights,
            const std::vector<simulator::FailureResult>& bases,
            const std::vector<simulator::FailureResult>& singles, const wire::Plan& plan,
            FailureRuns& runs, FailureRuns::Clock::time_point until);

/// Of the suspected, those that weren't played. `played`: of `pairs.cases`, in their order.
std::size_t suspects_left(const PairsToPlay& pairs,
                          const std::vector<simulator::FailureResult>& played);

/// What those of the cleared pairs that were played tell of all of them.
struct PairSample {
  std::size_t pairs = 0;  // that were drawn and played
  std::size_t cuts = 0;   // of these, catch somebody whom neither of the two does alone
};
/// `played`: of `pairs.cases`, in their order. `parts`: of the nights as they are, and singles.
PairSample sample_of(const PairsToPlay& pairs, const std::vector<simulator::FailureResult>& played,
                     const std::vector<simulator::FailureResult>& parts);

}  // namespace fenghuo::cli

// What came of a verification, as text for a terminal, and as JSON.
#pragma once

#include <algorithm>
#include <boost/json/object.hpp>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "cli/names.h"
#include "cli/verb.h"
#include "cli/verify/nights.h"
#include "cli/verify/pairs.h"
#include "cli/verify/remedy_trials.h"
#include "simulator/single_failures.h"

namespace fenghuo::cli {

struct Verified {
  std::vector<simulator::FailureResult> bases;  // the nights as they are, in order
  std::vector<simulator::CutSet> cuts;
  std::vector<std::pair<std::string, double>> weakest;
  std::vector<TriedRemedy> remedies;
  PairsToPlay pairs;
  std::size_t pairs_played = 0;
  std::size_t suspects_left = 0;
  PairSample sample;                         // of the pairs that groups cleared
  std::size_t played = 0;                    // nights
  std::vector<std::string> never_in_danger;  // villages

  std::size_t pairs_left() const { return pairs.cases.size() - pairs_played; }
  /// Of the cleared pairs, by nights, so many at most are cut sets: the upper end of the 95 %
  /// interval that the sample gives (share_of). Nothing without a sample.
  std::optional<double> cleared_cuts_share_max() const;
  /// People caught with nothing broken: of each village the most of all nights.
  std::uint32_t caught_anyway() const;
  /// By a failure, or with nothing broken.
  bool catches_anybody() const { return !cuts.empty() || caught_anyway() > 0; }
  /// Some night sent a unit, so that its failure was tried.
  bool asks_for_units() const;
};

/// What is said where there is no cut set. A failure can do nothing to people who are caught
/// anyway, so that there is none doesn't mean that all is well.
Text no_cuts_words(const Verified& verified);

/// Empty where some night endangers each village.
Text never_in_danger_words(const Verified& verified, const Names& names);

void print_verified(const Verified& verified, const std::vector<PlanNight>& nights,
                    const Names& names, const Session& session);
boost::json::object verified_json(const Verified& verified, const std::vector<PlanNight>& nights,
                                  const Session& session);

}  // namespace fenghuo::cli

// N-1 and N-2 (as power engineers run them on every line): what fails alone, and in pairs, and
// whose people are then not safe in time.
//
// Two elements matter together only where each of them is asked for in the night in which the other
// has failed: a night in which nobody asks whether something works is, to the last record, the
// night in which it doesn't. So all other pairs are known without being played. That is exact,
// since a night is a function of the answers to what it asks.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "simulator/night.h"
#include "simulator/scenario.h"

namespace fenghuo::simulator {

/// One of the nights in which everything is tried: a scenario at an hour.
struct TriedNight {
  std::string name;
  const Scenario* scenario = nullptr;
  const NightBeginning* beginning = nullptr;
};

/// What came of a night in which these failed from beginning to end.
struct FailureResult {
  std::uint32_t night = 0;
  std::vector<std::string> elements;            // in order; none: the night as it is
  std::map<std::string, std::uint32_t> caught;  // people, by village; only where there are some
  std::vector<std::string> asked;               // elements, in order
};

/// Plays it. Reads only, so that several threads may play at once. `earlier`: the course of another
/// of this night, which is followed as far as they are alike.
FailureResult play_failure(const TriedNight& night, std::uint32_t index,
                           const std::vector<std::string>& elements,
                           const Course* earlier = nullptr);
/// Of the night as it is.
Course course_of(const TriedNight& night);

/// The pairs that have to be played: each is asked for where the other has failed. `singles`: of
/// one night, each element that was asked for in the night as it is. In order.
std::vector<std::vector<std::string>> pair_failures(std::span<const FailureResult> singles);

/// A smallest set of elements without which a village's people are not safe in time, though none of
/// its parts alone does that.
struct CutSet {
  std::vector<std::string> elements;
  /// By village, the most of all nights; beyond the base.
  std::map<std::string, std::uint32_t> caught;
  std::uint32_t night = 0;  // in which most are caught beyond the base
  std::uint32_t people() const;
};

/// Of all results, those of the base among them: single elements first, then pairs; of each the
/// worst first, then by names.
std::vector<CutSet> cut_sets(const std::vector<FailureResult>& results);

/// How many of `some` catch more people in some village than any of their parts alone, the night as
/// it is included. `parts`: of all these.
std::size_t beyond_their_parts(std::span<const FailureResult> some,
                               const std::vector<FailureResult>& parts);

/// Elements by how many people they catch, alone or in the pairs that they are part of (half each).
std::vector<std::pair<std::string, double>> weakest_elements(const std::vector<CutSet>& cuts);

}  // namespace fenghuo::simulator

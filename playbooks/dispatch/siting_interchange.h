// The present choice of sites during a search (siting.h), with what every swap of a site for
// another candidate would gain, kept up to date.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "playbooks/dispatch/siting.h"

namespace fenghuo::dispatch {

/// For each demand point the candidates with a way to it, nearest first, of equals the first.
struct CandidatesByTravel {
  struct Way {
    std::uint32_t travel;
    std::uint32_t candidate;
  };
  explicit CandidatesByTravel(const SitingProblem& problem);

  std::vector<std::vector<Way>> of;
};

/// Resende and Werneck, "A fast swap-based local search procedure for location problems", Annals of
/// Operations Research 150, 2007 (after Whitaker's fast interchange, INFOR 21, 1983). For each
/// candidate what it gains if opened beside all sites; for each site what its closing loses; and
/// for each pair how much of both is no change (`extra`), because one takes the other's people.
/// Only demand points whose nearest or second site changes are counted anew. A copy is a state of
/// its own.
class Interchange {
 public:
  struct Swap {
    std::uint32_t slot;
    std::uint32_t candidate;
  };

  /// No sites. Both arguments outlive this.
  Interchange(const SitingProblem& problem, const CandidatesByTravel& ways);

  /// Precondition: fewer than sites_max are open, and this one isn't.
  void open(std::uint32_t candidate);
  /// Precondition: the slot is in use, and the candidate isn't open.
  void swap(Swap swap);

  /// The closed candidate that gains most beside all sites; nothing where none gains.
  std::optional<std::uint32_t> best_opening() const;
  /// The swap that gains most, leaving the first `slots_kept` alone; nothing where none gains.
  std::optional<Swap> best_swap(std::uint32_t slots_kept) const;

  /// People x travel, and no_way_cost for each person without a site.
  std::int64_t cost() const { return cost_; }
  const std::vector<std::uint32_t>& sites() const { return sites_; }  // by slot
  bool is_open(std::uint32_t candidate) const { return slot_of_[candidate] != none_; }

 private:
  struct Nearest {
    std::uint32_t slot;
    std::uint32_t travel;
  };

  void recount(std::uint32_t closed_slot, std::uint32_t opened);
  void count(std::size_t point, std::int64_t sign);
  void find_nearest(std::size_t point);
  std::int64_t cost_of(std::uint32_t travel) const {
    return travel == kNoWay ? problem_->no_way_cost() : travel;
  }

  const SitingProblem* problem_;
  const CandidatesByTravel* ways_;
  std::uint32_t none_;  // the slot of no site; the tables have a place for it, which nobody reads

  std::vector<std::uint32_t> sites_;
  std::vector<std::uint32_t> slot_of_;  // by candidate
  std::vector<Nearest> nearest_;        // by demand point
  std::vector<Nearest> second_;
  std::int64_t cost_ = 0;
  std::vector<std::int64_t> gain_;   // by candidate
  std::vector<std::int64_t> loss_;   // by slot
  std::vector<std::int64_t> extra_;  // candidates x slots
};

}  // namespace fenghuo::dispatch

#include "playbooks/dispatch/siting_interchange.h"

#include <algorithm>

namespace fenghuo::dispatch {

CandidatesByTravel::CandidatesByTravel(const SitingProblem& problem) : of(problem.points()) {
  for (std::size_t point = 0; point < problem.points(); ++point) {
    for (std::uint32_t candidate = 0; candidate < problem.candidates(); ++candidate) {
      const std::uint32_t travel = problem.travel(candidate, point);
      if (travel != kNoWay) of[point].push_back({travel, candidate});
    }
    std::stable_sort(of[point].begin(), of[point].end(),
                     [](const Way& a, const Way& b) { return a.travel < b.travel; });
  }
}

Interchange::Interchange(const SitingProblem& problem, const CandidatesByTravel& ways)
    : problem_(&problem),
      ways_(&ways),
      none_(problem.sites_max()),
      slot_of_(problem.candidates(), none_),
      nearest_(problem.points(), {none_, kNoWay}),
      second_(nearest_),
      gain_(problem.candidates()),
      loss_(problem.sites_max() + std::size_t{1}),
      extra_(problem.candidates() * loss_.size()) {
  for (std::size_t point = 0; point < nearest_.size(); ++point) count(point, 1);
}

void Interchange::open(std::uint32_t candidate) {
  slot_of_[candidate] = static_cast<std::uint32_t>(sites_.size());
  sites_.push_back(candidate);
  recount(none_, candidate);
}

void Interchange::swap(Swap swap) {
  slot_of_[sites_[swap.slot]] = none_;
  slot_of_[swap.candidate] = swap.slot;
  sites_[swap.slot] = swap.candidate;
  recount(swap.slot, swap.candidate);
}

std::optional<std::uint32_t> Interchange::best_opening() const {
  std::optional<std::uint32_t> best;
  std::int64_t most = 0;
  for (std::uint32_t candidate = 0; candidate < gain_.size(); ++candidate) {
    if (gain_[candidate] <= most) continue;
    most = gain_[candidate];
    best = candidate;
  }
  return best;
}

std::optional<Interchange::Swap> Interchange::best_swap(std::uint32_t slots_kept) const {
  std::optional<Swap> best;
  std::int64_t most = 0;
  for (std::uint32_t candidate = 0; candidate < gain_.size(); ++candidate) {
    // A swap never gains more than opening the candidate beside all sites; a site itself gains 0.
    if (gain_[candidate] <= most) continue;
    const std::int64_t* extra = &extra_[candidate * loss_.size()];
    for (std::uint32_t slot = slots_kept; slot < sites_.size(); ++slot) {
      const std::int64_t gained = gain_[candidate] - loss_[slot] + extra[slot];
      if (gained <= most) continue;
      most = gained;
      best = Swap{slot, candidate};
    }
  }
  return best;
}

void Interchange::recount(std::uint32_t closed_slot, std::uint32_t opened) {
  for (std::size_t point = 0; point < nearest_.size(); ++point) {
    const bool loses = closed_slot != none_ &&
                       (nearest_[point].slot == closed_slot || second_[point].slot == closed_slot);
    if (!loses && problem_->travel(opened, point) >= second_[point].travel) continue;
    count(point, -1);
    find_nearest(point);
    count(point, 1);
  }
}

// What one demand point adds to the tables (sign 1), or takes back (-1).
void Interchange::count(std::size_t point, std::int64_t sign) {
  const std::int64_t weight = sign * problem_->people(point);
  const std::uint32_t slot = nearest_[point].slot;
  const std::int64_t nearest = cost_of(nearest_[point].travel);
  const std::int64_t second = cost_of(second_[point].travel);
  cost_ += weight * nearest;
  loss_[slot] += weight * (second - nearest);
  for (const auto& way : ways_->of[point]) {
    if (way.travel >= second_[point].travel) break;
    if (way.travel < nearest) gain_[way.candidate] += weight * (nearest - way.travel);
    extra_[way.candidate * loss_.size() + slot] +=
        weight * (second - std::max<std::int64_t>(way.travel, nearest));
  }
}

void Interchange::find_nearest(std::size_t point) {
  nearest_[point] = second_[point] = {none_, kNoWay};
  for (const auto& way : ways_->of[point]) {
    const std::uint32_t slot = slot_of_[way.candidate];
    if (slot == none_) continue;
    if (nearest_[point].slot != none_) {
      second_[point] = {slot, way.travel};
      return;
    }
    nearest_[point] = {slot, way.travel};
  }
}

}  // namespace fenghuo::dispatch

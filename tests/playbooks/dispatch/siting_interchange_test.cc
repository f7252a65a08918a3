#include "playbooks/dispatch/siting_interchange.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/random.h"

namespace fenghuo::dispatch {
namespace {

SitingProblem random_problem(Random& random) {
  SitingInput input{.candidates = 2 + random.below(12)};
  const std::uint32_t points = 1 + random.below(20);
  const std::uint32_t no_way_in = 2 + random.below(10);
  const std::uint32_t travel_max = random.one_in(3) ? 4 : 3'600;  // few values: many ties
  for (std::uint32_t i = 0; i < points; ++i) input.people.push_back(random.below(300));
  for (std::size_t i = 0; i < input.candidates * points; ++i)
    input.travel.push_back(random.one_in(no_way_in) ? kNoWay : random.below(travel_max));
  input.sites_max = 1 + random.below(static_cast<std::uint32_t>(input.candidates) - 1);
  return SitingProblem::of(std::move(input)).value();
}

// By the definition, as reach_of reckons it from the table.
std::int64_t plain_cost(const SitingProblem& problem, const std::vector<std::uint32_t>& sites) {
  const Reach reach = reach_of(problem, sites);
  return reach.person_travel + reach.people_unreached * problem.no_way_cost();
}

// That gains most of all, by trying them one after another; 0 where none gains.
std::int64_t plain_opening(const SitingProblem& problem, const Interchange& choice) {
  std::int64_t most = 0;
  for (std::uint32_t candidate = 0; candidate < problem.candidates(); ++candidate) {
    auto sites = choice.sites();
    sites.push_back(candidate);
    most = std::max(most, choice.cost() - plain_cost(problem, sites));
  }
  return most;
}

std::int64_t plain_swap(const SitingProblem& problem, const Interchange& choice,
                        std::uint32_t slots_kept) {
  std::int64_t most = 0;
  for (std::uint32_t candidate = 0; candidate < problem.candidates(); ++candidate) {
    for (std::size_t slot = slots_kept; slot < choice.sites().size(); ++slot) {
      auto sites = choice.sites();
      sites[slot] = candidate;
      most = std::max(most, choice.cost() - plain_cost(problem, sites));
    }
  }
  return most;
}

std::uint32_t closed_candidate(const SitingProblem& problem, const Interchange& choice,
                               Random& random) {
  std::uint32_t candidate = random.below(problem.candidates());
  while (choice.is_open(candidate)) candidate = (candidate + 1) % problem.candidates();
  return candidate;
}

void expect_true_tables(const SitingProblem& problem, const Interchange& choice,
                        std::uint32_t slots_kept) {
  EXPECT_EQ(choice.cost(), plain_cost(problem, choice.sites()));
  const std::int64_t opening_gains = plain_opening(problem, choice);
  const auto opening = choice.best_opening();
  ASSERT_EQ(opening.has_value(), opening_gains > 0);
  if (opening) {
    auto sites = choice.sites();
    sites.push_back(*opening);
    EXPECT_EQ(choice.cost() - plain_cost(problem, sites), opening_gains);
  }
  const std::int64_t swap_gains = plain_swap(problem, choice, slots_kept);
  const auto swap = choice.best_swap(slots_kept);
  ASSERT_EQ(swap.has_value(), swap_gains > 0);
  if (!swap) return;
  EXPECT_GE(swap->slot, slots_kept);
  EXPECT_FALSE(choice.is_open(swap->candidate));
  Interchange swapped = choice;
  swapped.swap(*swap);
  EXPECT_EQ(choice.cost() - swapped.cost(), swap_gains);
}

TEST(Interchange, KnowsWhatEverySwapGains) {
  for (std::uint32_t seed = 0; seed < 300; ++seed) {
    Random random(seed);
    const SitingProblem problem = random_problem(random);
    const CandidatesByTravel ways(problem);
    Interchange choice(problem, ways);
    expect_true_tables(problem, choice, 0);
    while (choice.sites().size() < problem.sites_max()) {
      choice.open(closed_candidate(problem, choice, random));
      expect_true_tables(problem, choice, 0);
    }
    for (int i = 0; i < 10; ++i) {
      choice.swap({.slot = random.below(problem.sites_max()),
                   .candidate = closed_candidate(problem, choice, random)});
      expect_true_tables(problem, choice, random.below(problem.sites_max()));
    }
    if (::testing::Test::HasFailure()) return;
  }
}

TEST(Interchange, OfEqualWaysTheFirstCandidateComesFirst) {
  const auto problem =
      SitingProblem::of(
          {.candidates = 4, .people = {1}, .travel = {5, kNoWay, 3, 5}, .sites_max = 1})
          .value();
  const CandidatesByTravel ways(problem);
  std::vector<std::uint32_t> order;
  for (const auto& way : ways.of[0]) order.push_back(way.candidate);
  EXPECT_EQ(order, (std::vector<std::uint32_t>{2, 0, 3}));
}

}  // namespace
}  // namespace fenghuo::dispatch

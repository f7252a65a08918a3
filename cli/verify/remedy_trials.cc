#include "cli/verify/remedy_trials.h"

#include <algorithm>
#include <set>

#include "cli/township.h"
#include "cli/verify/failure_runs.h"

namespace fenghuo::cli {
namespace {

using simulator::CutSet;

std::int64_t people_in(const std::map<std::string, std::uint32_t>& caught) {
  std::int64_t all = 0;
  for (const auto& [village, people] : caught) all += people;
  return all;
}

std::vector<PlanNight> with_plan(const wire::PlanChanged& plan, std::vector<PlanNight> nights) {
  for (auto& night : nights)
    night.beginning = std::make_shared<const simulator::NightBeginning>(
        simulator::begin_night(township_machine(), plan, night.scenario.start));
  return nights;
}

}  // namespace

std::vector<TriedRemedy> try_remedies(const wire::PlanChanged& plan,
                                      const std::vector<PlanNight>& nights,
                                      const std::vector<CutSet>& cuts, const Names& names,
                                      std::uint64_t threads, const Session& session) {
  // The worst, whether one element or two.
  std::vector<const CutSet*> worst;
  for (const auto& cut : cuts) worst.push_back(&cut);
  std::stable_sort(worst.begin(), worst.end(),
                   [](const CutSet* a, const CutSet* b) { return a->people() > b->people(); });
  if (worst.size() > kCutsTriedMax) worst.resize(kCutsTriedMax);
  std::vector<FailureCase> cases;
  std::set<std::string> villages;
  for (const auto* cut : worst) {
    cases.push_back({cut->night, cut->elements});
    for (const auto& [village, people] : cut->caught) villages.insert(village);
  }
  // Beside each the same night with nothing broken: what is caught there is no cut's.
  for (const auto* cut : worst) cases.push_back({cut->night, {}});
  const auto total = [&](const std::vector<PlanNight>& of) {
    const auto all = tried(of);
    ResultsFile nowhere;
    return FailureRuns(all, nowhere, threads, session).play(cases, {"补救", "remedies"});
  };
  const auto before = total(nights);
  std::vector<TriedRemedy> trials;
  for (const auto& remedy : simulator::remedies_for(villages)) {
    wire::PlanChanged changed = plan;
    *changed.mutable_plan() = simulator::with_remedy(plan.plan(), remedy);
    const auto after = total(with_plan(changed, nights));
    TriedRemedy trial{.remedy = remedy,
                      .words = simulator::words_of(remedy, names.area(remedy.village))};
    for (std::size_t i = 0; i < worst.size(); ++i) {
      trial.people_spared += people_in(before[i].caught) - people_in(after[i].caught);
      trial.cuts_removed += people_in(after[i].caught) <= people_in(after[worst.size() + i].caught);
    }
    trials.push_back(std::move(trial));
  }
  std::stable_sort(trials.begin(), trials.end(), [](const TriedRemedy& a, const TriedRemedy& b) {
    return a.people_spared > b.people_spared;
  });
  return trials;
}

}  // namespace fenghuo::cli

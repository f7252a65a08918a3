#include "cli/township.h"

#include "adapters/plan/pack_answers.h"
#include "playbooks/desk.h"
#include "playbooks/everyday.h"
#include "playbooks/exercise.h"
#include "playbooks/ledger/stock_ledger.h"
#include "playbooks/ledger/unit_ledger.h"
#include "rules/judge.h"
#include "rules/watch.h"

namespace fenghuo::cli {

Machine township_machine() {
  std::vector<std::unique_ptr<Stage>> stages;
  stages.push_back(std::make_unique<rules::Watch>());
  stages.push_back(std::make_unique<rules::Judge>());
  stages.push_back(std::make_unique<playbooks::Exercise>());
  stages.push_back(std::make_unique<playbooks::Desk>());
  stages.push_back(std::make_unique<playbooks::Everyday>());
  stages.push_back(std::make_unique<playbooks::UnitLedger>());
  stages.push_back(std::make_unique<playbooks::StockLedger>());
  return Machine(std::move(stages));
}

bool exercise_is_over(const Machine& machine) {
  constexpr std::size_t kExercise = 2;
  return dynamic_cast<const playbooks::Exercise&>(machine.stage(kExercise)).stopped();
}

PlanProblems problems_of(const wire::Plan& plan) {
  PlanProblems problems = rules::check(plan);
  for (auto& problem : playbooks::check(plan, adapters::answering_packs()))
    problems.push_back(std::move(problem));
  return problems;
}

adapters::LoadedPlan load_whole_plan(const std::string& folder) {
  auto loaded = adapters::load_plan(folder);
  loaded.add(problems_of(loaded.change.plan()));
  loaded.sort_faults();
  return loaded;
}

}  // namespace fenghuo::cli

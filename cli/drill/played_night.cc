#include "cli/drill/played_night.h"

#include <utility>

#include "cli/township.h"

namespace fenghuo::cli {

Result<std::unique_ptr<PlayedNight>> PlayedNight::play(DrillFiles files, Session& session) {
  auto night = std::make_unique<PlayedNight>();
  if (files.plan.empty()) {
    auto plan = plan_of_scenario(files.scenario);
    if (!plan) return plan.error();
    if (plan->empty())
      return Error{Errc::bad_input,
                   {"情景没有写明预案（plan），请写 fenghuo drill 预案 情景",
                    "the scenario names no plan: write fenghuo drill PLAN SCENARIO"}};
    files.plan = *plan;
  }
  night->files_ = std::move(files);
  night->plan_ = load_whole_plan(night->files_.plan);
  session.print(night->plan_.faults);
  if (!night->plan_.faults.empty())
    return Error{Errc::bad_input, {"预案有问题，先改好", "the plan has faults; mend them first"}};
  const wire::PlanChanged& plan = night->plan_.change;
  auto file = read_scenario(night->files_.scenario, plan.plan(), night->files_.choice);
  if (!file) return file.error();
  session.print(file->faults);
  if (!file->faults.empty())
    return Error{Errc::bad_input,
                 {"情景有问题，未演练", "the scenario has faults; nothing was played"}};
  night->file_ = std::move(*file);
  simulator::Scenario& scenario = night->file_.scenario;
  if (night->files_.seed)
    scenario.seed = *night->files_.seed;
  else
    scenario.chances = {};
  scenario.end = std::max(scenario.end, simulator::until_last_danger(scenario).end);
  night->names_.emplace(plan.plan(), night->plan_.people);
  const auto beginning = simulator::begin_night(township_machine(), plan, scenario.start);
  simulator::ExpectationWatch watch(scenario);
  night->record_ = simulator::play_night(beginning, scenario, watch.listener());
  night->score_ = simulator::score_of(scenario, night->record_, watch.outcomes(night->record_));
  return night;
}

}  // namespace fenghuo::cli

// The nights in which a plan is tried: its scenarios, each at the hours that matter.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "adapters/plan/folder.h"
#include "cli/verb.h"
#include "engine/digest.h"
#include "simulator/single_failures.h"

namespace fenghuo::cli {

/// A scenario at an hour, with what it takes to play it.
struct PlanNight {
  std::string name;  // "flood-night 02:00"
  simulator::Scenario scenario;
  Digest source{};  // of the scenario's file
  std::shared_ptr<const simulator::NightBeginning> beginning;
};

/// Of the plan's folder: the files in drills/ that are scenarios (and not storms alone), in order.
std::vector<std::string> scenarios_of(const std::string& plan_folder);

/// Whether it is there. Errors: not_found, which says the scenario of the plan's that is called
/// most like it.
Result<void> find_scenario(const std::string& path, const std::string& plan_folder);

/// Each of the files as written and at each of the hours ("02:00"; none: as written alone). Faults
/// are printed. Errors: those of reading; bad_input where there is a fault, or nothing threatens.
Result<std::vector<PlanNight>> read_nights(const wire::PlanChanged& plan,
                                           const std::vector<std::string>& files,
                                           const std::vector<std::string>& hours, Session& session);

/// Villages of the plan that none of the nights endangers, in the plan's order: whatever fails,
/// nobody of them is caught, which says nothing of them.
std::vector<std::string> never_in_danger(const wire::Plan& plan,
                                         const std::vector<PlanNight>& nights);

std::vector<simulator::TriedNight> tried(const std::vector<PlanNight>& nights);

}  // namespace fenghuo::cli

// drills/*.yaml and simulator/scenarios: a scenario as text (docs/drills.md), with a place for
// every fault.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/fact_json.h"
#include "adapters/plan/diagnostic.h"
#include "engine/plan.pb.h"
#include "engine/result.h"
#include "simulator/scenario.h"

namespace fenghuo::cli {

/// Bounds of a file: 62 days, and so many points of a station, and expectations.
inline constexpr std::chrono::days kScenarioSpanMax{62};
inline constexpr std::size_t kScenarioItemsMax = 10'000;
inline constexpr double kSeedMax = 1e15;

/// What is played instead of what the file says.
struct ScenarioChoice {
  std::string variant;             // of those in the file; empty: none
  std::optional<Span> clock;       // it begins at this time of the day instead
  std::vector<std::string> fails;  // elements that don't work all night
};

struct ScenarioFile {
  simulator::Scenario scenario;
  std::vector<std::string> variants;  // that the file has
  adapters::Diagnostics faults;
};

/// The folder of the plan that the scenario names, relative to itself; empty where it names none.
/// Errors: not_found, bad_input where the file can't be read as YAML.
Result<std::string> plan_of_scenario(const std::string& path);

/// Errors: not_found; too_many; bad_input where it is a storm, or `choice` names what there isn't.
/// Other faults stand in the file's list.
Result<ScenarioFile> read_scenario(const std::string& path, const wire::Plan& plan,
                                   const ScenarioChoice& choice);

}  // namespace fenghuo::cli

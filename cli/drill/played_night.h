// A drill from its files to its score.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "adapters/plan/folder.h"
#include "cli/drill/drill_text.h"
#include "cli/drill/scenario_file.h"
#include "cli/names.h"
#include "cli/verb.h"
#include "simulator/night.h"
#include "simulator/score.h"

namespace fenghuo::cli {

struct DrillFiles {
  std::string plan;      // a folder; empty: that which the scenario names
  std::string scenario;  // a file
  ScenarioChoice choice;
  std::optional<std::uint64_t> seed;  // of a night of chance; none: it goes as it is written
};

/// What a Drill refers to, kept together.
class PlayedNight {
 public:
  /// Faults of the files are printed. Errors: those of reading; bad_input where there are faults.
  static Result<std::unique_ptr<PlayedNight>> play(DrillFiles files, Session& session);

  Drill drill() const { return {plan_.change, *names_, file_.scenario, record_, score_}; }
  const DrillFiles& files() const { return files_; }
  const ScenarioFile& scenario_file() const { return file_; }
  const adapters::LoadedPlan& plan() const { return plan_; }

 private:
  DrillFiles files_;
  adapters::LoadedPlan plan_;
  ScenarioFile file_;
  std::optional<Names> names_;
  simulator::NightRecord record_;
  simulator::Score score_;
};

}  // namespace fenghuo::cli

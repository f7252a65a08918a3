// Reads a plan's folder into what enters the log (PlanChanged), with all faults of its files.
#pragma once

#include <string>
#include <vector>

#include "adapters/plan/files.h"
#include "engine/event.pb.h"
#include "engine/plan_problem.h"

namespace fenghuo::adapters {

/// A file of a plan is at most 1 MiB, the folder 8 MiB: a township of 40 villages has 100 kB.
inline constexpr std::size_t kPlanFileBytesMax = 1024 * 1024;
inline constexpr std::size_t kPlanBytesMax = 8 * kPlanFileBytesMax;

struct LoadedPlan {
  wire::PlanChanged change;  // without who changed it, and people not sealed yet
  PlanSettings settings;
  std::vector<Person> people;
  SourceMap sources;
  Diagnostics faults;
  Diagnostics notices;  // which keep nobody from using the plan

  /// Notes what rules and playbooks find, at its place in the files. Nothing where a file couldn't
  /// be read: they would find what only follows from that.
  void add(const PlanProblems& problems);
  /// By file and place; first what others follow from: files that can't be read, then plan.yaml.
  void sort_faults();
};

LoadedPlan load_plan(const std::string& folder);

}  // namespace fenghuo::adapters

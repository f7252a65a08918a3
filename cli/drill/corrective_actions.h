// What is to be mended after a drill: actions that people agreed on, in a table beside the
// scenario, and proposals made of what was missed.
//
//   actions.csv: id,action,action_en,owner,due,expectation,state
//
// `owner` is a person of the plan or any name, `due` a day, `expectation` the id of one of the
// scenario's (may be empty), `state` in words: open, under way, done.
#pragma once

#include <string>
#include <vector>

#include "adapters/plan/diagnostic.h"
#include "cli/drill/drill_text.h"
#include "engine/result.h"

namespace fenghuo::cli {

struct CorrectiveAction {
  std::string id;
  Text action;
  std::string owner;
  std::string due;
  std::string expectation;
  std::string state;
};

struct ActionsFile {
  std::vector<CorrectiveAction> actions;
  adapters::Diagnostics faults;
};

/// At most so many rows of it.
inline constexpr std::size_t kActionsMax = 10'000;

/// actions.csv beside a scenario; a folder without one has no actions. Errors: too_many, bad_input
/// where it is no text.
Result<ActionsFile> read_actions(const std::string& scenario_path);

/// Something that was missed, and what could be done about it.
struct Proposal {
  Text action;
  std::string expectation;     // that it is about; may be empty
  std::vector<FactId> causes;  // facts that tell of it; may be empty
};

/// One for each expectation that isn't met, and each kind of gap at one place, in the order of the
/// night.
std::vector<Proposal> proposals_of(const Drill& drill);
/// Without those about an expectation that an action was agreed on for.
std::vector<Proposal> open_proposals(const Drill& drill,
                                     const std::vector<CorrectiveAction>& actions);

}  // namespace fenghuo::cli

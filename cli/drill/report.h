// The after-action report of a drill: one HTML file that loads nothing, for a screen, a telephone
// and a black and white printer. It is made of the record alone, so equal nights give equal bytes.
//
// What it holds follows HSEEP's after-action report and improvement plan, and AQ/T 9009: what was
// expected and what came of it, rated; what was missed; what is to be mended, by whom and when; and
// what is on record of each item of AQ/T 9009 (report_standard.h).
#pragma once

#include <string>
#include <vector>

#include "cli/drill/corrective_actions.h"
#include "cli/drill/drill_before.h"
#include "cli/drill/drill_text.h"

namespace fenghuo::cli {

/// In the session's language. `before`: an earlier drill to compare with, or null. `actions`: those
/// agreed on so far (read_actions); others are proposed beside them.
std::string report_html(const Drill& drill, const Session& session, const DrillBefore* before,
                        const std::vector<CorrectiveAction>& actions = {});

}  // namespace fenghuo::cli

// What AQ/T 9009-2015 has an evaluation consist of, item by item: what the record of this drill
// holds of each, and where it stands in the report. The items are the headings of its chapters 5 to
// 7 (preparation, carrying out, summing up), in our words, as the draft for approval (报批稿) has
// them.
#pragma once

#include <string>
#include <vector>

#include "cli/drill/corrective_actions.h"
#include "cli/drill/drill_before.h"
#include "cli/drill/report_page.h"

namespace fenghuo::cli {

/// `before` may be null; `actions` are those agreed on, as in the section about them.
std::string standard_section(const ReportPage& page, const DrillBefore* before,
                             const std::vector<CorrectiveAction>& actions);

}  // namespace fenghuo::cli

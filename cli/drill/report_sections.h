// The sections of a drill's report, each written by a file of its own. All give markup.
#pragma once

#include <string>
#include <vector>

#include "cli/drill/corrective_actions.h"
#include "cli/drill/drill_before.h"
#include "cli/drill/report_page.h"

namespace fenghuo::cli {

/// report_head.cc: what was played and what came of it, rated.
std::string head_section(const ReportPage& page);
/// report_values.cc: how well the scenario's values are known, and each of them.
std::string known_section(const ReportPage& page);
std::string values_section(const ReportPage& page);
/// report_compare.cc: beside history; between villages and beside an earlier drill (may be null).
std::string history_section(const ReportPage& page);
std::string comparison_section(const ReportPage& page, const DrillBefore* before);
/// report_before.cc: the part of it that is about an earlier drill.
std::string beside_drill(const ReportPage& page, const DrillBefore& before);
std::string timeline_section(const ReportPage& page);
std::string map_section(const ReportPage& page);
std::string calls_section(const ReportPage& page);
/// report_tables.cc.
std::string expectations_section(const ReportPage& page);
/// report_notes.cc: empty where nobody wrote anything, as in a drill without people.
std::string notes_section(const ReportPage& page);
/// What nobody answered, was refused, couldn't be measured.
std::string gaps_section(const ReportPage& page);
std::string actions_section(const ReportPage& page, const std::vector<CorrectiveAction>& actions);

/// report_style.cc.
std::string_view report_style();

}  // namespace fenghuo::cli

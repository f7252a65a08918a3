// What the record of a drill holds of an item of AQ/T 9009-2015, in a sentence each; not more than
// it shows. Nothing: not on record.
#pragma once

#include <optional>
#include <vector>

#include "cli/drill/corrective_actions.h"
#include "cli/drill/drill_before.h"
#include "cli/drill/report_page.h"
#include "cli/drill/written_notes.h"

namespace fenghuo::cli::on_record {

using Held = std::optional<Text>;

/// Of its preparation. `before` may be null.
Held team(const ReportPage& page, const WrittenNotes& notes);
Text material(const ReportPage& page, const DrillBefore* before);
Text method(const ReportPage& page, const WrittenNotes& notes);
Held criteria(const ReportPage& page);

/// Of carrying it out.
Held in_place(const ReportPage& page, const WrittenNotes& notes);
Text observed(const ReportPage& page, const WrittenNotes& notes);
Held evaluated(const ReportPage& page);

/// Of summing it up.
Held of_themselves(const WrittenNotes& notes);
Held by_team(const ReportPage& page, const WrittenNotes& notes);
Text mended(const ReportPage& page, const std::vector<CorrectiveAction>& actions);

}  // namespace fenghuo::cli::on_record

// What a plan's record of drills (drills/record.csv) tells of the plan as it is now.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "adapters/plan/folder.h"
#include "cli/drill/drill_record.h"

namespace fenghuo::cli {

/// Adds to the plan's notices: a drill that wasn't passed when it was played last, or expected
/// nothing; a plan that was changed since the last drill that it passed; a year without any. A plan
/// without a record gets none. `today` as in note_reviews_due(). Errors: those of
/// read_drill_record().
Result<void> note_drills_due(adapters::LoadedPlan& plan, const std::string& folder,
                             std::string_view today);

/// The newest drill that the plan has passed as it is now; nothing where there is none.
std::optional<PlayedDrill> passed_as_it_is(const std::string& folder, const std::string& version);

}  // namespace fenghuo::cli

// Numbers that nobody has confirmed for a year. What day it is, the caller says: no plan becomes
// wrong by the calendar, so these are notices and no faults.
#pragma once

#include <string_view>

#include "adapters/plan/folder.h"
#include "engine/time.h"

namespace fenghuo::adapters {

/// Adds to the plan's notices. Of rules and of stations' limits that say when they were reviewed:
/// what was reviewed on a day is due from the same day of the next year on; a day still to come is
/// a slip of the pen.
void note_reviews_due(LoadedPlan& plan, std::string_view today);

/// 2026-05-31, in the plan's time zone.
std::string date_of(const wire::Plan& plan, Instant now);
/// The same day a year later; of a day of the calendar. Dates so written are in the order of their
/// texts, and 29 February is followed by a day that is not there, between its neighbours.
std::string a_year_after(const std::string& date);
/// Nothing for what is no day of the calendar.
bool is_date(std::string_view text);

}  // namespace fenghuo::adapters

// Where in the log a moment is: times in it never go back, so halving finds it.
#pragma once

#include "engine/log.h"

namespace fenghuo {

/// The offset of the first record at or after `moment`; the log's end where all are before it.
/// Errors: those of Log::read().
Result<Offset> first_at_or_after(const Log& log, Instant moment);

}  // namespace fenghuo

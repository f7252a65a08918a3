// A recorded log through the engine with another plan: what other rules would have made of the same
// past. Observations, reports, warnings of others and what people decided about alarms go in as and
// when they were recorded. Left out is what answered the effects of that time: calls, answers and
// deliveries mean duties that the new rules may not have opened.
#pragma once

#include "cli/alarm_history.h"
#include "cli/replay_takes.h"
#include "engine/event.pb.h"
#include "engine/log.h"
#include "engine/result.h"

namespace fenghuo::cli {

struct LogReplay {
  AlarmHistory recorded;  // as concluded then, from `from` on
  std::uint64_t forgotten = 0;  // of observations past their retention; the comparison begins after
  Instant from{};
  Instant until{};
};

/// The plan takes the place of all that the log holds. Errors: not_found where the log holds no
/// plan; damaged_log, with the offset.
Result<LogReplay> replay_log(const Log& log, const wire::PlanChanged& plan,
                             const ReplayTakes& takes);

}  // namespace fenghuo::cli

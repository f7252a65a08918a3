// The clock of a running engine, asked over HTTP: what plays a storm into it must send what the
// engine's own clock says is now.
#pragma once

#include <string>

#include "adapters/clock.h"
#include "engine/result.h"

namespace fenghuo::adapters {

/// `url` such as http://127.0.0.1:8651. Blocks for at most some seconds. Errors: not_found where
/// nobody answers, bad_input where the answer is no clock.
Result<Clock> ask_clock(const std::string& url);

}  // namespace fenghuo::adapters

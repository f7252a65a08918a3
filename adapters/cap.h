// CAP, the OASIS Common Alerting Protocol, 1.0 to 1.2: one alert as XML, as others warn.
#pragma once

#include <string_view>

#include "engine/event.pb.h"
#include "engine/result.h"
#include "engine/time.h"

namespace fenghuo::adapters {

/// A warning takes at most this in the log; those of whole countries name thousands of points.
inline constexpr std::size_t kWarningBytesMax = 400 * 1024;

/// And so many parts: each is held against every place of the plan. Real ones have a few kinds of
/// danger in a few languages.
inline constexpr int kWarningPartsMax = 200;

/// One that doesn't say when it is over is in force so long.
inline constexpr Span kWarningStandsFor = std::chrono::hours{24};

/// Reads an alert of status Actual and type Alert, Update or Cancel. Severity Extreme is red,
/// Severe orange, Moderate yellow, Minor blue. What is said in several languages stays as many
/// parts. Errors: bad_input, which says what is missing or not understood.
Result<wire::ReceivedWarning> read_cap(std::string_view xml);

}  // namespace fenghuo::adapters

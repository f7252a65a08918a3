// The observations of a tick: as columns in a record, as rows for the machine.
//
// Each row has the time that its device gave it and the time by which rules use it. They differ
// where the device's clock is off: then the row is moved by what the clock was ahead or behind when
// it sent (receive time, keeping the distances within a frame), and both times stay in the record.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/ids.h"
#include "engine/result.h"
#include "engine/time.h"

namespace fenghuo {

namespace wire {
class Observations;
}

/// QARTOD, Manual for Real-Time Quality Control, data flags.
enum class Quality : std::uint8_t {
  pass = 1,
  not_evaluated = 2,
  suspect = 3,
  fail = 4,
  missing = 9
};

std::optional<Quality> quality_from(std::uint32_t flag);

struct Observation {
  DatastreamId datastream;
  Quality quality = Quality::not_evaluated;
  Instant observed_at{};   // by which rules use it
  Instant device_time{};   // as the device said
  std::int64_t value = 0;  // at the datastream's decimals
};

/// Consecutive rows that came together.
struct Frame {
  std::uint32_t rows = 0;
  std::uint64_t key = 0;           // for dropping duplicates; 0 = none
  std::optional<Instant> sent_at;  // by the device's clock
};

/// A clock that is off by more than this is not believed (protocols.md, section 1.8).
inline constexpr Span kClockTolerance = std::chrono::minutes{10};

/// Observations older than this are history: kept, but no rule reads them. In a frame that says
/// when it was sent they are taken for a wrong clock instead.
inline constexpr Span kBacklogMax = std::chrono::days{7};

/// 10,000 rows x at most 27 bytes + as many frames x at most 21 bytes = 480 kB < kRecordBytesMax.
inline constexpr std::size_t kRowsPerRecordMax = 10'000;

/// How far the device's clock is ahead of ours, where it is off by more than kClockTolerance.
std::optional<Span> clock_error(const Frame& frame, Instant recorded_at);

/// `rows` by device time; frames' rows add up to them.
wire::Observations encode_observations(std::span<const Observation> rows,
                                       std::span<const Frame> frames, Instant recorded_at);

struct DecodedObservations {
  std::vector<Observation> rows;
  std::vector<Frame> frames;  // empty when none has a key or a time
};

/// Errors: damaged_log where columns don't fit each other or name a datastream >= datastream_count.
Result<void> decode_observations(const wire::Observations& columns, Instant recorded_at,
                                 std::uint32_t datastream_count, DecodedObservations& out);

}  // namespace fenghuo

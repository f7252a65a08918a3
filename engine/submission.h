// What an edge hands to the engine, and what it gets back once that is durable.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/event.pb.h"
#include "engine/fact.pb.h"
#include "engine/ids.h"
#include "engine/observations.h"
#include "engine/result.h"
#include "engine/time.h"

namespace fenghuo {

/// Observations that came together: a frame of a station, or a batch. Rows name their datastream by
/// its place in `datastreams`, so that a batch names each station once.
struct ObservationBlock {
  struct Source {
    std::string station;
    std::string property;
    std::uint8_t decimals = 0;  // of the values in this block
  };
  struct Row {
    std::uint32_t source = 0;
    Quality quality = Quality::not_evaluated;
    Instant observed_at{};
    std::int64_t value = 0;
  };

  std::vector<Source> sources;
  std::vector<Row> rows;  // at most kRowsPerRecordMax
  std::uint64_t frame_key = 0;
  std::optional<Instant> sent_at;
};

using Submission = std::variant<ObservationBlock, wire::Event>;

/// What became of a submission. Handed out only after the record is durable.
struct Receipt {
  std::optional<Error> refused;  // nothing was recorded
  bool duplicate = false;        // it came before; nothing new, though of a command a record
  Offset offset;
  std::uint32_t first_row = 0;  // of a block
  std::uint32_t rows = 0;
  // Values that no sensor has, times that no calendar has, stations of which there are too many.
  std::uint32_t rows_refused = 0;
  std::vector<wire::Fact> facts;  // of an event's record
};

}  // namespace fenghuo

// From the log back to the machine: recovery after a restart, and the proof that a log is whole.
#pragma once

#include <cstdint>
#include <functional>

#include "engine/log.h"
#include "engine/machine.h"
#include "engine/result.h"

namespace fenghuo {

struct Restored {
  Offset from;                // the snapshot's offset, or 0
  std::uint64_t records = 0;  // replayed after it
  std::uint64_t rows = 0;     // of observations in them
};

/// Brings a fresh machine to the log's end: the newest snapshot that this program can read, then
/// the records after it, each checked against the chain. The facts in the log stay as they are.
/// Errors: damaged_log or newer_log, with the offset.
Result<Restored> restore(const Log& log, Machine& machine);
/// The same, but to the state after all records up to the moment.
Result<Restored> restore_at(const Log& log, Machine& machine, Instant moment);

/// What is told of each record: that it comes, before the machine knows of it; and what it led to.
struct ReplayListener {
  std::function<void(const Record&)> before;
  std::function<void(const Record&, const Turn::Conclusions&)> after;
};

/// Reads the log up to `until` with a fresh machine. Errors: as restore(); what was told before
/// stays told.
Result<void> replay_each(const Log& log, Machine& machine, Offset until,
                         const ReplayListener& listener);

struct Verified {
  std::uint64_t records = 0;
  std::uint64_t facts = 0;
  std::uint64_t forgotten = 0;  // raw observations that retention has dropped; chained, not re-read
  Offset facts_from;            // facts were concluded again from here on
  Digest chain{};
  Digest state_hash{};  // after the last record
};

/// Reads the whole log: offsets dense, time never back, every digest right, and every fact
/// concluded again and equal byte for byte. Where old observations are forgotten, facts are
/// concluded again from the first snapshot after them. `machine` is fresh. Errors: damaged_log with
/// the first offset that does not hold.
Result<Verified> verify(const Log& log, Machine& machine);

}  // namespace fenghuo

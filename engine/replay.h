// From the log back to the machine: recovery after a restart, and the proof that a log is whole.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/log.h"
#include "engine/machine.h"
#include "engine/result.h"

namespace fenghuo {

/// Of the machine version that this program is; of another its state would mean something else.
inline bool readable(const Snapshot& snapshot) {
  return snapshot.machine_version == kMachineVersion;
}

struct Restored {
  Offset from;                // the snapshot's offset, or 0
  std::uint64_t records = 0;  // replayed after it
  std::uint64_t rows = 0;     // of observations in them
  /// Names of newer ones that are damaged, of another machine version, of another log (one that
  /// went on from the same backup), or whose state could not be loaded.
  std::vector<std::string> snapshots_passed_over{};
};

/// Brings a fresh machine to the log's end: the newest snapshot that this program can read, or
/// none, then the records after it, each checked against the chain. The facts in the log stay as
/// they are. Errors: damaged_log or newer_log, with the offset; of records that retention has
/// emptied and that no such snapshot stands after, too.
Result<Restored> restore(const Log& log, Machine& machine);
/// The same, but to the state after all records up to the moment.
Result<Restored> restore_at(const Log& log, Machine& machine, Instant moment);

/// Brings a machine that stands before the record `next` to the log's end, and gives where that is.
/// Errors: as restore(); the machine is then of no more use.
Result<Offset> catch_up(const Log& log, Machine& machine, Offset next);

/// Up to where no restart needs a record, even if the newest snapshot is lost: where the second one
/// stands of those that this program can read and that are of this log; 0 where there are not two.
/// Errors: those of Log::latest_snapshot().
Result<Offset> spared_by_two(const Log& log);

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
  // Of these concluded again and equal. Not what another machine version has concluded, nor what
  // follows observations that are gone with no readable snapshot after them.
  std::uint64_t facts_equal = 0;
  std::uint64_t forgotten = 0;  // raw observations that retention has dropped; chained, not re-read
  Offset facts_from;            // facts were concluded again from here on
  Digest chain{};
  std::optional<Digest> state_hash;  // after the last record, where it could be rebuilt
};

/// Reads the whole log: offsets dense, time never back, every digest right, and every fact of this
/// machine version concluded again and equal byte for byte. Where old observations are forgotten,
/// facts are concluded again from the first readable snapshot after them. `machine` is fresh.
/// Errors: damaged_log with the first offset that does not hold.
Result<Verified> verify(const Log& log, Machine& machine);

}  // namespace fenghuo

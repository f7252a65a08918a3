// Turns the blocks of a tick into as few columnar records as hold them: gives numbers to new
// datastreams, drops frames seen before, brings values to the datastream's decimals.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <tuple>
#include <vector>

#include "engine/machine.h"
#include "engine/strangers.h"
#include "engine/submission.h"

namespace fenghuo {

/// 1,500 x at most 280 bytes (two names of 128, two numbers, tags) = 420 kB < kRecordBytesMax.
inline constexpr int kRegistrationsPerRecordMax = 1'500;

class Intake {
 public:
  Intake(const Machine& machine, Strangers& strangers) : machine_(machine), strangers_(strangers) {}

  /// Datastreams that these blocks name and the machine doesn't know, as many as a record takes in
  /// each. The records with them must be applied before gather(). Those past kDatastreamsMax are
  /// left out, and so are those of stations outside the plan of which there are too many: gather()
  /// then refuses their rows, and a block that has no others.
  std::vector<wire::DatastreamsRegistered> unknown_datastreams(
      std::span<const ObservationBlock* const> blocks);

  struct Batch {
    std::vector<Observation> rows;
    std::vector<Frame> frames;
    std::uint32_t duplicates = 0;
    std::vector<std::size_t> blocks;  // which are in it: indices into the span given to gather()
  };

  /// Of the same blocks. Fills in each block's receipt but for the offset; a batch holds at most
  /// kRowsPerRecordMax rows.
  std::vector<Batch> gather(std::span<const ObservationBlock* const> blocks,
                            std::span<Receipt> receipts);

 private:
  Error too_many(std::string_view station) const;
  /// False where none of the block's rows has a datastream.
  bool resolve(const ObservationBlock& block, std::size_t first_source);
  bool seen_before(const ObservationBlock& block);
  void add_rows(const ObservationBlock& block, Batch& batch, Receipt& receipt) const;

  const Machine& machine_;
  Strangers& strangers_;
  // By source, through all blocks: looked up once, since names cost more than all else about a row.
  std::vector<std::optional<DatastreamId>> known_;
  // Of the block at hand, by source; nothing for one that was left out.
  std::vector<std::optional<DatastreamId>> ids_;
  std::set<std::tuple<std::uint32_t, std::uint64_t, Instant>> in_this_tick_;
};

}  // namespace fenghuo

// Turns the blocks of a tick into as few columnar records as hold them: gives numbers to new
// datastreams, drops frames seen before, brings values to the datastream's decimals.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <tuple>
#include <vector>

#include "engine/machine.h"
#include "engine/submission.h"

namespace fenghuo {

/// 1,500 x at most 280 bytes (two names of 128, two numbers, tags) = 420 kB < kRecordBytesMax.
inline constexpr int kRegistrationsPerRecordMax = 1'500;

class Intake {
 public:
  explicit Intake(const Machine& machine) : machine_(machine) {}

  /// Datastreams that these blocks name and the machine doesn't know, as many as a record takes in
  /// each. The records with them must be applied before gather(). Those past kDatastreamsMax are
  /// left out, and their blocks refused.
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
  bool resolve(const ObservationBlock& block, std::size_t first_source);
  bool seen_before(const ObservationBlock& block);
  void add_rows(const ObservationBlock& block, Batch& batch, Receipt& receipt) const;

  const Machine& machine_;
  // By source, through all blocks: looked up once, since names cost more than all else about a row.
  std::vector<std::optional<DatastreamId>> known_;
  std::vector<DatastreamId> ids_;  // of the block at hand, by source
  std::set<std::tuple<std::uint32_t, std::uint64_t, Instant>> in_this_tick_;
};

}  // namespace fenghuo

#include "engine/intake.h"

#include <algorithm>
#include <utility>

#include "engine/decimal.h"
#include "engine/property.h"

namespace fenghuo {
namespace {

bool well_formed(const ObservationBlock& block) {
  if (block.rows.empty() || block.rows.size() > kRowsPerRecordMax) return false;
  return std::all_of(block.rows.begin(), block.rows.end(),
                     [&](const auto& row) { return row.source < block.sources.size(); });
}

Error malformed() {
  return {Errc::bad_input,
          {"观测批次为空、过大或内部编号有误",
           "the batch of observations is empty, too large or misnumbered"}};
}

Error too_many() {
  return {Errc::too_many,
          {"数据流数量已达上限 " + std::to_string(kDatastreamsMax) + "，新的测站未被接受",
           "there are " + std::to_string(kDatastreamsMax) +
               " datastreams already; new stations are not taken"}};
}

std::uint8_t stored_decimals(const ObservationBlock::Source& source) {
  const Property* property = find_property(source.property);
  const std::uint8_t wanted =
      property ? std::max(property->decimals, source.decimals) : source.decimals;
  return std::min(wanted, kDecimalsMax);
}

}  // namespace

wire::DatastreamsRegistered Intake::unknown_datastreams(
    std::span<const ObservationBlock* const> blocks) const {
  wire::DatastreamsRegistered registered;
  std::set<std::pair<std::string_view, std::string_view>> added;
  std::uint32_t next = machine_.datastreams().count();
  for (const auto* block : blocks) {
    if (!well_formed(*block)) continue;
    for (const auto& source : block->sources) {
      if (machine_.datastreams().find(source.station, source.property)) continue;
      if (next >= kDatastreamsMax) return registered;
      if (!added.emplace(source.station, source.property).second) continue;
      auto& entry = *registered.add_datastreams();
      entry.set_id(next++);
      entry.set_station(source.station);
      entry.set_property(source.property);
      entry.set_decimals(stored_decimals(source));
    }
  }
  return registered;
}

bool Intake::resolve(const ObservationBlock& block) {
  ids_.clear();
  for (const auto& source : block.sources) {
    const auto id = machine_.datastreams().find(source.station, source.property);
    if (!id) return false;
    ids_.push_back(*id);
  }
  return true;
}

bool Intake::seen_before(const ObservationBlock& block) {
  if (block.frame_key == 0) return false;
  const auto& first = block.rows.front();
  const StationIndex station = machine_.datastreams()[ids_[first.source]].station;
  if (machine_.recent_frames().contains(station, block.frame_key, first.observed_at)) return true;
  return !in_this_tick_.emplace(station.value, block.frame_key, first.observed_at).second;
}

void Intake::add_rows(const ObservationBlock& block, Batch& batch, Receipt& receipt) const {
  receipt.first_row = static_cast<std::uint32_t>(batch.rows.size());
  for (const auto& row : block.rows) {
    const DatastreamId id = ids_[row.source];
    const auto value = rescale({row.value, block.sources[row.source].decimals},
                               machine_.datastreams()[id].decimals);
    if (!value) {
      ++receipt.rows_refused;
      continue;
    }
    batch.rows.push_back({id, row.quality, row.observed_at, row.observed_at, *value});
  }
  receipt.rows = static_cast<std::uint32_t>(batch.rows.size()) - receipt.first_row;
  batch.frames.push_back({receipt.rows, block.frame_key, block.sent_at});
}

std::vector<Intake::Batch> Intake::gather(std::span<const ObservationBlock* const> blocks,
                                          std::span<Receipt> receipts) {
  std::vector<Batch> batches;
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const ObservationBlock& block = *blocks[i];
    if (!well_formed(block)) {
      receipts[i].refused = malformed();
      continue;
    }
    if (!resolve(block)) {
      receipts[i].refused = too_many();
      continue;
    }
    if (batches.empty() || batches.back().rows.size() + block.rows.size() > kRowsPerRecordMax)
      batches.emplace_back();
    Batch& batch = batches.back();
    batch.blocks.push_back(i);
    if (seen_before(block)) {
      receipts[i].duplicate = true;
      ++batch.duplicates;
      continue;
    }
    add_rows(block, batch, receipts[i]);
  }
  return batches;
}

}  // namespace fenghuo

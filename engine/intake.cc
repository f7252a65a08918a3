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

std::uint8_t stored_decimals(const ObservationBlock::Source& source) {
  const Property* property = find_property(source.property);
  const std::uint8_t wanted =
      property ? std::max(property->decimals, source.decimals) : source.decimals;
  return std::min(wanted, kDecimalsMax);
}

}  // namespace

Error Intake::too_many(std::string_view station) const {
  if (machine_.datastreams().count() >= kDatastreamsMax)
    return {Errc::too_many,
            {"数据流数量已达上限 " + std::to_string(kDatastreamsMax) + "，新的测站未被接受",
             "there are " + std::to_string(kDatastreamsMax) +
                 " datastreams already; new stations are not taken"}};
  const std::string name(station);
  return {Errc::too_many,
          {"预案里没有测站“" + name + "”；不在预案里的测站最多 " + std::to_string(kStrangersMax) +
               " 个、每个 " + std::to_string(kStrangerPropertiesMax) +
               " 个要素，已经满了：把它写进 stations.csv 就会收",
           "the plan has no station '" + name + "', and of stations that it doesn't have at most " +
               std::to_string(kStrangersMax) + " are taken, with " +
               std::to_string(kStrangerPropertiesMax) +
               " properties each: put it into stations.csv and it will be taken"}};
}

std::vector<wire::DatastreamsRegistered> Intake::unknown_datastreams(
    std::span<const ObservationBlock* const> blocks) {
  known_.clear();
  DatastreamId guess;
  for (const auto* block : blocks)
    for (const auto& source : block->sources) {
      known_.push_back(machine_.datastreams().find_near(guess, source.station, source.property));
      if (known_.back()) guess = {known_.back()->value + 1};
    }
  std::vector<wire::DatastreamsRegistered> registered;
  std::set<std::pair<std::string_view, std::string_view>> added;
  std::uint32_t next = machine_.datastreams().count();
  std::size_t first_source = 0;
  for (const auto* block : blocks) {
    const auto known = known_.begin() + static_cast<std::ptrdiff_t>(first_source);
    first_source += block->sources.size();
    if (!well_formed(*block)) continue;
    for (std::size_t i = 0; i < block->sources.size(); ++i) {
      if (known[static_cast<std::ptrdiff_t>(i)]) continue;
      const auto& source = block->sources[i];
      if (next >= kDatastreamsMax) return registered;
      if (!added.emplace(source.station, source.property).second) continue;
      if (!strangers_.admit(machine_, source.station)) continue;
      if (registered.empty() || registered.back().datastreams_size() == kRegistrationsPerRecordMax)
        registered.emplace_back();
      auto& entry = *registered.back().add_datastreams();
      entry.set_id(next++);
      entry.set_station(source.station);
      entry.set_property(source.property);
      entry.set_decimals(stored_decimals(source));
    }
  }
  return registered;
}

bool Intake::resolve(const ObservationBlock& block, std::size_t first_source) {
  ids_.clear();
  for (std::size_t i = 0; i < block.sources.size(); ++i) {
    const auto& source = block.sources[i];
    auto id = known_[first_source + i];
    if (!id) id = machine_.datastreams().find(source.station, source.property);
    ids_.push_back(id);
  }
  return std::any_of(block.rows.begin(), block.rows.end(),
                     [this](const auto& row) { return ids_[row.source].has_value(); });
}

bool Intake::seen_before(const ObservationBlock& block) {
  if (block.frame_key == 0) return false;
  // The first that is kept: under its station the machine remembers the frame.
  const auto& first = *std::find_if(block.rows.begin(), block.rows.end(), [this](const auto& row) {
    return ids_[row.source].has_value();
  });
  const StationIndex station = machine_.datastreams()[*ids_[first.source]].station;
  if (machine_.recent_frames().contains(station, block.frame_key, first.observed_at)) return true;
  return !in_this_tick_.emplace(station.value, block.frame_key, first.observed_at).second;
}

void Intake::add_rows(const ObservationBlock& block, Batch& batch, Receipt& receipt) const {
  receipt.first_row = static_cast<std::uint32_t>(batch.rows.size());
  for (const auto& row : block.rows) {
    const auto id = ids_[row.source];
    const auto value = id ? rescale({row.value, block.sources[row.source].decimals},
                                    machine_.datastreams()[*id].decimals)
                          : std::nullopt;
    if (!value || !in_range(row.observed_at)) {
      ++receipt.rows_refused;
      continue;
    }
    batch.rows.emplace_back(*id, row.quality, row.observed_at, row.observed_at, *value);
  }
  receipt.rows = static_cast<std::uint32_t>(batch.rows.size()) - receipt.first_row;
  const bool believable = block.sent_at && in_range(*block.sent_at);
  batch.frames.push_back(
      {receipt.rows, block.frame_key, believable ? block.sent_at : std::nullopt});
}

std::vector<Intake::Batch> Intake::gather(std::span<const ObservationBlock* const> blocks,
                                          std::span<Receipt> receipts) {
  std::vector<Batch> batches;
  std::size_t first_source = 0;
  std::size_t rows_left = 0;
  for (const auto* block : blocks) rows_left += block->rows.size();
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const ObservationBlock& block = *blocks[i];
    const std::size_t first = std::exchange(first_source, first_source + block.sources.size());
    if (!well_formed(block)) {
      receipts[i].refused = malformed();
      continue;
    }
    if (!resolve(block, first)) {
      receipts[i].refused = too_many(block.sources[block.rows.front().source].station);
      continue;
    }
    if (batches.empty() || batches.back().rows.size() + block.rows.size() > kRowsPerRecordMax)
      batches.emplace_back().rows.reserve(std::min(rows_left, kRowsPerRecordMax));
    rows_left -= block.rows.size();
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

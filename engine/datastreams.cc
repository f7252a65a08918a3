#include "engine/datastreams.h"

#include <algorithm>
#include <cstring>

#include "engine/check.h"

namespace fenghuo {
namespace {

// Eight characters at a time, with SplitMix64's finaliser between. Never stored: only where a name
// stands in the table depends on it, and the table is looked up, not walked.
std::uint64_t hash(std::string_view text, std::uint64_t seed = 0) {
  seed += text.size();
  while (!text.empty()) {
    std::uint64_t part = 0;
    std::memcpy(&part, text.data(), std::min(text.size(), sizeof part));
    text.remove_prefix(std::min(text.size(), sizeof part));
    seed = (seed ^ part) * 0xBF58476D1CE4E5B9ULL;
    seed = (seed ^ (seed >> 27)) * 0x94D049BB133111EBULL;
    seed ^= seed >> 31;
  }
  return seed;
}

template <class Matches>
std::optional<std::uint32_t> probe(const std::vector<std::uint32_t>& slots, std::uint64_t key,
                                   Matches matches) {
  if (slots.empty()) return std::nullopt;
  for (std::size_t at = key % slots.size();; at = at + 1 == slots.size() ? 0 : at + 1) {
    if (slots[at] == 0) return std::nullopt;
    if (matches(slots[at] - 1)) return slots[at] - 1;
  }
}

void insert(std::vector<std::uint32_t>& slots, std::uint64_t key, std::uint32_t number) {
  std::size_t at = key % slots.size();
  while (slots[at] != 0) at = at + 1 == slots.size() ? 0 : at + 1;
  slots[at] = number + 1;
}

// At most half full, so that a look-up takes one or two steps.
bool too_full(std::size_t slots, std::size_t used) {
  return slots < 2 * (used + 1);
}

}  // namespace

std::optional<StationIndex> Datastreams::find_station(std::string_view station) const {
  const auto found = probe(station_slots_, hash(station),
                           [&](std::uint32_t n) { return stations_[n] == station; });
  if (!found) return std::nullopt;
  return StationIndex{*found};
}

std::optional<DatastreamId> Datastreams::find(std::string_view station,
                                              std::string_view property) const {
  const auto found = probe(datastream_slots_, hash(property, hash(station)), [&](std::uint32_t n) {
    return datastreams_[n].property == property &&
           stations_[datastreams_[n].station.value] == station;
  });
  if (!found) return std::nullopt;
  return DatastreamId{*found};
}

std::optional<DatastreamId> Datastreams::find_near(DatastreamId guess, std::string_view station,
                                                   std::string_view property) const {
  if (guess.value < count() && datastreams_[guess.value].property == property &&
      stations_[datastreams_[guess.value].station.value] == station)
    return guess;
  return find(station, property);
}

void Datastreams::index_station(std::uint32_t station) {
  insert(station_slots_, hash(stations_[station]), station);
}

void Datastreams::index_datastream(std::uint32_t datastream) {
  const auto& entry = datastreams_[datastream];
  insert(datastream_slots_, hash(entry.property, hash(stations_[entry.station.value])), datastream);
}

void Datastreams::rebuild() {
  station_slots_.assign(4 * (stations_.size() + 4), 0);
  datastream_slots_.assign(4 * (datastreams_.size() + 4), 0);
  for (std::uint32_t i = 0; i < station_count(); ++i) index_station(i);
  for (std::uint32_t i = 0; i < count(); ++i) index_datastream(i);
}

DatastreamId Datastreams::add(std::string_view station, std::string_view property,
                              std::uint8_t decimals) {
  CHECK(!find(station, property));
  auto index = find_station(station);
  const bool new_station = !index;
  if (new_station) {
    index = StationIndex{station_count()};
    stations_.emplace_back(station);
  }
  datastreams_.push_back({*index, std::string(property), decimals});
  if (too_full(station_slots_.size(), stations_.size()) ||
      too_full(datastream_slots_.size(), datastreams_.size())) {
    rebuild();
  } else {
    if (new_station) index_station(index->value);
    index_datastream(count() - 1);
  }
  return {count() - 1};
}

}  // namespace fenghuo

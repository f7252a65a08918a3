// Who observes what: stations, their datastreams, and the dense numbers by which columns and state
// name them. Numbers are given by records and never change, so a column of an old log keeps its
// meaning. Bounded: a flood of made-up stations is refused before it is recorded.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/ids.h"

namespace fenghuo {

/// 1,000,000 datastreams x about 100 bytes = 100 MB.
inline constexpr std::size_t kDatastreamsMax = 1'000'000;

struct Datastream {
  StationIndex station;
  std::string property;
  std::uint8_t decimals = 0;

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.station.value, self.property, self.decimals);
  }
};

class Datastreams {
 public:
  std::optional<DatastreamId> find(std::string_view station, std::string_view property) const;
  /// As find(), looking at `guess` first: a gateway names its stations in the same order each time,
  /// so the one after the last is most often right, and costs neither a hash nor a jump in memory.
  std::optional<DatastreamId> find_near(DatastreamId guess, std::string_view station,
                                        std::string_view property) const;
  std::optional<StationIndex> find_station(std::string_view station) const;

  /// The next number; the pair must be new.
  DatastreamId add(std::string_view station, std::string_view property, std::uint8_t decimals);

  const Datastream& operator[](DatastreamId id) const { return datastreams_[id.value]; }
  const std::string& station_name(StationIndex index) const { return stations_[index.value]; }
  std::uint32_t count() const { return static_cast<std::uint32_t>(datastreams_.size()); }
  std::uint32_t station_count() const { return static_cast<std::uint32_t>(stations_.size()); }

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.stations_, self.datastreams_);
    if constexpr (A::kReading) self.rebuild();
  }

 private:
  // Open addressing; 0 is empty, else number + 1. Looked up, never walked.
  using Slots = std::vector<std::uint32_t>;

  void rebuild();
  void index_station(std::uint32_t station);
  void index_datastream(std::uint32_t datastream);

  std::vector<std::string> stations_;
  std::vector<Datastream> datastreams_;
  Slots station_slots_;
  Slots datastream_slots_;
};

}  // namespace fenghuo

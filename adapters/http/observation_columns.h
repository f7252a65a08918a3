// Observations as columns, one a datastream, for charts. Bounded: of more the newest are kept,
// since whoever looks at a chart asks how it is now.
#pragma once

#include <boost/json/object.hpp>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>

#include "engine/datastreams.h"
#include "engine/observations.h"

namespace fenghuo::adapters {

class ObservationColumns {
 public:
  /// `points_max` x 40 bytes = memory.
  explicit ObservationColumns(std::size_t points_max) : points_max_(points_max) {}

  /// In the order in which they were recorded. Missing values are left out.
  void add(const Observation& row, Instant recorded_at, const Datastreams& datastreams);

  /// `series`, `complete`, and where it isn't, `complete_from_s`: of what was recorded later than
  /// that second, nothing is left out.
  boost::json::object to_json(const Datastreams& datastreams) const;

 private:
  struct Point {
    std::int64_t time_s;
    double value;
  };
  struct Place {
    std::uint32_t datastream;
    std::int64_t recorded_s;
  };

  void drop_oldest();

  std::size_t points_max_;
  std::map<std::uint32_t, std::deque<Point>> columns_;
  std::deque<Place> order_;  // of all points, oldest first; each column's are in the same order
  std::optional<std::int64_t> dropped_until_s_;
};

}  // namespace fenghuo::adapters

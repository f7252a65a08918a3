#include "adapters/http/observation_columns.h"

#include <boost/json/array.hpp>
#include <utility>

#include "engine/decimal.h"

namespace fenghuo::adapters {

namespace json = boost::json;

void ObservationColumns::add(const Observation& row, Instant recorded_at,
                             const Datastreams& datastreams) {
  if (row.quality == Quality::missing) return;
  columns_[row.datastream.value].push_back(
      {ms_of(row.observed_at) / 1000, to_double(row.value, datastreams[row.datastream].decimals)});
  order_.push_back({row.datastream.value, ms_of(recorded_at) / 1000});
  if (order_.size() > points_max_) drop_oldest();
}

void ObservationColumns::drop_oldest() {
  const auto oldest = columns_.find(order_.front().datastream);
  oldest->second.pop_front();
  if (oldest->second.empty()) columns_.erase(oldest);
  dropped_until_s_ = order_.front().recorded_s;
  order_.pop_front();
}

json::object ObservationColumns::to_json(const Datastreams& datastreams) const {
  json::array out;
  for (const auto& [id, points] : columns_) {
    const Datastream& datastream = datastreams[{id}];
    json::array times_s;
    json::array values;
    for (const Point& point : points) {
      times_s.emplace_back(point.time_s);
      values.emplace_back(point.value);
    }
    out.push_back({{"station", datastreams.station_name(datastream.station)},
                   {"property", datastream.property},
                   {"times_s", std::move(times_s)},
                   {"values", std::move(values)}});
  }
  json::object all{{"series", std::move(out)}, {"complete", !dropped_until_s_}};
  if (dropped_until_s_) all["complete_from_s"] = *dropped_until_s_;
  return all;
}

}  // namespace fenghuo::adapters

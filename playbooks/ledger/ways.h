// How long a unit takes from one place of the plan to another, by the roads that are open.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/plan.pb.h"
#include "engine/text.h"
#include "playbooks/dispatch/travel.h"

namespace fenghuo::playbooks {

/// Where the plan has no roads: the way is this much longer than the crow flies, at a pace that
/// mountain roads allow by night. On foot likewise, at walking pace.
inline constexpr std::int64_t kDetourPercent = 160;
inline constexpr std::int64_t kCarMetresAnHour = 25'000;

/// The plan's roads as a graph. Errors as RoadGraph::make().
Result<dispatch::RoadGraph> graph_of(const wire::Roads& roads);

/// As people are told it: whole minutes, no fewer than it takes.
Text in_minutes(std::int64_t seconds);

class Ways {
 public:
  Ways() = default;
  explicit Ways(const wire::Plan& plan);

  /// From now on. Roads and places that the plan doesn't have are ignored. A village that is cut
  /// off from its road is reached on foot alone.
  void close(const std::set<std::string>& roads, const std::set<std::string>& villages);

  /// A village, hazard point, shelter or facility; a unit with a place of its own by its id.
  bool has(std::string_view place) const { return places_.contains(place); }
  Text name(std::string_view place) const;
  /// Whether some road leads there; always where the plan has none.
  bool joins_road(std::string_view place, dispatch::Vehicle vehicle) const;
  /// Nothing: there is no way now, or one of the two isn't a place. Remembers what it has reckoned
  /// until something else is closed.
  std::optional<std::int64_t> seconds(std::string_view from, std::string_view to,
                                      dispatch::Vehicle vehicle);
  /// The roads of the quickest way, in order, each once; none where it needs none, or the plan has
  /// none. Nothing: there is no way now.
  std::optional<std::vector<std::string>> roads_between(std::string_view from, std::string_view to,
                                                        dispatch::Vehicle vehicle) const;

 private:
  struct Spot {
    Text name;
    std::string village;  // that it lies in; empty: none
    dispatch::Position position;
    std::optional<dispatch::Join> joins[dispatch::kVehicles];
    std::uint32_t index = 0;
  };
  using Origin = std::pair<std::uint32_t, dispatch::Vehicle>;

  void add(const std::string& id, const Text& name, const std::string& village, double longitude,
           double latitude);
  bool cut(const Spot& spot) const { return cut_.contains(spot.village); }
  const std::vector<std::int32_t>& times_from(const Spot& from, dispatch::Vehicle vehicle);

  std::shared_ptr<const dispatch::RoadGraph> graph_;  // null: the plan has no roads
  std::map<std::string, std::uint32_t> road_index_;
  std::vector<std::string> road_ids_;
  std::map<std::string, Spot, std::less<>> places_;
  dispatch::Closures closures_;
  std::set<std::string> cut_;
  std::map<Origin, std::vector<std::int32_t>> times_;  // by place
};

}  // namespace fenghuo::playbooks

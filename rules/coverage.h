// Whom a rule judges - villages, stations, catchments, hazard points, or the whole jurisdiction:
// its areas - and which stations each of them sees.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/plan.pb.h"

namespace fenghuo::rules {

/// Which stations something is asked of.
struct StationSet {
  wire::StationSet::Kind kind = wire::StationSet::OWN;
  double within_km = 0;
  friend bool operator==(const StationSet&, const StationSet&) = default;
};

struct CoverageKey {
  wire::Rule::Each each = wire::Rule::VILLAGE;
  wire::StationSet::Kind stations = wire::StationSet::OWN;
  double within_km = 0;
  friend bool operator==(const CoverageKey&, const CoverageKey&) = default;

  static CoverageKey of(const wire::Rule& rule) {
    return {rule.for_each(), rule.stations().kind(), rule.stations().within_km()};
  }
  /// Of the same areas, with these stations; without them the rule's own. The jurisdiction sees all
  /// of them anyway.
  static CoverageKey of(const wire::Rule& rule, const std::optional<StationSet>& stations) {
    if (!stations || rule.for_each() == wire::Rule::JURISDICTION) return of(rule);
    return {rule.for_each(), stations->kind, stations->within_km};
  }
};

/// Stations by their place in the plan, areas by theirs: coverages of one kind of areas have the
/// same ones, whatever they see.
class Coverage {
 public:
  Coverage() = default;
  explicit Coverage(const wire::Plan& plan, const CoverageKey& key = {});

  bool of_stations() const { return key_.each == wire::Rule::STATION; }
  std::uint32_t areas() const { return static_cast<std::uint32_t>(ids_.size()); }
  const std::vector<std::string>& ids() const { return ids_; }
  std::span<const std::uint32_t> areas_of(std::uint32_t station) const {
    return {areas_seeing_.data() + first_area_[station],
            areas_seeing_.data() + first_area_[station + 1]};
  }
  /// Calls `use(area)` for each. A rule for stations looks nothing up: it sees each as itself.
  template <class Use>
  void each_area_of(std::uint32_t station, Use use) const {
    if (of_stations()) return use(station);
    for (const std::uint32_t area : areas_of(station)) use(area);
  }
  const std::vector<std::uint32_t>& stations_of(std::uint32_t area) const {
    return stations_of_[area];
  }
  /// By place in stations_of(area): stations that share a power feed or a link are in one group.
  const std::vector<std::uint32_t>& groups_of(std::uint32_t area) const { return groups_of_[area]; }

 private:
  CoverageKey key_;
  std::vector<std::string> ids_;
  // In the order of stations, close together: this is read for each observation. A station's areas
  // begin at its first_area_ and end at the next one's.
  std::vector<std::uint32_t> areas_seeing_;
  std::vector<std::uint32_t> first_area_;
  std::vector<std::vector<std::uint32_t>> stations_of_;
  std::vector<std::vector<std::uint32_t>> groups_of_;
};

/// Of all areas of the kind, in the plan's order.
std::vector<std::string> area_ids(const wire::Plan& plan, wire::Rule::Each each);

/// The areas near enough to the place - a village or a hazard point, by its id - that what people
/// report there is theirs too, as stations there would be. In order.
std::vector<std::uint32_t> areas_near(const wire::Plan& plan, const CoverageKey& key,
                                      const std::string& place);

/// Where a station stands in the plan.
class StationPlaces {
 public:
  StationPlaces() = default;
  explicit StationPlaces(const wire::Plan& plan);
  std::optional<std::uint32_t> find(std::string_view id) const;
  std::size_t count() const { return by_id_.size(); }

 private:
  std::map<std::string, std::uint32_t, std::less<>> by_id_;
};

}  // namespace fenghuo::rules

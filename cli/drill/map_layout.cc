#include "cli/drill/map_layout.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <optional>

namespace fenghuo::cli {
namespace {

constexpr double kHeightMin = 180;
constexpr double kHeightMax = 330;
/// Room for names at the edges.
constexpr double kMargin = 44;
/// Roads are drawn so far beyond the outermost place.
constexpr double kBeyond = 60;
/// What is nearer to a village than this would lie under its symbol, and is drawn beside it.
constexpr double kAside = 13;
constexpr double kIcon = 9;

struct Degrees {
  double longitude = 0;
  double latitude = 0;
};

// Of a plan that says where it is; (0, 0) is in the sea, and means that it doesn't.
template <class Placed>
std::optional<Degrees> degrees_of(const Placed& placed) {
  if (placed.longitude_deg() == 0 && placed.latitude_deg() == 0) return std::nullopt;
  return Degrees{placed.longitude_deg(), placed.latitude_deg()};
}

// Its own, or else that of its first village.
std::optional<Degrees> place_of(const wire::Shelter& shelter, const wire::Plan& plan) {
  if (const auto own = degrees_of(shelter.place())) return own;
  for (const auto& village : plan.villages())
    if (shelter.villages_size() > 0 && village.id() == shelter.villages(0))
      return degrees_of(village);
  return std::nullopt;
}

// Plate carrée with the middle's latitude true: a township is some 20 km wide.
class Projection {
 public:
  explicit Projection(const std::vector<Degrees>& places) {
    Degrees low = places.front();
    Degrees high = places.front();
    for (const auto& one : places) {
      low = {std::min(low.longitude, one.longitude), std::min(low.latitude, one.latitude)};
      high = {std::max(high.longitude, one.longitude), std::max(high.latitude, one.latitude)};
    }
    const double middle = (low.latitude + high.latitude) / 2;
    narrowing_ = std::cos(middle * std::numbers::pi / 180);
    const double wide = (high.longitude - low.longitude) * narrowing_;
    const double tall = high.latitude - low.latitude;
    scale_ = std::min(wide > 0 ? (kMapWidth - 2 * kMargin) / wide : kPlain,
                      tall > 0 ? (kHeightMax - 2 * kMargin) / tall : kPlain);
    height_ = std::clamp(tall * scale_ + 2 * kMargin, kHeightMin, kHeightMax);
    left_ = (kMapWidth - wide * scale_) / 2 - low.longitude * narrowing_ * scale_;
    top_ = (height_ - tall * scale_) / 2 + high.latitude * scale_;
  }

  double height() const { return height_; }
  Spot spot(Degrees place) const {
    return {left_ + place.longitude * narrowing_ * scale_, top_ - place.latitude * scale_};
  }

 private:
  // Of places that are all in one: a hundredth of a degree, about a kilometre, is so long.
  static constexpr double kPlain = 10'000;
  double narrowing_ = 1;
  double scale_ = 1;
  double height_ = 0;
  double left_ = 0;
  double top_ = 0;
};

// Whole units: parts of a way that are shorter don't show.
std::string road_path(const wire::Roads& roads, const Projection& projection) {
  const auto junction = [&](std::uint32_t index) {
    const auto at = static_cast<int>(index);
    const Spot spot = projection.spot(
        {roads.junction_longitude_e7(at) / 1e7, roads.junction_latitude_e7(at) / 1e7});
    return Spot{std::round(spot.x), std::round(spot.y)};
  };
  const Box around{-kBeyond, -kBeyond, kMapWidth + 2 * kBeyond, projection.height() + 2 * kBeyond};
  const auto near = [&](Spot spot) { return around.holds({spot.x, spot.y, 0, 0}); };
  std::string out;
  Spot pen{-1e9, -1e9};
  for (int i = 0; i < roads.edge_from_size(); ++i) {
    const Spot from = junction(roads.edge_from(i));
    const Spot to = junction(roads.edge_to(i));
    if (!near(from) || !near(to) || (from.x == to.x && from.y == to.y)) continue;
    if (pen.x != from.x || pen.y != from.y)
      out += "M" + coordinate(from.x) + " " + coordinate(from.y);
    out += "L" + coordinate(to.x) + " " + coordinate(to.y);
    pen = to;
  }
  return out;
}

// Hands out places on which nothing lies yet.
class Places {
 public:
  explicit Places(const MapLayout& map) : page_{0, 0, kMapWidth, map.height} {
    for (const auto& village : map.villages) {
      taken_.push_back(around(village.at, 2 * kMapSymbol));
      // A danger that has come.
      taken_.push_back({village.at.x - 5, village.at.y - kMapSymbol - 9, 10, 9});
    }
  }

  // False where something lies there.
  bool take(const Box& box) {
    const auto lies_on = [&](const Box& other) { return other.overlaps(box); };
    if (!page_.holds(box) || std::ranges::any_of(taken_, lies_on)) return false;
    taken_.push_back(box);
    return true;
  }
  static Box around(Spot at, double width) {
    return {at.x - width / 2, at.y - width / 2, width, width};
  }

 private:
  Box page_;
  std::vector<Box> taken_;
};

// Beside, under or over it; nothing where there is no room.
std::optional<MapLabel> label_for(Spot at, const std::string& words, Places& places) {
  const double width = width_em(words) * kMapLetter;
  const double aside = kMapSymbol + 2;
  const double under = kMapSymbol + kMapLetter;
  const MapLabel choices[] = {{words, {at.x + aside, at.y + 5}, Anchor::start},
                              {words, {at.x - aside, at.y + 5}, Anchor::end},
                              {words, {at.x, at.y + under}, Anchor::middle},
                              {words, {at.x, at.y - kMapSymbol - 11}, Anchor::middle},
                              {words, {at.x + 6, at.y + under}, Anchor::start},
                              {words, {at.x - 6, at.y + under}, Anchor::end},
                              {words, {at.x + 6, at.y - aside - 1}, Anchor::start},
                              {words, {at.x - 6, at.y - aside - 1}, Anchor::end}};
  for (const auto& choice : choices) {
    const double left = choice.anchor == Anchor::start ? choice.at.x
                        : choice.anchor == Anchor::end ? choice.at.x - width
                                                       : choice.at.x - width / 2;
    if (places.take({left, choice.at.y - kMapLetter + 2, width, kMapLetter})) return choice;
  }
  return std::nullopt;
}

void place_labels(MapLayout& map, Places& places) {
  std::size_t numbers = 0;
  for (auto& village : map.villages) {
    if (auto label = label_for(village.at, village.name, places)) {
      village.label = std::move(*label);
      continue;
    }
    village.number = ++numbers;
    const std::string words = std::to_string(village.number);
    village.label = label_for(village.at, words, places)
                        .value_or(MapLabel{words, {village.at.x + 8, village.at.y - 6}});
  }
}

// Where it is; in a village beside that, where there is room; else nowhere.
std::optional<Spot> icon_spot(Spot at, const MapLayout& map, Places& places) {
  const auto near = [&](const MapVillage& village) {
    return std::hypot(village.at.x - at.x, village.at.y - at.y) < kAside;
  };
  const auto village = std::ranges::find_if(map.villages, near);
  if (village == map.villages.end())
    return places.take(Places::around(at, kIcon)) ? std::optional(at) : std::nullopt;
  constexpr Spot kBeside[] = {{-11, 10}, {11, -10}, {-11, -10}, {11, 10},
                              {0, 14},   {-15, 0},  {15, 0}};
  for (const Spot beside : kBeside) {
    const Spot spot{village->at.x + beside.x, village->at.y + beside.y};
    if (places.take(Places::around(spot, kIcon))) return spot;
  }
  return std::nullopt;
}

}  // namespace

MapLayout map_layout(const wire::Plan& plan, const std::vector<std::string>& names) {
  std::vector<Degrees> villages;
  for (const auto& village : plan.villages())
    if (const auto at = degrees_of(village)) villages.push_back(*at);
  MapLayout map;
  if (villages.empty()) return map;
  const Projection projection(villages);
  map.height = projection.height();
  for (int i = 0; i < plan.villages_size(); ++i)
    if (const auto at = degrees_of(plan.villages(i)))
      map.villages.push_back(
          {plan.villages(i).id(), names[static_cast<std::size_t>(i)], projection.spot(*at)});
  Places places(map);
  place_labels(map, places);
  const auto add = [&](std::vector<Spot>& to, Degrees at) {
    if (const auto spot = icon_spot(projection.spot(at), map, places)) to.push_back(*spot);
  };
  for (const auto& shelter : plan.shelters())
    if (const auto at = place_of(shelter, plan)) add(map.shelters, *at);
  for (const auto& station : plan.stations())
    if (const auto at = degrees_of(station)) add(map.stations, *at);
  map.roads = road_path(plan.roads(), projection);
  return map;
}

}  // namespace fenghuo::cli

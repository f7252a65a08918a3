#include "rules/sites.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <utility>

#include "engine/decimal.h"
#include "engine/property.h"

namespace fenghuo::rules {
namespace {

// Sources of rain, better ones with a higher rank. Sums over longer times overlap and are no
// source.
struct RainSource {
  std::string_view property;
  std::uint8_t rank;
  bool counter;
};
constexpr std::array<RainSource, 4> kRainSources{{{"rain_cumulative", 4, true},
                                                  {"rain", 3, false},
                                                  {"rain_5min", 2, false},
                                                  {"rain_1h", 1, false}}};

bool is_amount(const std::string& property) {
  const Property* known = find_property(property);
  return known != nullptr && known->kind == PropertyKind::amount;
}

template <class Kept>
void keep_only(Kept& kept, const StationPlaces& stations, const Rulebook& rulebook, bool amounts) {
  Kept wanted;
  for (std::size_t i = 0; i < kept.names.size(); ++i) {
    const auto& name = kept.names[i];
    if (!rulebook.readers_of(name.property) || is_amount(name.property) != amounts ||
        !stations.find(name.station))
      continue;
    wanted.names.push_back(std::move(kept.names[i]));
    wanted.histories.push_back(std::move(kept.histories[i]));
  }
  kept = std::move(wanted);
}

}  // namespace

void Sites::bind(const Rulebook& rulebook, const StationPlaces& stations, const wire::Plan& plan) {
  std::map<std::string, Site, std::less<>> before;
  for (std::size_t i = 0; i < sites_.size(); ++i) before.emplace(site_names_[i], sites_[i]);
  sites_.clear();
  site_names_.clear();
  for (const auto& station : plan.stations()) {
    const auto known = before.find(station.id());
    sites_.push_back(known == before.end() ? Site{} : known->second);
    site_names_.push_back(station.id());
  }
  keep_only(states_, stations, rulebook, false);
  keep_only(amounts_, stations, rulebook, true);

  readers_ = static_cast<std::uint32_t>(rulebook.readers().size());
  is_amount_.clear();
  for (const auto& readers : rulebook.readers()) is_amount_.push_back(is_amount(readers.property));
  history_of_.assign(sites_.size() * readers_, -1);
  routes_.clear();
  lanes_.clear();
  const auto place = [&](auto& kept) {
    for (std::size_t i = 0; i < kept.names.size(); ++i) {
      const std::uint32_t readers = *rulebook.readers_of(kept.names[i].property);
      history_at(*stations.find(kept.names[i].station), readers) = static_cast<std::int32_t>(i);
      kept.histories[i].reshape(rulebook.readers()[readers].shape);
    }
  };
  place(states_);
  place(amounts_);
}

std::vector<Sites::NamedSite> Sites::named_sites() const {
  std::vector<NamedSite> named;
  for (std::size_t i = 0; i < sites_.size(); ++i) named.push_back({site_names_[i], sites_[i]});
  return named;
}

void Sites::take(std::vector<NamedSite>& sites) {
  sites_.clear();
  site_names_.clear();
  for (auto& [name, site] : sites) {
    sites_.push_back(site);
    site_names_.push_back(std::move(name));
  }
}

void Sites::route(const Datastream& datastream, std::uint32_t site, const Rulebook& rulebook,
                  Route& route, Lane& lane) const {
  const auto history_of = [&](std::uint32_t readers) {
    return static_cast<std::uint32_t>(history_of_[site * readers_ + readers]);
  };
  lane.site = static_cast<std::int32_t>(site);
  lane.decimals = datastream.decimals;
  if (const auto own = rulebook.readers_of(datastream.property);
      own && datastream.property != "rain")
    route.own = {history_of(*own), static_cast<std::uint16_t>(*own), is_amount_[*own], false};
  const auto rain = rulebook.readers_of("rain");
  for (const auto& source : kRainSources) {
    if (!rain || source.property != datastream.property) continue;
    route.rain = {history_of(*rain), static_cast<std::uint16_t>(*rain), true, source.counter};
    lane.rain_rank = source.rank;
  }
}

void Sites::route_new(const Rulebook& rulebook, const StationPlaces& stations,
                      const Datastreams& datastreams) {
  const auto first = static_cast<std::uint32_t>(routes_.size());
  routes_.resize(datastreams.count());
  lanes_.resize(datastreams.count());
  for (std::uint32_t i = first; i < datastreams.count(); ++i)
    if (const auto site = stations.find(datastreams.station_name(datastreams[{i}].station)))
      route(datastreams[{i}], *site, rulebook, routes_[i], lanes_[i]);
}

// Where there are none yet.
void Sites::begin_histories(Route& route, Lane& lane, const Rulebook& rulebook) {
  for (Target* target : {&route.own, &route.rain})
    if (target->is_wanted() && !target->is_begun()) begin_history(lane, *target, rulebook);
  route.begun = true;
  if (route.own.is_wanted() == route.rain.is_wanted()) return;
  lane.rain = route.rain.is_wanted();
  static_cast<Target&>(lane) = lane.rain ? route.rain : route.own;
  lane.calm = !lane.counter;
}

void Sites::begin_history(const Lane& lane, Target& target, const Rulebook& rulebook) {
  const auto& wanted = rulebook.readers()[target.readers];
  const auto site = static_cast<std::uint32_t>(lane.site);
  std::int32_t& at = history_at(site, target.readers);
  const auto begin = [&](auto& kept, auto history) {
    at = static_cast<std::int32_t>(kept.histories.size());
    kept.names.push_back({site_names_[site], wanted.property});
    history.reshape(wanted.shape);
    kept.histories.push_back(std::move(history));
  };
  // Another datastream of the same property may have begun it.
  if (at < 0 && target.amount) begin(amounts_, AmountHistory());
  if (at < 0) begin(states_, StateHistory(lane.decimals));
  target.history = static_cast<std::uint32_t>(at);
}

// Where nobody needs to be told of it.
inline bool Sites::take_calmly(const Row& row, const Lane& lane) {
  const Sample sample{row.observed_at, row.value};
  if (!lane.amount) return states_.histories.data()[lane.history].take_calmly(sample);
  return !(lane.rain && is_worse_rain(lane)) &&
         amounts_.histories.data()[lane.history].take_calmly(sample);
}

void Sites::give_row(const Row& row, std::uint32_t place, bool too_old, const Arrival& arrival,
                     const Rulebook& rulebook, Feeding& feeding) {
  Lane& lane = lanes_.data()[row.datastream.value];
  const auto give_to = [&](const Target& target) {
    Fed& fed = feeding.give();
    fed.row = place;
    fed.site = arrival.site;
    fed.history = too_old ? Fed::kNone : target.history;
    fed.readers = target.readers;
    fed.decimals = lane.decimals;
    fed.amount = target.amount;
    fed.counter = target.counter;
    fed.sample.at = row.observed_at;
    fed.sample.value = row.value;
  };
  const auto give_rain = [&](const Target& rain) {
    if (!too_old && is_worse_rain(lane)) return;
    if (!too_old) sites_[arrival.site].rain_rank = lane.rain_rank;
    give_to(rain);
  };
  if (lane.is_begun()) return lane.rain ? give_rain(lane) : give_to(lane);
  Route& route = routes_.data()[row.datastream.value];
  if (!route.begun && !too_old) begin_histories(route, lane, rulebook);
  if (route.own.is_wanted()) give_to(route.own);
  if (route.rain.is_wanted()) give_rain(route.rain);
}

void Sites::give(std::span<const Row> rows, Arrival& arrival, std::span<const Quality> qualities,
                 const Rulebook& rulebook, Feeding& feeding) {
  // A row goes to its own property's history, and to rain's.
  feeding.make_room(std::size_t{2} * (arrival.end - arrival.begin));
  // All of them are of one moment.
  const Instant at = rows[arrival.begin].observed_at;
  const bool too_old = at < arrival.now - kBacklogMax;
  const std::size_t first = feeding.given();
  bool any = false;
  for (std::uint32_t i = arrival.begin; i < arrival.end; ++i) {
    const Row& row = rows[i];
    const Quality quality = qualities.empty() ? row.quality : qualities[i - arrival.begin];
    if (quality == Quality::fail || quality == Quality::missing) continue;
    any = true;
    const Lane& lane = lanes_.data()[row.datastream.value];
    // Of an arrival's rows to one history the last one wins: it mustn't go before another.
    const bool is_calm = !too_old && lane.calm &&
                         !feeding.is_given_to(lane.history, lane.amount, first) &&
                         take_calmly(row, lane);
    if (is_calm) {
      arrival.calm |= std::uint64_t{1} << lane.readers;
    } else {
      give_row(row, i, too_old, arrival, rulebook, feeding);
    }
  }
  arrival.fed_end = static_cast<std::uint32_t>(feeding.given());
  Instant& newest_at = sites_.data()[arrival.site].newest_at;
  arrival.newest = any && at >= newest_at;
  if (arrival.newest) newest_at = at;
}

Reading Sites::answer(std::uint32_t site, std::uint32_t readers, const SeriesCall& call, Slot slot,
                      std::optional<Instant> over) const {
  Reading reading;
  with_history(site, readers,
               [&](const auto& history) { reading = history.answer(call, slot, over); });
  return reading;
}

std::optional<Instant> Sites::newest_at(std::uint32_t site, std::uint32_t readers) const {
  std::optional<Instant> at;
  with_history(site, readers, [&](const auto& history) {
    if (!history.empty()) at = history.newest().at;
  });
  return at;
}

Instant Sites::before_calm_at(std::uint32_t site, std::uint32_t readers) const {
  Instant at{};
  with_history(site, readers, [&](const auto& history) { at = history.before_calm().at; });
  return at;
}

std::size_t Sites::bytes() const {
  std::size_t bytes = 0;
  const auto add = [&](const auto& kept) {
    for (const auto& history : kept.histories) bytes += sizeof(Name) + history.bytes();
  };
  add(states_);
  add(amounts_);
  return bytes;
}

bool is_source_of_rain(std::string_view property) {
  return std::any_of(kRainSources.begin(), kRainSources.end(),
                     [&](const RainSource& source) { return source.property == property; });
}

}  // namespace fenghuo::rules

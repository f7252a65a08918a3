#include "rules/sites.h"

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

template <class Histories>
void keep_only(Histories& histories, const StationPlaces& stations, const Rulebook& rulebook,
               bool amounts) {
  std::erase_if(histories, [&](const auto& kept) {
    return !rulebook.readers_of(kept.property) || is_amount(kept.property) != amounts ||
           !stations.find(kept.station);
  });
}

}  // namespace

void Sites::bind(const Rulebook& rulebook, const StationPlaces& stations, const wire::Plan& plan) {
  std::map<std::string, Site, std::less<>> before;
  for (auto& site : sites_) before.emplace(site.station, std::move(site));
  sites_.clear();
  for (const auto& station : plan.stations()) {
    const auto known = before.find(station.id());
    sites_.push_back(known == before.end() ? Site{station.id(), std::nullopt, 0, {}}
                                           : known->second);
  }
  keep_only(states_, stations, rulebook, false);
  keep_only(amounts_, stations, rulebook, true);

  readers_ = static_cast<std::uint32_t>(rulebook.readers().size());
  is_amount_.clear();
  for (const auto& readers : rulebook.readers()) is_amount_.push_back(is_amount(readers.property));
  history_of_.assign(sites_.size() * readers_, -1);
  routes_.clear();
  const auto place = [&](auto& histories) {
    for (std::size_t i = 0; i < histories.size(); ++i) {
      const std::uint32_t readers = *rulebook.readers_of(histories[i].property);
      history_at(*stations.find(histories[i].station), readers) = static_cast<std::int32_t>(i);
      histories[i].history.reshape(rulebook.readers()[readers].shape);
    }
  };
  place(states_);
  place(amounts_);
}

Sites::Route Sites::route_of(const Datastream& datastream, const Rulebook& rulebook,
                             const StationPlaces& stations, const Datastreams& datastreams) {
  Route route;
  const auto site = stations.find(datastreams.station_name(datastream.station));
  if (!site) return route;
  route.site = static_cast<std::int32_t>(*site);
  route.decimals = datastream.decimals;
  if (const auto own = rulebook.readers_of(datastream.property);
      own && datastream.property != "rain")
    route.own = static_cast<std::int32_t>(*own);
  const auto rain = rulebook.readers_of("rain");
  for (const auto& source : kRainSources) {
    if (!rain || source.property != datastream.property) continue;
    route.rain = static_cast<std::int32_t>(*rain);
    route.rain_rank = source.rank;
    route.counter = source.counter;
  }
  return route;
}

void Sites::route_new(const Rulebook& rulebook, const StationPlaces& stations,
                      const Datastreams& datastreams) {
  for (auto i = static_cast<std::uint32_t>(routes_.size()); i < datastreams.count(); ++i)
    routes_.push_back(route_of(datastreams[{i}], rulebook, stations, datastreams));
}

StateHistory& Sites::state_of(std::uint32_t site, std::uint32_t readers, std::uint8_t decimals,
                              const Rulebook& rulebook) {
  std::int32_t& at = history_at(site, readers);
  if (at < 0) {
    at = static_cast<std::int32_t>(states_.size());
    const auto& wanted = rulebook.readers()[readers];
    states_.push_back({sites_[site].station, wanted.property, StateHistory(decimals)});
    states_.back().history.reshape(wanted.shape);
  }
  return states_[static_cast<std::size_t>(at)].history;
}

AmountHistory& Sites::amount_of(std::uint32_t site, std::uint32_t readers,
                                const Rulebook& rulebook) {
  std::int32_t& at = history_at(site, readers);
  if (at < 0) {
    at = static_cast<std::int32_t>(amounts_.size());
    const auto& wanted = rulebook.readers()[readers];
    amounts_.push_back({sites_[site].station, wanted.property, AmountHistory()});
    amounts_.back().history.reshape(wanted.shape);
  }
  return amounts_[static_cast<std::size_t>(at)].history;
}

std::optional<std::uint32_t> Sites::site_of(const Observation& row, const Rulebook& rulebook,
                                            const StationPlaces& stations,
                                            const Datastreams& datastreams) {
  if (row.datastream.value >= routes_.size()) route_new(rulebook, stations, datastreams);
  const std::int32_t site = routes_[row.datastream.value].site;
  return site < 0 ? std::nullopt : std::optional(static_cast<std::uint32_t>(site));
}

Sites::Fed Sites::feed(const Observation& row, std::uint32_t site, Instant now,
                       const Rulebook& rulebook) {
  const Route& route = routes_[row.datastream.value];
  Fed fed;
  sites_[site].last_received = now;
  if (row.quality == Quality::fail || row.quality == Quality::missing) return fed;
  Instant& newest_at = sites_[site].newest_at;
  fed.newest = row.observed_at >= newest_at;
  newest_at = std::max(newest_at, row.observed_at);
  const bool history_only = row.observed_at < now - kBacklogMax;
  const Sample sample{row.observed_at, row.value};
  if (route.own >= 0)
    fed.effects[fed.count++] = {static_cast<std::uint32_t>(route.own),
                                history_only ? Taken::late : feed_own(route, sample, rulebook)};
  if (route.rain >= 0) {
    const auto taken = history_only ? Taken::late : feed_rain(route, sample, rulebook);
    if (taken) fed.effects[fed.count++] = {static_cast<std::uint32_t>(route.rain), *taken};
  }
  return fed;
}

void Sites::prefetch(const Observation& row, Fetch fetch) const {
  if (row.datastream.value >= routes_.size()) return;
  const Route& route = routes_[row.datastream.value];
  const std::int32_t readers = route.rain >= 0 ? route.rain : route.own;
  if (route.site < 0 || readers < 0) return;
  const auto site = static_cast<std::size_t>(route.site);
  const std::int32_t at = history_of_[site * readers_ + static_cast<std::size_t>(readers)];
  if (at < 0) return;
  const auto index = static_cast<std::size_t>(at);
  if (is_amount_[static_cast<std::size_t>(readers)]) {
    amounts_[index].history.prefetch(fetch);
  } else {
    states_[index].history.prefetch(fetch);
  }
}

Taken Sites::feed_own(const Route& route, const Sample& sample, const Rulebook& rulebook) {
  const auto site = static_cast<std::uint32_t>(route.site);
  const auto readers = static_cast<std::uint32_t>(route.own);
  const HistoryShape& shape = rulebook.readers()[readers].shape;
  if (!is_amount_[readers])
    return state_of(site, readers, route.decimals, rulebook).add(sample, shape);
  const auto amount = rescale({sample.value, route.decimals}, kAmountDecimals);
  if (!amount) return Taken::implausible;
  return amount_of(site, readers, rulebook).add_amount({sample.at, *amount}, shape);
}

std::optional<Taken> Sites::feed_rain(const Route& route, const Sample& sample,
                                      const Rulebook& rulebook) {
  const auto site = static_cast<std::uint32_t>(route.site);
  const auto readers = static_cast<std::uint32_t>(route.rain);
  std::uint8_t& rank = sites_[site].rain_rank;
  if (route.rain_rank < rank) return std::nullopt;  // the station has a better source
  rank = route.rain_rank;
  const auto amount = rescale({sample.value, route.decimals}, kAmountDecimals);
  if (!amount) return Taken::implausible;
  const HistoryShape& shape = rulebook.readers()[readers].shape;
  AmountHistory& history = amount_of(site, readers, rulebook);
  return route.counter ? history.add_reading({sample.at, *amount}, shape)
                       : history.add_amount({sample.at, *amount}, shape);
}

Reading Sites::answer(std::uint32_t site, std::uint32_t readers, const SeriesCall& call, Slot slot,
                      std::optional<Instant> over) const {
  const std::int32_t at = history_of_[site * readers_ + readers];
  if (at < 0) return {};
  const auto index = static_cast<std::size_t>(at);
  return is_amount_[readers] ? amounts_[index].history.answer(call, slot, over)
                             : states_[index].history.answer(call, slot, over);
}

std::optional<Instant> Sites::newest_at(std::uint32_t site, std::uint32_t readers) const {
  const std::int32_t at = history_of_[site * readers_ + readers];
  if (at < 0) return std::nullopt;
  const auto index = static_cast<std::size_t>(at);
  if (is_amount_[readers])
    return amounts_[index].history.empty() ? std::nullopt
                                           : std::optional(amounts_[index].history.newest().at);
  return states_[index].history.empty() ? std::nullopt
                                        : std::optional(states_[index].history.newest().at);
}

std::size_t Sites::bytes() const {
  std::size_t bytes = 0;
  for (const auto& kept : states_) bytes += sizeof(kept) + kept.history.bytes();
  for (const auto& kept : amounts_) bytes += sizeof(kept) + kept.history.bytes();
  return bytes;
}

}  // namespace fenghuo::rules

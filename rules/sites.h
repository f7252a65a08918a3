// The histories of all stations of the plan: which datastream feeds which history, and what a
// history answers. Rain is one property to rules, whatever of it a station sends: differences of
// the cumulative value where there is one, else amounts as they come.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/datastreams.h"
#include "engine/observations.h"
#include "rules/coverage.h"
#include "rules/feeding.h"
#include "rules/history.h"
#include "rules/reorder.h"
#include "rules/rulebook.h"

namespace fenghuo::rules {

class Sites {
 public:
  /// For a new plan: keeps the histories that it still reads.
  void bind(const Rulebook& rulebook, const StationPlaces& stations, const wire::Plan& plan);

  /// Gives the arrival's rows to the histories that want them: each to its own property's, and to
  /// rain's. Those that are calm take theirs at once, the others when they are fed. Says of the
  /// arrival whether nothing of its station was observed later.
  /// `qualities`: of the arrival's rows, instead of their own; may be empty.
  void give(std::span<const Row> rows, Arrival& arrival, std::span<const Quality> qualities,
            const Rulebook& rulebook, Feeding& feeding);
  /// Feeds what was given.
  void feed(const Rulebook& rulebook, StationAnswers& answers, Feeding& feeding) {
    feeding.run(rulebook, answers, states_.histories, amounts_.histories);
  }
  /// The station is heard. Whether it is for the first time.
  bool hear(std::uint32_t site, Instant now) {
    return !std::exchange(sites_[site].last_received, now);
  }

  /// Has the processor fetch what site_of() and give() will read of the row; after route_all().
  void prefetch(DatastreamId datastream) const { fetch_ahead(lanes_.data() + datastream.value); }
  /// Of the row's station and of its histories; what prefetch() fetched is there.
  void prefetch_next(DatastreamId datastream) const {
    const Lane& lane = lanes_.data()[datastream.value];
    fetch_ahead(sites_.data() + static_cast<std::uint32_t>(std::max(lane.site, 0)));
    if (lane.is_begun()) return prefetch_history(lane);
    prefetch_history(routes_.data()[datastream.value].own);
    prefetch_history(routes_.data()[datastream.value].rain);
  }

  /// Place of the datastream's station in the plan; nothing where the plan doesn't know it.
  std::optional<std::uint32_t> site_of(DatastreamId datastream, const Rulebook& rulebook,
                                       const StationPlaces& stations,
                                       const Datastreams& datastreams) {
    route_all(rulebook, stations, datastreams);
    const std::int32_t site = site_of(datastream);
    return site < 0 ? std::nullopt : std::optional(static_cast<std::uint32_t>(site));
  }
  /// The same, -1 for nothing; after route_all().
  std::int32_t site_of(DatastreamId datastream) const {
    return lanes_.data()[datastream.value].site;
  }
  /// Also of datastreams that were registered since.
  void route_all(const Rulebook& rulebook, const StationPlaces& stations,
                 const Datastreams& datastreams) {
    if (routes_.size() < datastreams.count()) route_new(rulebook, stations, datastreams);
  }

  /// Calls `use(history)` where the station has one of the property.
  template <class Use>
  void with_history(std::uint32_t site, std::uint32_t readers, Use use) const {
    const std::int32_t at = history_of_[site * readers_ + readers];
    if (at < 0) return;
    const auto index = static_cast<std::size_t>(at);
    if (is_amount_[readers]) {
      use(amounts_.histories[index]);
    } else {
      use(states_.histories[index]);
    }
  }
  /// Of all calls but silence; `over` as StateHistory has it.
  Reading answer(std::uint32_t site, std::uint32_t readers, const SeriesCall& call, Slot slot,
                 std::optional<Instant> over = {}) const;
  /// As StateHistory has them; of amounts they never are.
  bool are_answers_old(std::uint32_t site, std::uint32_t readers) const {
    const StateHistory* const state = state_at(site, readers);
    return state != nullptr && state->are_answers_old();
  }
  void told_answers(std::uint32_t site, std::uint32_t readers) const {
    if (const StateHistory* const state = state_at(site, readers)) state->told_answers();
  }
  /// When its newest sample was observed.
  std::optional<Instant> newest_at(std::uint32_t site, std::uint32_t readers) const;
  /// When the one before it was observed, where the newest was taken calmly a moment ago.
  Instant before_calm_at(std::uint32_t site, std::uint32_t readers) const;
  std::optional<Instant> last_received(std::uint32_t site) const {
    return sites_[site].last_received;
  }
  std::uint32_t count() const { return static_cast<std::uint32_t>(sites_.size()); }
  /// The station's id.
  const std::string& name(std::uint32_t site) const { return site_names_[site]; }
  std::size_t bytes() const;

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    std::vector<NamedSite> sites;
    if constexpr (!A::kReading) sites = self.named_sites();
    a(sites, self.states_, self.amounts_);
    if constexpr (A::kReading) self.take(sites);
  }

 private:
  struct Name {
    std::string station;
    std::string property;

    template <class A, class Self>
    static void archive(A& a, Self& self) {
      a(self.station, self.property);
    }
  };
  // Histories by station and property; at most one of each. The names stand apart: nobody needs
  // them to take an observation.
  template <class H>
  struct Kept {
    std::vector<Name> names;
    std::vector<H> histories;

    template <class A, class Self>
    static void archive(A& a, Self& self) {
      a(self.names);
      // New ones: what the old ones noted isn't of these.
      if constexpr (A::kReading) self.histories.assign(self.names.size(), H());
      for (auto& history : self.histories) a(history);
    }
  };
  // Two in a line of the processor's cache; their names stand apart too.
  struct alignas(32) Site {
    std::optional<Instant> last_received;
    Instant newest_at{};         // of what it observed
    std::uint8_t rain_rank = 0;  // of the best source of rain it has sent
  };
  // As it is saved.
  struct NamedSite {
    std::string station;
    Site site;

    template <class A, class Self>
    static void archive(A& a, Self& self) {
      a(self.station, self.site.last_received, self.site.rain_rank, self.site.newest_at);
    }
  };
  // A history that a datastream's values go to.
  struct Target {
    static constexpr std::uint16_t kNoReaders = UINT16_MAX;
    std::uint32_t history = Fed::kNone;
    std::uint16_t readers = kNoReaders;
    bool amount = false;  // the history's kind
    bool counter = false;
    bool is_wanted() const { return readers != kNoReaders; }
    bool is_begun() const { return history != Fed::kNone; }
  };
  struct Route {
    bool begun = false;  // its histories are
    Target own;          // of its own property
    Target rain;         // where it is a source of rain
  };
  // All that most rows need: those of a station in one line of the processor's cache. The target is
  // the one of a route's two to which alone it goes, as most do, once it is begun.
  struct alignas(kCacheLine / 4) Lane : Target {
    bool rain = false;  // it is rain's
    bool calm = false;  // it may be taken calmly
    std::uint8_t decimals = 0;
    std::uint8_t rain_rank = 0;
    std::int32_t site = -1;
  };

  std::vector<NamedSite> named_sites() const;
  void take(std::vector<NamedSite>& sites);
  void route_new(const Rulebook& rulebook, const StationPlaces& stations,
                 const Datastreams& datastreams);
  void route(const Datastream& datastream, std::uint32_t site, const Rulebook& rulebook,
             Route& route, Lane& lane) const;
  const StateHistory* state_at(std::uint32_t site, std::uint32_t readers) const {
    const std::int32_t at = history_of_[site * readers_ + readers];
    return at < 0 || is_amount_[readers] ? nullptr
                                         : &states_.histories[static_cast<std::size_t>(at)];
  }
  std::int32_t& history_at(std::uint32_t site, std::uint32_t readers) {
    return history_of_[site * readers_ + readers];
  }
  void begin_histories(Route& route, Lane& lane, const Rulebook& rulebook);
  void begin_history(const Lane& lane, Target& target, const Rulebook& rulebook);
  void give_row(const Row& row, std::uint32_t place, bool too_old, const Arrival& arrival,
                const Rulebook& rulebook, Feeding& feeding);
  // Than the station has shown to have.
  bool is_worse_rain(const Lane& lane) const {
    return lane.rain_rank < sites_.data()[static_cast<std::uint32_t>(lane.site)].rain_rank;
  }
  bool take_calmly(const Row& row, const Lane& lane);
  void prefetch_history(const Target& target) const {
    if (!target.is_begun()) return;
    if (target.amount) {
      amounts_.histories.data()[target.history].prefetch();
    } else {
      states_.histories.data()[target.history].prefetch();
    }
  }

  std::vector<Site> sites_;  // as the plan's stations
  std::vector<std::string> site_names_;
  Kept<StateHistory> states_;
  Kept<AmountHistory> amounts_;

  // From the plan, the rules and the registry; not saved.
  std::uint32_t readers_ = 0;
  std::vector<bool> is_amount_;           // by readers
  std::vector<std::int32_t> history_of_;  // by site and readers: into states_ or amounts_; -1 none
  std::vector<Route> routes_;             // by datastream
  std::vector<Lane> lanes_;               // likewise
};

/// Whether what rules call rain is counted from it.
bool is_source_of_rain(std::string_view property);

}  // namespace fenghuo::rules

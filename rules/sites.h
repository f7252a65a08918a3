// The histories of all stations of the plan: which datastream feeds which history, and what a
// history answers. Rain is one property to rules, whatever of it a station sends: differences of
// the cumulative value where there is one, else amounts as they come.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/datastreams.h"
#include "engine/observations.h"
#include "rules/coverage.h"
#include "rules/history.h"
#include "rules/rulebook.h"

namespace fenghuo::rules {

class Sites {
 public:
  /// For a new plan: keeps the histories that it still reads.
  void bind(const Rulebook& rulebook, const StationPlaces& stations, const wire::Plan& plan);

  /// What one observation did. At most two histories: its own property's, and rain.
  struct Fed {
    struct Effect {
      std::uint32_t readers;  // into Rulebook::readers()
      Taken taken;
    };
    std::array<Effect, 2> effects{};
    std::uint32_t count = 0;
    bool newest = false;  // nothing of the station was observed later
  };
  /// `site`: as site_of() gives it.
  Fed feed(const Observation& row, std::uint32_t site, Instant now, const Rulebook& rulebook);

  /// Place of the row's station in the plan; nothing where the plan doesn't know it.
  std::optional<std::uint32_t> site_of(const Observation& row, const Rulebook& rulebook,
                                       const StationPlaces& stations,
                                       const Datastreams& datastreams);

  /// Ahead of feed().
  void prefetch(const Observation& row, Fetch fetch) const;

  /// Of all calls but silence; `over` as StateHistory has it.
  Reading answer(std::uint32_t site, std::uint32_t readers, const SeriesCall& call, Slot slot,
                 std::optional<Instant> over = {}) const;
  /// When its newest sample was observed.
  std::optional<Instant> newest_at(std::uint32_t site, std::uint32_t readers) const;
  std::optional<Instant> last_received(std::uint32_t site) const {
    return sites_[site].last_received;
  }
  std::uint32_t count() const { return static_cast<std::uint32_t>(sites_.size()); }
  std::size_t bytes() const;

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.sites_, self.states_, self.amounts_);
  }

 private:
  // A history by station and property; at most one of each kind.
  template <class H>
  struct Kept {
    std::string station;
    std::string property;
    H history;

    template <class A, class Self>
    static void archive(A& a, Self& self) {
      a(self.station, self.property, self.history);
    }
  };
  struct Site {
    std::string station;
    std::optional<Instant> last_received;
    std::uint8_t rain_rank = 0;  // of the best source of rain it has sent
    Instant newest_at{};         // of what it observed

    template <class A, class Self>
    static void archive(A& a, Self& self) {
      a(self.station, self.last_received, self.rain_rank, self.newest_at);
    }
  };
  // Where a datastream's values go. -1 is nowhere.
  struct Route {
    std::int32_t site = -1;
    std::uint8_t decimals = 0;
    std::int32_t own = -1;   // readers of its own property
    std::int32_t rain = -1;  // readers of rain, where it is a source of rain
    std::uint8_t rain_rank = 0;
    bool counter = false;
  };

  void route_new(const Rulebook& rulebook, const StationPlaces& stations,
                 const Datastreams& datastreams);
  static Route route_of(const Datastream& datastream, const Rulebook& rulebook,
                        const StationPlaces& stations, const Datastreams& datastreams);
  std::int32_t& history_at(std::uint32_t site, std::uint32_t readers) {
    return history_of_[site * readers_ + readers];
  }
  StateHistory& state_of(std::uint32_t site, std::uint32_t readers, std::uint8_t decimals,
                         const Rulebook& rulebook);
  AmountHistory& amount_of(std::uint32_t site, std::uint32_t readers, const Rulebook& rulebook);
  Taken feed_own(const Route& route, const Sample& sample, const Rulebook& rulebook);
  std::optional<Taken> feed_rain(const Route& route, const Sample& sample,
                                 const Rulebook& rulebook);

  std::vector<Site> sites_;  // as the plan's stations
  std::vector<Kept<StateHistory>> states_;
  std::vector<Kept<AmountHistory>> amounts_;

  // From the plan, the rules and the registry; not saved.
  std::uint32_t readers_ = 0;
  std::vector<bool> is_amount_;           // by readers
  std::vector<std::int32_t> history_of_;  // by site and readers: into states_ or amounts_; -1 none
  std::vector<Route> routes_;             // by datastream
};

}  // namespace fenghuo::rules

// The stage that watches: which stations have spoken, which have fallen silent, which the plan does
// not know, the latest value of each datastream, and what people report. It judges nothing but
// whether a station speaks.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/stage.h"

namespace fenghuo::rules {

/// A station is silent when nothing came for so many of its report intervals.
inline constexpr int kIntervalsUntilSilent = 2;

class Watch : public Stage {
 public:
  void apply(Turn& turn, const wire::Event& event) override;
  void save(StateWriter& writer) const override { writer(stations_, latest_, next_look_); }
  void load(StateReader& reader, const wire::Plan& plan, const Datastreams& datastreams) override;
  void describe(wire::Standing& standing, const wire::Plan& plan,
                const Datastreams& datastreams) const override;
  std::unique_ptr<Stage> copy() const override { return std::make_unique<Watch>(*this); }

 private:
  // Of a station that has spoken, by its StationIndex.
  struct Heard {
    std::optional<Instant> last_received;
    bool silent = false;

    template <class A, class Self>
    static void archive(A& a, Self& self) {
      a(self.last_received, self.silent);
    }
  };
  struct Latest {
    Instant observed_at{};
    std::int64_t value = 0;

    template <class A, class Self>
    static void archive(A& a, Self& self) {
      a(self.observed_at, self.value);
    }
  };

  void read_plan(const wire::Plan& plan, const Datastreams& datastreams);
  void note_new_stations(const Datastreams& datastreams);
  void hear(Turn& turn, StationIndex station, std::uint32_t row);
  void take_report(Turn& turn, const wire::Report& report) const;
  void look_at(Turn& turn, std::optional<Instant> moment);
  void look_for_silence(Turn& turn);
  std::optional<Instant> silent_from(std::uint32_t station) const;

  std::vector<Heard> stations_;
  std::vector<std::optional<Latest>> latest_;  // by datastream
  // One timer for all: it is set for the first station that may be silent by then, and looks at
  // each.
  std::optional<Instant> next_look_;
  // From the plan.
  std::map<std::string, Span, std::less<>> intervals_;
  std::vector<std::optional<Span>> interval_of_;  // by station; nothing where not in the plan
};

}  // namespace fenghuo::rules

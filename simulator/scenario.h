// A night that is played: what the stations read, what fails, how people behave, what others tell,
// when the water comes, and what is expected of the plan. Every value that somebody put there keeps
// its mark and its source, so that a reader of the report sees what is known and what is made up.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/event.pb.h"
#include "engine/result.h"
#include "engine/text.h"
#include "engine/time.h"
#include "simulator/night_record.h"

namespace fenghuo::simulator {

/// As in failures.md: stated in a source; stated roughly, or disputed; from memory; made up.
enum class Mark : std::uint8_t { documented, rough, memory, invented };

char letter_of(Mark mark);

struct Origin {
  Mark mark = Mark::invented;
  std::string source;
};

/// Between two points a station reads on a straight line, on a line of logarithms, or the last
/// point's value.
enum class Between : std::uint8_t { line, log, steps };

struct StationScript {
  struct Point {
    Instant at{};
    std::optional<double> value;  // nothing: it is silent from here on
    Mark mark = Mark::invented;
  };
  std::string station;
  std::string property;
  Span every{};  // 0: at the points only
  Between between = Between::line;
  std::uint8_t decimals = 2;
  std::vector<Point> points;  // in order of time
  std::string source;
};

/// What is wrong with a gauge for a while, though it goes on reporting.
struct GaugeFault {
  enum class Kind : std::uint8_t { stuck, drift };
  std::string station;
  Kind kind = Kind::stuck;
  Instant from{};
  Instant until{};
  double per_hour = 0;  // of a drift, in the property's unit
  Origin origin;
};

/// An element (elements.h) that doesn't work for a while.
struct Failure {
  std::string element;
  Instant from{};
  Instant until{};
  Origin origin;
};

/// How a channel carries what is sent, for a while; the last entry that fits a message counts. What
/// isn't said is as usual: no limit, a short way, nothing lost.
struct ChannelCondition {
  std::string channel;
  std::string village;  // empty: everybody; or only messages to people of this village
  Instant from{};
  Instant until{};
  std::uint32_t per_minute = 0;  // messages that are passed on, the others wait; 0: no limit
  std::optional<Span> delay;     // from the engine to the telephone
  double lost = 0;               // share that was taken and rings nowhere
  double twice = 0;              // share that comes a second time
  Origin origin;
};

enum class Does : std::uint8_t {
  answer,   // and does what is asked
  promise,  // answers, and does nothing
  silent,   // reached, and doesn't answer
  asleep,   // hears no message; a telephone, a loudspeaker or a knock wakes
  away      // can't be reached in any way
};

struct Behaviour {
  std::string person;  // empty: everybody; the last entry that fits a person counts
  Instant from{};
  Instant until{};
  Does does = Does::answer;
  std::optional<Span> answers_after;
  std::optional<Span> does_after;  // from the answer to "done"
  bool says_no = false;            // to what is asked for a decision
  Origin origin;
};

struct Inject {
  /// What is told the engine, made when its time comes, as it may name facts of the night. Errors:
  /// not_found where it names a fact that there is none of.
  using Make = std::function<Result<wire::Event>(const NightRecord&, Instant now)>;
  std::string id;
  Instant at{};
  Text what;
  Make make;
  Origin origin;
};

/// When a village is no longer safe to be in.
struct Danger {
  std::string village;
  Instant at{};
  Origin origin;
};

/// People who live in a village and won't go.
struct Refusal {
  std::string household;
  Origin origin;
};

/// People who were moved go home again then, if they are safe.
struct GoingBack {
  std::string household;
  Instant at{};
  Origin origin;
};

/// What really happened then.
struct History {
  Text what;
  std::optional<Instant> at;
  std::string expectation;  // that it is set beside; may be empty
  Origin origin;
};

struct Expectation {
  using OfFact = std::function<Result<bool>(const RecordedFact&)>;
  using OfStanding = std::function<Result<bool>(const wire::Standing&)>;
  std::string id;
  Text what;
  std::string objective;
  Instant after{};
  Instant by{};
  /// One of these three. A fact between `after` and `by` of which the condition holds,
  OfFact fact;
  std::uint32_t times = 1;  // at least so many of them,
  bool never = false;       // or none
  OfStanding standing;      // what stands at `by`
  std::string village;      // nobody of it is caught
  std::string source;       // the condition as it was written
};

struct Objective {
  std::string id;
  Text title;
};

/// What differs from night to night where many are played. All 0: a night is as it is written.
struct Chances {
  double asleep = 0;          // share of people who hear no message all night
  double promises = 0;        // of people who answer and do nothing
  double slower = 0;          // answers and moves take up to so many times longer, or less
  double station_dead = 0;    // share of stations that read nothing
  double danger_shift_h = 0;  // the danger comes up to so many hours earlier or later

  bool any() const {
    return asleep > 0 || promises > 0 || slower > 0 || station_dead > 0 || danger_shift_h > 0;
  }
};

struct Scenario {
  std::string id;
  Text title;
  std::string based_on;
  Instant start{};
  Instant end{};
  Span utc_offset{};
  std::uint64_t seed = 1;
  Chances chances;
  std::vector<StationScript> stations;
  std::vector<GaugeFault> gauge_faults;
  std::vector<Failure> failures;
  std::vector<ChannelCondition> channels;  // the last that fits counts
  std::vector<Behaviour> behaviours;       // the last that fits counts
  std::vector<std::string> players;        // persons who are there in truth, and not simulated
  std::vector<Inject> injects;
  std::vector<Danger> dangers;
  std::vector<Refusal> refusals;
  std::vector<GoingBack> goings_back;
  std::vector<History> history;
  std::vector<Objective> objectives;
  std::vector<Expectation> expectations;
  bool is_control = false;        // nothing is to be sent
  bool has_seeded_model = false;  // a disaster whose course the seed decided when it was read

  /// Nights of other seeds differ: by `chances`, or in which messages are lost or come twice.
  bool has_luck() const {
    const auto is_open = [](double share) { return share > 0 && share < 1; };
    return chances.any() ||
           std::any_of(channels.begin(), channels.end(), [&](const ChannelCondition& one) {
             return is_open(one.lost) || is_open(one.twice);
           });
  }
};

}  // namespace fenghuo::simulator

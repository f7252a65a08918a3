// The condition of a rule, compiled: an expression of type bool in which observed properties are
// series. What it asks of the world, and its comparisons of an answer with a constant, are taken
// out of the expression and become its inputs; the rest is plain CEL.
//
// Of one station's condition, and of a village's, whose readings are the worst of its stations:
//   rain.sum(duration('1h')) >= 45 && alarm('river').active()
// Of several stations, in a village's, those of the rule or others:
//   stations.votes(s, s.rain.sum(duration('1h')) >= 30) >= 2
//   upstream.exists(s, s.water_level.rate(duration('30m')) >= 0.3)
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "engine/level.h"
#include "engine/text.h"
#include "rules/coverage.h"
#include "rules/language/program.h"
#include "rules/series_call.h"

namespace fenghuo::rules {

/// What of another rule's alarm is asked: whether it stands, or was raised in the last so long.
struct AlarmCall {
  std::string rule;
  std::optional<Span> raised_within;
  friend bool operator==(const AlarmCall&, const AlarmCall&) = default;
};

/// How many reports of a kind people made near the place in the last so long.
struct ReportCall {
  std::string kind;
  Span within{};
  friend bool operator==(const ReportCall&, const ReportCall&) = default;
};

/// Whether a warning of others, whose event has these words in it, is in force for the place.
struct WarningCall {
  std::string event;
  Level at_least = Level::none;
  friend bool operator==(const WarningCall&, const WarningCall&) = default;
};

class Condition;

/// A condition of single stations, asked of all that the subject sees, or of those that it names.
struct StationTest {
  std::shared_ptr<const Condition> condition;
  std::optional<StationSet> of{};  // none: those of the rule
};

/// Each is compiled from a copy of the whole tree.
inline constexpr std::size_t kStationTestsMax = 64;

/// What came of a station test. Stations that share a power feed or a link have one vote. Of no
/// stations nothing can be told.
struct Tally {
  std::uint32_t stations = 0;
  std::uint32_t yes = 0;
  std::uint32_t unknown = 0;
  std::uint32_t groups = 0;
  std::uint32_t votes = 0;           // groups with a yes
  std::uint32_t votes_possible = 0;  // groups with a yes or an unknown
};

enum class Measure : std::uint8_t { exists, all, count, votes, majority, exists_one };

/// A comparison of a count or of votes with a constant.
struct TallyThreshold {
  std::uint32_t test = 0;  // index into the condition's tests
  Measure measure{};
  Comparison comparison{};
  double limit = 0;
};

Truth holds(const TallyThreshold& threshold, const Tally& tally);
/// Of exists, exists_one, all and majority.
Truth truth_of(Measure measure, const Tally& tally);

/// What a condition may ask, and how its days begin.
struct ConditionSettings {
  Span utc_offset{};
  bool of_stations = false;  // whether it sees more than one station
};

/// Readings in the order of the condition's calls; or others, and the place of each among them.
struct Readings {
  const Reading* first = nullptr;
  const std::uint32_t* places = nullptr;
  const Reading& operator[](std::uint32_t call) const {
    return first[places == nullptr ? call : places[call]];
  }
};

/// The world as a condition sees it, in the order of the condition's calls, tests, alarms, reports
/// and warnings.
struct ConditionWorld {
  Readings readings;
  std::span<const double> deadbands;
  std::span<const Tally> tallies;
  std::span<const Truth> alarms;
  std::span<const std::uint32_t> reports;
  std::span<const Truth> warnings;
};

class Condition {
 public:
  /// Errors name what stands there and what would do.
  static tl::expected<Condition, language::Problem> compile(std::string_view text,
                                                            const ConditionSettings& settings = {});

  /// Each asked once, in the order of first appearance.
  const std::vector<SeriesCall>& calls() const { return calls_; }
  const std::vector<Threshold>& thresholds() const { return thresholds_; }
  const std::vector<StationTest>& tests() const { return tests_; }
  const std::vector<AlarmCall>& alarms() const { return alarms_; }
  const std::vector<ReportCall>& reports() const { return reports_; }
  const std::vector<WarningCall>& warnings() const { return warnings_; }
  /// Whether the call's answer itself enters the expression; else it, or what it is more than
  /// another, is only compared with limits.
  bool computes_with(std::uint32_t call) const;
  const std::vector<Difference>& differences() const { return differences_; }

  /// No allocation where the expression is one over numbers.
  Truth run(const ConditionWorld& world);
  /// Why it can't be told: what has no data, or what can't be computed, and where it stands.
  /// Nothing where it can be told.
  std::optional<Text> fault(const ConditionWorld& world);

 private:
  friend class ConditionReader;

  // What the program's input of the same place is.
  enum class Source : std::uint8_t {
    reading,
    threshold,
    difference,
    tally,
    tally_threshold,
    alarm,
    report,
    warning
  };
  struct Input {
    Source source;
    std::uint32_t of;   // index into what the source names
    Measure measure{};  // of a tally
    friend bool operator==(const Input&, const Input&) = default;
  };

  explicit Condition(std::shared_ptr<const language::Program> program)
      : machine_(std::move(program)) {}
  language::Value value_of(const Input& input, const ConditionWorld& world) const;
  Truth truth_of_threshold(std::uint32_t threshold, const ConditionWorld& world) const;
  Truth truth_of_difference(std::uint32_t difference, const ConditionWorld& world) const;
  const language::Value& value_in(const ConditionWorld& world);
  Text no_data(const ConditionWorld& world) const;

  std::vector<SeriesCall> calls_;
  std::vector<Threshold> thresholds_;
  std::vector<StationTest> tests_;
  std::vector<TallyThreshold> tally_thresholds_;
  std::vector<AlarmCall> alarms_;
  std::vector<ReportCall> reports_;
  std::vector<WarningCall> warnings_;
  std::vector<Difference> differences_;
  std::vector<Input> inputs_;
  language::Machine machine_;
  // Where the condition is nothing but a threshold or a difference, which most are, it needs no
  // machine.
  std::optional<Input> lone_;
};

}  // namespace fenghuo::rules

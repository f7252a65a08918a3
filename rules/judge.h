// The stage that judges: observations go into histories, histories answer what rules ask, and an
// area's alarm follows the worst answer of the stations that it sees.
//
// After each observation only what it can have changed is judged again: the rules that read its
// property, in the areas that see its station, and these only where the worst answer moved. So the
// conclusions don't depend on how observations were gathered into ticks. Observations of one
// station and moment that stand together are one occasion.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/stage.h"
#include "rules/alarm.h"
#include "rules/alarm_load.h"
#include "rules/answers.h"
#include "rules/coverage.h"
#include "rules/reason.h"
#include "rules/reorder.h"
#include "rules/rule_areas.h"
#include "rules/rulebook.h"
#include "rules/shelf.h"
#include "rules/sites.h"
#include "rules/trust.h"

namespace fenghuo::rules {

/// Rows that wait are let go by whatever comes next. Where nothing comes, time is looked at so
/// often.
inline constexpr Span kReleaseStep = std::chrono::seconds{5};

/// So many that their histories stay in the processor's caches until all are judged.
inline constexpr std::size_t kArrivalsFedTogether = 128;
/// So many rows ahead their histories are fetched, twice as many where they go.
inline constexpr std::size_t kRowsLookedAhead = 24;

/// Reports that rules may ask about; when there are more, the oldest is forgotten. 100 bytes each.
inline constexpr std::size_t kReportsMax = 10'000;
/// Warnings in force at a time, and what they may take together; when there is more, the oldest are
/// forgotten.
inline constexpr std::size_t kWarningsMax = 1'000;
inline constexpr std::size_t kWarningsBytesMax = 16 * 1024 * 1024;

class Judge : public Stage {
 public:
  void apply(Turn& turn, const wire::Event& event) override;
  void save(StateWriter& writer) const override;
  void load(StateReader& reader, const wire::Plan& plan, const Datastreams& datastreams) override;
  void describe(wire::Standing& standing, const wire::Plan& plan,
                const Datastreams& datastreams) const override;
  void assess(wire::Assessments& out, const wire::Plan& plan,
              const std::string& area) const override;
  std::unique_ptr<Stage> copy() const override { return std::make_unique<Judge>(*this); }

  /// Memory of the histories, for the benchmark.
  std::size_t history_bytes() const { return sites_.bytes(); }

 private:
  // What a rule knows of an area, as it is saved.
  struct State {
    Alarm alarm;
    bool was_true = false;
    Course course;

    template <class A, class Self>
    static void archive(A& a, Self& self) {
      a(self.alarm, self.was_true, self.course);
    }
  };
  // The same of all areas, by slot: of a rule with levels alarms, of one that fires whether its
  // condition was true, of a pattern how far it has come. What a rule isn't takes no room.
  struct States {
    RuleAreas areas{0};
    std::vector<Alarm> alarms;
    std::vector<char> was_true;
    std::vector<Course> courses;
    std::vector<char> stirs;    // of a pattern: whether one of its conditions is true; not saved
    std::vector<char> unknown;  // of one with levels: whether one can't be told; not saved
  };
  // With its names, by which it is carried over to a new plan.
  struct Named {
    std::string rule;
    std::string area;
    State state;

    template <class A, class Self>
    static void archive(A& a, Self& self) {
      a(self.rule, self.area, self.state);
    }
  };
  enum Wake : std::uint16_t {
    delay_over,
    silence_over,
    window_over,
    course_over,
    alarm_aged,
    wait_over,
    report_aged,
    warning_turns,
    shelf_over,
    gap_over
  };

  // A report of a person that a rule may ask about.
  struct Reported {
    Instant at{};
    std::string kind;
    std::string place;
    std::vector<std::vector<std::uint32_t>> near{};  // areas, by coverage; not saved

    template <class A, class Self>
    static void archive(A& a, Self& self) {
      a(self.at, self.kind, self.place);
    }
  };

  // A warning of others that is in force, or will be.
  struct InForce {
    wire::ReceivedWarning warning{};
    // Areas, by the warning's part and coverage; not saved.
    std::vector<std::vector<std::vector<std::uint32_t>>> near{};

    template <class A, class Self>
    static void archive(A& a, Self& self) {
      std::string bytes = self.warning.SerializeAsString();
      a(bytes);
      if constexpr (A::kReading)
        if (!self.warning.ParseFromString(bytes)) a.fail();
    }
  };

  // Why something is judged: an observation, or the time that passed.
  struct Reason {
    Moment moment;
    const Row* row = nullptr;
    bool late = false;  // something of its station was observed later
  };
  // A rule that asks something of the stations that one of its coverages sees.
  struct RuleThere {
    std::uint32_t rule = 0;
    std::uint32_t coverage = 0;
    friend bool operator==(const RuleThere&, const RuleThere&) = default;
  };
  struct Pair {
    std::uint32_t area;
    std::uint32_t rule;
    auto operator<=>(const Pair&) const = default;
  };

  // --- plan and state
  void bind(const wire::Plan& plan, const Datastreams& datastreams);
  std::vector<Named> named_states() const;
  std::optional<Text> why_unknown(std::uint32_t rule, std::uint32_t area) const;
  void change_plan(Turn& turn);
  void clear_forgotten(Turn& turn, const std::string& rule, const std::string& area,
                       const Alarm& alarm);
  void describe_shelves(wire::Standing& standing) const;
  void describe_load(wire::Standing& standing, const wire::Plan& plan) const;
  void recall();
  void set_timers(Turn& turn);

  // --- observations
  void hold_back(Turn& turn, Instant watermark);
  void release(Turn& turn, Instant before);
  void take(Turn& turn, std::span<const Row> rows);
  void begin_arrivals();
  void take_arrivals(Turn& turn, std::span<const Row> rows);
  void observe(Turn& turn, std::span<const Row> rows, const Arrival& arrival,
               std::span<const Fed> all_fed);
  void tell(const Rulebook::AskedCall& asked, std::uint32_t site, const Reading& before,
            const Reading& now);
  void hear(Turn& turn, std::uint32_t site, bool first);
  void doubt(Turn& turn, const Row& row, std::uint32_t site, Taken taken,
             std::uint32_t observations = 1);

  // --- what people report, and what others warn of
  void take_report(Turn& turn, const wire::Report& report);
  void forget_reports(Turn& turn);
  void place(Reported& reported, const wire::Plan& plan) const;
  void mark_near(const Reported& reported);
  std::uint32_t reports_near(const ReportCall& call, std::uint32_t coverage,
                             std::uint32_t area) const;
  void take_warning(Turn& turn, const wire::ReceivedWarning& received);
  void tell_received(Turn& turn, const wire::ReceivedWarning& warning) const;
  void tell_unplaced(const wire::Plan& plan, const wire::ReceivedWarning& warning,
                     const std::vector<std::vector<std::uint32_t>>& placed,
                     wire::WarningReceived& told) const;
  bool is_asked_about(const wire::WarningInfo& info) const;
  bool warns_as(const wire::WarningInfo& one, const wire::WarningInfo& other) const;
  void look_at_warnings(Turn& turn);
  void place(InForce& warning, const wire::Plan& plan) const;
  Truth is_warned(const WarningCall& call, std::uint32_t coverage, std::uint32_t area) const;
  std::optional<Level> level_warned_by(const InForce& warning, const WarningCall& call,
                                       std::uint32_t coverage, std::uint32_t area) const;
  std::optional<Level> warned_level(const WarningCall& call, std::uint32_t coverage,
                                    std::uint32_t area) const;
  std::vector<std::pair<Pair, Level>> alarms_of_warnings() const;
  void tell_repeated(Turn& turn, const wire::ReceivedWarning& received,
                     const std::vector<std::pair<Pair, Level>>& stood);
  void keep_within_bounds();

  // --- alarms that are held back
  void take_command(Turn& turn, const wire::Command& command);
  std::vector<Shelf>::iterator shelf_of(const std::string& rule, const std::string& area);
  std::optional<Pair> alarm_named(const std::string& rule, const std::string& area) const;
  void shelve(Turn& turn, const wire::Command& command);
  void unshelve(Turn& turn, const wire::Command& command);
  void end_shelf(Turn& turn, std::vector<Shelf>::iterator shelf,
                 wire::AlarmUnshelved::Reason reason, const std::string& by);
  void shelves_are_over(Turn& turn);
  void wait_for_shelves(Turn& turn);
  void forget_shelves(Turn& turn);
  std::optional<std::uint32_t> suppressor_of(std::uint32_t rule, std::uint32_t area,
                                             Level level) const;
  bool is_held_back(Turn& turn, std::uint32_t rule, std::uint32_t area, Level level,
                    const Reason& why);

  // --- how far values are believed
  // What doubt does to the truths of a rule's levels.
  struct Weighed {
    bool withheld = false;                 // red, for want of a value that nobody doubts
    const Trust::Stream* blind = nullptr;  // a station was lost while it rose
    Level raised_to = Level::none;         // because of it
  };
  void bind_trust(const wire::Plan& plan, const Datastreams& datastreams);
  std::vector<std::uint32_t> readers_fed_by(const Trust::Stream& stream) const;
  void note_doubt(const Trust::Stream& stream, std::uint32_t readers);
  void check_values(Turn& turn, std::span<const Row> rows, const Arrival& arrival);
  void take_doubts(Turn& turn, std::span<const Row> rows, const Arrival& arrival);
  void look_again(const Trust::Stream& stream, bool all);
  bool is_red_true(std::uint32_t rule, std::uint32_t area) const;
  bool is_held(std::uint32_t rule, std::uint32_t area, Level level) const;
  void forget_doubt(Trust::Stream& stream) const;
  void tell_quality(Turn& turn, const Trust::Stream& stream, const Row* row);
  void tell_spike(Turn& turn, Trust::Stream& stream, const Row& row, const Trust::Checked& checked);
  bool is_unexplained(const Trust::Stream& stream) const;
  void wait_for_gaps(Turn& turn);
  void wait_for_gap(Turn& turn, std::optional<Instant> at);
  void look_for_gaps(Turn& turn);
  void tell_lost(Turn& turn, const Trust::Stream& stream);
  bool is_doubtful(std::uint32_t site, std::uint32_t call) const;
  template <class Sees>
  Truth truth_among(Asked& asked, std::uint32_t coverage, std::uint32_t area, bool held,
                    Sees sees) const;
  bool is_believed(Asked& asked, std::uint32_t coverage, std::uint32_t area, bool held) const;
  const Trust::Stream* blind_for(std::uint32_t rule, std::uint32_t area) const;
  Weighed weigh(std::uint32_t rule, std::uint32_t area, Alarm::Truths& truths) const;
  Text weighed_text(const wire::Plan& plan, const Weighed& weighed) const;
  void describe_trust(wire::Standing& standing, const wire::Plan& plan) const;

  // --- time
  void wake_up(Turn& turn);
  void course_is_over(Turn& turn, std::uint32_t rule, std::uint32_t area, const Reason& reason);
  void look_for_silence(Turn& turn, std::uint32_t silence);
  void window_is_over(Turn& turn, std::uint32_t tumbling);
  void wake(Turn& turn, TimerKey key, Instant at) { turn.wake(key, at + reorder_); }

  // --- judging
  State state_of(std::uint32_t rule, std::uint32_t slot) const;
  void set_state(std::uint32_t rule, std::uint32_t slot, State state);
  const std::string& area_id(std::uint32_t rule, std::uint32_t slot) const {
    return coverage_of(rule).ids()[states_[rule].areas.area(slot)];
  }
  // A timer of an older plan may name what is no more.
  bool is_there(std::uint32_t rule, std::uint32_t area) const {
    return rule < states_.size() && states_[rule].areas.slot(area).has_value();
  }
  Alarm& alarm_of(std::uint32_t rule, std::uint32_t area) {
    return states_[rule].alarms[*states_[rule].areas.slot(area)];
  }
  const Alarm& alarm_in(std::uint32_t rule, std::uint32_t area) const {
    return states_[rule].alarms[*states_[rule].areas.slot(area)];
  }
  Course& course_of(std::uint32_t rule, std::uint32_t area) {
    return states_[rule].courses[*states_[rule].areas.slot(area)];
  }
  const Coverage& coverage_of(std::uint32_t rule) const {
    return coverages_[rulebook_.rules()[rule].coverage];
  }
  const Coverage& coverage_of_test(std::uint32_t test) const {
    return coverages_[rulebook_.tests()[test].coverage];
  }
  AreaAnswers::Worst worst_of(std::uint32_t coverage, std::uint32_t area, std::uint32_t call) const;
  AreaAnswers::Worst worst_of_seen(std::uint32_t coverage, std::uint32_t area,
                                   std::uint32_t call) const;
  std::optional<Instant> newest_at(std::uint32_t site, std::uint32_t readers) const;
  Reading silence_of(std::uint32_t site) const;
  Reading station_reading(std::uint32_t site, std::uint32_t call) const {
    if (rulebook_.is_silence(call)) return silence_of(site);
    ask_anew(site, call);
    return answers_.of(site, call);
  }
  void ask_anew(std::uint32_t site, std::uint32_t call) const;
  ConditionWorld world_of(const Asked& asked, std::uint32_t coverage, std::uint32_t area,
                          bool held) const;
  Truth truth_of(Asked& asked, std::uint32_t coverage, std::uint32_t area, bool held) const {
    return asked.condition.run(world_of(asked, coverage, area, held));
  }
  Truth alarm_truth(const Asked::Alarm& alarm, std::uint32_t area) const;
  Truth test_truth(std::uint32_t test, std::uint32_t site) const;
  template <class Use>
  void each_truth(std::uint32_t test, std::uint32_t area, Use use) const;
  Tally tally_of(std::uint32_t test, std::uint32_t area) const;
  bool is_test_doubtful(std::uint32_t test, std::uint32_t site) const;
  void retest(std::uint32_t test, std::uint32_t site);
  // Rules of tumbling windows are judged when a window is over, and at no other time.
  void mark(std::uint32_t rule, std::uint32_t area) {
    if (!rulebook_.rules()[rule].tumbling) marked_.push_back({area, rule});
  }
  // What an Interest tells: whether it is for the rule to be judged in the area, too.
  bool concerns(std::uint32_t who, std::uint32_t area) const {
    if ((who & Interest::kWhileDelayRuns) == 0) return true;
    const std::uint32_t rule = Interest::rule_of(who);
    return is_there(rule, area) && alarm_in(rule, area).is_about_to_move();
  }
  void mark_told(std::uint32_t who, std::uint32_t area) {
    if (concerns(who, area)) mark(Interest::rule_of(who), area);
  }
  void judge_marked(Turn& turn, const Reason& reason);
  void judge(Turn& turn, std::uint32_t rule, std::uint32_t area, const Reason& reason);
  Alarm::Truths truths_of(std::uint32_t rule, std::uint32_t area) const;
  void judge_alarm(Turn& turn, std::uint32_t rule, std::uint32_t area, const Reason& reason);
  void judge_fire(Turn& turn, std::uint32_t rule, std::uint32_t area, const Reason& reason);
  bool stirs(std::uint32_t rule, std::uint32_t area) const;
  void set_stirs(std::uint32_t rule, std::uint32_t slot, bool stirs);
  void follow_patterns(Turn& turn, std::uint32_t site, const Reason& reason);
  void follow_pattern(Turn& turn, std::uint32_t rule, std::uint32_t area, const Reason& reason);
  void tell_watchers(Turn& turn, std::uint32_t rule, std::uint32_t area);
  void watch_age(Turn& turn, std::uint32_t watcher, std::uint32_t area);

  // --- conclusions
  static void set_cause(wire::Fact& fact, const Reason& why);
  // What a late observation has brought about says so.
  static void tell_late(wire::Verdict& verdict, const Reason& why);
  void go_to(Turn& turn, std::uint32_t rule, std::uint32_t area, Level level, const Reason& reason);
  void fire(Turn& turn, std::uint32_t rule, std::uint32_t area, const Asked& asked,
            const Reason& reason, wire::RuleFired fired = {});
  Text name_of(const wire::Plan& plan, const std::string& station) const;
  // How findings of an area's rule name a station.
  FindingNames names_for(const wire::Plan& plan, std::uint32_t coverage, std::uint32_t area) const;
  std::optional<double> own_limit(const wire::Finding& finding, std::uint32_t site) const;
  // What speaks for the condition and is no finding; of stations that it names also what doesn't,
  // where all of it is wanted.
  Text beside(const wire::Plan& plan, const Asked& asked, std::uint32_t coverage,
              std::uint32_t area, bool all = false) const;
  Text of_named_stations(const wire::Plan& plan, const Asked& asked, std::uint32_t area,
                         bool all) const;
  Text of_test(const wire::Plan& plan, std::uint32_t test, std::uint32_t area, bool all) const;
  Text findings_of_test(const wire::Plan& plan, std::uint32_t test, std::uint32_t area,
                        std::optional<std::uint32_t> site) const;
  wire::Verdict verdict_of(const Turn& turn, std::uint32_t rule, std::uint32_t area, Level level,
                           Level standing) const;
  Text why_lower(std::uint32_t rule, std::uint32_t slot, Level level, const wire::Plan& plan) const;
  static const LevelRule& shown_level(const Rule& judged, Level level);
  Weighed weighed_now(std::uint32_t rule, std::uint32_t area) const;
  bool is_at_least(std::uint32_t site, const SeriesCall& question) const;
  void assess(wire::Assessment& out, const wire::Plan& plan, std::uint32_t rule,
              std::uint32_t slot) const;
  void add_findings(const Asked& asked, std::uint32_t coverage, std::uint32_t area, bool held,
                    google::protobuf::RepeatedPtrField<wire::Finding>& findings) const;
  void fill(wire::Finding& finding, const Asked& asked, const Threshold& threshold, bool held,
            const AreaAnswers::Worst& answer) const;

  Sites sites_;
  std::vector<States> states_;  // by rule
  Reorder waiting_;
  std::vector<Reported> reports_;  // as they came
  std::vector<InForce> warnings_;  // likewise
  std::vector<Shelf> shelves_;
  AlarmLoad alarm_load_;
  Trust trust_;
  Instant gap_awaited_ = kInstantMax;  // when the next stream falls silent: a timer is set
  Instant clock_{};  // engine time, less what observations wait; what was observed by then is late

  // From the plan and the histories; not saved.
  Span reorder_{};
  mutable Rulebook rulebook_;  // conditions have registers, which asking them changes
  StationPlaces stations_;
  std::vector<Coverage> coverages_;
  mutable StationAnswers answers_;  // those of calm histories are old until they are asked for
  std::vector<AreaAnswers> area_answers_;        // by coverage; of stations none
  std::vector<std::vector<Truth>> test_truths_;  // by test and station
  std::vector<std::vector<bool>> silent_;        // by silence and station
  std::vector<std::uint32_t> listened_to_;       // by silence: stations heard and not silent
  // By site: why more is to be done when it is heard than to note it: it never was, it is silent to
  // some rules, patterns that see it stir.
  std::vector<std::uint32_t> awaited_;
  std::vector<Offset> doubted_in_;  // by site: the last record in which a doubt was concluded

  std::vector<std::vector<RuleThere>> rules_of_readers_;  // with levels, by readers
  std::vector<Instant> doubtful_at_;  // by site and readers: the newest value that is doubted

  // Room for one observation's work.
  std::vector<std::optional<Trust::Checked>> checked_;  // by row, from checked_from_ on
  std::vector<Quality> qualities_;  // of one arrival's rows; empty where nobody asks for trust
  std::uint32_t checked_from_ = 0;
  // Whether a condition sees the station's answer to the call; empty: all are seen.
  mutable std::function<bool(std::uint32_t site, std::uint32_t call)> seen_;
  std::vector<Pair> marked_;
  std::vector<Pair> judging_;
  mutable std::vector<Reading> readings_;
  std::vector<double> no_deadbands_;
  mutable std::vector<Tally> tallies_;
  mutable std::vector<Truth> alarms_;
  mutable std::vector<std::uint32_t> reported_;
  mutable std::vector<Truth> warned_;
  std::vector<Row> rows_;
  std::vector<Arrival> arrivals_;
  static constexpr std::size_t kAllJudged = SIZE_MAX;
  std::size_t unjudged_ = kAllJudged;  // from here on they are fed and yet to be judged
  Feeding feeding_;
  std::uint32_t feedings_ = 0;
  std::vector<std::uint32_t> arrived_in_;  // by site: the last feeding
};

}  // namespace fenghuo::rules

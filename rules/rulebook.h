// The rules of a plan, compiled: what is asked of which property, for whom, and what it is good
// for.
#pragma once

#include <cmath>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/level.h"
#include "engine/plan.pb.h"
#include "engine/plan_problem.h"
#include "rules/alarm.h"
#include "rules/condition.h"
#include "rules/coverage.h"
#include "rules/history.h"
#include "rules/interest.h"
#include "rules/pattern.h"

namespace fenghuo::rules {

/// A condition, with what it asks by its place in the rulebook.
struct Asked {
  struct Alarm {
    std::uint32_t rule = 0;
    std::optional<Span> raised_within;
  };
  std::string expression;
  Condition condition;
  std::vector<std::uint32_t> calls;  // into Rulebook::calls()
  std::vector<double> deadbands;     // by the condition's call
  std::vector<std::uint32_t> tests;  // into Rulebook::tests()
  std::vector<Alarm> alarms;
  std::vector<std::uint32_t> reports;  // into Rulebook::reports()
  // Asks for no tests, alarms, reports, warnings or silence; nor is it of a rule of tumbling
  // windows: that is judged at their ends, whatever answers do, which therefore aren't told at its
  // limits.
  bool of_answers_alone = false;
};

struct LevelRule {
  Level level;
  Asked asked;
};

struct PatternRule {
  struct Step {
    Asked when;
    std::optional<Asked> without;
  };
  PatternShape shape;
  std::vector<Step> steps;
  std::optional<Asked> then_no;
};

struct Rule {
  std::string id;
  std::string version;
  Text title;
  Span lateness{};
  Alarm::Policy policy{};
  std::vector<std::uint32_t> suppressed_by{};  // rules of the same areas
  std::uint32_t coverage = 0;                  // into Rulebook::coverages()
  std::vector<std::uint32_t> also_sees{};      // coverages of its tests, where they are others
  std::vector<std::string> only;               // of its areas these alone; none: all
  std::vector<LevelRule> levels;               // from the least severe
  std::optional<Asked> fire;                   // in their stead
  std::optional<PatternRule> pattern;
  bool ages = false;      // what it asks changes with time alone
  bool tumbling = false;  // looked at when a window is over, and at no other time

  /// Calls `use(asked)` for each of its conditions.
  template <class Self, class Use>
  static void each_condition(Self& self, Use use) {
    for (auto& level : self.levels) use(level.asked);
    if (self.fire) use(*self.fire);
    if (!self.pattern) return;
    for (auto& step : self.pattern->steps) {
      use(step.when);
      if (step.without) use(*step.without);
    }
    if (self.pattern->then_no) use(*self.pattern->then_no);
  }
};

/// A test of single stations, for the sake of a rule.
struct StationRule {
  Asked asked;
  std::uint32_t rule = 0;
  std::uint32_t coverage = 0;  // which stations of the rule's areas are asked
};

/// A time after which a station's silence matters.
struct SilenceLimit {
  Span longest{};  // the first moment at which it matters is so long after the last word
  std::vector<std::uint32_t> rules{};
  std::vector<std::uint32_t> tests{};
};

class Rulebook {
 public:
  Rulebook() = default;
  /// Leaves out what check() finds fault with.
  explicit Rulebook(const wire::Plan& plan);

  const std::vector<Rule>& rules() const { return rules_; }
  /// Conditions have registers of their own, which running them changes.
  Rule& rule(std::uint32_t rule) { return rules_[rule]; }
  StationRule& test(std::uint32_t test) { return tests_[test]; }
  const std::vector<StationRule>& tests() const { return tests_; }
  const std::vector<CoverageKey>& coverages() const { return coverages_; }
  /// Everything that any rule asks, each once.
  const std::vector<SeriesCall>& calls() const { return calls_; }
  bool is_silence(std::uint32_t call) const {
    return calls_[call].function == SeriesFunction::silence;
  }
  const std::vector<SilenceLimit>& silences() const { return silences_; }
  /// Lengths of tumbling windows, and the rules that wait for their ends.
  struct Tumbling {
    Span length{};
    std::vector<std::uint32_t> rules;
  };
  const std::vector<Tumbling>& tumblings() const { return tumblings_; }

  struct AskedCall {
    // What each observation asks for stands first.
    std::uint32_t call = 0;  // into calls()
    Slot slot;
    // There are tests or areas, or the quality of other stations' values depends on it.
    bool beyond_the_station = false;
    // But rules of tumbling windows.
    StationInterest rules{};
    Interest tests{};
    struct Areas {
      std::uint32_t coverage = 0;
      Interest rules{};
    };
    std::vector<Areas> areas{};
    std::vector<double> own_limits{};  // by station, of a call that asks for them; NaN: has none
    SeriesCall question{};

    /// What the history says, seen from the station's own limit where it is asked.
    Reading seen_from_limit(std::uint32_t station, Reading reading) const {
      if (own_limits.empty()) return reading;
      const double limit = own_limits[station];
      return std::isnan(limit) ? Reading{} : Reading{true, difference(reading.value, limit)};
    }
  };
  /// By how much one answer is more than another of the same property and station. A rule that
  /// only compares it is judged where it passes the limit, not whenever one of the two changes.
  struct AskedDifference {
    std::uint32_t from = 0;  // of Readers::calls
    std::uint32_t less = 0;
    StationInterest rules{};
    Reading of(const Reading* answers) const {
      return {true, answers[from].value - answers[less].value};
    }
  };
  /// A property that some rule reads, and all that is asked about it.
  struct Readers {
    std::string property;
    std::vector<AskedCall> calls;
    std::vector<AskedDifference> differences{};
    std::uint32_t first = 0;          // of calls, in Rulebook::calls(): they stand together there
    std::uint32_t moving = 0;         // so many of them move with each observation, the first ones
    bool beyond_the_station = false;  // some of the calls are seen from there
    bool calms = false;               // its histories may become calm
    HistoryShape shape;
  };
  const std::vector<Readers>& readers() const { return readers_; }
  const AskedCall& asked_call(std::uint32_t call) const;
  /// Index into readers(), of a place in calls().
  std::uint32_t readers_of_call(std::uint32_t call) const { return readers_of_calls_[call]; }
  /// Index into readers(); nothing where no rule reads the property.
  std::optional<std::uint32_t> readers_of(std::string_view property) const;
  std::optional<std::uint32_t> find(std::string_view rule) const;
  /// Patterns look at every occasion.
  const std::vector<std::uint32_t>& patterns() const { return patterns_; }
  /// By rule: those rules and tests that ask about its alarm.
  struct Watchers {
    std::vector<std::uint32_t> rules;
    std::vector<std::uint32_t> tests;
  };
  const std::vector<Watchers>& watchers() const { return watchers_; }
  /// What is asked of people's reports, each once, and who asks.
  struct AskedReports {
    ReportCall call;
    std::vector<std::uint32_t> rules;
  };
  const std::vector<AskedReports>& reports() const { return reports_; }
  /// Whether some rule is suppressed by another.
  bool suppresses() const { return suppresses_; }
  /// By which calls a rise of the property is explained; null where the plan doesn't ask.
  struct Explanation {
    std::string property;
    std::uint32_t rise = 0;  // into calls()
    std::uint32_t with = 0;
  };
  const Explanation* explanation_of(std::string_view property) const;
  /// Rules that ask about received warnings.
  const std::vector<std::uint32_t>& asks_warnings() const { return asks_warnings_; }
  /// What they ask about, each once.
  const std::vector<WarningCall>& warnings() const { return warnings_; }

 private:
  void add(const wire::Rule& rule, const ConditionSettings& settings);
  std::optional<Asked> ask(const wire::Rule& rule, const std::string& when,
                           const ConditionSettings& settings);
  Asked place(const wire::Rule& rule, const std::string& when, Condition condition);
  void add_pattern(const wire::Rule& source, const ConditionSettings& settings, Rule& rule);
  void add_explanations(const wire::Plan& plan);
  void link_alarms(const wire::Plan& plan);
  void sort_calls();
  void note_readers(const wire::Plan& plan);
  void note(const Asked& asked, std::uint32_t rule, std::optional<std::uint32_t> test = {});
  void note_silence(const Asked& asked, std::uint32_t rule, std::optional<std::uint32_t> test);
  void note_differences(const Asked& asked, std::uint32_t rule);
  bool is_told_apart(const Asked& asked, const Difference& difference, std::uint32_t rule,
                     bool is_test) const;
  std::vector<Interest*> interests_in(AskedCall& call, std::uint32_t rule, bool is_test);
  std::vector<Interest*> interests_in(StationInterest& stations, std::uint32_t rule) const;
  bool ages(const Asked& asked) const;
  Readers& readers_for(const std::string& property);

  std::vector<Rule> rules_;
  std::vector<StationRule> tests_;
  std::vector<CoverageKey> coverages_;
  std::vector<SeriesCall> calls_;
  std::vector<Readers> readers_;
  std::vector<std::uint32_t> readers_of_calls_;
  std::vector<SilenceLimit> silences_;
  std::vector<Tumbling> tumblings_;
  std::vector<std::uint32_t> patterns_;
  std::vector<Watchers> watchers_;
  std::vector<AskedReports> reports_;
  std::vector<std::uint32_t> asks_warnings_;
  std::vector<WarningCall> warnings_;
  bool suppresses_ = false;
  std::vector<Explanation> explanations_;
  std::map<std::string, std::uint32_t, std::less<>> by_id_;
  StationPlaces stations_;
};

/// How the conditions of a rule are read.
ConditionSettings settings_of(const wire::Plan& plan, const wire::Rule& rule);

/// Of suppressions (path rules[ID].suppressed_by) and of stations' own limits (limits[PLACE]).
void check_judgement(const wire::Plan& plan, PlanProblems& problems);

/// Of conditions that a warning of others, or its end, would mute.
void check_muting(const wire::Plan& plan, PlanProblems& problems);

/// Every fault of the plan's rules: paths rules[ID], rules[ID].levels[LEVEL], rules[ID].fire and
/// rules[ID].pattern.
PlanProblems check(const wire::Plan& plan);

}  // namespace fenghuo::rules

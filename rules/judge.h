// The stage that judges: observations go into histories, histories answer what rules ask, and a
// village's alarm follows the worst answer of the stations that cover it.
//
// After each observation only what it can have changed is judged again: the rules that read its
// property, in the villages that its station covers, and these only where the worst answer moved.
// So the conclusions don't depend on how observations were gathered into ticks.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/stage.h"
#include "rules/alarm.h"
#include "rules/answers.h"
#include "rules/coverage.h"
#include "rules/rulebook.h"
#include "rules/sites.h"

namespace fenghuo::rules {

/// Rules about silence are looked at this often.
inline constexpr Span kSilenceStep = std::chrono::minutes{1};

class Judge : public Stage {
 public:
  void apply(Turn& turn, const wire::Event& event) override;
  void save(StateWriter& writer) const override;
  void load(StateReader& reader, const wire::Plan& plan, const Datastreams& datastreams) override;
  void describe(wire::Standing& standing, const wire::Plan& plan,
                const Datastreams& datastreams) const override;
  std::unique_ptr<Stage> copy() const override { return std::make_unique<Judge>(*this); }

  /// Memory of the histories, for the benchmark.
  std::size_t history_bytes() const { return sites_.bytes(); }

 private:
  // An alarm with its names, as it is saved and carried over to a new plan.
  struct Named {
    std::string rule;
    std::string area;
    Alarm alarm;

    template <class A, class Self>
    static void archive(A& a, Self& self) {
      a(self.rule, self.area, self.alarm);
    }
  };
  enum Wake : std::uint32_t { delay_over, silence_step };

  void bind(const wire::Plan& plan);
  std::vector<Named> named_alarms() const;
  void change_plan(Turn& turn);
  void observe(Turn& turn, std::uint32_t row);
  void doubt(Turn& turn, std::uint32_t row, std::uint32_t site, Taken taken);
  void wake_up(Turn& turn);

  Alarm& alarm_of(std::uint32_t rule, std::uint32_t village) {
    return alarms_[rule * coverage_.villages() + village];
  }
  Answers::Worst worst_of(std::uint32_t village, std::uint32_t call, Instant now) const;
  /// Fills scratch_ with what the level's program reads.
  language::Truth truth_of(const LevelRule& level, std::uint32_t village, bool held, Instant now);
  void judge(Turn& turn, std::uint32_t rule, std::uint32_t village, const Moment& moment,
             std::optional<std::uint32_t> row);
  void go_to(Turn& turn, std::uint32_t rule, std::uint32_t village, Level level,
             std::optional<std::uint32_t> row);
  wire::Verdict verdict_of(const Turn& turn, std::uint32_t rule, std::uint32_t village, Level level,
                           Level standing);
  void add_findings(const Turn& turn, const LevelRule& level, std::uint32_t village, bool held,
                    google::protobuf::RepeatedPtrField<wire::Finding>& findings) const;

  Sites sites_;
  std::vector<Alarm> alarms_;  // by rule and village

  // From the plan and the histories; not saved.
  std::vector<std::string> villages_;
  Rulebook rulebook_;
  Coverage coverage_;
  Answers answers_;
  std::vector<language::Reading> scratch_;
  std::vector<double> no_deadband_;
  std::vector<std::uint32_t> moved_;
  std::vector<Offset> doubted_in_;  // by site: the last record in which a doubt was concluded
};

}  // namespace fenghuo::rules

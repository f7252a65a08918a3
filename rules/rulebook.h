// The rules of a plan, compiled: what is asked of which property, by whom, and at which level.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/level.h"
#include "engine/plan.pb.h"
#include "engine/plan_problem.h"
#include "rules/history.h"
#include "rules/language/program.h"

namespace fenghuo::rules {

struct LevelRule {
  Level level;
  std::string expression;
  language::Program program;
  std::vector<std::uint32_t> calls;  // into Rulebook::calls(), by the program's own call
  std::vector<double> deadbands;     // likewise
};

struct Rule {
  std::string id;
  std::string version;
  Text title;
  Span lateness{};
  Span on_delay{};
  Span off_delay{};
  std::vector<LevelRule> levels;  // from the least severe
  bool reads_silence = false;
};

class Rulebook {
 public:
  Rulebook() = default;
  /// Leaves out what check() finds fault with.
  explicit Rulebook(const wire::Plan& plan);

  const std::vector<Rule>& rules() const { return rules_; }
  /// Everything that any rule asks, each once.
  const std::vector<language::SeriesCall>& calls() const { return calls_; }
  /// A property that some rule reads: which calls ask about it, and which rules.
  struct Readers {
    std::string property;
    std::vector<std::uint32_t> calls;
    std::vector<std::uint32_t> rules;
    HistoryShape shape;
  };
  const std::vector<Readers>& readers() const { return readers_; }
  /// Index into readers(); nothing where no rule reads the property.
  std::optional<std::uint32_t> readers_of(std::string_view property) const;
  bool reads_silence() const;

 private:
  void add(const wire::Rule& rule);
  void note_readers();
  Readers& readers_for(const std::string& property);

  std::vector<Rule> rules_;
  std::vector<language::SeriesCall> calls_;
  std::vector<Readers> readers_;
};

/// Every fault of the plan's rules: paths rules[ID] and rules[ID].levels[LEVEL].
PlanProblems check(const wire::Plan& plan);

}  // namespace fenghuo::rules

#include "rules/rulebook.h"

#include <algorithm>
#include <set>

#include "engine/property.h"

namespace fenghuo::rules {
namespace {

using language::SeriesCall;

double deadband_of(const wire::Rule& rule, const SeriesCall& call) {
  for (const auto& deadband : rule.deadbands())
    if (deadband.property() == call.property) return deadband.value();
  return 0;
}

std::string path_of(const wire::Rule& rule, const wire::LevelCondition& condition) {
  const auto level = level_from_wire(condition.level());
  return "rules[" + rule.id() + "].levels[" + std::string(to_string(level.value_or(Level::none))) +
         "]";
}

}  // namespace

Rulebook::Rulebook(const wire::Plan& plan) {
  for (const auto& rule : plan.rules()) add(rule);
  note_readers();
}

void Rulebook::add(const wire::Rule& source) {
  Rule rule{.id = source.id(),
            .version = source.version(),
            .title = {source.title().zh(), source.title().en()},
            .lateness = Span{source.lateness_ms()},
            .on_delay = Span{source.on_delay_ms()},
            .off_delay = Span{source.off_delay_ms()},
            .levels = {}};
  for (const auto& condition : source.levels()) {
    auto program = language::compile(condition.when());
    const auto level = level_from_wire(condition.level());
    if (!program || !level || *level == Level::none) continue;
    LevelRule added{*level, condition.when(), std::move(*program), {}, {}};
    for (const auto& call : added.program.calls()) {
      auto known = std::find(calls_.begin(), calls_.end(), call);
      if (known == calls_.end()) known = calls_.insert(calls_.end(), call);
      added.calls.push_back(static_cast<std::uint32_t>(known - calls_.begin()));
      added.deadbands.push_back(deadband_of(source, call));
      rule.reads_silence |= call.function == language::SeriesFunction::silence;
    }
    rule.levels.push_back(std::move(added));
  }
  std::sort(rule.levels.begin(), rule.levels.end(),
            [](const auto& a, const auto& b) { return above(b.level, a.level); });
  rules_.push_back(std::move(rule));
}

Rulebook::Readers& Rulebook::readers_for(const std::string& property) {
  const auto known = readers_of(property);
  if (known) return readers_[*known];
  readers_.push_back({property, {}, {}, {}});
  return readers_.back();
}

void Rulebook::note_readers() {
  for (std::uint32_t k = 0; k < calls_.size(); ++k) {
    Readers& readers = readers_for(calls_[k].property);
    readers.calls.push_back(k);
    readers.shape.add(calls_[k]);
  }
  for (std::uint32_t r = 0; r < rules_.size(); ++r) {
    std::set<std::string> read;
    for (const auto& level : rules_[r].levels)
      for (const std::uint32_t k : level.calls) read.insert(calls_[k].property);
    for (const auto& property : read) {
      Readers& readers = readers_for(property);
      readers.rules.push_back(r);
      readers.shape.lateness = std::max(readers.shape.lateness, rules_[r].lateness);
    }
  }
}

std::optional<std::uint32_t> Rulebook::readers_of(std::string_view property) const {
  for (std::uint32_t i = 0; i < readers_.size(); ++i)
    if (readers_[i].property == property) return i;
  return std::nullopt;
}

bool Rulebook::reads_silence() const {
  return std::any_of(rules_.begin(), rules_.end(),
                     [](const Rule& rule) { return rule.reads_silence; });
}

PlanProblems check(const wire::Plan& plan) {
  PlanProblems problems;
  for (const auto& rule : plan.rules()) {
    if (rule.levels().empty())
      problems.push_back({"rules[" + rule.id() + "]",
                          1,
                          1,
                          {"规则没有任何级别的条件", "the rule has no condition at any level"}});
    for (const auto& condition : rule.levels()) {
      const auto program = language::compile(condition.when());
      if (!program)
        problems.push_back({path_of(rule, condition), program.error().at.line,
                            program.error().at.column, program.error().text});
    }
    for (const auto& deadband : rule.deadbands())
      if (find_property(deadband.property()) == nullptr || !(deadband.value() >= 0))
        problems.push_back(
            {"rules[" + rule.id() + "].deadband",
             1,
             1,
             {"回差须写作 观测要素: 非负数，“" + deadband.property() + "”不是观测要素",
              "a deadband is written property: number >= 0; '" + deadband.property() +
                  "' is no observed property"}});
  }
  return problems;
}

}  // namespace fenghuo::rules

// How each condition stands, for those who ask why not, and for the tests of a plan.
#include <algorithm>

#include "rules/judge.h"
#include "rules/reason.h"

namespace fenghuo::rules {
namespace {

wire::AssessedCondition::Truth to_wire(Truth truth) {
  switch (truth) {
    case Truth::yes:
      return wire::AssessedCondition::YES;
    case Truth::no:
      return wire::AssessedCondition::NO;
    case Truth::unknown:
      break;
  }
  return wire::AssessedCondition::UNKNOWN;
}

}  // namespace

void Judge::assess(wire::Assessments& out, const wire::Plan& plan, const std::string& only) const {
  for (std::uint32_t r = 0; r < states_.size(); ++r) {
    for (std::uint32_t slot = 0; slot < states_[r].areas.count(); ++slot) {
      if (!only.empty() && area_id(r, slot) != only) continue;
      assess(*out.add_assessments(), plan, r, slot);
    }
  }
}

// A condition holds, and yet its level doesn't stand.
Text Judge::why_lower(std::uint32_t rule, std::uint32_t slot, Level level,
                      const wire::Plan& plan) const {
  const Rule& judged = rulebook_.rules()[rule];
  const std::uint32_t area = states_[rule].areas.area(slot);
  if (!above(level, states_[rule].alarms[slot].held_back()))
    return {"已被搁置或被别的警报压制，未报出", "it is shelved, or suppressed by another alarm"};
  if (trust_.is_asked())
    if (Text weighed = weighed_text(plan, weighed_now(rule, area)); !weighed.zh.empty())
      return weighed;
  if (judged.policy.on_delay == Span{0}) return {};
  const Text delay = span_text(judged.policy.on_delay);
  return {"须持续 " + delay.zh + "才报", "it must hold for " + delay.en};
}

void Judge::assess(wire::Assessment& out, const wire::Plan& plan, std::uint32_t rule,
                   std::uint32_t slot) const {
  Rule& judged = rulebook_.rule(rule);
  const std::uint32_t area = states_[rule].areas.area(slot);
  const Level standing = judged.levels.empty() ? Level::none : states_[rule].alarms[slot].level();
  out.set_rule(judged.id);
  out.set_area(area_id(rule, slot));
  out.set_level(fenghuo::to_wire(standing));
  auto level = judged.levels.begin();
  Rule::each_condition(judged, [&](Asked& asked) {
    auto& condition = *out.add_conditions();
    bool held = false;
    if (level != judged.levels.end()) {
      condition.set_level(fenghuo::to_wire(level->level));
      held = is_held(rule, area, level->level);
      ++level;
    }
    condition.set_expression(asked.expression);
    condition.set_truth(to_wire(truth_of(asked, judged.coverage, area, held)));
    add_findings(asked, judged.coverage, area, held, *condition.mutable_findings());
    const auto& thresholds = asked.condition.thresholds();
    for (std::size_t i = 0; held && i < thresholds.size(); ++i)
      condition.mutable_findings(static_cast<int>(i))
          ->set_deadband(asked.deadbands[thresholds[i].call]);
    Text reason = assessment_of(condition, std::chrono::seconds{plan.utc_offset_s()},
                                names_for(plan, judged.coverage, area));
    const auto say = [&](const Text& more) {
      if (!more.zh.empty()) reason = {reason.zh + "；" + more.zh, reason.en + "; " + more.en};
    };
    say(beside(plan, asked, judged.coverage, area, true));
    // Of what is only compared the findings say that there is no data.
    const auto& findings = condition.findings();
    if (condition.truth() == wire::AssessedCondition::UNKNOWN &&
        std::all_of(findings.begin(), findings.end(), [](const auto& f) { return f.known(); }))
      say(asked.condition.fault(world_of(asked, judged.coverage, area, held)).value_or(Text{}));
    const Level of = level_from_wire(condition.level()).value_or(Level::none);
    if (above(of, standing) && condition.truth() == wire::AssessedCondition::YES)
      say(why_lower(rule, slot, of, plan));
    condition.mutable_reason()->set_zh(reason.zh);
    condition.mutable_reason()->set_en(reason.en);
  });
}

}  // namespace fenghuo::rules

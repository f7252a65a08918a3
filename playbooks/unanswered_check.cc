// Rules that call nobody: no playbook answers their alarms and no other rule reads them, or what
// they judge isn't there.
#include <set>
#include <string>
#include <variant>

#include "playbooks/plan_checker.h"
#include "rules/language/parser.h"

namespace fenghuo::playbooks {
namespace {

using Ids = std::set<std::string>;

// alarm('R1') and s.alarm('R1'), wherever they stand in a condition.
void add_read_in(const std::string& condition, Ids& read) {
  const auto syntax = language::parse(condition);
  if (!syntax) return;  // told elsewhere
  for (const auto& node : syntax->nodes) {
    if (node.kind != language::NodeKind::call || node.name != "alarm" || node.parts.empty())
      continue;
    const auto& last = (*syntax)[node.parts.back()];
    if (const auto* id = std::get_if<std::string>(&last.constant)) read.insert(*id);
  }
}

// A rule whose alarm holds another one back is read by it.
Ids read_by_rules(const wire::Plan& plan) {
  Ids read;
  for (const auto& rule : plan.rules()) {
    read.insert(rule.suppressed_by().begin(), rule.suppressed_by().end());
    for (const auto& condition : rule.levels()) add_read_in(condition.when(), read);
    add_read_in(rule.fire(), read);
    for (const auto& step : rule.pattern().steps()) {
      add_read_in(step.when(), read);
      add_read_in(step.without(), read);
    }
    add_read_in(rule.pattern().then_no(), read);
  }
  return read;
}

bool is_answered(const wire::Plan& plan, const std::string& rule) {
  for (const auto& playbook : plan.playbooks())
    if (Handbook::answers(playbook, rule)) return true;
  return false;
}

// A pack was made for it where there is one; else somebody writes down who is called.
Text mend_of(const std::string& rule, const AnsweringPacks& packs) {
  const auto pack = packs.find(rule);
  if (pack == packs.end())
    return {"把它写进处置方案的 rules", "Name it in the rules of a playbook"};
  return {"在 packs 的 playbooks 里加上 " + pack->second + "，或把它写进自己处置方案的 rules",
          "Add " + pack->second +
              " to the playbooks in packs, or name it in the rules of a playbook of your own"};
}

// One notice for all of a kind: a pack has several.
void check_nowhere(PlanChecker& checker, wire::Rule::Each each, const Text& what,
                   const char* kind) {
  std::string first;
  std::string zh;
  std::string en;
  for (const auto& rule : checker.plan().rules()) {
    if (rule.for_each() != each) continue;
    if (first.empty()) first = rule.id();
    zh += (zh.empty() ? "" : "、") + rule.id();
    en += (en.empty() ? "" : ", ") + rule.id();
  }
  if (first.empty()) return;
  checker.add("rules[" + first + "]",
              {"预案里一个" + what.zh + "也没有，这些规则什么也不判断：" + zh +
                   "。在 areas.geojson 里画上（kind 写 " + kind + "），或去掉这些规则",
               "the plan has no " + what.en + ", and these rules judge nothing: " + en +
                   ". Draw them in areas.geojson (kind: " + kind + "), or leave the rules out"},
              Severity::notice);
}

}  // namespace

// No fault: some townships only watch, and a rule may be there to be looked at. Rules of stations
// and catchments call nobody in any plan; they are for others to read.
void check_unanswered(PlanChecker& checker, const AnsweringPacks& packs) {
  const wire::Plan& plan = checker.plan();
  if (plan.hazard_points().empty())
    check_nowhere(checker, wire::Rule::HAZARD_POINT, {"隐患点", "hazard point"}, "hazard_point");
  if (plan.catchments().empty())
    check_nowhere(checker, wire::Rule::CATCHMENT, {"流域", "catchment"}, "catchment");
  const Ids read = read_by_rules(plan);
  for (const auto& rule : plan.rules()) {
    if (!calls_people(rule) || read.contains(rule.id()) || is_answered(plan, rule.id())) continue;
    if (plan.playbooks().empty())
      return checker.add(
          "packs",
          {"方案没有处置方案：规则只报警，不会叫应任何人。要叫人，在 packs 的 playbooks 里选一个，"
           "或写 playbooks/*.yaml",
           "the plan has no playbook: its rules raise alarms, and nobody is called. "
           "To call people, name one in packs, or write playbooks/*.yaml"},
          Severity::notice);
    const Text mend = mend_of(rule.id(), packs);
    checker.add("rules[" + rule.id() + "]",
                {"规则“" + rule.id() + "”会报警，但没有处置方案应答：不会叫应任何人。" + mend.zh,
                 "the rule '" + rule.id() +
                     "' raises alarms, but no playbook answers: nobody is called. " + mend.en},
                Severity::notice);
  }
}

}  // namespace fenghuo::playbooks

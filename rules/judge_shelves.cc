// Alarms that are held back: shelved by a person, or suppressed by another rule's alarm.
#include <algorithm>
#include <utility>

#include "engine/refusal.h"
#include "rules/judge.h"

namespace fenghuo::rules {
void Judge::take_command(Turn& turn, const wire::Command& command) {
  if (command.has_shelve_alarm()) shelve(turn, command);
  if (command.has_unshelve_alarm()) unshelve(turn, command);
}

std::vector<Shelf>::iterator Judge::shelf_of(const std::string& rule, const std::string& area) {
  return std::find_if(shelves_.begin(), shelves_.end(),
                      [&](const Shelf& shelf) { return shelf.rule == rule && shelf.area == area; });
}

std::optional<Judge::Pair> Judge::alarm_named(const std::string& rule,
                                              const std::string& area) const {
  const auto known = rulebook_.find(rule);
  if (!known || rulebook_.rules()[*known].levels.empty()) return std::nullopt;
  for (std::uint32_t slot = 0; slot < states_[*known].areas.count(); ++slot)
    if (area_id(*known, slot) == area) return Pair{states_[*known].areas.area(slot), *known};
  return std::nullopt;
}

void Judge::shelve(Turn& turn, const wire::Command& command) {
  const auto& wanted = command.shelve_alarm();
  const auto level = level_from_wire(wanted.level()).value_or(Level::none);
  const Instant until = instant_ms(wanted.until_ms());
  if (!alarm_named(wanted.rule(), wanted.area()))
    return refuse(turn, command, "no_such_alarm",
                  {"没有这条规则的这个对象", "there is no such rule with an alarm of this area"});
  if (level == Level::none || above(level, kShelfLevelMax))
    return refuse(turn, command, "level_not_shelved",
                  {"只能搁置蓝色、黄色、橙色；红色要叫人撤离，不能搁置",
                   "blue, yellow and orange can be shelved; red tells people to leave and can't"});
  if (until <= turn.now() || until > turn.now() + kShelfTimeMax)
    return refuse(turn, command, "bad_shelf_time",
                  {"搁置须写结束时间，在现在之后，最长 12 小时",
                   "a shelf has an end, later than now and at most 12 hours away"});
  const auto before = shelf_of(wanted.rule(), wanted.area());
  if (before == shelves_.end() && shelves_.size() >= kShelvesMax)
    return refuse(turn, command, "too_many_shelves",
                  {"已搁置 1000 条，请先取消一些", "1,000 are shelved; take some back first"});
  wire::Fact fact;
  auto& shelved = *fact.mutable_alarm_shelved();
  shelved.set_rule(wanted.rule());
  shelved.set_area(wanted.area());
  shelved.set_level(to_wire(level));
  shelved.set_until_ms(wanted.until_ms());
  shelved.set_shelved_by(command.person_id());
  shelved.set_note(wanted.note());
  Shelf shelf{.fact = turn.conclude(std::move(fact)),
              .rule = wanted.rule(),
              .area = wanted.area(),
              .level = level,
              .until = until,
              .shelved_by = command.person_id(),
              .note = wanted.note()};
  if (before != shelves_.end()) {
    *before = std::move(shelf);
  } else {
    shelves_.push_back(std::move(shelf));
  }
  wait_for_shelves(turn);
}

void Judge::unshelve(Turn& turn, const wire::Command& command) {
  const auto& wanted = command.unshelve_alarm();
  const auto shelf = shelf_of(wanted.rule(), wanted.area());
  if (shelf == shelves_.end())
    return refuse(turn, command, "not_shelved", {"这条警报没有搁置", "this alarm is not shelved"});
  end_shelf(turn, shelf, wire::AlarmUnshelved::COMMAND, command.person_id());
  judge_marked(turn, {{std::nullopt, clock_}, nullptr});
}

// What it held back is judged again.
void Judge::end_shelf(Turn& turn, std::vector<Shelf>::iterator shelf,
                      wire::AlarmUnshelved::Reason reason, const std::string& by) {
  wire::Fact fact;
  *fact.mutable_cause() = to_wire(shelf->fact);
  auto& unshelved = *fact.mutable_alarm_unshelved();
  *unshelved.mutable_shelf() = to_wire(shelf->fact);
  unshelved.set_rule(shelf->rule);
  unshelved.set_area(shelf->area);
  unshelved.set_reason(reason);
  unshelved.set_unshelved_by(by);
  turn.conclude(std::move(fact));
  const auto alarm = alarm_named(shelf->rule, shelf->area);
  shelves_.erase(shelf);
  if (alarm) mark(alarm->rule, alarm->area);
}

void Judge::shelves_are_over(Turn& turn) {
  for (bool ended = true; ended;) {
    const auto over = std::find_if(shelves_.begin(), shelves_.end(),
                                   [&](const Shelf& shelf) { return shelf.until <= turn.now(); });
    ended = over != shelves_.end();
    if (ended) end_shelf(turn, over, wire::AlarmUnshelved::TIME_OVER, "");
  }
  wait_for_shelves(turn);
}

// Shelves end in engine time, which doesn't wait for late observations.
void Judge::wait_for_shelves(Turn& turn) {
  const TimerKey key{.kind = shelf_over};
  const auto first =
      std::min_element(shelves_.begin(), shelves_.end(),
                       [](const Shelf& a, const Shelf& b) { return a.until < b.until; });
  if (first == shelves_.end()) {
    turn.cancel(key);
  } else {
    turn.wake(key, first->until);
  }
}

void Judge::forget_shelves(Turn& turn) {
  for (bool ended = true; ended;) {
    const auto gone = std::find_if(shelves_.begin(), shelves_.end(), [&](const Shelf& shelf) {
      return !alarm_named(shelf.rule, shelf.area).has_value();
    });
    ended = gone != shelves_.end();
    if (ended) end_shelf(turn, gone, wire::AlarmUnshelved::RULE_GONE, "");
  }
  wait_for_shelves(turn);
}

// The rule whose alarm holds back this one's rise to the level, if any.
std::optional<std::uint32_t> Judge::suppressor_of(std::uint32_t rule, std::uint32_t area,
                                                  Level level) const {
  for (const std::uint32_t other : rulebook_.rules()[rule].suppressed_by)
    if (is_there(other, area) &&
        !above(level, states_[other].alarms[*states_[other].areas.slot(area)].level()))
      return other;
  return std::nullopt;
}

// Whether the rise is held back; told once a level.
bool Judge::is_held_back(Turn& turn, std::uint32_t rule, std::uint32_t area, Level level,
                         const Reason& why) {
  const std::string& rule_id = rulebook_.rules()[rule].id;
  const std::string& area_name = coverage_of(rule).ids()[area];
  const auto shelf = shelves_.empty() ? shelves_.end() : shelf_of(rule_id, area_name);
  const bool shelved = shelf != shelves_.end() && !above(level, shelf->level);
  if (shelf != shelves_.end() && !shelved) {
    end_shelf(turn, shelf, wire::AlarmUnshelved::EXCEEDED, "");
    wait_for_shelves(turn);
  }
  const auto suppressor = shelved ? std::nullopt : suppressor_of(rule, area, level);
  if (!shelved && !suppressor) return false;
  Alarm& alarm = alarm_of(rule, area);
  if (alarm.held_back() == level) return true;
  wire::Fact fact;
  set_cause(fact, why);
  auto& held = *fact.mutable_alarm_held_back();
  held.set_rule(rule_id);
  held.set_area(area_name);
  held.set_level(to_wire(level));
  *held.mutable_verdict() = verdict_of(turn, rule, area, level, alarm.level());
  if (shelved) *held.mutable_shelf() = to_wire(shelf->fact);
  if (suppressor) held.set_suppressed_by(rulebook_.rules()[*suppressor].id);
  alarm.hold_back(level);
  turn.conclude(std::move(fact));
  return true;
}

}  // namespace fenghuo::rules

// Warnings that others gave, as far as rules ask about them.
#include <algorithm>
#include <set>
#include <utility>

#include "engine/area_words.h"
#include "rules/held_warning.h"
#include "rules/judge.h"
#include "rules/warned_areas.h"

namespace fenghuo::rules {

using fenghuo::to_wire;

namespace {

Level level_of(const wire::WarningInfo& info) {
  return level_from_wire(info.level()).value_or(Level::none);
}

// Apart from where it is, and when.
bool asks_about(const WarningCall& call, const wire::WarningInfo& info) {
  return info.event().find(call.event) != std::string::npos &&
         severity(level_of(info)) >= severity(call.at_least);
}

void name_villages(const wire::Plan& plan, const std::set<std::uint32_t>& places,
                   google::protobuf::RepeatedPtrField<std::string>& names) {
  for (const auto place : places) *names.Add() = plan.villages(static_cast<int>(place)).id();
}

wire::WarningHeld held(const wire::WarningReceived& told) {
  wire::WarningHeld held;
  held.set_identifier(told.identifier());
  held.set_sender(told.sender());
  held.set_event(told.event());
  held.set_headline(told.headline());
  held.set_status(told.status());
  held.set_level(told.level());
  *held.mutable_villages() = told.villages();
  return held;
}

}  // namespace

// What has come, before rules say anything of it.
void Judge::tell_received(Turn& turn, const wire::ReceivedWarning& warning) const {
  wire::WarningReceived received;
  received.set_identifier(warning.identifier());
  received.set_sender(warning.sender());
  received.set_cancels(warning.kind() == wire::ReceivedWarning::CANCEL);
  received.set_status(warning.status());
  std::vector<std::vector<std::uint32_t>> placed;  // by part
  std::set<std::uint32_t> places;
  for (const auto& info : warning.infos()) {
    placed.push_back(areas_warned(turn.plan(), wire::Rule::VILLAGE, info));
    places.insert(placed.back().begin(), placed.back().end());
    const bool higher =
        above(level_of(info), level_from_wire(received.level()).value_or(Level::none));
    if (!received.event().empty() && !higher) continue;
    received.set_event(info.event());
    received.set_level(info.level());
    received.set_headline(info.headline());
  }
  name_villages(turn.plan(), places, *received.mutable_villages());
  if (is_for_rules(warning) && warning.kind() != wire::ReceivedWarning::CANCEL)
    tell_unplaced(turn.plan(), warning, placed, received);
  wire::Fact fact;
  *fact.mutable_warning_received() = received;
  const FactId cause = turn.conclude(std::move(fact));
  if (!contradicts_itself(warning)) return;
  wire::Fact hold;
  *hold.mutable_cause() = to_wire(cause);
  *hold.mutable_warning_held() = held(received);
  turn.conclude(std::move(hold));
}

bool Judge::is_asked_about(const wire::WarningInfo& info) const {
  const auto& calls = rulebook_.warnings();
  return instant_ms(info.until_ms()) > clock_ &&
         std::any_of(calls.begin(), calls.end(),
                     [&](const auto& call) { return asks_about(call, info); });
}

// A person is asked only where a rule would warn, as of what is placed elsewhere nothing comes
// either. Villages that rules warn already are left out, as a yes would warn them twice.
void Judge::tell_unplaced(const wire::Plan& plan, const wire::ReceivedWarning& warning,
                          const std::vector<std::vector<std::uint32_t>>& placed,
                          wire::WarningReceived& told) const {
  const auto is_read = [this](const wire::WarningInfo& info) { return is_asked_about(info); };
  std::set<std::uint32_t> may_be_for;
  for (const int part : unplaced_parts(plan, warning, is_read)) {
    const auto& info = warning.infos(part);
    if (!is_read(info)) continue;
    told.add_unplaced(static_cast<std::uint32_t>(part));
    std::set<std::uint32_t> left;
    for (int i = 0; i < plan.villages_size(); ++i) left.insert(static_cast<std::uint32_t>(i));
    for (std::size_t i = 0; i < placed.size(); ++i) {
      if (!warns_as(warning.infos(static_cast<int>(i)), info)) continue;
      for (const auto place : placed[i]) left.erase(place);
    }
    may_be_for.insert(left.begin(), left.end());
  }
  name_villages(plan, may_be_for, *told.mutable_may_be_for());
}

// Where the one is placed the other needs no asking: a rule reads both, and it is no less severe,
// begins no later and lasts as long.
bool Judge::warns_as(const wire::WarningInfo& one, const wire::WarningInfo& other) const {
  const auto& calls = rulebook_.warnings();
  return !above(level_of(other), level_of(one)) && one.from_ms() <= other.from_ms() &&
         one.until_ms() >= other.until_ms() &&
         std::any_of(calls.begin(), calls.end(), [&](const auto& call) {
           return asks_about(call, one) && asks_about(call, other);
         });
}

// Which areas each of its parts concerns.
void Judge::place(InForce& warning, const wire::Plan& plan) const {
  warning.near.clear();
  for (const auto& info : warning.warning.infos()) {
    auto& near = warning.near.emplace_back();
    for (const auto& key : rulebook_.coverages())
      near.push_back(areas_warned(plan, key.each, info));
  }
}

// The highest level at which it warns; nothing where it doesn't.
std::optional<Level> Judge::level_warned_by(const InForce& warning, const WarningCall& call,
                                            std::uint32_t coverage, std::uint32_t area) const {
  std::optional<Level> highest;
  for (std::size_t i = 0; i < warning.near.size(); ++i) {
    const auto& info = warning.warning.infos(static_cast<int>(i));
    const auto& near = warning.near[i][coverage];
    if (instant_ms(info.from_ms()) <= clock_ && clock_ < instant_ms(info.until_ms()) &&
        asks_about(call, info) && std::binary_search(near.begin(), near.end(), area) &&
        (!highest || above(level_of(info), *highest)))
      highest = level_of(info);
  }
  return highest;
}

std::optional<Level> Judge::warned_level(const WarningCall& call, std::uint32_t coverage,
                                         std::uint32_t area) const {
  std::optional<Level> highest;
  for (const auto& warning : warnings_)
    if (const auto level = level_warned_by(warning, call, coverage, area);
        level && (!highest || above(*level, *highest)))
      highest = level;
  return highest;
}

Truth Judge::is_warned(const WarningCall& call, std::uint32_t coverage, std::uint32_t area) const {
  const bool warned = std::any_of(warnings_.begin(), warnings_.end(), [&](const InForce& warning) {
    return level_warned_by(warning, call, coverage, area).has_value();
  });
  return warned ? Truth::yes : Truth::no;
}

void Judge::take_warning(Turn& turn, const wire::ReceivedWarning& received) {
  tell_received(turn, received);
  if (!is_for_rules(received)) return;
  // A relay may send the same message again and again: that is no second warning.
  const bool same = std::any_of(warnings_.begin(), warnings_.end(), [&](const InForce& one) {
    return one.warning.sender() == received.sender() &&
           one.warning.identifier() == received.identifier();
  });
  const auto stood = alarms_of_warnings();
  std::erase_if(warnings_, [&](const InForce& known) {
    const std::string& identifier = known.warning.identifier();
    const auto& gone = received.supersedes();
    return known.warning.sender() == received.sender() &&
           (identifier == received.identifier() ||
            std::find(gone.begin(), gone.end(), identifier) != gone.end());
  });
  if (received.kind() != wire::ReceivedWarning::CANCEL) {
    warnings_.push_back({received});
    place(warnings_.back(), turn.plan());
    keep_within_bounds();
  }
  marked_.clear();
  look_at_warnings(turn);
  judge_marked(turn, {{std::nullopt, clock_}, nullptr});
  if (received.kind() != wire::ReceivedWarning::CANCEL && !same)
    tell_repeated(turn, received, stood);
}

// Those that stand and could have been raised by a warning, with their levels.
std::vector<std::pair<Judge::Pair, Level>> Judge::alarms_of_warnings() const {
  std::vector<std::pair<Pair, Level>> standing;
  for (const std::uint32_t rule : rulebook_.asks_warnings())
    for (std::uint32_t slot = 0; slot < states_[rule].alarms.size(); ++slot)
      if (const Level level = states_[rule].alarms[slot].level(); level != Level::none)
        standing.push_back({{states_[rule].areas.area(slot), rule}, level});
  return standing;
}

// The same is warned of once more: the fifth red signal raises nothing, and yet it is the fifth
// (failures.md, E01).
void Judge::tell_repeated(Turn& turn, const wire::ReceivedWarning& received,
                          const std::vector<std::pair<Pair, Level>>& stood) {
  const auto newest = std::find_if(warnings_.begin(), warnings_.end(), [&](const InForce& known) {
    return known.warning.identifier() == received.identifier() &&
           known.warning.sender() == received.sender();
  });
  if (newest == warnings_.end()) return;  // it is over already
  for (const auto& [where, level] : stood) {
    const Alarm& alarm = alarm_in(where.rule, where.area);
    if (alarm.level() != level) continue;
    const Rule& rule = rulebook_.rules()[where.rule];
    const auto& calls = shown_level(rule, level).asked.condition.warnings();
    if (std::none_of(calls.begin(), calls.end(), [&](const WarningCall& call) {
          return level_warned_by(*newest, call, rule.coverage, where.area).has_value();
        }))
      continue;
    wire::Fact fact;
    auto& repeated = *fact.mutable_alarm_repeated();
    *repeated.mutable_alarm() = to_wire(alarm.raised_by());
    repeated.set_rule(rule.id);
    repeated.set_area(coverage_of(where.rule).ids()[where.area]);
    repeated.set_level(to_wire(level));
    turn.conclude(std::move(fact));
  }
}

// The newest stays, whatever it takes.
void Judge::keep_within_bounds() {
  std::size_t bytes = 0;
  for (std::size_t i = warnings_.size(); i-- > 0;) {
    bytes += warnings_[i].warning.ByteSizeLong();
    const bool newest = i + 1 == warnings_.size();
    if (newest || (bytes <= kWarningsBytesMax && warnings_.size() - i <= kWarningsMax)) continue;
    warnings_.erase(warnings_.begin(), warnings_.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    return;
  }
}

// Those who ask look again; and once more when the next begins or is over.
void Judge::look_at_warnings(Turn& turn) {
  std::erase_if(warnings_, [&](const InForce& known) {
    const auto& infos = known.warning.infos();
    return std::all_of(infos.begin(), infos.end(),
                       [&](const auto& info) { return instant_ms(info.until_ms()) <= clock_; });
  });
  std::optional<Instant> next;
  for (const auto& known : warnings_)
    for (const auto& info : known.warning.infos())
      for (const std::int64_t turns_ms : {info.from_ms(), info.until_ms()})
        if (const Instant at = instant_ms(turns_ms); at > clock_)
          next = next ? std::min(*next, at) : at;
  for (const std::uint32_t rule : rulebook_.asks_warnings())
    for (std::uint32_t slot = 0; slot < states_[rule].areas.count(); ++slot)
      mark(rule, states_[rule].areas.area(slot));
  if (next) wake(turn, {.kind = warning_turns}, *next);
}

}  // namespace fenghuo::rules

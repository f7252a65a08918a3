#include "cli/chain.h"

#include <algorithm>
#include <set>

#include "engine/event.pb.h"

namespace fenghuo::cli {
namespace {

Error no_such(FactId id) {
  return {Errc::not_found,
          {"日志里没有编号 " + to_string(id), "the log has no fact " + to_string(id)}};
}

// The fact that caused it; nothing where it was an observation, a command or time.
std::optional<FactId> fact_behind(const wire::Fact& fact) {
  if (!fact.has_cause() || fact.has_cause_row()) return std::nullopt;
  return from_wire(fact.cause());
}

// Facts that name what they continue beside their cause: a change of an alarm is caused by an
// observation, and continues the alarm.
std::optional<FactId> continued_by(const wire::Fact& fact) {
  if (fact.has_alarm_changed()) return from_wire(fact.alarm_changed().alarm());
  if (fact.has_alarm_cleared()) return from_wire(fact.alarm_cleared().alarm());
  if (fact.has_warning_issued()) return from_wire(fact.warning_issued().alarm());
  if (fact.has_obligation_closed()) return from_wire(fact.obligation_closed().obligation());
  if (fact.has_incident_closed()) return from_wire(fact.incident_closed().incident());
  return std::nullopt;
}

Result<void> find_after(const Log& log, Chain& chain) {
  std::set<FactId> family{chain.asked.id};
  auto cursor = log.read(chain.asked.id.offset);
  if (!cursor) return cursor.error();
  while (true) {
    const auto entry = (*cursor)->next();
    if (!entry) return entry.error();
    if (!*entry) return {};
    const auto& header = (*entry)->record.header;
    for (std::uint32_t i = 0; i < (*entry)->facts.size(); ++i) {
      Told told{{header.offset, i}, header.recorded_at, {}};
      if (told.id <= chain.asked.id || !told.fact.ParseFromString((*entry)->facts[i])) continue;
      const auto continued = continued_by(told.fact);
      const auto cause = fact_behind(told.fact);
      if (!(cause && family.contains(*cause)) && !(continued && family.contains(*continued)))
        continue;
      family.insert(told.id);
      chain.after.push_back(std::move(told));
    }
    chain.all = chain.after.size() < kFollowersMax;
    if (!chain.all) return {};
  }
}

}  // namespace

Result<Told> read_fact(const Log& log, FactId id) {
  if (id.offset >= log.head().next) return no_such(id);
  auto cursor = log.read(id.offset);
  if (!cursor) return cursor.error();
  const auto entry = (*cursor)->next();
  if (!entry) return entry.error();
  if (!*entry || (*entry)->facts.size() <= id.index) return no_such(id);
  Told told{id, (*entry)->record.header.recorded_at, {}};
  if (!told.fact.ParseFromString((*entry)->facts[id.index])) return no_such(id);
  return told;
}

Result<Chain> chain_of(const Log& log, FactId id) {
  auto asked = read_fact(log, id);
  if (!asked) return asked.error();
  Chain chain;
  chain.asked = std::move(*asked);
  for (auto next = fact_behind(chain.asked.fact); next;
       next = fact_behind(chain.before.back().fact)) {
    auto cause = read_fact(log, *next);
    if (!cause) return cause.error();
    chain.before.push_back(std::move(*cause));
  }
  std::reverse(chain.before.begin(), chain.before.end());
  if (auto ok = find_after(log, chain); !ok) return ok.error();
  return chain;
}

Result<wire::Plan> plan_of(const Log& log, const std::string& version) {
  auto cursor = log.read({});
  if (!cursor) return cursor.error();
  while (true) {
    const auto entry = (*cursor)->next();
    if (!entry) return entry.error();
    if (!*entry) break;
    wire::Event event;
    if ((*entry)->record.header.retention == Retention::raw_observations) continue;
    if (event.ParseFromString((*entry)->record.payload) && event.has_plan_changed() &&
        event.plan_changed().version() == version)
      return event.plan_changed().plan();
  }
  return Error{Errc::not_found,
               {"日志里没有预案版本 " + version, "the log has no plan of version " + version}};
}

}  // namespace fenghuo::cli

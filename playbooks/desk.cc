#include "playbooks/desk.h"

#include <algorithm>
#include <utility>

#include "playbooks/message.h"

namespace fenghuo::playbooks {
namespace {

Text from_wire(const wire::Text& text) {
  return {text.zh(), text.en()};
}

void to_wire(const Text& text, wire::Text& out) {
  out.set_zh(text.zh);
  out.set_en(text.en);
}

Level level_of(std::uint32_t number) {
  return level_from_wire(number).value_or(Level::none);
}

}  // namespace

using fenghuo::from_wire;
using fenghuo::to_wire;

void Desk::apply(Turn& turn, const wire::Event& event) {
  follow_alarms(turn);
  if (turn.settled()) on_report(turn, event.effect_reported());
  if (event.has_command()) on_command(turn, event.command());
  for (const auto& key : turn.due()) on_due(turn, {{key.subject}, key.part});
}

// A record may take an alarm through several levels, such as a batch that was held back by a bad
// line. People are told once, of where it ended.
void Desk::follow_alarms(Turn& turn) {
  std::vector<AlarmNews> all;
  const std::size_t count = turn.facts().size();  // those of the stages before
  for (std::size_t i = 0; i < count; ++i) {
    const FactId id{turn.offset(), static_cast<std::uint32_t>(i)};
    auto news = news_in(turn.facts()[i], id);
    if (!news) continue;
    const auto before = std::find_if(all.begin(), all.end(), [&](const AlarmNews& other) {
      return other.rule == news->rule && other.area == news->area;
    });
    if (before == all.end()) {
      all.push_back(std::move(*news));
      continue;
    }
    news->previous = before->previous;
    *before = std::move(*news);
  }
  for (const auto& news : all) on_alarm(turn, news);
}

std::optional<Desk::AlarmNews> Desk::news_in(const wire::Fact& fact, FactId id) {
  AlarmNews news{.fact = id};
  news.alarm = id;
  const auto take = [&](const auto& alarm) {
    news.rule = alarm.rule();
    news.area = alarm.area();
    news.reason = from_wire(alarm.verdict().reason());
  };
  if (fact.has_alarm_raised()) {
    take(fact.alarm_raised());
    news.level = level_of(fact.alarm_raised().level());
    return news;
  }
  if (fact.has_alarm_changed()) {
    take(fact.alarm_changed());
    news.alarm = from_wire(fact.alarm_changed().alarm());
    news.level = level_of(fact.alarm_changed().level());
    news.previous = level_of(fact.alarm_changed().previous_level());
    return news;
  }
  if (!fact.has_alarm_cleared()) return std::nullopt;
  take(fact.alarm_cleared());
  news.alarm = from_wire(fact.alarm_cleared().alarm());
  news.previous = level_of(fact.alarm_cleared().previous_level());
  return news;
}

void Desk::on_alarm(Turn& turn, const AlarmNews& news) {
  for (const auto& playbook : turn.plan().playbooks()) {
    if (!Handbook::answers(playbook, news.rule)) continue;
    const auto known = std::find_if(incidents_.begin(), incidents_.end(), [&](const auto& entry) {
      const Incident& incident = entry.second;
      return incident.playbook == playbook.id() && incident.rule == news.rule &&
             incident.area == news.area;
    });
    if (news.level == Level::none) {
      if (known != incidents_.end()) clear(turn, known->first, news.fact);
      continue;
    }
    // People are called by village; an alarm of a station or a catchment is for rules to ask about.
    if (known == incidents_.end() && Handbook(turn.plan()).village(news.area) == nullptr) continue;
    const FactId id =
        known == incidents_.end() ? open_incident(turn, playbook.id(), news) : known->first;
    Incident& incident = incidents_.at(id);
    incident.alarm = news.alarm;
    incident.alarm_stands = true;
    const bool rises = above(news.level, news.previous);
    // Up to a level that people were warned of, and are still busy with: they know.
    const bool known_level = incident.warning && !above(news.level, incident.level) && open_in(id);
    if (rises && !known_level) warn(turn, id, news);
  }
}

FactId Desk::open_incident(Turn& turn, const std::string& playbook, const AlarmNews& news) {
  wire::Fact fact = caused_by(news.fact);
  fact.mutable_incident_opened()->set_playbook(playbook);
  fact.mutable_incident_opened()->set_rule(news.rule);
  fact.mutable_incident_opened()->set_area(news.area);
  const FactId id = turn.conclude(std::move(fact));
  Incident& incident = incidents_[id];
  incident.playbook = playbook;
  incident.rule = news.rule;
  incident.area = news.area;
  incident.opened_at = turn.now();
  return id;
}

void Desk::warn(Turn& turn, FactId incident_id, const AlarmNews& news) {
  Incident& incident = incidents_.at(incident_id);
  const Handbook handbook(turn.plan());
  const auto* playbook = handbook.playbook(incident.playbook);
  const auto* response = handbook.response(incident.playbook, news.level);
  if (playbook == nullptr || response == nullptr) return;  // check() refuses such a plan
  const auto* village = handbook.village(news.area);
  const auto* rule = handbook.rule(news.rule);
  const std::int64_t within_ms = response->wants_headcount()  ? response->act_within_ms()
                                 : response->ladder().empty() ? 0
                                                              : response->ladder(0).wait_ms();
  const std::string minutes = std::to_string(within_ms / 60'000);
  const Text area{news.area, news.area};
  const std::map<std::string, Text> values{
      {"village", village ? from_wire(village->name()) : area},
      {"level", name_of(news.level)},
      {"hazard", rule ? from_wire(rule->title()) : Text{news.rule, news.rule}},
      {"action", from_wire(response->action())},
      {"reason", news.reason},
      {"shelter", village ? from_wire(village->shelter()) : Text{}},
      {"minutes", {minutes, minutes}}};
  incident.headline = fill_in(from_wire(playbook->headline()), values);
  incident.text = fill_in(from_wire(playbook->text()), values);
  incident.level = news.level;

  wire::Fact fact = caused_by(news.fact);
  auto& issued = *fact.mutable_warning_issued();
  *issued.mutable_incident() = to_wire(incident_id);
  *issued.mutable_alarm() = to_wire(news.alarm);
  issued.set_rule(news.rule);
  issued.set_area(news.area);
  issued.set_level(to_wire(news.level));
  to_wire(incident.headline, *issued.mutable_headline());
  to_wire(incident.text, *issued.mutable_text());
  issued.set_wants_headcount(response->wants_headcount());
  if (incident.warning) *issued.mutable_supersedes() = to_wire(*incident.warning);
  incident.warning = turn.conclude(std::move(fact));
  open_obligations(turn, incident_id);
}

void Desk::open_obligations(Turn& turn, FactId incident_id) {
  const Incident& incident = incidents_.at(incident_id);
  const Handbook handbook(turn.plan());
  const auto* playbook = handbook.playbook(incident.playbook);
  const auto* response = handbook.response(incident.playbook, incident.level);
  const auto* village = handbook.village(incident.area);
  std::vector<FactId> before;
  for (const auto& [id, obligation] : obligations_)
    if (obligation.incident == incident_id && !obligation.successor) before.push_back(id);
  for (const auto& duty : playbook->duties()) {
    const auto* held = handbook.duty(incident.area, duty);
    Obligation o{.incident = incident_id,
                 .warning = *incident.warning,
                 .playbook = incident.playbook,
                 .area = incident.area,
                 .duty = duty,
                 .level = incident.level,
                 .wants_headcount = response->wants_headcount(),
                 .people_at_risk = village ? village->people_at_risk() : 0,
                 .opened_at = turn.now()};
    wire::Fact fact = caused_by(*incident.warning);
    auto& opened = *fact.mutable_obligation_opened();
    *opened.mutable_incident() = to_wire(incident_id);
    *opened.mutable_warning() = to_wire(*incident.warning);
    opened.set_area(o.area);
    opened.set_duty(duty);
    opened.set_level(to_wire(o.level));
    opened.set_holder(held ? held->holder() : "");
    opened.set_stand_in(held ? held->stand_in() : "");
    opened.set_wants_headcount(o.wants_headcount);
    opened.set_people_at_risk(o.people_at_risk);
    const FactId id = turn.conclude(std::move(fact));
    obligations_.emplace(id, std::move(o));
    for (const FactId old : before)
      if (obligations_.at(old).duty == duty) supersede(turn, old, id);
    ladder(turn, handbook, id).start(id);
  }
}

// The duty passes to the new warning, and with it who has been moved so far.
void Desk::supersede(Turn& turn, FactId old_id, FactId new_id) {
  Obligation& old = obligations_.at(old_id);
  obligations_.at(new_id).people_moved = old.people_moved;
  if (old.open()) close(turn, old_id, wire::ObligationClosed::SUPERSEDED, new_id);
  old.successor = new_id;
}

void Desk::clear(Turn& turn, FactId incident_id, FactId cause) {
  incidents_.at(incident_id).alarm_stands = false;
  for (auto& [id, obligation] : obligations_)
    if (obligation.incident == incident_id && obligation.open() && !obligation.wants_headcount)
      close(turn, id, wire::ObligationClosed::ALARM_CLEARED, cause);
  close_incident_if_done(turn, incident_id, cause);
}

void Desk::on_report(Turn& turn, const wire::EffectReported& report) {
  const EffectId effect{{report.offset()}, report.index()};
  const auto& message = turn.settled()->send_message();
  const FactId id = from_wire(message.obligation());
  const auto entry = obligations_.find(id);
  if (entry == obligations_.end()) return;  // its incident is closed
  Obligation& o = entry->second;
  const bool delivered = report.outcome() == wire::EffectReported::DELIVERED;
  wire::Fact fact = caused_by(id);
  const auto fill = [&](auto& told) {
    *told.mutable_obligation() = to_wire(id);
    *told.mutable_effect() = to_wire(FactId{effect.offset, effect.index});
    told.set_channel(message.channel());
    told.set_attempts(report.attempts());
  };
  if (delivered) {
    fill(*fact.mutable_obligation_delivered());
  } else {
    fill(*fact.mutable_obligation_undelivered());
    fact.mutable_obligation_undelivered()->set_detail(report.detail());
  }
  const FactId told = turn.conclude(std::move(fact));
  if (std::erase(o.on_the_way, effect) == 0) return;  // of a rung that is behind us
  o.delivered = o.delivered || delivered;
  const bool dialled =
      std::find(o.channels.begin(), o.channels.end(), "call_list") != o.channels.end();
  const bool waiting = o.state == State::calling || o.state == State::needs_help;
  if (waiting && o.on_the_way.empty() && !o.delivered && !dialled) {
    const Handbook handbook(turn.plan());
    ladder(turn, handbook, id).climb(told);
  }
}

void Desk::on_due(Turn& turn, FactId id) {
  const auto entry = obligations_.find(id);
  if (entry == obligations_.end() || !entry->second.open()) return;
  const Handbook handbook(turn.plan());
  Ladder steps = ladder(turn, handbook, id);
  if (entry->second.state != State::acting) return steps.climb(id);
  wire::Fact fact = caused_by(id);
  auto& reopened = *fact.mutable_obligation_reopened();
  *reopened.mutable_obligation() = to_wire(id);
  reopened.set_people_moved(entry->second.people_moved);
  reopened.set_people_at_risk(entry->second.people_at_risk);
  ++entry->second.round;
  steps.start(turn.conclude(std::move(fact)));
}

void Desk::close(Turn& turn, FactId id, wire::ObligationClosed::Reason reason, FactId cause) {
  Obligation& o = obligations_.at(id);
  o.state = State::done;
  turn.cancel(step_timer(id));
  wire::Fact fact = caused_by(cause);
  *fact.mutable_obligation_closed()->mutable_obligation() = to_wire(id);
  fact.mutable_obligation_closed()->set_reason(reason);
  turn.conclude(std::move(fact));
}

void Desk::close_incident_if_done(Turn& turn, FactId incident_id, FactId cause) {
  const auto entry = incidents_.find(incident_id);
  if (entry == incidents_.end() || entry->second.alarm_stands || open_in(incident_id)) return;
  wire::Fact fact = caused_by(cause);
  *fact.mutable_incident_closed()->mutable_incident() = to_wire(incident_id);
  fact.mutable_incident_closed()->set_area(entry->second.area);
  turn.conclude(std::move(fact));
  incidents_.erase(entry);
  std::erase_if(obligations_,
                [&](const auto& item) { return item.second.incident == incident_id; });
}

Ladder Desk::ladder(Turn& turn, const Handbook& handbook, FactId id) {
  Obligation& obligation = obligations_.at(id);
  return {turn, handbook, id, obligation, incidents_.at(obligation.incident)};
}

bool Desk::open_in(FactId incident_id) const {
  return std::any_of(obligations_.begin(), obligations_.end(), [&](const auto& item) {
    return item.second.incident == incident_id && item.second.open();
  });
}

}  // namespace fenghuo::playbooks

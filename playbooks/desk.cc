#include "playbooks/desk.h"

#include <algorithm>
#include <utility>

#include "engine/wire_text.h"
#include "playbooks/message.h"

namespace fenghuo::playbooks {
namespace {

Level level_of(std::uint32_t number) {
  return level_from_wire(number).value_or(Level::none);
}

}  // namespace

using fenghuo::from_wire;
using fenghuo::to_wire;

void Desk::apply(Turn& turn, const wire::Event& event) {
  if (event.has_plan_changed()) read_plan(turn.plan());
  if (event.has_datastreams_registered()) listening_is_old_ = true;
  if (!contacts_.empty() && event.has_observations()) listen(turn);
  follow_alarms(turn);
  if (event.has_report()) hear_report(turn, event.report());
  if (turn.settled()) on_report(turn, event.effect_reported());
  if (event.has_command()) on_command(turn, event.command());
  for (const auto& key : turn.due()) {
    const FactId id{{key.subject}, key.part};
    if (key.kind == next_step) on_step_due(turn, id);
    if (key.kind == decide_by) pass_on(turn, id);
    if (key.kind == hold_over) on_hold_over(turn, id);
    if (key.kind == silence) look_for_silence(turn);
    if (key.kind == roll_call) on_roll_call_due(turn, id);
    if (key.kind == time_short) on_time_short(turn, id);
  }
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
  if (news.level == Level::none) {
    // Whatever the plan says by now: what this rule began, it ends.
    const std::vector<FactId> here = incidents_in(news.area);
    for (const FactId id : here)
      if (incidents_.at(id).rule == news.rule) clear(turn, id, news.fact);
    return;
  }
  const bool rises = above(news.level, news.previous);
  for (const auto& playbook : turn.plan().playbooks()) {
    if (!Handbook::answers(playbook, news.rule)) continue;
    const auto known = incident_of(playbook.id(), news.rule, news.area);
    // People are called by village; an alarm of a station or a catchment is for rules to ask about.
    // A fall begins nothing, nor does a playbook that has no answer.
    const bool begins = rises && handbook_->village(news.area) != nullptr &&
                        handbook_->answered(playbook.id(), news.level) != Level::none;
    if (!known && !begins) continue;
    const FactId id = known ? *known : open_incident(turn, playbook.id(), news);
    Incident& incident = incidents_.at(id);
    incident.alarm = news.alarm;
    incident.alarm_stands = true;
    if (rises) rise(turn, id, news);
  }
}

// It gets worse: nobody is telling that it is over any more.
void Desk::rise(Turn& turn, FactId id, const AlarmNews& news) {
  Incident& incident = incidents_.at(id);
  incident.safe_reports.clear();
  incident.stand_down_proposed_by.clear();
  if (incident.all_clear) return revoke(turn, id, news);
  // Up to a level that people were warned of, and are still busy with: they know. While people are
  // away from home, nothing less than what moved them is told.
  const bool below = above(incident.level, news.level) && holds_evacuation(id);
  const bool known_level =
      incident.warning && !above(news.level, incident.level) && being_warned(id);
  if (!below && !known_level) return warn(turn, id, news);
  if (incident.warning) ask_questions(turn, id);
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
  incidents_in_[news.area].push_back(id);
  return id;
}

std::optional<FactId> Desk::incident_of(const std::string& playbook, const std::string& rule,
                                        const std::string& area) const {
  for (const FactId id : incidents_in(area)) {
    const Incident& incident = incidents_.at(id);
    if (incident.playbook == playbook && incident.rule == rule) return id;
  }
  return std::nullopt;
}

const std::vector<FactId>& Desk::incidents_in(const std::string& area) const {
  static const std::vector<FactId> none;
  const auto found = incidents_in_.find(area);
  return found == incidents_in_.end() ? none : found->second;
}

Text Desk::name_of_village(const std::string& area) const {
  const auto* village = handbook_->village(area);
  return village == nullptr ? Text{area, area} : from_wire(village->name());
}

void Desk::warn(Turn& turn, FactId incident_id, const AlarmNews& news) {
  Incident& incident = incidents_.at(incident_id);
  const Handbook& handbook = *handbook_;
  const auto* playbook = handbook.playbook(incident.playbook);
  const Level level = handbook.answered(incident.playbook, news.level);
  const auto* response = handbook.response(incident.playbook, level);
  if (playbook == nullptr || response == nullptr) return;  // a plan that has dropped it
  const auto* village = handbook.village(news.area);
  const auto* rule = handbook.rule(news.rule);
  const std::int64_t within_ms = response->wants_headcount()  ? response->act_within_ms()
                                 : response->ladder().empty() ? 0
                                                              : response->ladder(0).wait_ms();
  const std::string minutes = std::to_string(within_ms / 60'000);
  const std::map<std::string, Text> values{
      {"village", name_of_village(news.area)},
      {"level", name_of(level)},
      {"hazard", rule ? from_wire(rule->title()) : title_of(news.rule)},
      {"action", from_wire(response->action())},
      {"reason", news.reason},
      {"shelter", village ? from_wire(village->shelter()) : Text{}},
      {"minutes", {minutes, minutes}}};
  incident.headline = fill_in(from_wire(playbook->headline()), values);
  incident.text = fill_in(from_wire(playbook->text()), values);
  incident.level = level;

  wire::Fact fact = caused_by(news.fact);
  auto& issued = *fact.mutable_warning_issued();
  *issued.mutable_incident() = to_wire(incident_id);
  *issued.mutable_alarm() = to_wire(news.alarm);
  issued.set_rule(news.rule);
  issued.set_area(news.area);
  issued.set_level(to_wire(level));
  to_wire(incident.headline, *issued.mutable_headline());
  to_wire(incident.text, *issued.mutable_text());
  issued.set_wants_headcount(response->wants_headcount());
  issued.set_given_by(news.given_by);
  issued.set_agreed_by(news.agreed_by);
  if (incident.warning) *issued.mutable_supersedes() = to_wire(*incident.warning);
  incident.warning = turn.conclude(std::move(fact));
  open_obligations(turn, incident_id);
  ask_questions(turn, incident_id);
  order_evacuation(turn, incident_id);
  report_to_county(turn, incident_id);
  watch_contact(turn, incident_id);
}

void Desk::clear(Turn& turn, FactId incident_id, FactId cause) {
  incidents_.at(incident_id).alarm_stands = false;
  for (const FactId id : incidents_.at(incident_id).obligations) {
    const Obligation& o = obligations_.at(id);
    if (o.open() && o.purpose == Purpose::warning && !o.wants_headcount)
      close(turn, id, wire::ObligationClosed::ALARM_CLEARED, cause);
  }
  close_decisions(turn, incident_id, wire::ObligationClosed::ALARM_CLEARED, cause);
  close_incident_if_done(turn, incident_id, cause);
}

void Desk::close_incident_if_done(Turn& turn, FactId incident_id, FactId cause) {
  const auto entry = incidents_.find(incident_id);
  if (entry == incidents_.end() || entry->second.alarm_stands || entry->second.all_clear ||
      open_in(incident_id) || !all_found(entry->second.area) || people_away(incident_id))
    return;
  close_incident(turn, incident_id, cause);
}

void Desk::close_incident(Turn& turn, FactId incident_id, FactId cause) {
  const std::string area = incidents_.at(incident_id).area;
  const std::string rule = incidents_.at(incident_id).rule;
  const bool unreported = report_is_open(incident_id);
  wire::Fact fact = caused_by(cause);
  *fact.mutable_incident_closed()->mutable_incident() = to_wire(incident_id);
  fact.mutable_incident_closed()->set_area(area);
  const FactId closed = turn.conclude(std::move(fact));
  for (const FactId id : incidents_.at(incident_id).obligations) obligations_.erase(id);
  for (const FactId id : incidents_.at(incident_id).decisions) decisions_.erase(id);
  incidents_.erase(incident_id);
  auto& here = incidents_in_.at(area);
  std::erase(here, incident_id);
  if (here.empty()) incidents_in_.erase(area);
  pass_evacuation(turn, area, incident_id, closed);
  end_watch(turn, area);
  if (!unreported) return;
  for (const auto& [id, other] : incidents_)
    if (other.rule == rule && other.warning && !other.all_clear) return report_to_county(turn, id);
}

}  // namespace fenghuo::playbooks

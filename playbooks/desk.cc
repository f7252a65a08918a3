#include "playbooks/desk.h"

#include <algorithm>
#include <utility>

#include "engine/wire_text.h"
#include "playbooks/warning_words.h"

namespace fenghuo::playbooks {
namespace {

Level level_of(std::uint32_t number) {
  return level_from_wire(number).value_or(Level::none);
}

// Who speaks, or has spoken to whoever tells it.
std::vector<std::string> speakers_in(const wire::Event& event) {
  if (event.has_report()) return {event.report().reporter()};
  if (!event.has_command()) return {};
  const wire::Command& command = event.command();
  std::vector<std::string> persons{command.person_id()};
  if (command.has_answer()) persons.push_back(command.answer().answered_by());
  if (command.has_decide()) persons.push_back(command.decide().decided_by());
  if (command.has_present()) persons.push_back(command.present().person());
  if (command.has_count_household()) persons.push_back(command.count_household().counted_by());
  if (command.has_do_routine()) persons.push_back(command.do_routine().done_by());
  return persons;
}

}  // namespace

using fenghuo::from_wire;
using fenghuo::to_wire;

void Desk::apply(Turn& turn, const wire::Event& event) {
  if (event.has_plan_changed()) {
    contact_tests_.follow_roster(turn.plan());
    read_plan(turn.plan());
    if (!stopped_) contact_tests_.wait_for_next(turn);
    if (!stopped_) follow_lists(turn);
  }
  if (event.has_datastreams_registered()) stations_are_old_ = true;
  hear_speakers(turn, event);
  follow_exercise(turn);
  if (!stopped_) follow_world(turn, event);
  if (turn.settled()) on_report(turn, event.effect_reported());
  if (event.has_command()) on_command(turn, event.command());
  if (!stopped_) on_timers(turn);
  go_on_for_others(turn);
}

// They are there, whatever they say, and also where it is refused; they are called first again.
void Desk::hear_speakers(Turn& turn, const wire::Event& event) {
  bool back = false;
  for (const auto& person : speakers_in(event))
    back = contact_tests_.hear(person, turn.now()) || back;
  if (back) learn_who_holds_what(turn.plan());
}

// What comes of itself: observations, alarms, reports. After an exercise nobody is called for it.
void Desk::follow_world(Turn& turn, const wire::Event& event) {
  if (!contacts_.empty() && event.has_observations()) listen(turn);
  follow_alarms(turn);
  if (event.has_received_warning()) follow_received(turn, event.received_warning());
  if (event.has_report()) hear_report(turn, event.report());
}

void Desk::on_timers(Turn& turn) {
  for (const auto& key : turn.due()) {
    const FactId id{{key.subject}, key.part};
    if (key.kind == next_step) on_step_due(turn, id);
    if (key.kind == decide_by) pass_on(turn, id);
    if (key.kind == hold_over) on_hold_over(turn, id);
    if (key.kind == silence) look_for_silence(turn);
    if (key.kind == roll_call) on_roll_call_due(turn, id);
    if (key.kind == time_short) on_time_short(turn, id);
    if (key.kind == reach_due) on_reach_due(turn, id);
    if (key.kind == word_over) on_word_over(turn, id);
    if (key.kind == question_due) on_question_due(turn, id);
    if (key.kind == test_due)
      contact_tests_.on_due(
          turn, *handbook_,
          response_.level == Level::none && !response_.emergency_roles && incidents_.empty());
    if (key.kind == test_over) {
      contact_tests_.on_over(turn);
      learn_who_holds_what(turn.plan());
    }
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
  // The worst first, so that who is told of it isn't told of less by another rule of the hazard.
  std::stable_sort(all.begin(), all.end(),
                   [](const AlarmNews& a, const AlarmNews& b) { return above(a.level, b.level); });
  for (auto& news : all) {
    if (news.level == Level::none)
      on_cleared(turn, news);
    else
      on_alarm(turn, located(std::move(news)));
  }
}

Desk::AlarmNews Desk::located(AlarmNews news) const {
  const auto* point = handbook_->hazard_point(news.area);
  if (point == nullptr) return news;
  news.place = news.area;
  news.area = point->village();
  return news;
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

// Whatever the plan says by now: what this rule began, it ends. A hazard point that has left the
// plan, or threatens another village since, is found by itself.
void Desk::on_cleared(Turn& turn, const AlarmNews& news) {
  std::vector<FactId> begun;
  for (const FactId id : incidents_in(news.area))
    if (incidents_.at(id).place.empty()) begun.push_back(id);
  if (handbook_->village(news.area) == nullptr)
    for (const auto& [id, incident] : incidents_)
      if (incident.place == news.area) begun.push_back(id);
  for (const FactId id : begun) {
    const auto entry = incidents_.find(id);  // the end of one can be the end of another
    if (entry != incidents_.end() && entry->second.source(news.rule) != nullptr)
      clear(turn, id, news);
  }
}

void Desk::on_alarm(Turn& turn, const AlarmNews& news) {
  for (const auto& playbook : turn.plan().playbooks())
    if (Handbook::answers(playbook, news.rule)) begin_or_follow(turn, playbook, news);
}

void Desk::begin_or_follow(Turn& turn, const wire::Playbook& playbook, const AlarmNews& news) {
  const bool rises = above(news.level, news.previous);
  const auto known = incident_of(playbook.id(), news.rule, news.area, news.place);
  // People are called by village, of a slope or a dam those whom it threatens; an alarm of a
  // station or a catchment is for rules to ask about. A fall begins nothing, nor does a playbook
  // that has no answer.
  const bool begins = rises && handbook_->village(news.area) != nullptr &&
                      handbook_->answered(playbook.id(), news.level) != Level::none;
  if (!known && !begins) return;
  const FactId id = known ? *known : open_incident(turn, playbook.id(), news);
  Incident& incident = incidents_.at(id);
  if (Source* source = incident.source(news.rule)) {
    source->alarm = news.alarm;
    source->level = news.level;
  } else if (rises) {
    incident.sources.push_back({news.rule, news.alarm, news.level, news.reason});
  }
  if (!rises) return;
  // Whom another rule of the hazard has told of as much isn't called again.
  const bool told =
      incident.warning && !incident.all_clear &&
      std::any_of(incident.sources.begin(), incident.sources.end(), [&](const Source& other) {
        return other.rule != news.rule && !above(news.level, other.level);
      });
  if (told)
    join(turn, id, news);
  else
    rise(turn, id, news);
}

void Desk::join(Turn& turn, FactId id, const AlarmNews& news) {
  endings_.erase(id);  // it isn't getting better
  incidents_.at(id).source(news.rule)->reason = news.reason;
  wire::Fact fact = caused_by(news.fact);
  auto& joined = *fact.mutable_warning_joined();
  *joined.mutable_incident() = to_wire(id);
  *joined.mutable_alarm() = to_wire(news.alarm);
  joined.set_rule(news.rule);
  joined.set_area(news.area);
  joined.set_level(to_wire(news.level));
  to_wire(news.reason, *joined.mutable_reason());
  turn.conclude(std::move(fact));
}

// It gets worse: nobody is telling that it is over any more.
void Desk::rise(Turn& turn, FactId id, const AlarmNews& news) {
  Incident& incident = incidents_.at(id);
  if (incident.all_clear) return revoke(turn, id, news);
  endings_.erase(id);
  // Up to a level that people were warned of, and are still busy with: they know. While people are
  // away from home, nothing less than what moved them is told.
  const bool below = above(incident.level, news.level) && holds_evacuation(id);
  const bool known_level =
      incident.warning && !above(news.level, incident.level) && being_warned(id);
  if (!below && !known_level) return warn(turn, id, news);
  if (incident.warning) go_on(turn, id, news.fact);
}

// They know, and nobody is warned anew; what ended with the alarms, or waits for its turn, goes on
// with them.
void Desk::go_on(Turn& turn, FactId id, FactId cause) {
  ask_questions(turn, id);
  if (!std::exchange(incidents_.at(id).cleared, false)) return;
  ask_township(turn, id);
  begin_ready_steps(turn, id, cause);
}

FactId Desk::open_incident(Turn& turn, const std::string& playbook, const AlarmNews& news) {
  wire::Fact fact = caused_by(news.fact);
  fact.mutable_incident_opened()->set_playbook(playbook);
  fact.mutable_incident_opened()->set_rule(news.rule);
  fact.mutable_incident_opened()->set_area(news.area);
  const FactId id = turn.conclude(std::move(fact));
  contact_tests_.end(turn);  // it says that there is no danger
  Incident& incident = incidents_[id];
  incident.playbook = playbook;
  incident.area = news.area;
  incident.place = news.place;
  incident.sources.push_back(
      {news.rule, news.alarm, news.given_by.empty() ? news.level : Level::none, news.reason});
  incident.opened_at = turn.now();
  incidents_in_.insert({news.area, id});
  return id;
}

std::string_view Desk::hazard_of(const Incident& incident) const {
  return handbook_->hazard_of(incident.sources.front().rule);
}

std::optional<FactId> Desk::incident_of(const std::string& playbook, const std::string& rule,
                                        const std::string& area, const std::string& place) const {
  const auto hazard = handbook_->hazard_of(rule);
  for (const FactId id : incidents_in(area)) {
    const Incident& incident = incidents_.at(id);
    if (incident.playbook == playbook && incident.place == place && hazard_of(incident) == hazard)
      return id;
  }
  return std::nullopt;
}

const Particulars& Desk::particulars_of(FactId incident_id) const {
  static const Particulars none;
  const auto found = particulars_.find(incident_id);
  return found == particulars_.end() ? none : found->second;
}

const Ending& Desk::ending_of(FactId incident_id) const {
  static const Ending none;
  const auto found = endings_.find(incident_id);
  return found == endings_.end() ? none : found->second;
}

std::vector<FactId> Desk::incidents_in(const std::string& area) const {
  std::vector<FactId> here;
  for (auto at = incidents_in_.lower_bound({area, {}});
       at != incidents_in_.end() && at->first == area; ++at)
    here.push_back(at->second);
  return here;
}

Text Desk::name_of_village(const std::string& area) const {
  return playbooks::name_of_village(*handbook_, area);
}

void Desk::warn(Turn& turn, FactId incident_id, const AlarmNews& news) {
  Incident& incident = incidents_.at(incident_id);
  const Handbook& handbook = *handbook_;
  const Level level = handbook.answered(incident.playbook, news.level);
  const auto* response = handbook.response(incident.playbook, level);
  if (response == nullptr) return;  // a plan that has dropped it
  Source* source = incident.source(news.rule);
  if (source == nullptr) {
    incident.sources.push_back({news.rule, news.alarm, Level::none, {}});
    source = &incident.sources.back();
  }
  source->alarm = news.alarm;
  source->reason = news.reason;
  incident.level = level;
  incident.warned_at = turn.now();
  incident.cleared = false;
  // What was told of an earlier end of it is true no longer; nor, where people are to leave, any.
  const bool ends_any = response->wants_headcount();
  std::erase_if(notices_, [&](const auto& item) {
    const Notice& notice = item.second;
    return notice.area == incident.area && (ends_any || notice.hazard == hazard_of(incident)) &&
           !notice.withdraws && notice.given_at < turn.now();
  });
  const Words words = words_of(handbook, incident);

  wire::Fact fact = caused_by(news.fact);
  auto& issued = *fact.mutable_warning_issued();
  *issued.mutable_incident() = to_wire(incident_id);
  *issued.mutable_alarm() = to_wire(news.alarm);
  issued.set_rule(news.rule);
  issued.set_playbook(incident.playbook);
  issued.set_area(news.area);
  issued.set_level(to_wire(level));
  to_wire(words.headline, *issued.mutable_headline());
  to_wire(words.text, *issued.mutable_text());
  issued.set_wants_headcount(response->wants_headcount());
  issued.set_given_by(news.given_by);
  issued.set_agreed_by(news.agreed_by);
  if (incident.warning) *issued.mutable_supersedes() = to_wire(*incident.warning);
  incident.warning = turn.conclude(std::move(fact));
  close_answered_requests(turn, incident_id, *incident.warning);
  open_obligations(turn, incident_id);
  ask_questions(turn, incident_id);
  order_evacuation(turn, incident_id);
  ask_township(turn, incident_id);
  begin_steps(turn, incident_id);
  watch_contact(turn, incident_id);
}

// Of the hazard's rules each clears for itself; it is over when the last one has.
void Desk::clear(Turn& turn, FactId incident_id, const AlarmNews& news) {
  Incident& incident = incidents_.at(incident_id);
  incident.source(news.rule)->level = Level::none;
  if (incident.alarm_stands() || particulars_of(incident_id).word_stands(turn.now())) return;
  alarm_over(turn, incident_id, news.fact);
}

void Desk::alarm_over(Turn& turn, FactId incident_id, FactId cause) {
  Incident& incident = incidents_.at(incident_id);
  incident.cleared = true;
  bool relays = false;
  for (const FactId id : incident.obligations) {
    const Obligation& o = obligations_.at(id);
    const bool of_words = o.purpose == Purpose::warning || o.purpose == Purpose::relay;
    if (!o.open() || !of_words || o.wants_headcount) continue;
    relays = relays || o.purpose == Purpose::relay;
    close(turn, id, wire::ObligationClosed::ALARM_CLEARED, cause);
  }
  if (relays) left_undone_.insert(township_key(incident_id));
  close_decisions(turn, incident_id, wire::ObligationClosed::ALARM_CLEARED, cause);
  close_incident_if_done(turn, incident_id, cause);
}

// A person's warning, or one that was asked for and granted, is there to be corrected, or stood
// down, also when everybody has answered; given again it stands anew.
void Desk::stand(Turn& turn, FactId incident_id) {
  particulars_[incident_id].stands_until = turn.now() + kPersonsWarningStands;
  wait_for_end_of_word(turn, incident_id);
}

// A yes to a received message warns as a rule would that could place it: until the message is over.
void Desk::note_word(Turn& turn, FactId incident_id, const Proposal& proposal) {
  if (!incidents_.at(incident_id).warning) return;
  Particulars& particulars = particulars_[incident_id];
  if (proposal.received.empty()) {
    return stand(turn, incident_id);
  }
  std::erase_if(particulars.received,
                [&](const auto& item) { return item.second.until <= turn.now(); });
  particulars.received[proposal.received].until = proposal.valid_until;
  wait_for_end_of_word(turn, incident_id);
}

void Desk::wait_for_end_of_word(Turn& turn, FactId incident_id) {
  const Instant until = particulars_of(incident_id).word_until();
  if (until > turn.now())
    turn.wake(timer(word_over, incident_id), until);
  else
    turn.cancel(timer(word_over, incident_id));
}

void Desk::on_word_over(Turn& turn, FactId incident_id) {
  const auto entry = incidents_.find(incident_id);
  if (entry != incidents_.end()) end_word(turn, incident_id, *entry->second.warning);
}

void Desk::end_word(Turn& turn, FactId incident_id, FactId cause) {
  const Incident& incident = incidents_.at(incident_id);
  const Particulars& particulars = particulars_of(incident_id);
  if (incident.alarm_stands() || incident.all_clear || particulars.word_stands(turn.now())) return;
  alarm_over(turn, incident_id, cause);
}

void Desk::close_incident_if_done(Turn& turn, FactId incident_id, FactId cause) {
  const auto entry = incidents_.find(incident_id);
  if (entry == incidents_.end() || entry->second.alarm_stands() || entry->second.all_clear ||
      open_in(incident_id) || !all_found(entry->second.area) || people_away(incident_id) ||
      particulars_of(incident_id).word_stands(turn.now()))
    return;
  close_incident(turn, incident_id, cause);
}

void Desk::close_incident(Turn& turn, FactId incident_id, FactId cause) {
  const std::string area = incidents_.at(incident_id).area;
  const Called told = incidents_.at(incident_id).told;
  wire::Fact fact = caused_by(cause);
  *fact.mutable_incident_closed()->mutable_incident() = to_wire(incident_id);
  fact.mutable_incident_closed()->set_area(area);
  const FactId closed = turn.conclude(std::move(fact));
  turn.cancel(timer(word_over, incident_id));
  leave_township_duties({incident_id});
  for (const FactId id : incidents_.at(incident_id).obligations) {
    obligations_.erase(id);
    errands_.erase(id);
    doubted_.erase(id);
    successors_.erase(id);
  }
  close_requests(turn, closed, wire::ObligationClosed::STOOD_DOWN,
                 [&](const Decision& decision) { return decision.asked_by == incident_id; });
  close_decisions(turn, incident_id, wire::ObligationClosed::ALARM_CLEARED, closed);
  for (const FactId id : particulars_of(incident_id).decisions) decisions_.erase(id);
  particulars_.erase(incident_id);
  incidents_.erase(incident_id);
  endings_.erase(incident_id);
  incidents_in_.erase({area, incident_id});
  pass_evacuation(turn, area, incident_id, told, closed);
  end_watch(turn, area);
  // What only its evacuation kept open.
  const std::vector<FactId> others = incidents_in(area);
  for (const FactId other : others) close_incident_if_done(turn, other, closed);
}

}  // namespace fenghuo::playbooks

#include "playbooks/contact_tests.h"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <utility>

#include "engine/nearest.h"
#include "engine/refusal.h"
#include "engine/wire_text.h"
#include "playbooks/ladder.h"

namespace fenghuo::playbooks {

using fenghuo::from_wire;
using fenghuo::to_wire;

namespace {

/// Where the plan doesn't say.
constexpr Span kAnswerWithin = std::chrono::minutes{15};

/// A tick comes a little early or late; a day's test isn't put off by a day for that.
constexpr Span kTestSlack = std::chrono::hours{1};

Span answer_within(const wire::Plan& plan) {
  const Span told{plan.contact_test().answer_within_ms()};
  return told > Span{0} ? told : kAnswerWithin;
}

// The next time that the local clock shows so many minutes of the day.
Instant next_at(const wire::Plan& plan, Instant after) {
  const Span offset = std::chrono::seconds{plan.utc_offset_s()};
  const auto day = std::chrono::floor<std::chrono::days>((after + offset).time_since_epoch());
  const Instant today =
      Instant{Span{day}} - offset + std::chrono::minutes{plan.contact_test().at_min()};
  return today > after ? today : today + std::chrono::days{1};
}

bool is_on_roster(const wire::Plan& plan, const std::string& person) {
  return std::any_of(plan.roster().begin(), plan.roster().end(), [&](const auto& duty) {
    return duty.holder() == person || duty.stand_in() == person;
  });
}

}  // namespace

// Of the township, where it is named, whatever duties it has: they are awake by night.
std::set<std::string> people_to_test(const wire::Plan& plan,
                                     const std::vector<std::string>& areas) {
  const auto has = [](const auto& list, const std::string& item) {
    return list.empty() || std::find(list.begin(), list.end(), item) != list.end();
  };
  std::set<std::string> persons;
  for (const auto& duty : plan.roster()) {
    const bool named = !areas.empty() && duty.area() == plan.id();
    if (!has(areas, duty.area()) || !(named || has(plan.contact_test().duties(), duty.duty())))
      continue;
    persons.insert({duty.holder(), duty.stand_in()});
  }
  persons.erase("");
  return persons;
}

void ContactTests::wait_for_next(Turn& turn) const {
  if (turn.plan().contact_test().every_ms() <= 0) return turn.cancel({.kind = test_due});
  turn.wake({.kind = test_due}, next_at(turn.plan(), turn.now()));
}

void ContactTests::follow_roster(const wire::Plan& plan) {
  std::erase_if(unreached_, [&](const auto& item) { return !is_on_roster(plan, item.first); });
}

void ContactTests::on_test_contacts(Turn& turn, const Handbook& handbook,
                                    const wire::Command& command, bool incident_open) {
  const auto& areas = command.test_contacts().areas();
  const auto persons = people_to_test(turn.plan(), {areas.begin(), areas.end()});
  if (running_)
    return refuse(turn, command, "test_is_running",
                  {"上一次联系测试还没结束", "the test before is still running"});
  // It says that there is no danger, and would be taken for an all-clear.
  if (incident_open)
    return refuse(turn, command, "warning_stands",
                  {"有预警正在处理，不能做联系测试",
                   "warnings are being handled: this is no time for a test"});
  // Whoever is on duty is awake. (Florida, 2023-04-20: a test at 4:45 woke a state.)
  const bool on_duty_alone =
      !areas.empty() && std::all_of(areas.begin(), areas.end(),
                                    [&](const auto& area) { return area == handbook.township(); });
  if (handbook.is_night(turn.now()) && !on_duty_alone)
    return refuse(turn, command, "by_night",
                  {"夜里只测试镇里值班的人（areas 写本镇），别把各村叫醒",
                   "by night only the township's own duties are tested (areas: the township): let "
                   "the villages sleep"});
  if (persons.empty())
    return refuse(turn, command, "nobody_to_test",
                  {"这些地方的值班表里没有人", "the roster has nobody for these areas"});
  start(turn, handbook, persons, command.person_id());
}

void ContactTests::start(Turn& turn, const Handbook& handbook, const std::set<std::string>& persons,
                         const std::string& by) {
  const Instant answer_by = turn.now() + answer_within(turn.plan());
  wire::Fact fact;
  auto& started = *fact.mutable_contact_test_started();
  for (const auto& person : persons) started.add_persons(person);
  started.set_answer_by_ms(ms_of(answer_by));
  started.set_started_by(by);
  running_ = Running{.id = turn.conclude(std::move(fact)),
                     .started_at = turn.now(),
                     .waiting = persons,
                     .asked = static_cast<std::uint32_t>(persons.size())};
  for (const auto& person : persons) send_to(turn, handbook, person, answer_by);
  turn.wake({.kind = test_over}, answer_by);
}

void ContactTests::send_to(Turn& turn, const Handbook& handbook, const std::string& person,
                           Instant answer_by) {
  const std::string by_when = to_clock(answer_by, handbook.utc_offset());
  wire::Effect effect;
  auto& message = *effect.mutable_send_message();
  message.set_channel("webhook");
  message.set_person(person);
  message.set_area(handbook.township());
  message.set_purpose(wire::SendMessage::TEST);
  *message.mutable_about() = to_wire(running_->id);
  to_wire({"【联系测试】没有险情", "Contact test: no danger"}, *message.mutable_headline());
  to_wire({"【联系测试】没有险情，只看能不能联系上您，请在 " + by_when + " 前点“我在”。",
           "Contact test: no danger. We want to know that you can be reached; answer by " +
               by_when + "."},
          *message.mutable_text());
  turn.owe(std::move(effect));
}

// By the plan's clock, when the last one is long enough ago, and nothing is going on.
void ContactTests::on_due(Turn& turn, const Handbook& handbook, bool quiet) {
  const Span every{turn.plan().contact_test().every_ms()};
  const bool long_ago =
      last_by_clock_ == Instant{} || last_by_clock_ + every <= turn.now() + kTestSlack;
  const auto persons = people_to_test(turn.plan(), {});
  if (quiet && !running_ && long_ago && !persons.empty()) {
    last_by_clock_ = turn.now();
    start(turn, handbook, persons, "");
  }
  wait_for_next(turn);
}

// It is no answer, and it says why there is none.
void ContactTests::on_reported(const wire::SendMessage& message,
                               const wire::EffectReported& report) {
  if (!running_ || from_wire(message.about()) != running_->id ||
      report.outcome() == wire::EffectReported::DELIVERED)
    return;
  running_->undelivered[message.person()] = report.detail();
}

void ContactTests::on_present(Turn& turn, const wire::Command& command) {
  const std::string& person = command.present().person();
  const auto& people = turn.plan().people();
  const bool known = (people.empty() && turn.plan().roster().empty()) ||
                     std::any_of(people.begin(), people.end(),
                                 [&](const auto& one) { return one.id() == person; }) ||
                     is_on_roster(turn.plan(), person);
  if (!known) {
    std::vector<std::string_view> ids;
    for (const auto& one : people) ids.push_back(one.id());
    const Text like = did_you_mean(nearest(person, ids));
    return refuse(turn, command, "no_such_person",
                  {"people.csv 里没有“" + person + "”" + like.zh,
                   "people.csv has no '" + person + "'" + like.en});
  }
  if (!running_ || !running_->waiting.contains(person))
    return refuse(
        turn, command, "not_asked",
        {"现在没有等这个人答复的联系测试", "no contact test waits for this person's answer"});
  ++running_->answered;
  note_tested(turn, person, true);
  running_->waiting.erase(person);
  if (running_->waiting.empty()) end(turn);
}

void ContactTests::note_tested(Turn& turn, const std::string& person, bool answered) {
  wire::Fact fact;
  *fact.mutable_cause() = to_wire(running_->id);
  auto& tested = *fact.mutable_contact_tested();
  *tested.mutable_test() = to_wire(running_->id);
  tested.set_person(person);
  tested.set_answered(answered);
  tested.set_took_ms((turn.now() - running_->started_at).count());
  const auto why = running_->undelivered.find(person);
  if (!answered && why != running_->undelivered.end()) tested.set_detail(why->second);
  turn.conclude(std::move(fact));
}

// No incident is open, or it would have ended before: no ladder needs to know any more who was
// silent as it began.
void ContactTests::on_over(Turn& turn) {
  if (!running_) return;
  std::erase_if(unreached_, [](const auto& item) { return item.second != Instant{}; });
  for (const auto& person : running_->waiting) {
    note_tested(turn, person, false);
    if (!running_->heard.contains(person)) unreached_[person] = Instant{};
  }
  end(turn);
}

void ContactTests::end(Turn& turn) {
  if (!running_) return;
  turn.cancel({.kind = test_over});
  wire::Fact fact;
  *fact.mutable_cause() = to_wire(running_->id);
  auto& ended = *fact.mutable_contact_test_ended();
  *ended.mutable_test() = to_wire(running_->id);
  ended.set_asked(running_->asked);
  ended.set_answered(running_->answered);
  turn.conclude(std::move(fact));
  running_.reset();
}

void ContactTests::stop(Turn& turn) {
  end(turn);
  turn.cancel({.kind = test_due});
}

// Time alone doesn't bring anybody back: whoever was away at six in the evening is away at seven,
// and nothing has shown otherwise. A sign of them does, and the next test asks them anew.
bool ContactTests::hear(const std::string& person, Instant now) {
  if (running_ && running_->waiting.contains(person)) running_->heard.insert(person);
  const auto entry = unreached_.find(person);
  if (entry == unreached_.end() || entry->second != Instant{}) return false;
  entry->second = now;
  return true;
}

}  // namespace fenghuo::playbooks

// Whether people can be reached: a test that calls everybody on the roster and says who answered,
// and numbers that somebody has looked at, with the day on which they did.
#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/nearest.h"
#include "engine/refusal.h"
#include "engine/wire_text.h"
#include "playbooks/everyday.h"
#include "playbooks/exercise.h"

namespace fenghuo::playbooks {

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

}  // namespace

std::set<std::string> Everyday::to_test(const std::vector<std::string>& areas) const {
  const auto& plan = handbook_->plan();
  const auto has = [](const auto& list, const std::string& item) {
    return list.empty() || std::find(list.begin(), list.end(), item) != list.end();
  };
  std::set<std::string> persons;
  for (const auto& duty : plan.roster()) {
    if (!has(areas, duty.area()) || !has(plan.contact_test().duties(), duty.duty())) continue;
    persons.insert({duty.holder(), duty.stand_in()});
  }
  persons.erase("");
  return persons;
}

void Everyday::on_test_contacts(Turn& turn, const wire::Command& command) {
  const auto& areas = command.test_contacts().areas();
  const auto persons = to_test({areas.begin(), areas.end()});
  if (stopped_) return refuse_as_over(turn, command);
  if (test_)
    return refuse(turn, command, "test_is_running",
                  {"上一次联系测试还没结束", "the test before is still running"});
  // It says that there is no danger, and would be taken for an all-clear.
  if (open_incidents_ > 0)
    return refuse(turn, command, "warning_stands",
                  {"有预警正在处理，不能做联系测试",
                   "warnings are being handled: this is no time for a test"});
  // Whoever is on duty is awake. (Florida, 2023-04-20: a test at 4:45 woke a state.)
  const bool on_duty_alone =
      !areas.empty() && std::all_of(areas.begin(), areas.end(), [&](const auto& area) {
        return area == handbook_->township();
      });
  if (handbook_->is_night(turn.now()) && !on_duty_alone)
    return refuse(turn, command, "by_night",
                  {"夜里只测试镇里值班的人（areas 写本镇），别把各村叫醒",
                   "by night only the township's own duties are tested (areas: the township): let "
                   "the villages sleep"});
  if (persons.empty())
    return refuse(turn, command, "nobody_to_test",
                  {"这些地方的值班表里没有人", "the roster has nobody for these areas"});
  start_test(turn, persons, command.person_id());
}

void Everyday::start_test(Turn& turn, const std::set<std::string>& persons, const std::string& by) {
  const Instant answer_by = turn.now() + answer_within(turn.plan());
  wire::Fact fact;
  auto& started = *fact.mutable_contact_test_started();
  for (const auto& person : persons) started.add_persons(person);
  started.set_answer_by_ms(ms_of(answer_by));
  started.set_started_by(by);
  test_ = ContactTest{.id = turn.conclude(std::move(fact)),
                      .started_at = turn.now(),
                      .waiting = persons,
                      .asked = static_cast<std::uint32_t>(persons.size())};
  const std::string by_when = to_clock(answer_by, handbook_->utc_offset());
  for (const auto& person : persons) {
    wire::Effect effect;
    auto& message = *effect.mutable_send_message();
    message.set_channel("webhook");
    message.set_person(person);
    message.set_area(handbook_->township());
    message.set_purpose(wire::SendMessage::TEST);
    *message.mutable_about() = to_wire(test_->id);
    to_wire({"【联系测试】没有险情", "Contact test: no danger"}, *message.mutable_headline());
    to_wire({"【联系测试】没有险情，只看能不能联系上您，请在 " + by_when + " 前点“我在”。",
             "Contact test: no danger. We want to know that you can be reached; answer by " +
                 by_when + "."},
            *message.mutable_text());
    turn.owe(std::move(effect));
  }
  turn.wake({.kind = test_over}, answer_by);
}

void Everyday::plan_test(Turn& turn) {
  if (turn.plan().contact_test().every_ms() <= 0 || stopped_)
    return turn.cancel({.kind = test_due});
  turn.wake({.kind = test_due}, next_at(turn.plan(), turn.now()));
}

// By the plan's clock, when the last one is long enough ago, and nothing is going on.
void Everyday::on_test_due(Turn& turn) {
  const Span every{turn.plan().contact_test().every_ms()};
  const bool quiet =
      response_ == Level::none && !emergency_roles_ && !test_ && open_incidents_ == 0;
  const bool long_ago = last_test_ == Instant{} || last_test_ + every <= turn.now() + kTestSlack;
  const auto persons = to_test({});
  if (quiet && long_ago && !persons.empty()) {
    last_test_ = turn.now();
    start_test(turn, persons, "");
  }
  plan_test(turn);
}

// It is no answer, and it says why there is none.
void Everyday::on_test_reported(const wire::SendMessage& message,
                                const wire::EffectReported& report) {
  if (message.purpose() != wire::SendMessage::TEST || !test_ ||
      from_wire(message.about()) != test_->id ||
      report.outcome() == wire::EffectReported::DELIVERED)
    return;
  test_->undelivered[message.person()] = report.detail();
}

void Everyday::on_present(Turn& turn, const wire::Command& command) {
  const std::string& person = command.present().person();
  const auto& people = turn.plan().people();
  const auto& roster = turn.plan().roster();
  const bool known = (people.empty() && roster.empty()) ||
                     std::any_of(people.begin(), people.end(),
                                 [&](const auto& one) { return one.id() == person; }) ||
                     std::any_of(roster.begin(), roster.end(), [&](const auto& duty) {
                       return duty.holder() == person || duty.stand_in() == person;
                     });
  if (!known) {
    std::vector<std::string_view> ids;
    for (const auto& one : people) ids.push_back(one.id());
    const Text like = did_you_mean(nearest(person, ids));
    return refuse(turn, command, "no_such_person",
                  {"people.csv 里没有“" + person + "”" + like.zh,
                   "people.csv has no '" + person + "'" + like.en});
  }
  if (!test_ || !test_->waiting.contains(person))
    return refuse(
        turn, command, "not_asked",
        {"现在没有等这个人答复的联系测试", "no contact test waits for this person's answer"});
  ++test_->answered;
  note_tested(turn, person, true);
  test_->waiting.erase(person);
  if (test_->waiting.empty()) end_test(turn);
}

void Everyday::note_tested(Turn& turn, const std::string& person, bool answered) {
  PersonRecord& record = persons_[person];
  record.tested_at = turn.now();
  record.answered = answered;
  record.took = turn.now() - test_->started_at;
  wire::Fact fact;
  *fact.mutable_cause() = to_wire(test_->id);
  auto& tested = *fact.mutable_contact_tested();
  *tested.mutable_test() = to_wire(test_->id);
  tested.set_person(person);
  tested.set_answered(answered);
  tested.set_took_ms(record.took.count());
  const auto why = test_->undelivered.find(person);
  if (!answered && why != test_->undelivered.end()) tested.set_detail(why->second);
  turn.conclude(std::move(fact));
}

void Everyday::on_test_over(Turn& turn) {
  if (!test_) return;
  for (const auto& person : test_->waiting) note_tested(turn, person, false);
  end_test(turn);
}

void Everyday::end_test(Turn& turn) {
  turn.cancel({.kind = test_over});
  wire::Fact fact;
  *fact.mutable_cause() = to_wire(test_->id);
  auto& ended = *fact.mutable_contact_test_ended();
  *ended.mutable_test() = to_wire(test_->id);
  ended.set_asked(test_->asked);
  ended.set_answered(test_->answered);
  turn.conclude(std::move(fact));
  test_.reset();
}

void Everyday::on_confirm(Turn& turn, const wire::Command& command) {
  const auto& wanted = command.confirm_contact();
  const auto& people = turn.plan().people();
  const bool known = std::any_of(people.begin(), people.end(), [&](const auto& person) {
    return person.id() == wanted.person();
  });
  if (!known)
    return refuse(turn, command, "no_such_person",
                  {"people.csv 里没有“" + wanted.person() + "”",
                   "people.csv has no '" + wanted.person() + "'"});
  persons_[wanted.person()].confirmed_at = turn.now();
  wire::Fact fact;
  auto& confirmed = *fact.mutable_contact_confirmed();
  confirmed.set_person(wanted.person());
  confirmed.set_confirmed_by(command.person_id());
  confirmed.set_note(wanted.note());
  turn.conclude(std::move(fact));
}

void Everyday::describe_persons(wire::Standing& standing, const wire::Plan& plan) const {
  constexpr std::size_t kDate = 10;
  std::map<std::string, Instant> in_plan;
  for (const auto& person : plan.people())
    if (const auto day = parse_rfc3339(person.confirmed() + "T00:00:00+00:00"))
      in_plan[person.id()] = *day - handbook_->utc_offset();
  std::set<std::string> everybody = to_test({});
  for (const auto& [person, calls] : calls_) everybody.insert(person);
  for (const auto& [person, record] : persons_) everybody.insert(person);
  for (const auto& person : everybody) {
    const auto found = persons_.find(person);
    const PersonRecord record = found == persons_.end() ? PersonRecord{} : found->second;
    const auto planned = in_plan.find(person);
    const Instant confirmed =
        std::max(record.confirmed_at, planned == in_plan.end() ? Instant{} : planned->second);
    auto& told = *standing.add_persons();
    told.set_person(person);
    if (confirmed != Instant{})
      told.set_confirmed(to_rfc3339(confirmed, handbook_->utc_offset()).substr(0, kDate));
    told.set_confirmed_long_ago(confirmed + kConfirmedFor <= now_);
    told.set_tested_at_ms(ms_of(record.tested_at));
    told.set_answered(record.answered);
    told.set_waiting(test_ && test_->waiting.contains(person));
    if (told.waiting()) {
      *told.mutable_test() = to_wire(test_->id);
      told.set_answer_by_ms(ms_of(test_->started_at + answer_within(plan)));
    }
    told.set_took_ms(record.took.count());
    if (const auto calls = calls_.find(person); calls != calls_.end()) {
      told.set_calls_last_hour(calls->second.within(now_, std::chrono::hours{1}));
      told.set_calls_last_day(calls->second.within(now_, std::chrono::days{1}));
    }
  }
}

}  // namespace fenghuo::playbooks

// What is known of reaching people: who answered the contact tests that the desk makes, and numbers
// that somebody has looked at, with the day on which they did.
#include <algorithm>
#include <utility>

#include "engine/refusal.h"
#include "engine/wire_text.h"
#include "playbooks/contact_tests.h"
#include "playbooks/everyday.h"

namespace fenghuo::playbooks {

using fenghuo::to_wire;

void Everyday::follow_contact_test(const wire::Fact& fact, FactId id) {
  if (fact.has_contact_test_started()) {
    const auto& started = fact.contact_test_started();
    awaited_ = AwaitedAnswers{.test = id,
                              .answer_by = instant_ms(started.answer_by_ms()),
                              .persons = {started.persons().begin(), started.persons().end()}};
  }
  if (fact.has_contact_tested()) {
    const auto& tested = fact.contact_tested();
    PersonRecord& record = persons_[tested.person()];
    record.tested_at = now_;
    record.answered = tested.answered();
    record.took = Span{tested.took_ms()};
    if (awaited_) awaited_->persons.erase(tested.person());
  }
  if (fact.has_contact_test_ended()) awaited_.reset();
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
  std::set<std::string> everybody = people_to_test(plan, {});
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
    told.set_waiting(awaited_ && awaited_->persons.contains(person));
    if (told.waiting()) {
      *told.mutable_test() = to_wire(awaited_->test);
      told.set_answer_by_ms(ms_of(awaited_->answer_by));
    }
    told.set_took_ms(record.took.count());
    if (const auto calls = calls_.find(person); calls != calls_.end()) {
      told.set_calls_last_hour(calls->second.within(now_, std::chrono::hours{1}));
      told.set_calls_last_day(calls->second.within(now_, std::chrono::days{1}));
    }
  }
}

}  // namespace fenghuo::playbooks

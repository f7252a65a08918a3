// People who call the roll at a shelter: they tell the true number, and name who has gone home.
#include <algorithm>
#include <utility>

#include "playbooks/handbook.h"
#include "simulator/people.h"

namespace fenghuo::simulator {

// Whoever isn't there asks somebody who is.
bool People::can_count_in(const std::string& village, const std::string& person) const {
  return needs_.village_of(person) == village ||
         outages_.works(element("network", village), agenda_.now());
}

void People::call_roll(const Reached& reached, FactId duty, const std::string& village) {
  if (!can_count_in(village, reached.person)) return;
  look_at_water(village, reached.person);
  const std::uint32_t present = villagers_.safe(village);
  wire::Command command = answer_to(duty, wire::Answer::MOVED, reached.person);
  command.mutable_answer()->set_people_moved(present);
  say(reached, std::move(command));
  if (villagers_.gone_home(village).empty()) return;
  name_missing(reached.person, village);
  call_roll_later(reached.person, duty, village, present);
}

void People::call_roll_later(const std::string& person, FactId duty, const std::string& village,
                             std::uint32_t told) {
  agenda_.plan(agenda_.now() + kHeadcountEvery, [this, person, duty, village, told] {
    call_roll_again(person, duty, village, told);
  });
}

// Until all are there again, or whoever called it sleeps. Only a number that has changed is told.
void People::call_roll_again(const std::string& person, FactId duty, const std::string& village,
                             std::uint32_t told) {
  const Does does = behaviour_of(person, agenda_.now()).does;
  if (duties_.find(duty) == nullptr || does == Does::silent || !is_there(person)) return;
  if (can_call(person) && can_count_in(village, person)) {
    if (const std::uint32_t present = villagers_.safe(village); present != told) {
      wire::Command command = answer_to(duty, wire::Answer::MOVED, person);
      command.mutable_answer()->set_people_moved(present);
      say({.person = person}, std::move(command));
      told = present;
    }
    name_missing(person, village);
  }
  call_roll_later(person, duty, village, told);
}

// The roll is the engine's list of who is safe: whoever isn't on it is missed by nobody.
void People::name_missing(const std::string& caller, const std::string& village) {
  for (const auto& household : villagers_.gone_home(village)) {
    const LastCount* last = duties_.last_count(household);
    if (!is_counted_by_name(village, household) || last == nullptr || last->safe == 0) continue;
    const std::string by = who_may_lower(*last, caller, village);
    if (by.empty()) continue;
    wire::Command command;
    auto& counted = *command.mutable_count_household();
    counted.set_household(household);
    counted.set_state(wire::CountHousehold::UNREACHABLE);
    counted.set_counted_by(caller);
    counted.set_note("点名不在，回家了 / not at the roll call, gone home");
    say({.person = by}, std::move(command));
  }
}

// A lower number takes somebody else than who told the one before: the caller, or whom the caller
// asks, others of the village first, then the duty officer. Empty: nobody who would.
std::string People::who_may_lower(const LastCount& last, const std::string& caller,
                                  const std::string& village) const {
  std::vector<std::string> asked{caller};
  for (const auto& duty : plan_.roster())
    if (duty.area() == village) asked.insert(asked.end(), {duty.holder(), duty.stand_in()});
  for (const auto& duty : plan_.roster())
    if (duty.area() == plan_.id() && duty.duty() == playbooks::kDutyOfficer)
      asked.insert(asked.end(), {duty.holder(), duty.stand_in()});
  const auto may = [&](const std::string& person) {
    if (person.empty() || person == last.counted_by || person == last.recorded_by) return false;
    if (!is_there(person) || !can_call(person)) return false;
    return person == caller || behaviour_of(person, agenda_.now()).does == Does::answer;
  };
  const auto found = std::find_if(asked.begin(), asked.end(), may);
  return found == asked.end() ? "" : *found;
}

}  // namespace fenghuo::simulator

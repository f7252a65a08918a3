#include "simulator/call_board.h"

#include <algorithm>
#include <utility>

#include "playbooks/handbook.h"

namespace fenghuo::simulator {

Span time_of(std::string_view channel) {
  using std::chrono::minutes;
  if (channel == "runner") return minutes{30};
  if (channel == "knock") return minutes{8};
  if (channel == "satellite_phone") return minutes{3};
  return minutes{2};  // a radio, a loudspeaker
}

CallBoard::CallBoard(const wire::Plan& plan, People& people, Agenda& agenda, People::Post post,
                     NightRecord& record)
    : people_(people), agenda_(agenda), post_(std::move(post)), record_(record) {
  for (const auto& duty : plan.roster()) {
    if (duty.area() != plan.id() || duty.duty() != playbooks::kDutyOfficer) continue;
    for (const auto& person : {duty.holder(), duty.stand_in()})
      if (!person.empty()) officers_.push_back(person);
  }
}

// Where one of them is there in truth, the call board is theirs.
std::string CallBoard::officer() const {
  if (std::any_of(officers_.begin(), officers_.end(),
                  [this](const auto& person) { return people_.is_played(person); }))
    return "";
  const auto found = std::find_if(officers_.begin(), officers_.end(),
                                  [this](const auto& person) { return people_.is_there(person); });
  return found == officers_.end() ? "" : *found;
}

void CallBoard::dial(const std::string& person, Wanted wanted, Talk talk, NoAnswer no_answer) {
  waiting_.push_back([this, person, wanted = std::move(wanted), talk = std::move(talk),
                      no_answer = std::move(no_answer)] {
    const std::string by = officer();
    if (by.empty() || !wanted()) return;
    ++record_.calls;
    line_is_free_ = false;
    const bool answered = people_.hears(person, "call_list");
    if (answered) talk({.person = person, .channel = "call_list", .by = by});
    agenda_.plan(agenda_.now() + (answered ? kCallTakes : kRingsFor),
                 [this, answered, by, no_answer] {
                   line_is_free_ = true;
                   if (!answered) no_answer(by);
                   next_call();
                 });
  });
  agenda_.plan(agenda_.now(), [this] { next_call(); });
}

void CallBoard::next_call() {
  while (line_is_free_ && !waiting_.empty()) {
    const auto call = std::move(waiting_.front());
    waiting_.pop_front();
    call();
  }
}

void CallBoard::call_for_duty(const std::string& person, const std::string& channel, FactId duty) {
  if (channel != "call_list") {
    agenda_.plan(agenda_.now() + time_of(channel), [this, person, channel, duty] {
      ++record_.calls;
      if (people_.hears(person, channel))
        people_.ask_duty({.person = person, .channel = channel, .by = officer()}, duty);
    });
    return;
  }
  if (person == officer())
    return people_.ask_duty({.person = person, .channel = channel, .by = person}, duty);
  dial(
      person, [this, duty, person] { return people_.is_wanted(duty, person); },
      [this, duty](const Reached& reached) { people_.ask_duty(reached, duty); },
      [this, duty, person](const std::string& by) {
        // It may have climbed to the next meanwhile, who hasn't been called yet.
        if (!people_.is_wanted(duty, person)) return;
        wire::Command command;
        auto& attempt = *command.mutable_call_attempt();
        attempt.mutable_obligation()->set_offset(duty.offset.value);
        attempt.mutable_obligation()->set_index(duty.index);
        attempt.set_outcome(wire::CallAttempt::NO_ANSWER);
        command.set_person_id(by);
        command.set_via("console");
        post_(std::move(command));
      });
}

void CallBoard::call_for_decision(const std::string& person, FactId decision) {
  if (person == officer())
    return people_.ask_decision({.person = person, .channel = "call_list", .by = person}, decision);
  dial(
      person, [this, decision, person] { return people_.is_asked(decision, person); },
      [this, decision](const Reached& reached) { people_.ask_decision(reached, decision); },
      [](const std::string&) {});
}

void CallBoard::call_for_unit(const std::string& person, FactId need) {
  if (person == officer())
    return people_.ask_unit({.person = person, .channel = "call_list", .by = person}, need);
  dial(
      person, [this, need, person] { return people_.is_to_go(need, person); },
      [this, need](const Reached& reached) { people_.ask_unit(reached, need); },
      [](const std::string&) {});
}

void CallBoard::call_for_notice(const std::string& person, FactId notice) {
  if (!called_for_notices_.emplace(notice, person).second) return;
  if (person == officer()) return tell(person, notice, person);
  dial(
      person, [this, notice, person] { return people_.is_to_be_told(notice, person); },
      [this, person, notice](const Reached& reached) { tell(person, notice, reached.by); },
      [](const std::string&) {});
}

void CallBoard::tell(const std::string& person, FactId notice, const std::string& by) {
  wire::Command command;
  auto& told = *command.mutable_tell_by_hand();
  told.mutable_notice()->set_offset(notice.offset.value);
  told.mutable_notice()->set_index(notice.index);
  told.set_person(person);
  command.set_person_id(by);
  command.set_via("console");
  post_(std::move(command));
}

}  // namespace fenghuo::simulator

#include "playbooks/everyday.h"

#include <algorithm>

#include "engine/wire_text.h"

namespace fenghuo::playbooks {

void Everyday::apply(Turn& turn, const wire::Event& event) {
  now_ = turn.now();
  if (event.has_plan_changed()) read_plan(turn);
  follow_facts(turn);
  if (event.has_command()) on_command(turn, event.command());
  for (const auto& key : turn.due()) {
    if (key.kind == round_due) on_rounds_due(turn);
  }
}

// What the desk has concluded: whom it calls, who answered a contact test, how the township
// responds, which roles are in force.
void Everyday::follow_facts(Turn& turn) {
  bool pace_changed = false;
  bool stopped = false;
  const std::size_t count = turn.facts().size();
  for (std::size_t i = 0; i < count; ++i) {
    const wire::Fact& fact = turn.facts()[i];
    const auto interrupt = [&](const std::string& person) {
      if (!person.empty()) calls_[person].add(now_);
    };
    if (fact.has_obligation_called()) interrupt(fact.obligation_called().callee());
    if (fact.has_decision_opened() && fact.decision_opened().decide_by_ms() > 0)
      interrupt(fact.decision_opened().owner());
    if (fact.has_decision_passed_on()) interrupt(fact.decision_passed_on().owner());
    follow_contact_test(fact, {turn.offset(), static_cast<std::uint32_t>(i)});
    stopped = stopped || fact.has_exercise_stopped();
    if (fact.has_response_changed()) {
      response_ = level_from_wire(fact.response_changed().level()).value_or(Level::none);
      pace_changed = true;
    }
    if (fact.has_roles_switched()) {
      emergency_roles_ = fact.roles_switched().emergency();
      handbook_ = std::make_shared<const Handbook>(turn.plan(), emergency_roles_);
    }
  }
  if (pace_changed) set_pace(turn);
  if (stopped) stop(turn);
}

void Everyday::stop(Turn& turn) {
  stopped_ = true;
  turn.cancel({.kind = round_due});
}

void Everyday::on_command(Turn& turn, const wire::Command& command) {
  if (command.has_confirm_contact()) on_confirm(turn, command);
  if (command.has_do_routine()) on_do_routine(turn, command);
}

void Everyday::read_plan(Turn& turn) {
  handbook_ = std::make_shared<const Handbook>(turn.plan(), emergency_roles_);
  plan_rounds(turn);
}

void Everyday::save(StateWriter& writer) const {
  writer(persons_, calls_, awaited_, rounds_, response_, emergency_roles_, stopped_, now_);
}

void Everyday::load(StateReader& reader, const wire::Plan& plan, const Datastreams&) {
  reader(persons_, calls_, awaited_, rounds_, response_, emergency_roles_, stopped_, now_);
  handbook_ = std::make_shared<const Handbook>(plan, emergency_roles_);
  read_routines(plan);
  by_time_.clear();
  for (const auto& [key, round] : rounds_) {
    if (!subjects_.contains(key)) return reader.fail();
    by_time_.insert({round.next_at, key});
  }
}

void Everyday::describe(wire::Standing& standing, const wire::Plan& plan,
                        const Datastreams&) const {
  describe_persons(standing, plan);
  describe_rounds(standing, plan);
}

}  // namespace fenghuo::playbooks

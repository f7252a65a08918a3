#include "simulator/world.h"

#include <algorithm>
#include <utility>

#include "playbooks/channels.h"

namespace fenghuo::simulator {
namespace {

bool is_sent(std::string_view channel) {
  playbooks::ChannelSet one;
  one.insert(channel);
  return one.sends();
}

}  // namespace

Span danger_shift(const Scenario& scenario) {
  const double most = scenario.chances.danger_shift_h;
  if (most <= 0) return {};
  const double hours = Random(scenario.seed).of("danger").between(-most, most);
  return Span{static_cast<std::int64_t>(hours * 3'600'000)};
}

World::World(const wire::Plan& plan, const playbooks::Ways& ways, const Scenario& scenario,
             Agenda& agenda, NightRecord& record, Submit submit)
    : scenario_(scenario),
      agenda_(agenda),
      record_(record),
      submit_(std::move(submit)),
      outages_(scenario.failures),
      needs_(plan),
      villagers_(plan, ways, scenario, outages_, agenda, record,
                 [this](const std::string& village, const Group& group, const std::string& by) {
                   people_.tell_arrival(village, group, by);
                 }),
      people_(
          plan, scenario, needs_, outages_, duties_, villagers_, agenda,
          [this](wire::Command command) { post(std::move(command)); },
          [this](wire::Report report) {
            wire::Event event;
            *event.mutable_report() = std::move(report);
            submit_(std::move(event));
          }),
      call_board_(
          plan, people_, agenda, [this](wire::Command command) { post(std::move(command)); },
          record),
      gateway_(
          scenario, needs_, outages_, agenda,
          [this](EffectId id, bool delivered, std::uint32_t attempts) {
            report(id, delivered, attempts);
          },
          [this](const wire::SendMessage& message) { arrive(message); },
          [this](EffectId id, const wire::SendMessage& message) { return hand_over(id, message); }),
      gauges_(scenario, needs_, outages_, agenda,
              [this](ObservationBlock block) { submit_(std::move(block)); }) {}

void World::begin() {
  gauges_.begin();
  for (const auto& inject : scenario_.injects)
    agenda_.plan(inject.at, [this, &inject] {
      if (!given_.contains(inject.id)) give(inject, inject.make(record_, agenda_.now()));
    });
  const Span shift = danger_shift(scenario_);
  for (const auto& danger : scenario_.dangers) {
    const auto village = record_.villages.find(danger.village);
    if (village == record_.villages.end()) continue;
    village->second.danger_at = danger.at + shift;
  }
}

Result<void> World::give(const std::string& inject) {
  const auto& all = scenario_.injects;
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const auto& one) { return one.id == inject; });
  if (found == all.end() || given_.contains(inject))
    return Error{Errc::bad_input,
                 {"情景里没有“" + inject + "”，或已经给出",
                  "the scenario has no inject '" + inject + "', or it was given already"}};
  auto event = found->make(record_, agenda_.now());
  if (!event) return event.error();  // its time may still come
  give(*found, std::move(event));
  return {};
}

void World::give(const Inject& inject, Result<wire::Event> event) {
  given_.insert(inject.id);
  InjectOutcome outcome{.id = inject.id, .at = agenda_.now()};
  if (!event) outcome.refused = event.error().text.zh + " / " + event.error().text.en;
  record_.injects.push_back(std::move(outcome));
  if (!event) return;
  if (event->has_command()) return post(std::move(*event->mutable_command()));
  submit_(std::move(*event));
}

void World::post(wire::Command command) {
  command.set_command_id("night-" + std::to_string(++commands_));
  wire::Event event;
  *event.mutable_command() = std::move(command);
  submit_(std::move(event));
}

void World::hear(const RecordedFact& told) {
  duties_.hear(told);
  const wire::Fact& fact = told.fact;
  if (fact.has_obligation_called()) {
    const auto& called = fact.obligation_called();
    for (const auto& channel : called.channels())
      if (!is_sent(channel) && !called.callee().empty())
        call_board_.call_for_duty(called.callee(), channel, from_wire(called.obligation()));
  } else if (fact.has_decision_message() && !fact.decision_message().delivered()) {
    const FactId decision = from_wire(fact.decision_message().decision());
    if (duties_.is_open_decision(decision))
      call_board_.call_for_decision(duties_.owner_of(decision), decision);
  } else if (fact.has_unit_reported() && fact.unit_reported().state() == wire::UNIT_SENT) {
    const FactId need = from_wire(fact.unit_reported().need());
    if (const auto* sent = duties_.sent_to(need); sent != nullptr && !sent->callee.empty())
      call_board_.call_for_unit(sent->callee, need);
  } else if (fact.has_household_counted() &&
             fact.household_counted().state() == wire::CountHousehold::SAFE) {
    villagers_.count_safe(fact.household_counted().area(), fact.household_counted().household());
  } else if (fact.has_warning_retracted()) {
    villagers_.turn_back(fact.warning_retracted().area());
  } else if (fact.has_notice_given()) {
    for (const auto& person : fact.notice_given().by_hand())
      call_board_.call_for_notice(person, told.id);
  } else if (fact.has_notice_reported() && !fact.notice_reported().delivered()) {
    call_board_.call_for_notice(fact.notice_reported().person(),
                                from_wire(fact.notice_reported().notice()));
  }
}

// Of a player the real way takes its own time.
void World::send(EffectId id, const wire::SendMessage& message) {
  gateway_.send(id, message, is_to_player(message) ? Span{0} : kMessageTakes);
}

// A player whose telephone is dead isn't called: that the gateway has taken it is all that it
// knows.
bool World::hand_over(EffectId id, const wire::SendMessage& message) {
  if (!hand_over_ || !is_to_player(message) || !people_.can_call(message.person())) return false;
  hand_over_(id, message);
  return true;
}

// A gateway has taken it; whether the telephone is on is another matter.
void World::arrive(const wire::SendMessage& message) {
  using Message = wire::SendMessage;
  if (!people_.hears(message.person(), message.channel())) return;
  const Reached reached{.person = message.person(), .channel = message.channel()};
  const auto purpose = message.purpose();
  if (purpose == Message::CALL) people_.ask_duty(reached, from_wire(message.obligation()));
  if (purpose == Message::ASK) people_.ask_decision(reached, from_wire(message.decision()));
  if (purpose == Message::SEND) people_.ask_unit(reached, from_wire(message.about()));
  if (purpose == Message::TEST) people_.ask_presence(message.person(), from_wire(message.about()));
}

void World::report(EffectId id, bool delivered, std::uint32_t attempts) {
  if (delivered) ++record_.messages;
  wire::Event event;
  auto& told = *event.mutable_effect_reported();
  told.set_offset(id.offset.value);
  told.set_index(id.index);
  told.set_outcome(delivered ? wire::EffectReported::DELIVERED : wire::EffectReported::FAILED);
  told.set_attempts(attempts);
  if (!delivered) told.set_detail("gateway out of order");
  submit_(std::move(event));
}

}  // namespace fenghuo::simulator

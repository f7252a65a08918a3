#include "cli/verify/night_digest.h"

#include "cli/township.h"
#include "simulator/night.h"

namespace fenghuo::cli {
namespace {

template <class Messages>
void clear_names(Messages& messages) {
  for (auto& message : messages) message.clear_name();
}

void clear_words(wire::Playbook& playbook) {
  playbook.clear_title();
  playbook.clear_version();  // of its text
  playbook.clear_headline();
  playbook.clear_text();
  playbook.mutable_cut_off()->clear_action();
  for (auto& unit : *playbook.mutable_cut_off()->mutable_units()) unit.clear_task();
  for (auto& response : *playbook.mutable_responses()) {
    response.clear_action();
    response.mutable_reach()->clear_action();
    for (auto& unit : *response.mutable_units()) unit.clear_task();
    for (auto& step : *response.mutable_steps()) step.clear_task();
    for (auto& question : *response.mutable_decisions()) {
      question.clear_ask();
      question.clear_action();
    }
  }
}

void clear_words(wire::Rule& rule) {
  rule.clear_title();
  rule.clear_source();
  rule.clear_reviewed();
  rule.clear_version();  // of its text
}

}  // namespace

wire::Plan without_words(wire::Plan plan) {
  plan.clear_name();
  plan.clear_messages();
  clear_names(*plan.mutable_stations());
  clear_names(*plan.mutable_catchments());
  clear_names(*plan.mutable_hazard_points());
  clear_names(*plan.mutable_facilities());
  clear_names(*plan.mutable_shelters());
  clear_names(*plan.mutable_units());
  clear_names(*plan.mutable_supplies());
  clear_names(*plan.mutable_roads()->mutable_roads());
  for (auto& village : *plan.mutable_villages()) {
    village.clear_name();
    village.clear_shelter();
    village.clear_effects();
  }
  for (auto& person : *plan.mutable_people()) person.clear_sealed();
  for (auto& limit : *plan.mutable_limits()) {
    limit.clear_source();
    limit.clear_reviewed();
  }
  for (auto& rule : *plan.mutable_rules()) clear_words(rule);
  for (auto& playbook : *plan.mutable_playbooks()) clear_words(playbook);
  for (auto& routine : *plan.mutable_routines()) {
    routine.clear_title();
    routine.clear_task();
  }
  return plan;
}

// The chain is of what the storm and the models gave as well, and of what this program makes of it.
Digest digest_of(const wire::Plan& plan, const PlanNight& night) {
  wire::PlanChanged change;
  *change.mutable_plan() = without_words(plan);
  const auto beginning = simulator::begin_night(township_machine(), change, night.scenario.start);
  const auto record = simulator::play_night(beginning, night.scenario);
  return sha256(std::string(FENGHUO_VERSION) + '\n' + change.plan().SerializeAsString() + '\n' +
                night.name + ' ' + to_hex(night.source) + ' ' + to_hex(record.chain));
}

}  // namespace fenghuo::cli

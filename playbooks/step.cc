#include "playbooks/step.h"

#include "rules/language/environment.h"

namespace fenghuo::playbooks {
namespace {

using language::Value;

// In this order the inputs are set below.
std::shared_ptr<const language::Environment> words() {
  auto environment = std::make_shared<language::Environment>();
  for (const char* number :
       {"level", "response", "people_at_risk", "people_unknown", "facilities", "hour"})
    environment->add_variable(number, "int");
  environment->add_variable("night", "bool");
  environment->add_variable("road_cut", "bool");
  environment->add_variable("village", "string");
  environment->add_variable("hazard", "string");
  return environment;
}

}  // namespace

std::vector<language::Problem> problems_of_condition(std::string_view condition) {
  auto program = language::compile(condition, words());
  if (!program) return std::move(program.error());
  if ((*program)->type() == "bool") return {};
  return {{{1, 1},
           {"条件须为真假值（bool），这里是 " + (*program)->type(),
            "a condition is a bool, this is " + (*program)->type()}}};
}

void StepConditions::compile(const wire::Plan& plan) {
  programs_.clear();
  const auto environment = words();
  for (const auto& playbook : plan.playbooks())
    for (const auto& response : playbook.responses())
      for (const auto& step : response.steps()) {
        if (step.when().empty() || programs_.contains(step.when())) continue;
        if (auto program = language::compile(step.when(), environment))
          programs_.emplace(step.when(), std::move(*program));
      }
}

bool StepConditions::holds(const std::string& condition, const Situation& situation) const {
  const auto program = programs_.find(condition);
  if (program == programs_.end()) return true;
  language::Machine machine(program->second);
  std::uint32_t input = 0;
  for (const std::int64_t number : {situation.level, situation.response, situation.people_at_risk,
                                    situation.people_unknown, situation.facilities, situation.hour})
    machine.set(input++, Value::of(number));
  machine.set(input++, Value::of(situation.night));
  machine.set(input++, Value::of(situation.road_cut));
  machine.set(input++, Value::of(std::string_view(situation.village)));
  machine.set(input++, Value::of(std::string_view(situation.hazard)));
  return !machine.run().is(false);
}

}  // namespace fenghuo::playbooks

#include "simulator/virtual_run.h"

#include <algorithm>
#include <vector>

#include "engine/check.h"

namespace fenghuo::simulator {

void VirtualRun::begin(Instant at, const std::string& program, const wire::PlanChanged& plan) {
  now_ = at;
  CHECK(engine_.open("exercise", program, at));
  wire::Event event;
  *event.mutable_plan_changed() = plan;
  const std::vector<Submission> submissions{std::move(event)};
  submit(submissions);
}

void VirtualRun::advance_to(Instant at) {
  while (engine_.next_timer() && *engine_.next_timer() <= at) tick(*engine_.next_timer(), {});
  now_ = std::max(now_, at);
}

TickResult VirtualRun::submit(std::span<const Submission> submissions) {
  return tick(now_, submissions);
}

TickResult VirtualRun::tick(Instant at, std::span<const Submission> submissions) {
  auto result = engine_.tick(at, submissions);
  CHECK(result);
  if (owed_ && !result->effects.empty()) owed_(result->effects);
  return std::move(*result);
}

}  // namespace fenghuo::simulator

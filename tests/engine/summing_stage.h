// A small stage for tests of the machine: it adds up all values, concludes a fact (a report of the
// sum) at each event that is not an observation, owes an effect for each report, and wakes itself
// a minute after each observation.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/machine.h"
#include "engine/submission.h"

namespace fenghuo {

class SummingStage : public Stage {
 public:
  void apply(Turn& turn, const wire::Event& event) override {
    for (const auto& row : turn.observations()) sum_ += row.value;
    if (!turn.observations().empty()) turn.wake({}, turn.now() + std::chrono::minutes{1});
    if (!turn.due().empty()) conclude(turn, "timer");
    if (turn.settled()) conclude(turn, "settled");
    if (event.has_report()) {
      conclude(turn, event.report().text());
      wire::Effect effect;
      effect.mutable_send_message()->set_person(event.report().reporter());
      turn.owe(effect);
    }
  }
  void save(StateWriter& writer) const override { writer(sum_); }
  void load(StateReader& reader, const wire::Plan&, const Datastreams&) override { reader(sum_); }
  void describe(wire::Standing& standing, const wire::Plan&, const Datastreams&) const override {
    standing.add_alarms()->set_area(std::to_string(sum_));
  }
  std::unique_ptr<Stage> copy() const override { return std::make_unique<SummingStage>(*this); }

 private:
  void conclude(Turn& turn, const std::string& why) const {
    wire::Fact fact;
    fact.mutable_report_taken()->set_kind(why);
    fact.mutable_report_taken()->set_text(std::to_string(sum_));
    turn.conclude(std::move(fact));
  }

  std::int64_t sum_ = 0;
};

inline Machine summing_machine() {
  std::vector<std::unique_ptr<Stage>> stages;
  stages.push_back(std::make_unique<SummingStage>());
  return Machine(std::move(stages));
}

inline ObservationBlock block(const std::string& station, const std::string& property,
                              const std::vector<std::pair<Instant, std::int64_t>>& values,
                              std::uint64_t key = 0) {
  ObservationBlock block;
  block.sources.push_back({station, property, 1});
  for (const auto& [at, value] : values)
    block.rows.push_back({0, Quality::not_evaluated, at, value});
  block.frame_key = key;
  return block;
}

inline wire::Event report(const std::string& text) {
  wire::Event event;
  event.mutable_report()->set_text(text);
  event.mutable_report()->set_reporter("p1");
  return event;
}

}  // namespace fenghuo

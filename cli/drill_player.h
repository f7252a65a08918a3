// A drill with people, in the exercise lane that is served: the scenario is played by the lane's
// clock, those who don't take part are simulated, and everybody else is called as ever, by the same
// channels and pages. Runs on the lane's thread.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "adapters/clock.h"
#include "cli/lane_host.h"
#include "simulator/expectation_watch.h"
#include "simulator/world.h"

namespace fenghuo::cli {

class DrillPlayer {
 public:
  /// The host outlives it. The scenario's players are those who take part.
  DrillPlayer(LaneHost& host, const wire::PlanChanged& plan, simulator::Scenario scenario);

  /// Before the host runs. `ended` is called when the scenario is over.
  void begin(std::function<void()> ended);
  /// The controllers' words, a line each: pause, go, rate N, jump TIME, stop REASON. What became of
  /// it; errors: bad_input with the words that there are.
  Result<Text> steer(const std::string& line);

  const simulator::Scenario& scenario() const { return scenario_; }
  const simulator::NightRecord& record() const { return record_; }
  std::vector<simulator::Outcome> outcomes() const { return watch_.outcomes(record_); }

 private:
  void hear(const Entry& entry);
  bool take(EffectId id, const wire::Effect& effect);
  void submit(Submission submission);
  /// Runs what is due, and waits for the next.
  void go_on();
  /// Once whoever was called has been told, or can't be.
  void finish();
  void ask_of_standing();
  void steered();
  Result<Text> stop(const Text& reason);

  LaneHost& host_;
  adapters::Clock clock_;
  wire::PlanChanged plan_;
  simulator::Scenario scenario_;
  playbooks::Ways ways_;
  simulator::NightRecord record_;
  simulator::Agenda agenda_;
  simulator::ExpectationWatch watch_;
  simulator::World world_;
  boost::asio::steady_timer timer_;
  std::function<void()> ended_;
  bool over_ = false;
  double rate_;  // before a pause
  std::chrono::steady_clock::time_point told_until_{};
};

}  // namespace fenghuo::cli

// A drill with people, in the exercise lane that is served: the scenario is played by the lane's
// clock, those who don't take part are simulated, and everybody else is called as ever, by the same
// channels and pages. Runs on the lane's thread.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "adapters/clock.h"
#include "adapters/http/drill.h"
#include "cli/drill/unsaid.h"
#include "cli/lane_host.h"
#include "simulator/expectation_watch.h"
#include "simulator/world.h"

namespace fenghuo::cli {

class DrillPlayer : public adapters::DrillControl {
 public:
  /// The host outlives it. The scenario's players are those who take part. `controllers`: persons
  /// who may steer; none: everybody.
  DrillPlayer(LaneHost& host, const wire::PlanChanged& plan, simulator::Scenario scenario,
              const std::vector<std::string>& controllers);

  /// Before the host runs. Goes on with what the lane's log tells of this drill, or begins it, and
  /// lets the clock run, at `rate`.
  /// `digest`: of the scenario's text. `over_but_open` is called when the scenario is over and
  /// everybody was told, and evaluators still write; then a controller says "end". `ended` is
  /// called after that, or at once where `over_but_open` is null. Errors: those of the log.
  Result<void> begin(const std::string& digest, double rate, std::function<void()> over_but_open,
                     std::function<void()> ended);

  boost::json::object describe(const adapters::JsonStyle& style) const override;
  /// `person` empty: the duty officer, at the terminal. What was done stands in the log, in the
  /// person's name. Errors: bad_input, also where the person is no controller, and doesn't stop it.
  Result<Text> steer(const std::string& line, const std::string& person,
                     const std::string& via) override;

  /// By the scenario's end, somebody's word, or a real alarm.
  bool is_over() const { return over_; }
  const simulator::Scenario& scenario() const { return scenario_; }
  const simulator::NightRecord& record() const { return record_; }
  std::vector<simulator::Outcome> outcomes() const { return watch_.outcomes(record_); }

 private:
  /// The second world lives through what the log tells. What it says by then, and the log hasn't,
  /// is said when all listen.
  Result<void> catch_up(Instant began_at);
  void tell_that_it_begins(const std::string& digest);
  void hear(const Entry& entry);
  void hear(const simulator::RecordedFact& told);
  void steer_again(const std::string& note);
  bool take(EffectId id, const wire::Effect& effect);
  /// What the scenario's channels have let through to a player, by the real one.
  void send_on(EffectId id);
  void send_by_scenario(EffectId id);
  void let_go();
  void submit(Submission submission);
  void make_its_own(wire::Command& command) const;
  /// Runs what is due, and waits for the next.
  void go_on();
  /// Once whoever was called has been told, or can't be.
  void finish();
  /// Nothing comes after it: nobody is caught by what was still to come.
  void cut_night(Instant at);
  void ask_of_standing();
  void steered();
  void jump_on();
  std::string duty_officer() const;
  Result<Text> turn_clock(const std::string& line);
  Result<Text> give(const std::string& inject);
  Result<Text> stop(const Text& reason, const std::string& person, const std::string& via);
  void post(wire::Command command, const std::string& person, const std::string& via);

  LaneHost& host_;
  adapters::Clock clock_;
  wire::PlanChanged plan_;
  simulator::Scenario scenario_;
  std::set<std::string> controllers_;
  playbooks::Ways ways_;
  simulator::NightRecord record_;
  simulator::Agenda agenda_;
  simulator::ExpectationWatch watch_;
  simulator::World world_;
  boost::asio::steady_timer timer_;
  std::function<void()> over_but_open_;
  std::function<void()> ended_;
  std::map<EffectId, wire::Effect> held_;  // to players, on the scenario's way
  Unsaid unsaid_;
  const Machine* replayed_ = nullptr;  // while it catches up: as the log has it by then
  bool over_ = false;
  bool told_ = false;  // everybody that it is over
  double rate_ = 1;    // before a pause
  std::optional<Instant> jump_to_;
  std::uint64_t commands_ = 0;
  std::chrono::steady_clock::time_point told_until_{};
};

}  // namespace fenghuo::cli

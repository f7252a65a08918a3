// The stage of everyday work (平急结合): the registers that an emergency lives on are kept right by
// using them. It remembers who was confirmed and when, who answered the desk's contact tests
// (contact_tests.h) and how often each person is called, and asks for patrols, visits and stock
// checks when they are due, more often while the township responds.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "engine/stage.h"
#include "playbooks/handbook.h"
#include "playbooks/person_record.h"
#include "playbooks/round.h"

namespace fenghuo::playbooks {

/// Routines times what they are for: 20,000 of about 300 bytes are 6 MB.
inline constexpr std::size_t kRoundsMax = 20'000;

class Everyday : public Stage {
 public:
  void apply(Turn& turn, const wire::Event& event) override;
  void save(StateWriter& writer) const override;
  void load(StateReader& reader, const wire::Plan& plan, const Datastreams& datastreams) override;
  void describe(wire::Standing& standing, const wire::Plan& plan,
                const Datastreams& datastreams) const override;
  std::unique_ptr<Stage> copy() const override { return std::make_unique<Everyday>(*this); }

 private:
  using RoundKey = std::pair<std::string, std::string>;  // routine and subject
  enum Wake : std::uint16_t { round_due };

  void read_plan(Turn& turn);
  void follow_facts(Turn& turn);
  /// The exercise is over: nobody is reminded.
  void stop(Turn& turn);
  void on_command(Turn& turn, const wire::Command& command);

  // Whether people can be reached.
  void follow_contact_test(const wire::Fact& fact, FactId id);
  void on_confirm(Turn& turn, const wire::Command& command);
  void describe_persons(wire::Standing& standing, const wire::Plan& plan) const;

  // Patrols, visits, stock checks.
  void read_routines(const wire::Plan& plan);
  void plan_rounds(Turn& turn);
  void set_pace(Turn& turn);
  void on_rounds_due(Turn& turn);
  void tell_due(Turn& turn, const RoundKey& key, Round& round);
  void move(const RoundKey& key, Round& round, Instant next_at);
  void wait(Turn& turn);
  void on_do_routine(Turn& turn, const wire::Command& command);
  void describe_rounds(wire::Standing& standing, const wire::Plan& plan) const;

  std::map<std::string, PersonRecord> persons_;
  std::map<std::string, Interruptions> calls_;  // of those who were called in the last day
  std::optional<AwaitedAnswers> awaited_;
  std::map<RoundKey, Round> rounds_;
  Level response_ = Level::none;
  bool emergency_roles_ = false;
  bool stopped_ = false;  // it was an exercise, and is over
  Instant now_{};         // of the last record

  // What follows from the state and the plan.
  std::shared_ptr<const Handbook> handbook_ = std::make_shared<const Handbook>();
  std::map<RoundKey, Subject> subjects_;
  std::map<std::string, const wire::Routine*> routines_;
  std::set<std::pair<Instant, RoundKey>> by_time_;
};

}  // namespace fenghuo::playbooks

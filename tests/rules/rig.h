// A township in memory for tests of rules and playbooks: a plan put together in code, the real
// machine and engine, and a log that can be replayed. Time is what the test says.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/engine.h"
#include "simulator/faulty_log.h"

namespace fenghuo {

inline constexpr Instant kStart = instant_ms(1784075700000);  // 2026-07-15T08:35:00+08:00

/// `levels`: words of levels with their conditions.
wire::Rule make_rule(const std::string& id,
                     const std::vector<std::pair<std::string, std::string>>& levels);
void add_village(wire::Plan& plan, const std::string& id);
void add_station(wire::Plan& plan, const std::string& id, const std::vector<std::string>& covers);

class Rig {
 public:
  explicit Rig(std::vector<std::unique_ptr<Stage>> stages) : machine_(std::move(stages)) {}

  static std::vector<std::unique_ptr<Stage>> rules_only();

  void use(const wire::Plan& plan, const std::string& version = "p1");
  /// The time goes on to `at`, then this arrives.
  void observe(const std::string& station, const std::string& property, Instant observed_at,
               double value, Quality quality = Quality::not_evaluated);
  Receipt submit(Submission submission);
  /// Each due timer fires at its own time, as in replay.
  void advance(Instant to);
  void pass(Span span) { advance(now_ + span); }
  Instant now() const { return now_; }

  struct Told {
    FactId id;
    Instant at{};
    wire::Fact fact;
  };
  /// The facts since the last call.
  std::vector<Told> facts();
  /// Facts as words: "raised flash A yellow", for comparing whole stories.
  std::vector<std::string> story();
  std::vector<OwedEffect> take_effects() { return std::exchange(effects_, {}); }
  Machine& machine() { return machine_; }
  Engine& engine() { return engine_; }
  Log& log() { return log_; }

  /// Replays the log into a fresh machine, and restores a second one from a snapshot of now: both
  /// must be in the same state.
  void expect_replays(std::vector<std::unique_ptr<Stage>> fresh,
                      std::vector<std::unique_ptr<Stage>> other);

 private:
  simulator::Disk disk_;
  simulator::FaultyLog log_{disk_};
  Machine machine_;
  Engine engine_{log_, machine_};
  Instant now_ = kStart;
  Offset read_;
  std::vector<OwedEffect> effects_;
};

std::string level_word(std::uint32_t number);
std::string words_of(const wire::Fact& fact);

}  // namespace fenghuo

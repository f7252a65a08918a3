// A night's score: the plan's own obligations replayed over the record. Every point names the fact
// behind it; what nobody answered is a gap, and what could not be measured is said so.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "simulator/expectation_watch.h"
#include "simulator/night_record.h"
#include "simulator/scenario.h"

namespace fenghuo::simulator {

/// One duty (or decision), from the fact that opened it to the fact that ended it.
struct ScoredDuty {
  FactId opened;
  std::string area;
  std::string duty;     // of a decision the question's id
  std::string purpose;  // playbooks/obligation.h, or "decision"
  std::string holder;
  Instant opened_at{};
  std::optional<FactId> answered;
  std::optional<Instant> answered_at;
  std::string answered_by;
  std::optional<FactId> closed;
  std::optional<Instant> closed_at;
  std::uint32_t calls = 0;        // rungs climbed, or owners asked
  bool by_plan = false;           // a decision that nobody made
  bool is_fulfilled = false;      // everybody is counted, whoever said so
  std::optional<Instant> due_at;  // the first call's answer
  bool is_measured = true;        // that was due before it ended, and before the night did
  bool is_gap() const { return !answered && !is_fulfilled && is_measured; }
};

struct ScoredVillage {
  std::string id;
  std::optional<Instant> warned_at;    // the first warning, of whatever level
  std::optional<Instant> answered_at;  // somebody of its duties answered
  std::optional<Instant> moving_at;    // people were told and went
  std::optional<Instant> safe_at;      // all who could be are there
  std::optional<Instant> danger_at;
  std::optional<FactId> warning;
  std::uint32_t people = 0;
  std::uint32_t safe = 0;  // at the danger, or at the end
  std::uint32_t caught = 0;
  std::uint32_t turned_away = 0;  // of those who weren't safe: no shelter took them
};

/// How often somebody was called, and answered.
struct ScoredPerson {
  std::uint32_t calls = 0;
  std::uint32_t answers = 0;
};

/// HSEEP and AQ/T 9009: performed without challenges, with some, with major ones, not performed;
/// or nothing could be told.
enum class Grade : std::uint8_t { performed, some, major, unable, not_measured };

/// P, S, M, U, -.
char letter_of(Grade grade);

struct ScoredObjective {
  Objective objective;
  std::uint32_t met = 0;
  std::uint32_t of = 0;
  std::uint32_t untold = 0;
  Grade grade = Grade::not_measured;
};

struct Score {
  std::vector<Outcome> outcomes;
  std::vector<ScoredObjective> objectives;  // the last, without an id: of expectations of none
  std::vector<ScoredDuty> duties;           // in the order in which they were opened
  std::vector<ScoredVillage> villages;
  std::map<std::string, ScoredPerson> people;
  std::uint32_t missed() const;
  std::uint32_t gaps() const;
  std::uint32_t caught() const;
};

/// Whole: all met. Some: two thirds at least. Major: one third. Nobody's rating is better than what
/// was measured: what couldn't be told counts as not met.
Grade grade_of(std::uint32_t met, std::uint32_t of);

/// The scenario outlives it.
Score score_of(const Scenario& scenario, const NightRecord& record, std::vector<Outcome> outcomes);

}  // namespace fenghuo::simulator

#include "cli/drill/written_notes.h"

#include <algorithm>

#include "cli/drill/night_facts.h"
#include "engine/wire_text.h"

namespace fenghuo::cli {
namespace {

bool is_own_duty(const Drill& drill, const wire::ExerciseNoted& note) {
  if (!note.has_about()) return false;
  const FactId about = from_wire(note.about());
  return std::ranges::any_of(drill.score.duties, [&](const auto& duty) {
    const bool is_meant = duty.opened == about || duty.answered == about;
    return is_meant && (duty.holder == note.noted_by() || duty.answered_by == note.noted_by());
  });
}

void add_of_evaluator(const Drill& drill, const simulator::RecordedFact& told, WrittenNotes& out) {
  const auto& note = told.fact.exercise_noted();
  const std::string& who = note.noted_by();
  ++out.by_evaluators;
  if (!out.first_at) out.first_at = told.at;
  if (!who.empty() && std::ranges::find(out.evaluators, who) == out.evaluators.end())
    out.evaluators.push_back(who);
  if (note.rating() == wire::RATING_NONE) return;
  ++out.ratings;
  for (const auto& objective : drill.scenario.objectives)
    if (objective.id == note.objective()) out.rated.insert(objective.id);
}

}  // namespace

WrittenNotes written_notes(const Drill& drill) {
  const auto& players = drill.scenario.players;
  WrittenNotes out;
  for (const auto& told : drill.record.facts) {
    if (!told.fact.has_exercise_noted()) continue;
    const auto& note = told.fact.exercise_noted();
    if (note.note().starts_with(kTurnedByController)) continue;
    if (std::ranges::find(players, note.noted_by()) == players.end()) {
      add_of_evaluator(drill, told, out);
      continue;
    }
    ++out.by_players;
    out.of_own_duties += is_own_duty(drill, note) ? 1 : 0;
  }
  return out;
}

}  // namespace fenghuo::cli

// The notes of a drill with people, by who wrote them: evaluators, or those who took part
// themselves. What a controller turned stands in the log as a note, too, and is neither.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cli/drill/drill_text.h"

namespace fenghuo::cli {

struct WrittenNotes {
  std::vector<std::string> evaluators;  // persons, in the order of their first notes
  std::optional<Instant> first_at;      // of an evaluator's
  std::size_t by_evaluators = 0;        // signed or not
  std::size_t ratings = 0;              // among them
  std::set<std::string> rated;          // objectives of the scenario that they are of
  std::size_t by_players = 0;
  std::size_t of_own_duties = 0;  // among them: about a duty that the player had or answered
};

WrittenNotes written_notes(const Drill& drill);

}  // namespace fenghuo::cli

// Looks for a calm: asks of each answer between which limits it stands, and how far the next
// samples may go so that it stays there.
#pragma once

#include <cstdint>
#include <optional>

#include "rules/calm.h"
#include "rules/rulebook.h"

namespace fenghuo::rules {

/// For the next kStatesNotedMax samples of the site's history, each later than the one
/// before. `kept`: its answers, of the first of `asked` on. Nothing where one of them can't be
/// foreseen.
std::optional<CalmRange> find_calm(const Rulebook::Readers& asked, std::uint32_t site,
                                   const Reading* kept, const Series& series,
                                   const Aggregates& aggregates);

/// Whether there can be one for any station: all that is asked is newest values, averages, lowest
/// and highest ones, counts of values that pass a test, and how far the newest is above the lowest;
/// and nobody beyond the station sees it.
bool can_be_calm(const Rulebook::Readers& asked);

}  // namespace fenghuo::rules

// Looking into the facts of a night.
#pragma once

#include <string_view>

#include "simulator/score.h"

namespace fenghuo::cli {

/// A note that begins so tells what a controller turned (drill_player.cc). The console looks for
/// it.
inline constexpr std::string_view kTurnedByController = "导调 / control: ";

/// Null where the record has no such fact.
const simulator::RecordedFact* find_fact(const simulator::NightRecord& record, FactId id);

/// A decision that the plan made because nobody did, and not one that it had approved beforehand.
bool nobody_decided(const simulator::NightRecord& record, const simulator::ScoredDuty& duty);

}  // namespace fenghuo::cli

// How far a village is at a moment of the night, and the symbol that tells it: by shape, so that it
// is read in black and white.
#pragma once

#include <array>
#include <string>

#include "simulator/score.h"

namespace fenghuo::cli {

enum class VillageState : std::uint8_t { not_warned, warned, moving, all_safe, caught };

inline constexpr std::array<VillageState, 5> kVillageStates{
    VillageState::not_warned, VillageState::warned, VillageState::moving, VillageState::all_safe,
    VillageState::caught};

Text words_of(VillageState state);

/// `night` is the village's own. Where nobody lives in danger, it is never more than moving.
VillageState state_at(const simulator::ScoredVillage& village, const simulator::VillageNight& night,
                      Instant at);

/// Within (-9, -9) to (9, 9).
std::string symbol_of(VillageState state);
/// In a line of text.
std::string inline_symbol(VillageState state);

}  // namespace fenghuo::cli

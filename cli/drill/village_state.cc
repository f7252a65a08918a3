#include "cli/drill/village_state.h"

#include "cli/drill/svg.h"

namespace fenghuo::cli {

Text words_of(VillageState state) {
  if (state == VillageState::not_warned) return {"未预警", "not warned"};
  if (state == VillageState::warned) return {"已预警", "warned"};
  if (state == VillageState::moving) return {"转移中", "moving"};
  if (state == VillageState::all_safe) return {"全部安全", "all safe"};
  return {"有人没来得及走", "people caught"};
}

VillageState state_at(const simulator::ScoredVillage& village, const simulator::VillageNight& night,
                      Instant at) {
  const auto come = [at](const std::optional<Instant>& moment) { return moment && *moment <= at; };
  if (come(night.danger_at) && night.caught() > 0) return VillageState::caught;
  if (night.people() > 0 && night.safe(at) >= night.people()) return VillageState::all_safe;
  if (come(village.moving_at)) return VillageState::moving;
  return come(village.warned_at) ? VillageState::warned : VillageState::not_warned;
}

std::string symbol_of(VillageState state) {
  if (state == VillageState::not_warned) return svg_circle({}, 7, "village");
  if (state == VillageState::warned) return svg_circle({}, 7, "village") + svg_circle({}, 3, "dot");
  if (state == VillageState::moving)
    return svg_circle({}, 7, "village") + svg_path("M0 -7a7 7 0 0 1 0 14z", "half");
  if (state == VillageState::all_safe)
    return svg_circle({}, 8, "safe") + svg_path("M-4 0.5l3 3l5 -6.5", "tick");
  return svg_rect({-8, -8, 16, 16}, "caught") + svg_path("M-4.5 -4.5l9 9M4.5 -4.5l-9 9", "strike");
}

std::string inline_symbol(VillageState state) {
  return "<svg class=\"symbol\" viewBox=\"-10 -10 20 20\" aria-hidden=\"true\">" +
         symbol_of(state) + "</svg>";
}

}  // namespace fenghuo::cli

// The two lanes. The lane is part of the type of everything that can leave: a channel of one lane
// has no function that takes a message of the other.
#pragma once

#include <string>
#include <string_view>

#include "engine/effect.pb.h"
#include "engine/ids.h"
#include "engine/text.h"

namespace fenghuo::adapters {

enum class Lane { live, exercise };

constexpr std::string_view to_string(Lane lane) {
  return lane == Lane::live ? "live" : "exercise";
}

/// What every text of an exercise begins with; nothing in the live lane.
inline Text mark_of(Lane lane) {
  return lane == Lane::exercise ? Text{"【演练】", "EXERCISE: "} : Text{};
}

/// What every message of an exercise ends with: whoever reads on from the middle knows it, too. A
/// blank parts it from an address, which telephones would take it to belong to.
inline Text end_mark_of(Lane lane) {
  return lane == Lane::exercise ? Text{" 【演练】", " EXERCISE"} : Text{};
}

/// A message on its way out of one lane.
template <Lane L>
struct Outgoing {
  EffectId id;
  wire::SendMessage message;
};

}  // namespace fenghuo::adapters

// How a person can be reached. What the engine sends by itself, an adapter carries; the others are
// used by hand: they stand on the call board, where somebody tries them and says what came of it.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace fenghuo::playbooks {

inline constexpr std::array<std::string_view, 1> kSentChannels = {"webhook"};

/// The last five need no public network: they are for a village that is cut off.
inline constexpr std::array<std::string_view, 6> kHandChannels = {
    "call_list", "satellite_phone", "radio", "loudspeaker", "knock", "runner"};

inline bool is_sent(std::string_view channel) {
  return std::find(kSentChannels.begin(), kSentChannels.end(), channel) != kSentChannels.end();
}
inline bool is_by_hand(std::string_view channel) {
  return std::find(kHandChannels.begin(), kHandChannels.end(), channel) != kHandChannels.end();
}

}  // namespace fenghuo::playbooks

// How a person can be reached. What the engine sends by itself, an adapter carries; the others are
// used by hand: they stand on the call board, where somebody tries them and says what came of it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/time.h"

namespace fenghuo::playbooks {

/// The first is sent. The last five need no public network: they are for a village that is cut off.
inline constexpr std::array<std::string_view, 7> kChannels = {
    "webhook", "call_list", "satellite_phone", "radio", "loudspeaker", "knock", "runner"};
inline constexpr std::size_t kSentChannels = 1;

/// A message of which nothing is heard for so long is taken not to arrive in time, and somebody is
/// to telephone; a gateway that refuses connections is tried for longer.
inline constexpr Span kMessageArrivesWithin = std::chrono::minutes{1};

/// Some of the channels. The number is part of the state: channels are only ever added at the end.
class ChannelSet {
 public:
  /// Of an unknown name nothing.
  void insert(std::string_view channel) {
    for (std::size_t i = 0; i < kChannels.size(); ++i)
      if (kChannels[i] == channel) bits_ = static_cast<std::uint16_t>(bits_ | 1U << i);
  }
  void insert(ChannelSet other) { bits_ = static_cast<std::uint16_t>(bits_ | other.bits_); }
  bool sends() const { return (bits_ & kSentBits) != 0; }
  bool by_hand() const { return (bits_ & ~kSentBits) != 0; }
  bool empty() const { return bits_ == 0; }

  /// Calls `use(name)` in the order of the names above.
  template <class Use>
  void each(Use use) const {
    for (std::size_t i = 0; i < kChannels.size(); ++i)
      if ((bits_ >> i & 1U) != 0) use(kChannels[i]);
  }
  template <class Use>
  void each_sent(Use use) const {
    for (std::size_t i = 0; i < kSentChannels; ++i)
      if ((bits_ >> i & 1U) != 0) use(kChannels[i]);
  }

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.bits_);
  }

 private:
  static constexpr unsigned kSentBits = (1U << kSentChannels) - 1;
  std::uint16_t bits_ = 0;
};

inline bool is_channel(std::string_view name) {
  ChannelSet one;
  one.insert(name);
  return !one.empty();
}

}  // namespace fenghuo::playbooks

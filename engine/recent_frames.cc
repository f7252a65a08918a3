#include "engine/recent_frames.h"

#include <algorithm>

namespace fenghuo {
namespace {

// SplitMix64's finaliser over both numbers: 64 bits tell 16 frames of a station apart.
std::uint64_t fingerprint(std::uint64_t key, Instant observed_at) {
  std::uint64_t z = key * 0x9E3779B97F4A7C15ULL + static_cast<std::uint64_t>(ms_of(observed_at));
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
  return z ^ (z >> 31);
}

}  // namespace

bool RecentFrames::contains(StationIndex station, std::uint64_t key, Instant observed_at) const {
  if (station.value >= rings_.size()) return false;
  const auto& frames = rings_[station.value].frames;
  return std::find(frames.begin(), frames.end(), fingerprint(key, observed_at)) != frames.end();
}

void RecentFrames::add(StationIndex station, std::uint64_t key, Instant observed_at) {
  if (station.value >= rings_.size()) rings_.resize(station.value + 1);
  Ring& ring = rings_[station.value];
  if (ring.frames.size() < kFramesRemembered) {
    ring.frames.push_back(fingerprint(key, observed_at));
    return;
  }
  ring.frames[ring.oldest] = fingerprint(key, observed_at);
  ring.oldest = (ring.oldest + 1) % kFramesRemembered;
}

}  // namespace fenghuo

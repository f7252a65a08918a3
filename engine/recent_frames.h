// Frames seen lately, so that a repeated one (same station, function, serial and observation time)
// is not counted twice. A station repeats a frame at most twice and at once; we remember the last
// 16 of each: 16 x 8 bytes a station, and only for stations whose frames carry a key.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/ids.h"
#include "engine/time.h"

namespace fenghuo {

inline constexpr std::size_t kFramesRemembered = 16;

class RecentFrames {
 public:
  bool contains(StationIndex station, std::uint64_t key, Instant observed_at) const;
  void add(StationIndex station, std::uint64_t key, Instant observed_at);

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.rings_);
  }

 private:
  struct Ring {
    std::uint32_t oldest = 0;
    std::vector<std::uint64_t> frames;

    template <class A, class Self>
    static void archive(A& a, Self& self) {
      a(self.oldest, self.frames);
    }
  };
  std::vector<Ring> rings_;  // by station
};

}  // namespace fenghuo

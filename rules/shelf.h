// An alarm that a person has put aside until a time (IEC 62682: shelving): its rises up to a level
// are held back. Red can't be shelved, none lasts longer than a shift, and a rise above the level
// ends it: nobody can mute what gets worse.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "engine/ids.h"
#include "engine/level.h"
#include "engine/time.h"

namespace fenghuo::rules {

inline constexpr Span kShelfTimeMax = std::chrono::hours{12};
inline constexpr Level kShelfLevelMax = Level::orange;
/// 1,000 x about 200 bytes.
inline constexpr std::size_t kShelvesMax = 1'000;

struct Shelf {
  FactId fact;
  std::string rule;
  std::string area;
  Level level = Level::none;
  Instant until{};
  std::string shelved_by;
  std::string note;

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.fact, self.rule, self.area, self.level, self.until, self.shelved_by, self.note);
  }
};

}  // namespace fenghuo::rules

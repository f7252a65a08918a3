// The four levels of a warning (预警信号): blue IV, yellow III, orange II, red I; and none.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/text.h"

namespace fenghuo {

/// The number is the one stored in plans, facts and state; it is not an order, see above().
enum class Level : std::uint8_t { none = 0, blue = 1, yellow = 2, orange = 3, red = 4 };

/// From the least to the most severe.
inline constexpr std::array<Level, 4> kLevels{Level::blue, Level::yellow, Level::orange,
                                              Level::red};

/// How severe: none 0 ... red 4. The stored numbers happen to be that.
constexpr int severity(Level level) {
  return static_cast<int>(level);
}
static_assert(severity(Level::none) == 0 && severity(Level::blue) == 1 &&
              severity(Level::yellow) == 2 && severity(Level::orange) == 3 &&
              severity(Level::red) == 4);

inline bool above(Level a, Level b) {
  return severity(a) > severity(b);
}

/// The next more severe; nothing above red.
std::optional<Level> next_above(Level level);

/// none, blue, yellow, orange, red: the words of plans, logs and the API.
std::string_view to_string(Level level);
std::optional<Level> parse_level(std::string_view word);
std::optional<Level> level_from_wire(std::uint32_t number);
std::uint32_t to_wire(Level level);

/// 红色 / red, for people.
Text name_of(Level level);

}  // namespace fenghuo

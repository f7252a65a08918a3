// The observed properties that rules know by name: one table, for plans, protocols, API and pages.
// A property that is not in it is kept and shown as it came; no rule can read it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "engine/text.h"

namespace fenghuo {

enum class PropertyKind : std::uint8_t {
  state,   // what is, at a moment: a level, a temperature
  amount,  // what fell or flowed in the time up to the moment
  counter  // all that ever fell; starts again from zero when it is full or mended
};

struct Property {
  std::string_view name;
  std::string_view unit;
  std::uint8_t decimals;  // at which values are stored unless a device sends more
  PropertyKind kind;
  const char* zh;
  const char* en;
};

std::span<const Property> properties();

/// Null where the table doesn't have it.
const Property* find_property(std::string_view name);

Text name_of(const Property& property);

/// Values are stored with at most this many decimals; further ones are rounded.
inline constexpr std::uint8_t kDecimalsMax = 6;

}  // namespace fenghuo

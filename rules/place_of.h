// A list in which everything stands once, known by its place.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

namespace fenghuo::rules {

/// Adds it where it isn't there yet.
template <class T>
std::uint32_t place_of(std::vector<T>& known, const T& wanted) {
  auto found = std::find(known.begin(), known.end(), wanted);
  if (found == known.end()) found = known.insert(known.end(), wanted);
  return static_cast<std::uint32_t>(found - known.begin());
}

}  // namespace fenghuo::rules

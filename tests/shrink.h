// The smallest course of events that still fails.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace fenghuo {

/// Leaves out chunks, and smaller ones, as long as `fails` says that what is left still fails
/// (delta debugging: Zeller, Hildebrandt, "Simplifying and Isolating Failure-Inducing Input",
/// 2002).
template <class Event, class Fails>
std::vector<Event> shrink(std::vector<Event> events, Fails fails) {
  for (std::size_t chunk = events.size() / 2; chunk > 0;) {
    bool smaller = false;
    for (std::size_t i = 0; i + chunk <= events.size();) {
      std::vector<Event> fewer = events;
      const auto from = fewer.begin() + static_cast<std::ptrdiff_t>(i);
      fewer.erase(from, from + static_cast<std::ptrdiff_t>(chunk));
      if (fails(fewer)) {
        events = std::move(fewer);
        smaller = true;
      } else {
        i += chunk;
      }
    }
    if (!smaller || chunk > events.size()) chunk /= 2;
  }
  return events;
}

}  // namespace fenghuo

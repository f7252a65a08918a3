#include "simulator/course.h"

#include <algorithm>

namespace fenghuo::simulator {
namespace {

bool is_same(const ObservationBlock& a, const ObservationBlock& b) {
  const auto same_source = [](const auto& one, const auto& other) {
    return one.station == other.station && one.property == other.property &&
           one.decimals == other.decimals;
  };
  const auto same_row = [](const auto& one, const auto& other) {
    return one.source == other.source && one.quality == other.quality &&
           one.observed_at == other.observed_at && one.value == other.value;
  };
  return std::equal(a.sources.begin(), a.sources.end(), b.sources.begin(), b.sources.end(),
                    same_source) &&
         std::equal(a.rows.begin(), a.rows.end(), b.rows.begin(), b.rows.end(), same_row) &&
         a.frame_key == b.frame_key && a.sent_at == b.sent_at;
}

}  // namespace

bool is_same(const Submission& a, const Submission& b) {
  if (a.index() != b.index()) return false;
  if (const auto* block = std::get_if<ObservationBlock>(&a))
    return is_same(*block, std::get<ObservationBlock>(b));
  return std::get<wire::Event>(a).SerializeAsString() ==
         std::get<wire::Event>(b).SerializeAsString();
}

// Where there are too many, every other one goes; or the earliest but the first.
void Course::keep_place(const Machine& machine, const LogHead& head) {
  if (steps.size() % every != 0) return;
  if (end == CourseEnd::before_a_command) {
    if (places.size() == kResumedLateMax) places.erase(places.begin() + 1);
  } else if (places.size() == kResumedFromMax) {
    every *= 2;
    std::erase_if(places, [this](const Place& place) { return place.step % every != 0; });
    if (steps.size() % every != 0) return;
  }
  places.push_back({steps.size(), machine.copy(), head});
}

const Course::Place& Course::place_before(std::size_t step) const {
  const auto after =
      std::upper_bound(places.begin(), places.end(), step,
                       [](std::size_t wanted, const Place& place) { return wanted < place.step; });
  return *(after - 1);
}

}  // namespace fenghuo::simulator

// An observation as rules see it, and where in the log it stands.
#pragma once

#include <cstdint>

#include "engine/observations.h"
#include "engine/record.h"

namespace fenghuo::rules {

/// Without the device's own time, which no rule reads. In half a line of the processor's cache:
/// with 10,000 stations 90,000 of them wait for late ones.
struct Row {
  DatastreamId datastream;
  std::uint32_t row : 24 = 0;  // a record has fewer bytes
  Quality quality : 8 = Quality::not_evaluated;
  Instant observed_at{};
  std::int64_t value = 0;
  Offset offset;

  Row() = default;
  Row(const Observation& observation, Offset of, std::uint32_t place) {
    take(observation, of, place);
  }
  void take(const Observation& observation, Offset of, std::uint32_t place) {
    datastream = observation.datastream;
    row = place & kRowMask;
    quality = observation.quality;
    observed_at = observation.observed_at;
    value = observation.value;
    offset = of;
  }

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    std::uint32_t place = self.row;
    Quality flag = self.quality;
    a(self.datastream.value, flag, self.observed_at, self.value, self.offset.value, place);
    if constexpr (A::kReading) {
      self.row = place & kRowMask;
      self.quality = flag;
    }
  }

 private:
  static constexpr std::uint32_t kRowMask = (1U << 24) - 1;
};

static_assert(sizeof(Row) == 32);
static_assert(kRecordBytesMax < 1U << 24);

}  // namespace fenghuo::rules

// What the rules of ESF-1 must find, counted the slow and plain way: every window is read anew for
// every reading, and nothing is shared with the engine. It takes 0.3 to 0.7 us per reading.
//
// Readings are judged by time and, within a moment, by station. A station's readings are at least
// 10 s apart, exactly 10 s unless it is silent, so that whether the ends of a window belong to it
// decides counts. "Edge" counts each reading for which the condition holds and did not hold for the
// station's reading before; before its first reading nothing holds. A window reaches over
// (t - length, t], t being the time of the reading that is judged, which is in it. A window that is
// not yet full is judged all the same.
//
//   R1  alarm. On when off and level >= 4000 mm; off when on and level < 3800. Both are counted. An
//       alarm that is on at the end has no off.
//   R2  edge. Mean wind of 10 min > 2000 cm/s: sum > 2000 * count. At most 60 readings.
//   R3  edge. Level - lowest level of 15 min >= 500 mm. At most 90 readings.
//   R4  rain of [k * 5 min, (k + 1) * 5 min) >= 20,000 um, one count per station and k, when the
//       watermark reaches the window's end. k counts from the stream's zero, for all stations.
//   R5  edge. At least 4 readings of 60 s with wind >= 3000 cm/s. At most 6 readings.
//   R6  A is rain >= 2000 um, B is wind >= 3900 cm/s. B matches when there is an A strictly before
//       it, less than 10 min before it, and after the last match. One count per B. A match uses up
//       all As so far and its own reading, which is no A even if its rain suffices. A B without a
//       match may be an A.
//   R7  one count per silence of more than 60 s, due 60,001 ms after the last reading: when the
//       next reading, or at the end the watermark, is at or past that. A station that has not yet
//       reported is not silent.
//   R8  edge, per area. Judged at each R1 on in the area and at nothing else; holds when at least 3
//       different stations of the area had an R1 on in the 10 min up to it, its own included. So it
//       does not fall by time alone, but at an on that finds too few.
//
// The watermark is the largest time so far, at the end that of the last reading: what ends or is
// due later is never counted.
//
// Late data: the watermark is the largest time so far - 30 s. A reading whose time is at or before
// it is dropped and counted, and no rule ever sees it; all others wait until the watermark reaches
// them and are then judged as above, in order of time. At the end the watermark moves on to the
// largest time, so that what waits is judged, and R4 and R7 end as they do without late data.
//
// These readings of the rules give every row that was published. Others were tried, and miss rows:
// closed windows (R2, R3, R5), full windows only (R2), an A exactly 10 min before (R6), silence of
// exactly 60 s or none at the end (R7), R8 judged at each reading of the area. No row tells on
// which side a window's border lies in R4 and R8, the order within a moment, or whether a reading
// exactly at the watermark is late: there the rules' text decides.
#pragma once

#include <cstdint>
#include <vector>

#include "bench/esf1/many_rules.h"
#include "bench/esf1/stream.h"

namespace fenghuo::bench::esf1 {

struct Counts {
  std::uint64_t r1_on = 0;
  std::uint64_t r1_off = 0;
  std::uint64_t r2 = 0;
  std::uint64_t r3 = 0;
  std::uint64_t r4 = 0;
  std::uint64_t r5 = 0;
  std::uint64_t r6 = 0;
  std::uint64_t r7 = 0;
  std::uint64_t r8 = 0;

  bool operator==(const Counts&) const = default;
};

Counts count_alerts(const std::vector<Event>& in_order);

struct Reordered {
  std::vector<Event> in_order;
  std::uint64_t dropped = 0;
};
Reordered reorder(const std::vector<Event>& arrived);

/// V2 (a). Hits are pairs of a reading and a rule of its station that it is above; a hit is also an
/// upward crossing when the station's reading before was not above, or there was none.
struct KeyedHits {
  std::uint64_t hits = 0;
  std::uint64_t upward_crossings = 0;

  bool operator==(const KeyedHits&) const = default;
};
KeyedHits count_keyed(const std::vector<Event>& in_order, const std::vector<KeyedRule>& rules);

/// V2 (b). Pairs of a reading and a rule that it meets.
std::uint64_t count_ranges(const std::vector<Event>& events, const std::vector<RangeRule>& rules);

/// V2 (b), as a rule that fires counts: those of these hits where the station's reading before met
/// the rule not, or there was none. A hit that is no edge repeats what the reading before has told.
struct RangeHits {
  std::uint64_t hits = 0;
  std::uint64_t edges = 0;

  bool operator==(const RangeHits&) const = default;
};
RangeHits count_range_edges(const std::vector<Event>& in_order,
                            const std::vector<RangeRule>& rules);

/// V3. A match is four readings A, B, C, D of one station, each strictly later than the one before:
/// rain >= 1000 um, wind >= 2000 cm/s, level >= 3500 mm, wind >= 4090 cm/s, and D less than 300 s
/// after A. All such fours count; nothing is used up.
struct Matches {
  std::uint64_t matches = 0;
  std::uint64_t endings = 0;  // readings D that end at least one

  bool operator==(const Matches&) const = default;
};
Matches count_heavy_pattern(const std::vector<Event>& in_order);

}  // namespace fenghuo::bench::esf1

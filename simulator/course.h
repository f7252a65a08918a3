// The way that the engine took through a night: what it was told, and when, and what it concluded.
// Another night in which it is told the same takes the same way, as far as that goes: it needs no
// engine until they part. Whether it is told the same is looked at, submission by submission; so
// nothing hangs on why two nights are alike.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/engine.h"
#include "engine/machine.h"
#include "engine/submission.h"
#include "simulator/night_record.h"

namespace fenghuo::simulator {

/// Machines that a course keeps. A night goes on from the last one before the place where it parts:
/// of a long course it goes through a sixth once more at most.
inline constexpr std::size_t kResumedFromMax = 12;
/// Of one that others follow nearly to its end: the first, and the last two.
inline constexpr std::size_t kResumedLateMax = 3;

/// How far a course is written down: people's luck shows in what they say, so that others who have
/// another part there.
enum class CourseEnd : std::uint8_t { whole, before_a_command };

struct Course {
  /// A tick of the engine.
  struct Step {
    Instant at{};
    std::vector<Submission> submissions;  // none: its timers
    // As it stood afterwards; the first two are places in `facts` and `owed`.
    std::size_t facts_end = 0;
    std::size_t owed_end = 0;
    std::uint64_t records = 0;
    std::optional<Instant> next_timer;
    LogHead head;
  };
  /// The machine before step `step`.
  struct Place {
    std::size_t step = 0;
    Machine machine;
    LogHead head;
  };

  std::vector<Step> steps;
  std::vector<RecordedFact> facts;
  std::vector<OwedEffect> owed;
  std::vector<Place> places;  // in order
  std::size_t every = 8;      // steps from one to the next
  CourseEnd end = CourseEnd::whole;

  void keep_place(const Machine& machine, const LogHead& head);
  /// The last place at or before the step; there is one at 0.
  const Place& place_before(std::size_t step) const;
};

bool is_same(const Submission& a, const Submission& b);

}  // namespace fenghuo::simulator

// What is known of reaching a person: whether the number is right, whether they answered when it
// was tried, and how often they are called.
#pragma once

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "engine/archive.h"
#include "engine/ids.h"
#include "engine/time.h"

namespace fenghuo::playbooks {

/// A number that nobody has looked at for a year is old (practice.md 6.2: renewed each April).
inline constexpr Span kConfirmedFor = std::chrono::days{365};

struct PersonRecord {
  Instant confirmed_at{};  // by command; the epoch: never
  Instant tested_at{};     // the last test that is over for this person; the epoch: never
  bool answered = false;
  Span took{};

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.confirmed_at, self.tested_at, self.answered, self.took);
  }
};

/// The contact test that is running: who has yet to answer, and by when.
struct AwaitedAnswers {
  FactId test;
  Instant answer_by{};
  std::set<std::string> persons;

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.test, self.answer_by, self.persons);
  }
};

/// Calls of one person in the last day: several channels of one rung are one interruption.
class Interruptions {
 public:
  void add(Instant now) {
    const auto in_time = std::find_if(at_.begin(), at_.end(),
                                      [&](Instant at) { return at + std::chrono::days{1} > now; });
    at_.erase(at_.begin(), in_time);
    if (at_.size() < kCallsMax) at_.push_back(now);
  }
  std::uint32_t within(Instant now, Span span) const {
    return static_cast<std::uint32_t>(
        std::count_if(at_.begin(), at_.end(), [&](Instant at) { return at + span > now; }));
  }

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.at_);
  }

 private:
  static constexpr std::size_t kCallsMax = 5'000;  // more than a minute's rungs of three duties
  std::vector<Instant> at_;                        // in their order
};

}  // namespace fenghuo::playbooks

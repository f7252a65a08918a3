// What shall happen at a time unless something happens first. Part of the machine's state; a timer
// fires in a record (TimePassed), in the order of time and then of key.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/time.h"

namespace fenghuo {

/// Who wants to be woken about what: the stage's number, what kind of timer, and its subject (a
/// fact's offset and index, or two numbers of the stage's own).
struct TimerKey {
  std::uint16_t stage = 0;
  std::uint16_t kind = 0;
  std::uint32_t part = 0;
  std::uint64_t subject = 0;
  /// By stage, kind, subject and part.
  std::strong_ordering operator<=>(const TimerKey& other) const {
    return std::tie(stage, kind, subject, part) <=>
           std::tie(other.stage, other.kind, other.subject, other.part);
  }
  bool operator==(const TimerKey&) const = default;

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.stage, self.kind, self.subject, self.part);
  }
};

class Timers {
 public:
  /// One timer a key: setting it again moves it.
  void set(const TimerKey& key, Instant at);
  void cancel(const TimerKey& key);
  std::optional<Instant> next() const;
  /// Takes out those due at `now`, earliest first.
  std::vector<TimerKey> take_due(Instant now);
  std::size_t size() const { return by_key_.size(); }

  template <class A, class Self>
  static void archive(A& a, Self& self) {
    a(self.by_key_);
    if constexpr (A::kReading) self.rebuild();
  }

 private:
  using Entry = std::pair<Instant, TimerKey>;

  void add(Entry entry);
  Entry take_first();
  /// One that was cancelled, moved, or has fired.
  bool stale(const Entry& entry) const;
  void drop_stale();
  void rebuild();

  std::map<TimerKey, Instant> by_key_;
  // A heap, the soonest first. Entries grow stale in it: that is cheaper than to take them out, and
  // a set would take twice the memory. The first is never stale.
  std::vector<Entry> by_time_;
};

}  // namespace fenghuo

// One reader of the feed: records and facts in order, from any offset on, without loss or repeat.
// It reads the log itself, so it holds nothing but its place; a reader that goes away and comes
// back with its last offset misses nothing.
//
// A reader that is too slow is told so: while it is more than kFeedLagMax records behind, records
// of raw observations without a fact are left out and named by their range (it can ask for them
// again). Facts and all other events are never left out.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <variant>

#include "engine/log.h"

namespace fenghuo {

inline constexpr std::uint64_t kFeedLagMax = 2'000;

struct Skipped {
  Offset from;
  Offset to;  // first not skipped
};

using FeedItem = std::variant<Entry, Skipped>;

class Subscription {
 public:
  /// `from` is the first offset wanted; one past the end waits for it. The log outlives it.
  Subscription(const Log& log, Offset from) : log_(log), next_(from) {}

  /// The next item; nothing when the reader has all there is. Errors: those of the log.
  Result<std::optional<FeedItem>> next();

  /// The first offset that was not handed out yet.
  Offset position() const { return next_; }

 private:
  const Log& log_;
  Offset next_;
  std::unique_ptr<LogCursor> cursor_;
  std::optional<Entry> held_;  // read while skipping, to be handed out after the notice
};

}  // namespace fenghuo

#include "engine/subscription.h"

#include <utility>

namespace fenghuo {

Result<std::optional<FeedItem>> Subscription::next() {
  if (held_) {
    FeedItem item = std::move(*held_);
    held_.reset();
    next_ = next_.next();
    return std::optional<FeedItem>(std::move(item));
  }
  const Offset end = log_.head().next;
  if (next_ >= end) return std::optional<FeedItem>();
  if (!cursor_) {
    auto cursor = log_.read(next_);
    if (!cursor) return cursor.error();
    cursor_ = std::move(*cursor);
  }
  const Offset from = next_;
  while (true) {
    auto entry = cursor_->next();
    if (!entry) return entry.error();
    if (!*entry) break;
    const bool may_skip = end.value - next_.value > kFeedLagMax && (*entry)->facts.empty() &&
                          (*entry)->record.header.retention == Retention::raw_observations;
    if (may_skip) {
      next_ = next_.next();
      continue;
    }
    if (from == next_) {
      next_ = next_.next();
      return std::optional<FeedItem>(std::move(**entry));
    }
    held_ = std::move(**entry);
    break;
  }
  if (from == next_) return std::optional<FeedItem>();
  return std::optional<FeedItem>(Skipped{from, next_});
}

}  // namespace fenghuo

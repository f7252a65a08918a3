// A log that keeps nothing: it hands each tick on and forgets it. For running recorded observations
// through the engine when only the conclusions are wanted.
#pragma once

#include <functional>
#include <utility>

#include "engine/log.h"

namespace fenghuo::simulator {

class PassingLog : public Log {
 public:
  using Take = std::function<void(std::span<const Entry>)>;
  /// `head`: where the records before ended, of a machine that has gone through some.
  explicit PassingLog(Take take, const LogHead& head = {}) : take_(std::move(take)), head_(head) {}

  LogHead head() const override { return head_; }
  Result<void> commit(std::span<const Entry> entries) override {
    take_(entries);
    const Record& last = entries.back().record;
    head_ = {last.header.offset.next(), last.chain, last.header.recorded_at};
    return {};
  }
  Result<std::unique_ptr<LogCursor>> read(Offset) const override {
    return Error{Errc::not_found, {"此日志不保留记录", "this log keeps no records"}};
  }
  Result<void> save_snapshot(const Snapshot&) override { return {}; }
  Result<std::optional<Snapshot>> latest_snapshot(Offset) const override {
    return std::optional<Snapshot>();
  }

 private:
  Take take_;
  LogHead head_;
};

}  // namespace fenghuo::simulator

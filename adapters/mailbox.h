// One value that comes later, by a callback, waited for in a coroutine. Both run on one thread.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <utility>

#include "adapters/net.h"

namespace fenghuo::adapters {

template <class T>
class Mailbox {
 public:
  explicit Mailbox(const net::any_io_executor& executor)
      : come_(executor, std::chrono::steady_clock::time_point::max()) {}

  void put(T value) {
    value_ = std::move(value);
    come_.cancel();
  }
  static net::awaitable<T> take(std::shared_ptr<Mailbox> self) {
    if (!self->value_) co_await self->come_.async_wait(kAsTuple);
    co_return std::move(*self->value_);
  }
  /// Nothing where it hasn't come after `patience`.
  static net::awaitable<std::optional<T>> take_within(std::shared_ptr<Mailbox> self,
                                                      std::chrono::milliseconds patience) {
    if (!self->value_) {
      self->come_.expires_after(patience);
      co_await self->come_.async_wait(kAsTuple);
    }
    co_return std::move(self->value_);
  }

 private:
  net::steady_timer come_;
  std::optional<T> value_;
};

}  // namespace fenghuo::adapters

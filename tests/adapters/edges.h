// An engine on its thread and the edges on theirs, as `serve` has them; the test is a third. Real
// sockets on ports that the system picks; no waiting but for what must come.
#pragma once

#include <gtest/gtest.h>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <future>
#include <memory>
#include <thread>
#include <utility>

#include "adapters/engine_thread.h"
#include "adapters/http/feed_hub.h"
#include "adapters/net.h"
#include "adapters/refusals.h"
#include "tests/adapters/gated_log.h"

namespace fenghuo::adapters {

/// What never comes is given up after this, on a machine as slow as it may be.
inline constexpr std::chrono::seconds kPatience{60};

inline constexpr Instant kStart = instant_ms(1784075700000);  // 2026-07-15T08:35:00+08:00

class Edges {
 public:
  explicit Edges(Machine with, double clock_rate = 1)
      : machine(std::move(with)), clock(kStart, clock_rate) {
    EXPECT_TRUE(engine.open("live", "test", kStart));
  }
  ~Edges() { stop(); }
  Edges(const Edges&) = delete;
  Edges& operator=(const Edges&) = delete;

  /// To be called once all servers of the test stand.
  void start() {
    edges_ = std::thread([this] { io.run(); });
  }
  /// Afterwards servers may be taken down by the test's own thread.
  void stop() {
    log.release();
    thread.stop();
    io.stop();
    if (edges_.joinable()) edges_.join();
  }
  std::thread::id edges_thread() const { return edges_.get_id(); }

  /// What `step` gives when it runs on the edges' thread.
  template <class Step>
  auto on_edges(Step step) {
    std::packaged_task<decltype(step())()> task(std::move(step));
    auto result = task.get_future();
    net::post(io, std::move(task));
    return result.get();
  }
  /// Whether `condition`, looked at on the edges' thread, comes true.
  template <class Condition>
  bool comes_true(Condition condition) {
    const auto give_up = std::chrono::steady_clock::now() + kPatience;
    while (!on_edges(condition)) {
      if (std::chrono::steady_clock::now() > give_up) return false;
      std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    return true;
  }
  /// The receipt, once it has come.
  Receipt submit(Submission submission) {
    auto promise = std::make_shared<std::promise<Receipt>>();
    auto receipt = promise->get_future();
    EXPECT_TRUE(thread.submit(std::move(submission),
                              [promise](Receipt given) { promise->set_value(std::move(given)); }));
    EXPECT_EQ(receipt.wait_for(kPatience), std::future_status::ready);
    return receipt.get();
  }
  std::uint64_t refused(const char* source, const char* reason) {
    return on_edges([this, source, reason] {
      const auto found = refusals.totals().find({source, reason});
      return found == refusals.totals().end() ? 0 : found->second;
    });
  }

  GatedLog log;
  Machine machine;
  Engine engine{log, machine};
  Clock clock;
  Refusals refusals;
  FeedHub feed{log, Datastreams()};  // its readers die with `io`
  // Called on the edges' thread; to be set before start().
  std::function<void(Offset)> committed = [](Offset) {};
  std::function<void(std::vector<OwedEffect>)> owed = [](const std::vector<OwedEffect>&) {};
  std::function<void(Error)> failed = [](const Error& error) { ADD_FAILURE() << error.text.en; };
  std::function<void(Error)> warned = [](const Error& error) { ADD_FAILURE() << error.text.en; };
  net::io_context io{1};

 private:
  EngineThread::Listener listener() {
    return {.post = [this](std::function<void()> step) { net::post(io, std::move(step)); },
            .committed = [this](Offset next) { committed(next); },
            .owed = [this](std::vector<OwedEffect> effects) { owed(std::move(effects)); },
            .failed = [this](Error error) { failed(std::move(error)); },
            .warned = [this](Error error) { warned(std::move(error)); }};
  }
  net::executor_work_guard<net::io_context::executor_type> work_{io.get_executor()};
  std::thread edges_;

 public:
  EngineThread thread{engine, log, clock, listener()};
};

}  // namespace fenghuo::adapters

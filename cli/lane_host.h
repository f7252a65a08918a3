// One lane, served: its engine between the edges that bring events in and those that carry effects
// out. It has a loop and a thread of its own, so that a drill's load is none of live's.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "adapters/http/api.h"
#include "adapters/sl651_server.h"
#include "adapters/zeromq_pull.h"
#include "cli/lane_outlet.h"
#include "cli/names.h"
#include "cli/open_lane.h"
#include "cli/verb.h"

namespace fenghuo::cli {

/// What must reach the log and finds the inbox full tries again after this.
inline constexpr std::chrono::milliseconds kInboxPause{100};

class LaneHost {
 public:
  /// The session outlives it.
  LaneHost(ServeSettings settings, const adapters::LoadedPlan& plan, const Session& session,
           OpenLane open);

  /// Opens the edges. Errors: not_found for a secret that isn't there. Throws
  /// boost::system::system_error where it can't listen.
  Result<void> start();
  /// Sends again what was owed when the program ended last, under the same keys.
  void send_owed();
  /// One line an address to standard output, each with `prefix` before it.
  void print_addresses(const std::string& prefix) const;
  /// Serves on the calling thread until stop(), or until the log can't be written. `ended` is
  /// called when nothing more is taken in; what was taken is then made durable and answered, and
  /// the state is saved. Errors: those of the log.
  Result<void> run(const std::function<void()>& ended);

  /// From any thread. Nothing where it has ended already, and says farewell.
  void stop() {
    if (!ended_) io_.stop();
  }
  /// Runs a step on the lane's own thread; from any thread.
  void post(std::function<void()> step);
  /// A plan without faults takes effect; on the lane's own thread.
  void use_plan(const adapters::LoadedPlan& plan);

  /// Asked first of each message, on the lane's own thread: whether it was taken.
  using Divert = std::function<bool(EffectId, const wire::Effect&)>;
  void divert(Divert divert) { divert_ = std::move(divert); }
  /// By the lane's channels, though it was diverted before; on the lane's own thread.
  void send_on(EffectId id, const wire::Effect& effect) { outlet_->send(id, effect); }
  /// For its page; outlives it.
  void set_drill(adapters::DrillControl& drill) { service_.drill = &drill; }
  /// Surely, though perhaps later; on the lane's own thread.
  void report(wire::Event event);

  const adapters::Clock& clock() const { return open_.clock; }
  /// Both as they were before its engine had a thread of its own.
  const wire::Standing& standing_at_start() const { return standing_at_start_; }
  const LogHead& head_at_start() const { return head_at_start_; }
  /// Until send_owed().
  const std::map<EffectId, std::string>& owed_at_start() const { return owed_at_start_; }
  const Log& log() const { return *open_.log; }
  /// Messages that no channel has settled yet; on the lane's own thread.
  std::size_t messages_owed() const { return outlet_->counts().owed; }
  boost::asio::io_context& io() { return io_; }
  adapters::EngineThread& engine() { return engine_; }
  adapters::FeedHub& feed() { return feed_; }

 private:
  adapters::EngineThread::Listener listener();
  Result<void> open_messages();
  Result<void> open_edges();
  adapters::Lane lane() const { return settings_.data.lane; }
  Endpoint page_address() const { return {settings_.http.address, http_->port()}; }
  void send(EffectId id, const wire::Effect& effect);
  std::string metrics(const wire::Standing* stands) const;
  Result<std::string> back_up();
  Result<void> back_up_secret(const std::string& folder) const;
  void forget_old_observations();
  void look_at_clock();
  Result<void> close();

  static boost::asio::awaitable<void> submit_surely(LaneHost& self, wire::Event event);
  static boost::asio::awaitable<void> flush_refusals(LaneHost& self);
  static boost::asio::awaitable<void> retain(LaneHost& self);

  // Members are in the order in which they may go: coroutines that die with io_ use what stands
  // before it, and the engine's thread uses io_.
  const ServeSettings settings_;
  const Session& session_;
  adapters::PlanSettings plan_settings_;
  Names names_;  // of the plan in force
  OpenLane open_;
  adapters::Refusals refusals_;
  adapters::FeedHub feed_;
  std::map<EffectId, std::string> owed_at_start_;
  bool over_at_start_ = false;    // an exercise that was stopped
  bool clock_is_behind_ = false;  // and it was said
  bool retention_waits_ = false;  // for snapshots, and it was said
  wire::Standing standing_at_start_;
  LogHead head_at_start_;
  std::atomic<bool> ended_ = false;
  std::optional<Error> failed_;
  boost::asio::io_context io_{1};
  std::unique_ptr<LaneOutlet> outlet_;
  Divert divert_;
  adapters::EngineThread engine_;
  adapters::Service service_;
  adapters::Api api_;
  std::unique_ptr<adapters::HttpServer> http_;
  std::unique_ptr<adapters::Sl651Server> sl651_;
  std::unique_ptr<adapters::ZeromqPull> zeromq_;
};

}  // namespace fenghuo::cli

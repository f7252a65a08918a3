// Tells the exercise what live holds, so that nothing promised live is promised in a drill, and
// that a real alarm ends it. The exercise is told once, whole, and again whenever it has changed;
// it tells live nothing.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "cli/lane_host.h"
#include "engine/level.h"
#include "engine/standing.pb.h"

namespace fenghuo::cli {

/// Incidents and their levels.
using Incidents = std::map<FactId, Level>;
Incidents incidents_of(const wire::Standing& live);

/// Of what stands live: units that are sent or held, what is held of each supply, and the most
/// severe warning of an open incident. `allowed`: those that stood when two people let a drill
/// begin all the same; while they are no worse than then they are not told of.
wire::LiveTold live_told(const wire::Standing& live, const Incidents& allowed = {});

/// What live_told() says may be another after it.
bool changes_what_live_holds(const wire::Fact& fact);

/// Which thread runs what is said behind each function: live's own, live's engine's, or the
/// exercise's own.
class LaneBridge : public std::enable_shared_from_this<LaneBridge> {
 public:
  /// To be called before either of them runs. `exercise` outlives `live`, which keeps the bridge,
  /// or is left before it goes.
  static std::shared_ptr<LaneBridge> build(LaneHost& live, LaneHost& exercise, Incidents allowed);
  /// The exercise, which runs no more, is told nothing more; on live's own thread.
  void leave() { exercise_ = nullptr; }

 private:
  LaneBridge(LaneHost& live, LaneHost& exercise, Incidents allowed)
      : live_(live), exercise_(&exercise), allowed_(std::move(allowed)) {}

  void hear(const Entry& entry);          // live's
  void ask();                             // live's
  void take(const wire::LiveTold& told);  // live's
  void tell(wire::LiveTold told);         // the exercise's
  static boost::asio::awaitable<void> submit_surely(std::shared_ptr<LaneBridge> self);  // likewise

  LaneHost& live_;
  LaneHost* exercise_;
  const Incidents allowed_;

  // Live's.
  bool asking_ = false;
  bool ask_again_ = false;
  std::optional<std::string> told_last_;

  // The exercise's.
  std::optional<wire::LiveTold> to_tell_;
  bool telling_ = false;
};

}  // namespace fenghuo::cli

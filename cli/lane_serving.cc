#include "cli/lane_serving.h"

#include <spdlog/spdlog.h>

#include <boost/asio/signal_set.hpp>
#include <condition_variable>
#include <cstdio>
#include <exception>
#include <memory>
#include <mutex>
#include <thread>

#include "cli/lane_bridge.h"
#include "cli/lane_host.h"
#include "cli/live_drill.h"
#include "cli/live_follower.h"
#include "cli/sentence.h"
#include "cli/township.h"

namespace fenghuo::cli {
namespace {

namespace net = boost::asio;
using adapters::LoadedPlan;

void tell_of_snapshots(const Restored& restored, const ServeSettings& settings,
                       const Session& session) {
  if (restored.snapshots_passed_over.empty()) return;
  Text names;
  for (const auto& name : restored.snapshots_passed_over)
    names = names + (names.en.empty() ? Text{name, name} : Text{"、" + name, ", " + name});
  const std::string from = std::to_string(restored.from.value);
  spdlog::warn(
      session.say({"“" + settings.data.of_lane() + "”的快照 " + names.zh +
                       " 是另一版程序写的、属于另一份日志的、损坏的或读不出，没有用；状态已从第 " +
                       from + " 条记录起重新推得",
                   "'" + settings.data.of_lane() +
                       "': snapshots of another version of the program or another log, "
                       "damaged or unreadable, were not used (" +
                       names.en +
                       "); the state was concluded again from "
                       "record " +
                       from + " on"}));
}

Result<std::unique_ptr<LaneHost>> open_host(const ServeSettings& settings, const LoadedPlan& plan,
                                            const Session& session) {
  auto open = open_lane(settings, plan.change);
  if (!open) return open.error();
  tell_of_snapshots(open->restored, settings, session);
  if (exercise_is_over(*open->machine))
    spdlog::warn(session.say(
        {"“" + settings.data.of_lane() +
             "”里的演练已经中止，只能再写评估记录；要重新演练，先把它挪走",
         "the exercise in '" + settings.data.of_lane() +
             "' was stopped: it takes notes alone. To begin another, move it away first"}));
  return std::make_unique<LaneHost>(settings, plan, session, std::move(*open));
}

// The lane that the command line names, and where there is one the exercise beside it, which goes
// last: what live tells it comes until live is gone.
class Lanes {
 public:
  Lanes(const ServeSettings& settings, const LoadedPlan& plan, const Session& session)
      : settings_(settings), plan_(plan), session_(session) {}
  // What the engines were asked may still point to the drill.
  ~Lanes() {
    for (const auto* host : {&first_, &exercise_})
      if (*host) (*host)->engine().stop();
  }

  Result<void> open();
  /// Of one that was not over yet, or that was all there was to serve.
  Result<void> end_drill() {
    if (!player_ || std::exchange(drill_ended_, true)) return {};
    return cli::end_drill(*player_, settings_, plan_, session_);
  }
  Result<void> run() {
    return exercise_ ? run_both() : first_->run([] {});
  }

 private:
  Result<void> run_both();
  Result<void> run_exercise();
  void go_on_without_exercise(const Result<void>& of_exercise);
  void reload_plan();
  static net::awaitable<void> wait_for_signals(Lanes& self);

  /// The exercise, and its drill where there is one. Where it can't begin live is served alone:
  /// nobody who is in danger waits for a rehearsal.
  Result<void> open_beside();
  Result<void> start_exercise();
  /// A drill is played in the lane that is the exercise; its plan is the one that it began with.
  Result<void> open_drill();
  /// Live goes on, with its exercise beside it.
  void end_drill_beside_live();
  void follow_live();

  const ServeSettings& settings_;
  const LoadedPlan& plan_;
  const Session& session_;
  std::unique_ptr<LaneHost> exercise_;
  std::unique_ptr<LaneHost> first_;
  std::unique_ptr<DrillPlayer> player_;
  std::shared_ptr<LaneBridge> bridge_;
  Incidents allowed_;         // that stood live when the drill began
  std::jthread follower_;     // of a drill that is all there is; goes before what it posts to
  bool is_ending_ = false;    // live's thread's
  bool drill_ended_ = false;  // the exercise's thread's, while it runs
};

Result<void> Lanes::open_drill() {
  const auto live =
      exercise_ ? Result<wire::Standing>(first_->standing_at_start()) : live_standing(settings_);
  if (!live) return live.error();
  if (auto may = may_drill(settings_, plan_.change.plan(), *live); !may) return may.error();
  const auto ended = [this] { exercise_ ? end_drill_beside_live() : first_->stop(); };
  auto player = begin_drill(exercise_ ? *exercise_ : *first_, settings_, plan_, session_, ended);
  if (!player) return player.error();
  player_ = std::move(*player);
  allowed_ = incidents_of(*live);
  return {};
}

// Of live, which another process may serve.
void Lanes::follow_live() {
  DataFolder live = settings_.data;
  live.lane = adapters::Lane::live;
  follower_ = std::jthread([this, live, allowed = allowed_](const std::stop_token& stop) {
    LiveFollower follower(live, allowed);
    std::mutex mutex;
    std::condition_variable_any wait;
    do {
      if (auto told = follower.look())
        first_->post([this, told = std::move(*told)] {
          wire::Event event;
          *event.mutable_live_told() = told;
          first_->report(std::move(event));
        });
      std::unique_lock lock(mutex);
      wait.wait_for(lock, stop, kLiveLookedAtEvery, [] { return false; });
    } while (!stop.stop_requested());
  });
}

void Lanes::end_drill_beside_live() {
  if (const auto ended = end_drill(); !ended) spdlog::warn(session_.say(ended.error().text));
}

Result<void> Lanes::start_exercise() {
  auto exercise = open_host(settings_.of_exercise(), plan_, session_);
  if (!exercise) return exercise.error();
  exercise_ = std::move(*exercise);
  if (auto ok = exercise_->start(); !ok) return ok.error();
  if (settings_.drill)
    if (auto ok = open_drill(); !ok) return ok.error();
  bridge_ = LaneBridge::build(*first_, *exercise_, allowed_);  // points to both from now on
  return {};
}

Result<void> Lanes::open_beside() {
  Result<void> started;
  try {
    started = start_exercise();
  } catch (const std::exception& thrown) {
    started = Error{Errc::bad_input, {thrown.what(), thrown.what()}};
  }
  // Not without its drill either: then it would call for real those who are simulated in it.
  if (!started && exercise_) {
    exercise_->engine().stop();
    exercise_.reset();
  }
  return started;
}

Result<void> Lanes::open() {
  auto first = open_host(settings_, plan_, session_);
  if (!first) return first.error();
  first_ = std::move(*first);
  if (auto ok = first_->start(); !ok) return ok.error();
  Result<void> beside;
  if (settings_.exercise)
    beside = open_beside();
  else if (settings_.drill)
    if (auto ok = open_drill(); !ok) return ok.error();
  if (player_ && !exercise_) follow_live();
  first_->send_owed();
  if (exercise_) exercise_->send_owed();
  first_->print_addresses("");
  if (exercise_) exercise_->print_addresses("exercise ");
  if (!beside) tell_no_exercise(beside.error(), session_);
  std::printf("ready\n");
  std::fflush(stdout);
  net::co_spawn(first_->io(), wait_for_signals(*this), net::detached);
  return {};
}

net::awaitable<void> Lanes::wait_for_signals(Lanes& self) {
  net::signal_set signals(self.first_->io(), SIGINT, SIGTERM, SIGHUP);
  while (co_await signals.async_wait(net::use_awaitable) == SIGHUP) self.reload_plan();
  self.first_->stop();
}

void Lanes::reload_plan() {
  const auto plan = std::make_shared<const LoadedPlan>(load_whole_plan(settings_.plan_folder));
  for (const auto& fault : plan->faults)
    spdlog::error(adapters::to_string(fault, session_.language));
  if (!plan->faults.empty()) {
    spdlog::error(session_.say({"新预案有问题，仍用原来的预案",
                                "the new plan has faults; the one before stays in force"}));
    return;
  }
  if (player_)
    spdlog::warn(
        session_.say({"演练正在进行，演练仍用开始时的预案",
                      "a drill is under way: it goes on with the plan that it began with"}));
  if (player_ && !exercise_) return;
  first_->use_plan(*plan);
  if (exercise_ && !player_)
    exercise_->post([host = exercise_.get(), plan] { host->use_plan(*plan); });
  spdlog::info(session_.say({"预案已重新读入，版本 " + plan->change.version(),
                             "the plan was read again, version " + plan->change.version()}));
}

// Live takes the exercise with it, and goes on where that ends alone: nobody who is in danger waits
// for a rehearsal.
Result<void> Lanes::run_both() {
  Result<void> of_exercise;
  std::jthread beside([&] {
    of_exercise = run_exercise();
    first_->post([this, &of_exercise] { go_on_without_exercise(of_exercise); });
  });
  const auto end_exercise = [this] {
    is_ending_ = true;
    if (exercise_) exercise_->stop();
  };
  Result<void> of_live;
  try {
    of_live = first_->run(end_exercise);
  } catch (...) {
    end_exercise();
    throw;
  }
  beside.join();
  return of_live && exercise_ ? of_exercise : of_live;
}

// On its own thread.
Result<void> Lanes::run_exercise() {
  try {
    return exercise_->run([] {});
  } catch (const std::exception& thrown) {
    exercise_->engine().stop();
    return Error{Errc::bad_input, {thrown.what(), thrown.what()}};
  }
}

// On live's thread; the exercise's own has ended.
void Lanes::go_on_without_exercise(const Result<void>& of_exercise) {
  if (is_ending_) return;
  bridge_->leave();
  player_.reset();
  exercise_.reset();
  spdlog::error(session_.say(
      Text{"演练停了", "the exercise has ended"} +
      (of_exercise ? Text{} : Text{"：", ": "} + of_exercise.error().text) +
      Text{"。实战照常运行；要演练，处理好以后停掉再启动",
           ". Live goes on alone; to have the exercise, mend that, stop this and start again"}));
}

}  // namespace

void tell_no_exercise(const Error& why, const Session& session) {
  spdlog::error(session.say(
      Text{"演练没有开：", "the exercise is not served: "} + why.text +
      Text{"。实战照常运行；要演练，处理好以后停掉再启动",
           ". Live is served alone; to have the exercise, mend that, stop this and start again"}));
}

Result<void> serve_lanes(const ServeSettings& settings, const LoadedPlan& plan,
                         const Session& session) {
  Lanes lanes(settings, plan, session);
  if (auto ok = lanes.open(); !ok) return ok.error();
  if (auto ok = lanes.run(); !ok) return ok.error();
  return lanes.end_drill();
}

}  // namespace fenghuo::cli

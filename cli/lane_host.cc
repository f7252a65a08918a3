#include "cli/lane_host.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <boost/asio/post.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

#include "adapters/secret.h"
#include "adapters/synced_file.h"
#include "cli/fact_words.h"
#include "cli/page_url.h"
#include "cli/township.h"
#include "engine/find_offset.h"

namespace fenghuo::cli {
namespace {

namespace net = boost::asio;

constexpr std::chrono::seconds kRefusalsEvery{10};
constexpr std::chrono::hours kRetentionEvery{24};
/// A clock that was set back by less is not worth a word.
constexpr Span kClockBehindTold = std::chrono::minutes{1};
constexpr Span kClockLevel = std::chrono::seconds{1};
/// For answers that are on their way when the program is told to stop.
constexpr std::chrono::milliseconds kFarewell{500};

Error backup_failed(const std::string& folder, const std::string& why) {
  return {
      Errc::storage_failed,
      {"备份到“" + folder + "”失败：" + why + "；请检查磁盘，再备份一次",
       "the backup to '" + folder + "' failed: " + why + "; check the disk, then back up again"}};
}

// Its name too is to be there after the power was cut, or all backups in it are gone.
Result<void> make_backups_folder(const DataFolder& data) {
  const std::string folder = data.backups();
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return backup_failed(folder, error.message());
  if (!adapters::sync_folder(data.of_lane())) return backup_failed(folder, std::strerror(errno));
  return {};
}

bool ends_exercise(const Entry& entry) {
  return std::any_of(entry.facts.begin(), entry.facts.end(), [](const std::string& bytes) {
    wire::Fact fact;
    return fact.ParseFromString(bytes) && fact.has_exercise_stopped();
  });
}

}  // namespace

LaneHost::LaneHost(ServeSettings settings, const adapters::LoadedPlan& plan, const Session& session,
                   OpenLane open)
    : settings_(std::move(settings)),
      session_(session),
      plan_settings_(plan.settings),
      names_(plan.change.plan(), plan.people),
      open_(std::move(open)),
      feed_(*open_.log, open_.machine->datastreams()),
      owed_at_start_(open_.machine->outbox().owed()),
      over_at_start_(exercise_is_over(*open_.machine)),
      standing_at_start_(open_.machine->describe()),
      head_at_start_(open_.log->head()),
      engine_(*open_.engine, *open_.log, open_.clock, listener()),
      service_{.io = io_,
               .engine = engine_,
               .log = *open_.log,
               .clock = open_.clock,
               .credentials = open_.credentials,
               .refusals = refusals_,
               .feed = feed_,
               .lane = lane(),
               .plan = plan_info(plan),
               .metrics = [this](const wire::Standing* stands) { return metrics(stands); },
               .back_up = [this] { return back_up(); },
               .words =
                   [this](const wire::Fact& fact) {
                     return words_of(fact, names_, service_.plan->utc_offset());
                   }},
      api_(service_) {}

adapters::EngineThread::Listener LaneHost::listener() {
  return {.post = [this](std::function<void()> step) { post(std::move(step)); },
          .committed = [this](Offset) { feed_.committed(); },
          .owed =
              [this](const std::vector<OwedEffect>& effects) {
                for (const auto& owed : effects) send(owed.id, owed.effect);
              },
          .failed =
              [this](Error error) {
                failed_ = std::move(error);
                io_.stop();
              },
          .warned = [this](const Error& error) { spdlog::warn(session_.say(error.text)); }};
}

void LaneHost::post(std::function<void()> step) {
  net::post(io_, std::move(step));
}

Result<void> LaneHost::start() {
  if (auto ok = open_edges(); !ok) return ok.error();
  if (auto ok = open_messages(); !ok) return ok.error();
  look_at_clock();
  net::co_spawn(io_, flush_refusals(*this), net::detached);
  net::co_spawn(io_, retain(*this), net::detached);
  return {};
}

void LaneHost::send_owed() {
  for (const auto& [id, bytes] : owed_at_start_) {
    wire::Effect effect;
    if (effect.ParseFromString(bytes)) send(id, effect);
  }
  owed_at_start_.clear();
}

Result<void> LaneHost::open_messages() {
  const std::string name(to_string(lane()));
  OutletParts parts{.webhook = std::nullopt,
                    .link =
                        [this](FactId about, const std::string& person) {
                          return open_.credentials.link_token({about, person});
                        },
                    .report = [this](wire::Event event) { report(std::move(event)); }};
  const auto found = plan_settings_.webhooks.find(name);
  if (found == plan_settings_.webhooks.end()) {
    spdlog::warn(session_.say(
        {"预案没有为 " + name + " 通道设置 webhook：消息发不出去，只能按页面上的电话表人工拨打",
         "the plan has no webhook for the lane " + name +
             ": no message leaves; people are called by hand from the page's call list"}));
  } else {
    auto secret = adapters::read_secret(found->second.secret);
    if (!secret) return secret.error();
    if (const auto warning = page_url_warning(lane(), page_address(), settings_.page_url))
      spdlog::warn(session_.say(*warning));
    const std::string page_url =
        settings_.page_url.empty() ? "http://" + to_string(page_address()) : settings_.page_url;
    parts.webhook = adapters::WebhookTarget{
        found->second.url, std::move(*secret),          open_.log_id,
        page_url,          found->second.echo_required, open_.log->branches()};
  }
  outlet_ = open_outlet(lane(), io_, std::move(parts));
  outlet_->set_plan(service_.plan);
  if (over_at_start_) outlet_->end_calls();
  if (lane() == adapters::Lane::exercise)
    feed_.listen([this](const Entry& entry) {
      if (ends_exercise(entry)) outlet_->end_calls();
    });
  return {};
}

Result<void> LaneHost::open_edges() {
  const auto opened = [](const char* option, const std::string& at, auto open) -> Result<void> {
    try {
      open();
    } catch (const boost::system::system_error& error) {
      return cant_listen(option, at, error.code());
    }
    return {};
  };
  auto ok = opened("--http", to_string(settings_.http), [&] {
    http_ = std::make_unique<adapters::HttpServer>(io_, settings_.http.address, settings_.http.port,
                                                   api_, refusals_);
  });
  if (const auto& stations = settings_.sl651; stations && ok)
    ok = opened("--sl651", to_string(*stations), [&] {
      sl651_ = std::make_unique<adapters::Sl651Server>(
          io_,
          adapters::Sl651Settings{stations->address, stations->port, service_.plan->utc_offset(),
                                  settings_.answer},
          engine_, open_.clock, refusals_);
    });
  if (settings_.zeromq.empty() || !ok) return ok;
  return opened("--zeromq", settings_.zeromq, [&] {
    zeromq_ = std::make_unique<adapters::ZeromqPull>(
        settings_.zeromq, engine_,
        [this](const char* reason) { post([this, reason] { refusals_.note("zeromq", reason); }); });
  });
}

void LaneHost::print_addresses(const std::string& prefix) const {
  const auto& plan = service_.plan->plan;
  std::string fragment;
  for (const auto& duty : plan.roster())
    if (duty.area() == plan.id() && duty.duty() == "duty_officer" && !duty.emergency())
      fragment = "#token=" + open_.credentials.person_token(duty.holder());
  const auto print = [&](const std::string& line) {
    std::printf("%s%s\n", prefix.c_str(), line.c_str());
  };
  print("page http://" + to_string(page_address()) + "/" + fragment);
  if (sl651_) print("sl651 " + to_string(Endpoint{settings_.sl651->address, sl651_->port()}));
  if (zeromq_) print("zeromq " + settings_.zeromq);
}

void LaneHost::send(EffectId id, const wire::Effect& effect) {
  if (!divert_ || !divert_(id, effect)) outlet_->send(id, effect);
}

void LaneHost::report(wire::Event event) {
  net::co_spawn(io_, submit_surely(*this, std::move(event)), net::detached);
}

// Full is an answer, but what became of a message must reach the log: it waits its turn.
net::awaitable<void> LaneHost::submit_surely(LaneHost& self, wire::Event event) {
  net::steady_timer timer(self.io_);
  while (!self.engine_.submit(event, nullptr)) {
    timer.expires_after(kInboxPause);
    co_await timer.async_wait(net::use_awaitable);
  }
}

net::awaitable<void> LaneHost::flush_refusals(LaneHost& self) {
  net::steady_timer timer(self.io_);
  while (true) {
    timer.expires_after(kRefusalsEvery);
    co_await timer.async_wait(net::use_awaitable);
    for (auto& event : self.refusals_.take_events()) self.report(std::move(event));
    self.look_at_clock();
  }
}

// Said when it begins and when it is over; small steps are a clock that is being kept right.
void LaneHost::look_at_clock() {
  const Span behind = open_.clock.behind();
  if (clock_is_behind_ ? behind > kClockLevel : behind < kClockBehindTold) return;
  clock_is_behind_ = !clock_is_behind_;
  const std::string minutes = std::to_string(behind / std::chrono::minutes{1});
  spdlog::warn(session_.say(
      clock_is_behind_
          ? Text{"电脑时钟被调慢了 " + minutes +
                     " 分钟（或者日志是时钟偏快时写的）：烽火接着日志的时间往前走，稍慢一些，直到对"
                     "上；"
                     "叫应和决定照常。这期间页面和记录的时间偏快。时钟不对的，请校准",
                 "the computer's clock was set back by " + minutes +
                     " min (or ran ahead when the log was written): engine time goes on from the "
                     "log's, a little slower until they agree; calls and decisions go on. Times "
                     "shown are ahead meanwhile; set the clock right if it is wrong"}
          : Text{"电脑时钟赶上来了，时间恢复一致", "the computer's clock has caught up"}));
}

net::awaitable<void> LaneHost::retain(LaneHost& self) {
  net::steady_timer timer(self.io_);
  while (self.plan_settings_.keep_observations) {
    self.forget_old_observations();
    timer.expires_after(kRetentionEvery);
    co_await timer.async_wait(net::use_awaitable);
  }
}

// Only what two snapshots stand after that this program can use: replay must not need what was
// forgotten, even where the newest one is lost.
void LaneHost::forget_old_observations() {
  const auto& log = *open_.log;
  const auto until = first_at_or_after(log, open_.clock.now() - *plan_settings_.keep_observations);
  if (!until || *until == Offset{}) return;
  const auto spared = spared_by_two(log);
  if (!spared) return spdlog::warn(session_.say(spared.error().text));
  const bool waits = *spared == Offset{};
  if (waits && !retention_waits_)
    spdlog::warn(session_.say(
        {"“" + settings_.data.of_lane() +
             "”里本版程序能用的快照不到两个，超过保存期限的观测先不清除；快照够了会自动接着清除",
         "'" + settings_.data.of_lane() +
             "' has fewer than two snapshots that this version can use: observations past their "
             "retention are kept for now, and dropped once there are two"}));
  retention_waits_ = waits;
  const auto done = open_.log->forget_observations(std::min(*until, *spared));
  if (!done) spdlog::warn(session_.say(done.error().text));
}

void LaneHost::use_plan(const adapters::LoadedPlan& plan) {
  if (plan.change.version() != service_.plan->version) {
    wire::Event event;
    *event.mutable_plan_changed() = plan.change;
    event.mutable_plan_changed()->set_changed_by("SIGHUP");
    report(std::move(event));
  }
  service_.plan = plan_info(plan);
  names_ = Names(plan.change.plan(), plan.people);
  outlet_->set_plan(service_.plan);
}

std::string LaneHost::metrics(const wire::Standing* stands) const {
  adapters::Readings readings{.engine = engine_.counts(),
                              .sl651 = sl651_ ? sl651_->counts() : adapters::Sl651Counts{},
                              .webhook = outlet_->counts(),
                              .clock_behind = open_.clock.behind(),
                              .head = open_.log->head().next.value,
                              .http_connections = http_->connections(),
                              .feed_readers = feed_.readers(),
                              .zeromq_batches = zeromq_ ? zeromq_->batches() : 0};
  return adapters::metrics_text(readings, refusals_, stands);
}

Result<std::string> LaneHost::back_up() {
  if (auto ok = make_backups_folder(settings_.data); !ok) return ok.error();
  std::string stamp = to_rfc3339(adapters::Clock().now(), {});
  std::erase(stamp, ':');
  const std::string folder = settings_.data.backups() + "/" + stamp;
  if (auto ok = open_.log->back_up(folder); !ok) return ok.error();
  if (auto ok = back_up_secret(folder); !ok) {
    adapters::remove_backup(folder);
    return ok.error();
  }
  return folder;
}

// Without it the links and tokens that people have would open nothing after a restoration.
Result<void> LaneHost::back_up_secret(const std::string& folder) const {
  if (auto ok = open_.credentials.copy_to(folder + "/credentials"); !ok) return ok;
  if (adapters::sync_folder(folder)) return {};
  return backup_failed(folder, std::strerror(errno));
}

Result<void> LaneHost::run(const std::function<void()>& ended) {
  io_.run();
  ended_ = true;
  ended();
  return close();
}

// Nothing more comes in; what was taken is made durable and answered; then the state is saved, so
// that the next start replays nothing.
Result<void> LaneHost::close() {
  outlet_->stop();
  if (zeromq_) zeromq_->stop();
  for (auto& event : refusals_.take_events()) (void)engine_.submit(std::move(event), nullptr);
  engine_.stop();
  if (failed_) return *failed_;
  io_.restart();
  io_.run_for(kFarewell);
  if (failed_) return *failed_;  // of the last tick
  http_->stop();
  if (sl651_) sl651_->stop();
  auto [head, machine] = open_.engine->copy_for_snapshot();
  if (auto saved = save_snapshot(*open_.log, head, machine); !saved)
    spdlog::warn(session_.say(saved.error().text));
  return {};
}

}  // namespace fenghuo::cli

#include "cli/lane_host.h"

#include <spdlog/spdlog.h>

#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <cstdio>
#include <filesystem>

#include "adapters/http/api.h"
#include "adapters/secret.h"
#include "adapters/sl651_server.h"
#include "adapters/webhook_channel.h"
#include "adapters/zeromq_pull.h"
#include "cli/open_lane.h"
#include "cli/township.h"
#include "engine/find_offset.h"

namespace fenghuo::cli {
namespace {

namespace net = boost::asio;
using adapters::Lane;
using adapters::LoadedPlan;

constexpr std::chrono::seconds kRefusalsEvery{10};
constexpr std::chrono::hours kRetentionEvery{24};
constexpr std::chrono::milliseconds kInboxPause{100};
/// For answers that are on their way when the program is told to stop.
constexpr std::chrono::milliseconds kFarewell{500};

// Members are in the order in which they may go: coroutines that die with io_ use what stands
// before it, and the engine's thread uses io_.
template <Lane L>
class LaneHost {
 public:
  LaneHost(const ServeSettings& settings, const LoadedPlan& plan, const Session& session,
           OpenLane open)
      : settings_(settings),
        session_(session),
        plan_settings_(plan.settings),
        open_(std::move(open)),
        feed_(*open_.log, open_.machine->datastreams()),
        owed_at_start_(open_.machine->outbox().owed()),
        engine_(*open_.engine, *open_.log, open_.clock, listener()),
        service_{.io = io_,
                 .engine = engine_,
                 .log = *open_.log,
                 .clock = open_.clock,
                 .credentials = open_.credentials,
                 .refusals = refusals_,
                 .feed = feed_,
                 .lane = L,
                 .plan = plan_info(plan),
                 .metrics = [this](const wire::Standing* stands) { return metrics(stands); },
                 .back_up = [this] { return back_up(); }},
        api_(service_) {}

  Result<void> start();
  Result<void> run();

 private:
  adapters::EngineThread::Listener listener();
  Result<void> open_webhook();
  void open_edges();
  void print_addresses() const;
  Endpoint page_address() const { return {settings_.http.address, http_->port()}; }
  void send(EffectId id, const wire::Effect& effect);
  void report(wire::Event event);
  std::string metrics(const wire::Standing* stands) const;
  Result<std::string> back_up();
  void reload_plan();
  void forget_old_observations();
  Result<void> close();

  static net::awaitable<void> submit_surely(LaneHost& self, wire::Event event);
  static net::awaitable<void> flush_refusals(LaneHost& self);
  static net::awaitable<void> retain(LaneHost& self);
  static net::awaitable<void> wait_for_signals(LaneHost& self);

  const ServeSettings& settings_;
  const Session& session_;
  adapters::PlanSettings plan_settings_;
  OpenLane open_;
  adapters::Refusals refusals_;
  adapters::FeedHub feed_;
  std::map<EffectId, std::string> owed_at_start_;
  std::optional<Error> failed_;
  net::io_context io_{1};
  std::unique_ptr<adapters::WebhookChannel<L>> webhook_;
  adapters::EngineThread engine_;
  adapters::Service service_;
  adapters::Api api_;
  std::unique_ptr<adapters::HttpServer> http_;
  std::unique_ptr<adapters::Sl651Server> sl651_;
  std::unique_ptr<adapters::ZeromqPull> zeromq_;
};

template <Lane L>
adapters::EngineThread::Listener LaneHost<L>::listener() {
  return {.post = [this](std::function<void()> step) { net::post(io_, std::move(step)); },
          .committed = [this](Offset) { feed_.committed(); },
          .owed =
              [this](const std::vector<OwedEffect>& effects) {
                for (const auto& owed : effects) send(owed.id, owed.effect);
              },
          .failed =
              [this](Error error) {
                failed_ = std::move(error);
                io_.stop();
              }};
}

template <Lane L>
Result<void> LaneHost<L>::start() {
  open_edges();
  if (auto ok = open_webhook(); !ok) return ok.error();
  // What was owed when the program ended last is sent again, under the same keys.
  for (const auto& [id, bytes] : owed_at_start_) {
    wire::Effect effect;
    if (effect.ParseFromString(bytes)) send(id, effect);
  }
  owed_at_start_.clear();
  net::co_spawn(io_, wait_for_signals(*this), net::detached);
  net::co_spawn(io_, flush_refusals(*this), net::detached);
  net::co_spawn(io_, retain(*this), net::detached);
  print_addresses();
  return {};
}

template <Lane L>
Result<void> LaneHost<L>::open_webhook() {
  const auto found = plan_settings_.webhooks.find(std::string(to_string(L)));
  if (found == plan_settings_.webhooks.end()) {
    spdlog::warn(session_.say(
        {"方案没有为此通道设置 webhook：消息发不出去，只能按页面上的电话表人工拨打",
         "the plan has no webhook for this lane: no message leaves; people are called by hand from "
         "the page's call list"}));
    return {};
  }
  auto secret = adapters::read_secret(found->second.secret);
  if (!secret) return secret.error();
  const std::string page_url =
      settings_.page_url.empty() ? "http://" + to_string(page_address()) : settings_.page_url;
  webhook_ = std::make_unique<adapters::WebhookChannel<L>>(
      io_,
      adapters::WebhookTarget{found->second.url, std::move(*secret), open_.log_id, page_url,
                              found->second.echo_required},
      [this](FactId about, const std::string& person) {
        return open_.credentials.link_token({about, person});
      },
      [this](wire::Event event) { report(std::move(event)); });
  webhook_->set_plan(service_.plan);
  return {};
}

template <Lane L>
void LaneHost<L>::open_edges() {
  http_ = std::make_unique<adapters::HttpServer>(io_, settings_.http.address, settings_.http.port,
                                                 api_, refusals_);
  sl651_ = std::make_unique<adapters::Sl651Server>(
      io_,
      adapters::Sl651Settings{settings_.sl651.address, settings_.sl651.port,
                              service_.plan->utc_offset(), settings_.answer},
      engine_, open_.clock, refusals_);
  if (settings_.zeromq.empty()) return;
  zeromq_ =
      std::make_unique<adapters::ZeromqPull>(settings_.zeromq, engine_, [this](const char* reason) {
        net::post(io_, [this, reason] { refusals_.note("zeromq", reason); });
      });
}

template <Lane L>
void LaneHost<L>::print_addresses() const {
  const auto& plan = service_.plan->plan;
  std::string fragment;
  for (const auto& duty : plan.roster())
    if (duty.area() == plan.id() && duty.duty() == "duty_officer" && !duty.emergency())
      fragment = "#token=" + open_.credentials.person_token(duty.holder());
  std::printf("page http://%s/%s\n", to_string(page_address()).c_str(), fragment.c_str());
  std::printf("sl651 %s\n", to_string(Endpoint{settings_.sl651.address, sl651_->port()}).c_str());
  if (zeromq_) std::printf("zeromq %s\n", settings_.zeromq.c_str());
  std::printf("ready\n");
  std::fflush(stdout);
}

template <Lane L>
void LaneHost<L>::send(EffectId id, const wire::Effect& effect) {
  const auto& message = effect.send_message();
  if (message.channel() == "webhook" && webhook_)
    return webhook_->send(adapters::Outgoing<L>{id, message});
  wire::Event event;
  auto& told = *event.mutable_effect_reported();
  told.set_offset(id.offset.value);
  told.set_index(id.index);
  told.set_outcome(wire::EffectReported::FAILED);
  told.set_detail("no channel '" + message.channel() + "' in lane " + std::string(to_string(L)));
  report(std::move(event));
}

template <Lane L>
void LaneHost<L>::report(wire::Event event) {
  net::co_spawn(io_, submit_surely(*this, std::move(event)), net::detached);
}

// Full is an answer, but what became of a message must reach the log: it waits its turn.
template <Lane L>
net::awaitable<void> LaneHost<L>::submit_surely(LaneHost& self, wire::Event event) {
  net::steady_timer timer(self.io_);
  while (!self.engine_.submit(event, nullptr)) {
    timer.expires_after(kInboxPause);
    co_await timer.async_wait(net::use_awaitable);
  }
}

template <Lane L>
net::awaitable<void> LaneHost<L>::flush_refusals(LaneHost& self) {
  net::steady_timer timer(self.io_);
  while (true) {
    timer.expires_after(kRefusalsEvery);
    co_await timer.async_wait(net::use_awaitable);
    for (auto& event : self.refusals_.take_events()) self.report(std::move(event));
  }
}

template <Lane L>
net::awaitable<void> LaneHost<L>::retain(LaneHost& self) {
  net::steady_timer timer(self.io_);
  while (self.plan_settings_.keep_observations) {
    self.forget_old_observations();
    timer.expires_after(kRetentionEvery);
    co_await timer.async_wait(net::use_awaitable);
  }
}

// Only what a snapshot stands after: replay must not need what was forgotten.
template <Lane L>
void LaneHost<L>::forget_old_observations() {
  const auto& log = *open_.log;
  const auto until = first_at_or_after(log, open_.clock.now() - *plan_settings_.keep_observations);
  const auto snapshot = log.latest_snapshot(log.head().next);
  if (!until || !snapshot || !*snapshot) return;
  const auto done = open_.log->forget_observations(std::min(*until, (*snapshot)->next));
  if (!done) spdlog::warn(session_.say(done.error().text));
}

template <Lane L>
net::awaitable<void> LaneHost<L>::wait_for_signals(LaneHost& self) {
  net::signal_set signals(self.io_, SIGINT, SIGTERM, SIGHUP);
  while (co_await signals.async_wait(net::use_awaitable) == SIGHUP) self.reload_plan();
  self.io_.stop();
}

template <Lane L>
void LaneHost<L>::reload_plan() {
  const LoadedPlan plan = load_whole_plan(settings_.plan_folder);
  for (const auto& fault : plan.faults)
    spdlog::error(adapters::to_string(fault, session_.language));
  if (!plan.faults.empty()) {
    spdlog::error(session_.say({"新方案有问题，仍用原来的方案",
                                "the new plan has faults; the one before stays in force"}));
    return;
  }
  if (plan.change.version() != service_.plan->version) {
    wire::Event event;
    *event.mutable_plan_changed() = plan.change;
    event.mutable_plan_changed()->set_changed_by("SIGHUP");
    report(std::move(event));
  }
  service_.plan = plan_info(plan);
  if (webhook_) webhook_->set_plan(service_.plan);
  spdlog::info(session_.say({"方案已重新读入，版本 " + plan.change.version(),
                             "the plan was read again, version " + plan.change.version()}));
}

template <Lane L>
std::string LaneHost<L>::metrics(const wire::Standing* stands) const {
  adapters::Readings readings{.engine = engine_.counts(),
                              .sl651 = sl651_->counts(),
                              .webhook = {},
                              .head = open_.log->head().next.value,
                              .http_connections = http_->connections(),
                              .feed_readers = feed_.readers(),
                              .zeromq_batches = zeromq_ ? zeromq_->batches() : 0};
  if (webhook_) readings.webhook = webhook_->counts();
  return adapters::metrics_text(readings, refusals_, stands);
}

template <Lane L>
Result<std::string> LaneHost<L>::back_up() {
  const std::string parent = settings_.data.backups();
  std::error_code error;
  std::filesystem::create_directories(parent, error);
  std::string stamp = to_rfc3339(adapters::Clock().now(), {});
  std::erase(stamp, ':');
  const std::string folder = parent + "/" + stamp;
  if (auto ok = open_.log->back_up(folder); !ok) return ok.error();
  return folder;
}

template <Lane L>
Result<void> LaneHost<L>::run() {
  io_.run();
  return close();
}

// Nothing more comes in; what was taken is made durable and answered; then the state is saved, so
// that the next start replays nothing.
template <Lane L>
Result<void> LaneHost<L>::close() {
  if (webhook_) webhook_->stop();
  if (zeromq_) zeromq_->stop();
  for (auto& event : refusals_.take_events()) (void)engine_.submit(std::move(event), nullptr);
  engine_.stop();
  if (failed_) return *failed_;
  io_.restart();
  io_.run_for(kFarewell);
  http_->stop();
  sl651_->stop();
  auto [head, machine] = open_.engine->copy_for_snapshot();
  if (auto saved = save_snapshot(*open_.log, head, machine); !saved)
    spdlog::warn(session_.say(saved.error().text));
  return {};
}

template <Lane L>
Result<void> serve(const ServeSettings& settings, const LoadedPlan& plan, const Session& session) {
  auto open = open_lane(settings, plan.change);
  if (!open) return open.error();
  LaneHost<L> host(settings, plan, session, std::move(*open));
  if (auto started = host.start(); !started) return started.error();
  return host.run();
}

}  // namespace

Result<void> serve_lane(const ServeSettings& settings, const LoadedPlan& plan,
                        const Session& session) {
  return settings.data.lane == Lane::live ? serve<Lane::live>(settings, plan, session)
                                          : serve<Lane::exercise>(settings, plan, session);
}

}  // namespace fenghuo::cli

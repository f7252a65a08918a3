// fenghuo play PLAN STORM: a storm into a running exercise, through the port that stations use.
#include <unistd.h>

#include <cstdio>
#include <memory>

#include "adapters/net.h"
#include "adapters/remote_clock.h"
#include "adapters/sl651_player.h"
#include "cli/serve_settings.h"
#include "cli/storm_file.h"
#include "cli/township.h"
#include "cli/verb.h"

namespace fenghuo::cli {
namespace {

namespace net = boost::asio;

struct PlaySettings {
  std::string plan_folder;
  std::string storm_path;
  Endpoint to{"127.0.0.1", 5651};
  std::string page = "http://127.0.0.1:8651";
};

adapters::PlayedStation played(const simulator::StationSeries& series) {
  adapters::PlayedStation station{.station = series.station, .readings = {}};
  station.station_class = series.is_rain ? 'P' : 'H';
  station.lead = series.is_rain ? 0x26 : 0x39;        // PT cumulative rain; Z water level
  station.definition = series.is_rain ? 0x19 : 0x23;  // 3 bytes, 1 decimal; 4 bytes, 3 decimals
  for (const auto& reading : series.readings)
    station.readings.push_back({reading.at, reading.value});
  return station;
}

// One line that is written over on a terminal; one a simulated hour elsewhere.
class Progress {
 public:
  Progress(const simulator::Storm& storm, std::size_t reports, Span utc_offset,
           const Session& session)
      : storm_(storm),
        reports_(reports),
        utc_offset_(utc_offset),
        session_(session),
        terminal_(::isatty(STDERR_FILENO) != 0) {}

  void show(Instant now, const adapters::PlayCounts& counts) {
    const auto hour = now.time_since_epoch() / std::chrono::hours{1};
    if (!terminal_ && hour == hour_) return;
    hour_ = hour;
    const std::string at = to_day_and_clock(now, utc_offset_);
    const std::string rain = format_number(rain_in_hour_before(storm_, now), 1);
    const std::string share = std::to_string(counts.confirmed) + "/" + std::to_string(reports_);
    std::fprintf(stderr, terminal_ ? "\r%s   " : "%s\n",
                 session_
                     .say({at + "  近 1 小时雨量 " + rain + " 毫米  已报 " + share,
                           at + "  " + rain + " mm in the last hour  " + share + " reports"})
                     .c_str());
  }
  void end() const {
    if (terminal_) std::fputc('\n', stderr);
  }

 private:
  const simulator::Storm& storm_;
  std::size_t reports_;
  Span utc_offset_;
  const Session& session_;
  bool terminal_;
  std::int64_t hour_ = -1;
};

net::awaitable<void> show_progress(Progress& progress, const adapters::Sl651Player& player,
                                   std::size_t stations) {
  net::steady_timer timer(co_await net::this_coro::executor);
  while (player.counts().stations_done < stations) {
    progress.show(player.now(), player.counts());
    timer.expires_after(std::chrono::milliseconds{250});
    co_await timer.async_wait(net::use_awaitable);
  }
  progress.show(player.now(), player.counts());
}

void play_storm(const PlaySettings& settings, const simulator::Storm& storm, Span utc_offset,
                Session& session) {
  const auto clock = adapters::ask_clock(settings.page);
  if (!clock) return session.fail(clock.error());
  const auto all = readings_of(storm);
  net::io_context io{1};
  adapters::Sl651Player player(io, {settings.to.address, settings.to.port, utc_offset}, *clock,
                               [&]() -> std::optional<adapters::Clock> {
                                 const auto again = adapters::ask_clock(settings.page);
                                 if (!again) return std::nullopt;
                                 return *again;
                               });
  std::size_t reports = 0;
  for (const auto& series : all) {
    reports += series.readings.size();
    player.play(played(series));
  }
  std::fprintf(
      stderr, "%s\n",
      session
          .say({storm.title.zh + "：" + storm.source.zh, storm.title.en + ": " + storm.source.en})
          .c_str());
  Progress progress(storm, reports, utc_offset, session);
  net::co_spawn(io, show_progress(progress, player, all.size()), net::detached);
  io.run();
  progress.end();
}

void play(const PlaySettings& settings, Session& session) {
  const auto plan = load_whole_plan(settings.plan_folder);
  session.print(plan.faults);
  const auto read = read_storm(settings.storm_path, plan.change.plan());
  if (!read) return session.fail(read.error());
  session.print(read->faults);
  if (!plan.faults.empty() || !read->faults.empty())
    return session.fail({"文件有问题，未播放", "the files have faults; nothing was played"});
  play_storm(settings, read->storm, std::chrono::seconds{plan.change.plan().utc_offset_s()},
             session);
}

}  // namespace

void add_play(Verb& verbs, Session& session) {
  Verb verb = verbs.verb("play", {"把一场暴雨从测站端口演进正在运行的引擎",
                                  "play a storm into a running engine, as its stations would"});
  auto settings = std::make_shared<PlaySettings>();
  verb.text("PLAN", settings->plan_folder, {"方案文件夹", "the plan's folder"}, Need::required);
  verb.text("STORM", settings->storm_path,
            {"暴雨文件，例如 drills/*.yaml", "the storm, one of drills/*.yaml"}, Need::required);
  add_endpoint(verb, "--to", settings->to, {"引擎的 SL 651 端口", "the engine's SL 651 port"});
  verb.text("--page", settings->page,
            {"引擎的网页，用来对时", "the engine's page, asked for its clock"});
  verb.example("fenghuo play plans/qingxi plans/qingxi/drills/alishan-2009.yaml");
  verb.run([settings, &session] { play(*settings, session); });
}

}  // namespace fenghuo::cli

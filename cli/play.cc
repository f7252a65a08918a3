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
  Progress(const simulator::Storm& storm, std::size_t stations, std::size_t reports,
           Span utc_offset, const Session& session)
      : storm_(storm),
        stations_(stations),
        reports_(reports),
        utc_offset_(utc_offset),
        session_(session),
        terminal_(::isatty(STDERR_FILENO) != 0) {}

  void show(Instant now, const adapters::PlayCounts& counts) {
    const auto hour = now.time_since_epoch() / std::chrono::hours{1};
    if (!terminal_ && hour == hour_) return;
    hour_ = hour;
    print(now, counts);
  }
  // Where nothing comes back, once, until something does.
  void show_trouble(const adapters::PlayCounts& counts, const Endpoint& to) {
    if (counts.confirmed != confirmed_) {
      confirmed_ = counts.confirmed;
      sent_again_then_ = counts.sent_again;
      in_trouble_ = false;
    }
    // Any station may lose a connection, and has a new one at the next try.
    if (in_trouble_ || counts.sent_again < sent_again_then_ + 2 * stations_) return;
    in_trouble_ = true;
    const std::string at = to_string(to);
    std::fprintf(stderr, terminal_ ? "\n%s\n" : "%s\n",
                 session_
                     .say({"连不上 " + at +
                               "（--to），或那里不答复；还在重试。它应是 fenghuo serve "
                               "的 --sl651",
                           at + " (--to) can't be reached, or doesn't answer; it is tried again "
                                "and again. It should be the --sl651 of fenghuo serve"})
                     .c_str());
  }
  void end(Instant now, const adapters::PlayCounts& counts) const {
    print(now, counts);
    if (terminal_) std::fputc('\n', stderr);
  }

 private:
  void print(Instant now, const adapters::PlayCounts& counts) const {
    const std::string at = to_day_and_clock(now, utc_offset_);
    const std::string rain = format_number(rain_in_hour_before(storm_, now), 1);
    const std::string share = std::to_string(counts.confirmed) + "/" + std::to_string(reports_);
    std::fprintf(stderr, terminal_ ? "\r%s   " : "%s\n",
                 session_
                     .say({at + "  近 1 小时雨量 " + rain + " 毫米  已报 " + share,
                           at + "  " + rain + " mm in the last hour  " + share + " reports"})
                     .c_str());
  }

  const simulator::Storm& storm_;
  std::size_t stations_;
  std::size_t reports_;
  Span utc_offset_;
  const Session& session_;
  bool terminal_;
  std::int64_t hour_ = -1;
  std::uint64_t confirmed_ = 0;
  std::uint64_t sent_again_then_ = 0;  // when the newest was confirmed
  bool in_trouble_ = false;
};

net::awaitable<void> show_progress(Progress& progress, const adapters::Sl651Player& player,
                                   const Endpoint& to, std::size_t stations) {
  net::steady_timer timer(co_await net::this_coro::executor);
  while (player.counts().stations_done < stations) {
    progress.show(player.now(), player.counts());
    progress.show_trouble(player.counts(), to);
    timer.expires_after(std::chrono::milliseconds{250});
    co_await timer.async_wait(net::use_awaitable);
  }
  progress.end(player.now(), player.counts());
}

// An engine at another time doubts every reading of the storm, or gets none for years.
Result<void> check_clock(Instant now, const simulator::Storm& storm, Span utc_offset) {
  constexpr std::chrono::hours kNear{24};
  if (now >= storm.begins - kNear && now <= storm.ends() + kNear) return {};
  const std::string there = to_rfc3339(now, utc_offset);
  const std::string from = to_rfc3339(storm.begins, utc_offset);
  const std::string until = to_rfc3339(storm.ends(), utc_offset);
  return Error{
      Errc::bad_input,
      {"引擎的时钟是 " + there + "，暴雨是 " + from + " 到 " + until +
           "，读数都不会算数，没有播放：fenghuo serve 时加 --lane exercise --storm "
           "这个暴雨文件，--data 用新的文件夹（时钟不倒回）",
       "the engine's clock says " + there + ", and the storm is from " + from + " to " + until +
           ", so no reading of it would count, and nothing was played: give "
           "fenghuo serve --lane exercise --storm with this file, and a new folder as --data, for "
           "no clock goes back"}};
}

void play_storm(const PlaySettings& settings, const simulator::Storm& storm, Span utc_offset,
                Session& session) {
  const auto clock = adapters::ask_clock(settings.page);
  if (!clock) return session.fail(clock.error());
  if (const auto near = check_clock(clock->now(), storm, utc_offset); !near)
    return session.fail(near.error());
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
  Progress progress(storm, all.size(), reports, utc_offset, session);
  net::co_spawn(io, show_progress(progress, player, settings.to, all.size()), net::detached);
  io.run();
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
  verb.text("PLAN", settings->plan_folder, {"预案文件夹", "the plan's folder"}, Need::required);
  verb.text("STORM", settings->storm_path,
            {"暴雨文件，例如 drills/*.yaml", "the storm, one of drills/*.yaml"}, Need::required);
  add_endpoint(verb, "--to", settings->to, {"引擎的 SL 651 端口", "the engine's SL 651 port"});
  verb.text("--page", settings->page,
            {"引擎的网页，用来对时", "the engine's page, asked for its clock"});
  verb.example("fenghuo play plans/qingxi plans/qingxi/drills/alishan-2009.yaml");
  verb.run([settings, &session] { play(*settings, session); });
}

}  // namespace fenghuo::cli

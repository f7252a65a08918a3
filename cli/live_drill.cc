#include "cli/live_drill.h"

#include <spdlog/spdlog.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>

#include "adapters/plan/text_file.h"
#include "cli/drill/corrective_actions.h"
#include "cli/drill/players_notice.h"
#include "cli/drill/report.h"
#include "cli/drill/scenario_file.h"
#include "cli/sentence.h"
#include "cli/township.h"
#include "engine/digest.h"
#include "engine/nearest.h"
#include "engine/replay.h"
#include "simulator/score.h"

namespace fenghuo::cli {
namespace {

namespace net = boost::asio;

/// A line of a controller is no longer.
constexpr std::size_t kLineMax = 1'024;
/// Of a scenario's text, as of a plan's.
constexpr std::size_t kDigestLength = 12;
/// Whose log it is, and the plan.
constexpr std::uint64_t kRecordsOfANewLog = 2;

bool has_person(const wire::Plan& plan, const std::string& id) {
  const auto& people = plan.people();
  return std::any_of(people.begin(), people.end(), [&](const auto& p) { return p.id() == id; });
}

Error no_such_person(const wire::Plan& plan, const std::string& id, const std::string& option) {
  std::vector<std::string_view> known;
  for (const auto& person : plan.people()) known.push_back(person.id());
  return {Errc::bad_input, Text{"预案里没有人员“" + id + "”（" + option + "）",
                                "the plan has no person '" + id + "' (" + option + ")"} +
                               did_you_mean(nearest(id, known))};
}

// One log is one drill; a drill that was broken off goes on, as it was, and one that is over is
// scored again.
Result<void> may_go_on(const LaneHost& host, const ServeSettings& settings) {
  const wire::StandingExercise& exercise = host.standing_at_start().exercise();
  const auto refused = [&](const Text& why) {
    const std::string folder = settings.data.path + "/exercise";
    return Error{Errc::bad_input,
                 {why.zh + "；要重新演练，先把“" + folder + "”挪走",
                  why.en + "; to begin another, move '" + folder + "' away first"}};
  };
  if (!exercise.has_drill()) {
    if (host.head_at_start().next.value <= kRecordsOfANewLog) return {};
    return refused(
        {"演练通道里已有别的记录", "the exercise lane holds the record of something else"});
  }
  const auto& drill = exercise.drill();
  if (drill.digest() != settings.drill_digest)
    return refused(
        {"演练通道里在演“" + drill.scenario() + "”，情景文件（或它用的降雨、模型）不是当时的",
         "the exercise lane is in the drill '" + drill.scenario() +
             "', and this scenario, or the storm or model that it takes, isn't that of "
             "then"});
  const std::set<std::string> then(drill.players().begin(), drill.players().end());
  if (then != std::set<std::string>(settings.players.begin(), settings.players.end()))
    return refused({"参加的人（--player）和开始时不同",
                    "those who take part (--player) are others than at the start"});
  return {};
}

// Until standard input ends; then the drill goes on without controllers.
net::awaitable<void> take_words(DrillPlayer& player, net::io_context& io, const Session& session) {
  net::posix::stream_descriptor in(io, ::dup(STDIN_FILENO));
  std::string text;
  while (true) {
    boost::system::error_code error;
    const std::size_t length =
        co_await net::async_read_until(in, net::dynamic_buffer(text, kLineMax), '\n',
                                       net::redirect_error(net::use_awaitable, error));
    if (error == net::error::not_found) {
      text.clear();
      std::fprintf(stderr, "%s\n",
                   session.say({"一行太长，没有照办", "the line is too long"}).c_str());
      continue;
    }
    if (error) co_return;
    const auto became = player.steer(text.substr(0, length - 1), "", "cli");
    const Text& words = became ? *became : became.error().text;
    std::fprintf(stderr, "%s\n", session.say(words).c_str());
    text.erase(0, length);
  }
}

Result<void> write_report(const Drill& drill, const ServeSettings& settings,
                          const Session& session) {
  if (settings.report_path.empty()) return {};
  const auto actions = read_actions(settings.scenario_path);
  if (!actions) return actions.error();
  std::ofstream out(settings.report_path);
  out << report_html(drill, session, nullptr, actions->actions);
  out.flush();
  if (!out)
    return Error{Errc::storage_failed,
                 {"不能写入 " + settings.report_path, "can't write " + settings.report_path}};
  return {};
}

// Of the file, and of what it takes from others: a storm, a model.
std::string digest_of(const std::string& text, const simulator::Scenario& scenario) {
  std::string all = text;
  for (const auto& script : scenario.stations)
    for (const auto& point : script.points)
      all += '\n' + script.station + ' ' + script.property + ' ' + std::to_string(ms_of(point.at)) +
             ' ' + (point.value ? std::to_string(*point.value) : "");
  return to_hex(sha256(all)).substr(0, kDigestLength);
}

}  // namespace

Result<void> take_scenario(ServeSettings& settings, const wire::Plan& plan,
                           const Session& session) {
  if (settings.scenario_path.empty()) return {};
  auto file = read_scenario(settings.scenario_path, plan, {});
  if (!file) return file.error();
  session.print(file->faults);
  if (!file->faults.empty())
    return Error{Errc::bad_input, {"情景有问题，未启动", "the scenario has faults; not started"}};
  for (const auto& player : settings.players)
    if (!has_person(plan, player)) return no_such_person(plan, player, "--player");
  for (const auto& controller : settings.controllers)
    if (!has_person(plan, controller)) return no_such_person(plan, controller, "--controller");
  file->scenario.players = settings.players;
  file->scenario.chances = {};
  if (!settings.clock_start) settings.clock_start = file->scenario.start;
  if (!settings.clock_rate) settings.clock_rate = 1;
  const auto text = adapters::read_text_file(settings.scenario_path, adapters::kPlanFileBytesMax);
  if (!text) return text.error();
  settings.drill_digest = digest_of(text->text, file->scenario);
  settings.drill = std::make_shared<const simulator::Scenario>(std::move(file->scenario));
  return {};
}

Result<void> may_drill(const ServeSettings& settings, const wire::Plan& plan,
                       const wire::Standing& live) {
  if (live.incidents().empty()) return {};
  std::set<std::string> who;
  for (const auto& person : settings.although)
    if (has_person(plan, person)) who.insert(person);
  if (who.size() >= 2) return {};
  const std::string open = std::to_string(live.incidents_size());
  return Error{Errc::bad_input,
               {"实战中有 " + open +
                    " 起事件没有结束，不能演练；确要演练，须两人同意：--although-live "
                    "甲 --although-live 乙（预案里的人员）",
                open + " incidents are open live, so no drill begins; if it must, two persons of "
                       "the plan say so: --although-live A --although-live B"}};
}

Result<wire::Standing> live_standing(const ServeSettings& settings) {
  DataFolder live = settings.data;
  live.lane = adapters::Lane::live;
  if (!std::filesystem::exists(live.log())) return wire::Standing();
  const auto log = adapters::RocksdbLog::open(live.log(), adapters::RocksdbLog::Access::read_only);
  if (!log) return log.error();
  Machine machine = township_machine();
  if (const auto restored = restore(**log, machine); !restored) return restored.error();
  return machine.describe();
}

Result<std::unique_ptr<DrillPlayer>> begin_drill(LaneHost& host, const ServeSettings& settings,
                                                 const adapters::LoadedPlan& plan,
                                                 const Session& session,
                                                 std::function<void()> ended) {
  if (auto may = may_go_on(host, settings); !may) return may.error();
  std::function<void()> over;
  if (settings.keep_open)
    over = [&session] {
      std::fprintf(stderr, "%s\n",
                   session
                       .say({"演练结束了；评估员还可以在网页上写。写 end 就打分、写报告",
                             "the drill is over; evaluators may still write on the page. With end "
                             "it is scored, and reported"})
                       .c_str());
    };
  if (const Text apart = not_for_players(*settings.drill, plan.change.plan()); !apart.en.empty())
    spdlog::warn(session.say(apart));
  auto player =
      std::make_unique<DrillPlayer>(host, plan.change, *settings.drill, settings.controllers);
  if (auto begun = player->begin(settings.drill_digest, settings.clock_rate.value_or(1), over,
                                 std::move(ended));
      !begun)
    return begun.error();
  net::co_spawn(host.io(), take_words(*player, host.io(), session), net::detached);
  return player;
}

Result<void> end_drill(const DrillPlayer& player, const ServeSettings& settings,
                       const adapters::LoadedPlan& plan, const Session& session) {
  if (!player.is_over()) {
    std::fprintf(
        stderr, "%s\n",
        session
            .say({"演练没有结束，没有打分；用同样的命令接着演",
                  "the drill isn't over, and not scored; the same command goes on with it"})
            .c_str());
    return {};
  }
  const auto score = simulator::score_of(player.scenario(), player.record(), player.outcomes());
  const Names names(plan.change.plan(), plan.people);
  const Drill drill{plan.change, names, player.scenario(), player.record(), score};
  print_drill(drill, session);
  if (auto written = write_report(drill, settings, session); !written) return written;
  if (drill.passed() || !drill.is_judged()) return {};
  return Error{Errc::bad_input, {"演练没有通过", "the drill was not passed"}};
}

}  // namespace fenghuo::cli

// fenghuo serve PLAN --data DIR: the engine between its stations, its channels and its page.
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include <boost/system/system_error.hpp>
#include <cstdio>
#include <memory>

#include "adapters/clock.h"
#include "adapters/plan/reviews.h"
#include "cli/lane_serving.h"
#include "cli/live_drill.h"
#include "cli/page_url.h"
#include "cli/sentence.h"
#include "cli/serve.h"
#include "cli/storm_file.h"
#include "cli/township.h"
#include "cli/verb.h"

namespace fenghuo::cli {

namespace {

// Each station and each reader takes a file descriptor; the usual soft limit is 1,024.
void raise_file_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

// What the command line leaves open about the clock, the storm says.
Result<void> take_clock(ServeSettings& settings, const wire::Plan& plan, const Session& session) {
  if (!settings.storm_path.empty()) {
    const auto file = read_storm(settings.storm_path, plan);
    if (!file) return file.error();
    session.print(file->faults);
    if (!file->faults.empty())
      return Error{Errc::bad_input,
                   {"暴雨文件有问题，未启动", "the storm has faults; not started"}};
    if (!settings.clock_start) settings.clock_start = file->storm.play_from;
    if (!settings.clock_rate) settings.clock_rate = file->storm.rate;
  }
  if (auto taken = take_scenario(settings, plan, session); !taken) return taken.error();
  if (settings.clock_rate && !settings.clock_start) settings.clock_start = adapters::Clock().now();
  return {};
}

// A storm or a scenario that is wrong is of the exercise alone: live doesn't need it.
void leave_out_exercise(ServeSettings& settings, const Error& why, const Session& session) {
  tell_no_exercise(why, session);
  settings.exercise.reset();
  settings.drill.reset();
}

}  // namespace

void serve_plan(ServeSettings& settings, Session& session) {
  auto plan = load_whole_plan(settings.plan_folder);
  note_reviews_due(plan, adapters::date_of(plan.change.plan(), adapters::Clock().now()));
  session.print(plan.faults);
  session.print(plan.notices);
  if (!plan.faults.empty())
    return session.fail({"预案有 " + std::to_string(plan.faults.size()) + " 处问题，未启动",
                         "the plan has " + counted(plan.faults.size(), "fault") + "; not started"});
  const auto taken = take_clock(settings, plan.change.plan(), session);
  if (!taken && !settings.exercise) return session.fail(taken.error());
  spdlog::set_default_logger(std::make_shared<spdlog::logger>(
      "fenghuo", std::make_shared<spdlog::sinks::stderr_sink_mt>()));
  raise_file_limit();
  if (!taken) leave_out_exercise(settings, taken.error(), session);
  try {
    const auto served = serve_lanes(settings, plan, session);
    if (!served) session.fail(served.error());
  } catch (const boost::system::system_error& error) {
    session.fail({std::string("无法启动，系统报错：") + error.what(),
                  std::string("can't start: ") + error.what()});
  }
}

namespace {

void add_clock(Verb& verb, ServeSettings& settings) {
  verb.text("--storm", settings.storm_path,
            {"演练时钟按这个暴雨文件走（只用于 exercise）",
             "the clock of this storm, to be played (exercise only)"});
  verb.parsed("--clock-start", "2009-08-07T00:00:00+08:00",
              [&settings](const std::string& text) {
                settings.clock_start = parse_rfc3339(text);
                return settings.clock_start.has_value();
              },
              {"演练时钟从何时开始（只用于 exercise）",
               "when the exercise's clock begins (exercise only)"});
  verb.number("--clock-rate", settings.clock_rate, 0.001, 100'000,
              {"演练时钟走得多快（只用于 exercise）",
               "how many times as fast as the wall it runs (exercise only)"});
}

void add_page_url(Verb& verb, const std::string& name, std::string& url, const Text& help) {
  verb.parsed(
      name, "http://192.168.1.20:8651",
      [&url](const std::string& text) {
        url = text;
        return text.empty() || is_page_url(text);  // a variable of a unit file that isn't set
      },
      help);
}

void add_exercise(Verb& verb, ServeSettings& settings) {
  add_endpoint(
      verb, "--exercise", settings.exercise,
      {"同时开演练通道，网页在这里，数据在 DIR/exercise：实战占用的队伍和物资演练里不能用，"
       "实战橙色以上预警时演练立即中止；演练开不了，实战照常开，原因写在 ready 之前",
       "host the exercise lane as well, with its page here and its data in DIR/exercise: what live "
       "has sent or holds is in no drill, and a live warning of orange or red ends it; where it "
       "can't begin live is served alone, and why is said before ready"});
  add_endpoint(
      verb, "--exercise-sl651", settings.exercise_sl651,
      {"演练的 SL 651 测站；不写就不开", "SL 651 stations of that exercise; off where missing"});
  add_page_url(verb, "--exercise-page-url", settings.exercise_page_url,
               {"手机能打开的演练网址，写进演练的消息里", "how phones reach the exercise's page"});
}

void add_drill_options(Verb& verb, ServeSettings& settings) {
  verb.text(
      "--scenario", settings.scenario_path,
      {"在演练通道里按这个情景带人演练；从标准输入接受 pause、go、rate、jump、stop",
       "play this scenario with people in the exercise lane; pause, go, rate, jump and stop are "
       "taken from standard input"});
  verb.texts("--player", settings.players,
             {"谁真的参加（人员 id），可写几次；其余的人由程序扮演",
              "who takes part (a person's id), may be given several times; others are simulated"});
  verb.texts(
      "--controller", settings.controllers,
      {"谁能在网页上暂停、快进、给情景事件（人员 id），可写几次；不写，有令牌的人都能。谁都能中止",
       "who may pause, jump and inject from a page (a person's id), may be given several "
       "times; everybody with a token where missing. Anybody may stop it"});
  verb.texts("--although-live", settings.although,
             {"实战有事件时仍要演练：同意的人，须写两个",
              "who agrees to a drill while an incident is open live: two are needed"});
  verb.flag("--keep-open", settings.keep_open,
            {"情景结束后不打分，等评估员写完：终端上写 end（或 Ctrl-C）才打分、写报告",
             "when the scenario is over evaluators may still write: it is scored and reported when "
             "end is written on standard input, or at Ctrl-C"});
  verb.text("--report", settings.report_path,
            {"演练完把评估报告写到这里", "where the after-action report goes when it is over"});
}

void check_ports(const ServeSettings& settings, const Session& session) {
  const auto twice = same_port(settings);
  if (!twice) return;
  const auto& [first, second] = *twice;
  wrong_usage(second,
              session.say({"和 " + first + " 是同一个端口，各要一个",
                           "has the same port as " + first + "; each wants one of its own"}));
}

void check_usage(const ServeSettings& settings, const Session& session) {
  check_ports(settings, session);
  const bool live = settings.data.lane == adapters::Lane::live;
  if (settings.exercise && !live)
    wrong_usage("--exercise", session.say({"只能用于 --lane live", "only with --lane live"}));
  if ((settings.exercise_sl651 || !settings.exercise_page_url.empty()) && !settings.exercise)
    wrong_usage("--exercise-sl651, --exercise-page-url",
                session.say({"要同时写 --exercise", "only with --exercise"}));
  if (settings.scenario_path.empty() &&
      (!settings.players.empty() || !settings.although.empty() || !settings.controllers.empty() ||
       !settings.report_path.empty() || settings.keep_open))
    wrong_usage("--player, --controller, --although-live, --report, --keep-open",
                session.say({"要同时写 --scenario", "only with --scenario"}));
  if (!settings.scenario_path.empty() && live && !settings.exercise)
    wrong_usage("--scenario", session.say({"只能用于 --lane exercise 或 --exercise",
                                           "only with --lane exercise or --exercise"}));
  const bool scaled = settings.clock_start || settings.clock_rate || !settings.storm_path.empty();
  if (scaled && live && !settings.exercise)
    wrong_usage("--storm, --clock-start, --clock-rate",
                session.say({"只能用于 --lane exercise 或 --exercise",
                             "only with --lane exercise or --exercise"}));
}

}  // namespace

void add_serve(Verb& verbs, Session& session) {
  Verb verb = verbs.verb("serve", {"运行引擎：接测站、判风险、叫应、开网页",
                                   "run the engine: stations, rules, calls and the page"});
  auto settings = std::make_shared<ServeSettings>();
  verb.text("PLAN", settings->plan_folder, {"预案文件夹", "the plan's folder"}, Need::required);
  settings->data.add_to(verb);
  add_endpoint(verb, "--http", settings->http, {"网页和接口", "the page and the interface"});
  add_endpoint(verb, "--sl651", settings->sl651, {"SL 651 测站", "SL 651 stations"});
  verb.parsed("--zeromq", "tcp://127.0.0.1:5652",
              [settings](const std::string& text) {
                settings->zeromq = text;
                return is_zeromq_address(text);
              },
              {"批量观测；不写就不开", "batches of observations; off where missing"});
  verb.choice("--sl651-answer", {"eot", "esc"},
              [settings](const std::string& name) {
                settings->answer =
                    name == "esc" ? adapters::sl651::Line::stay : adapters::sl651::Line::leave;
              },
              {"答复测站：eot 可以挂断（默认），esc 保持在线",
               "what stations are told: eot, hang up (the default); esc, stay on line"});
  add_page_url(
      verb, "--page-url", settings->page_url,
      {"手机能打开的网址，写进消息里", "how phones reach the page; it is written into messages"});
  add_exercise(verb, *settings);
  add_clock(verb, *settings);
  add_drill_options(verb, *settings);
  verb.example("fenghuo serve plans/qingxi --data data --exercise 127.0.0.1:8661");
  verb.run([settings, &session] {
    check_usage(*settings, session);
    serve_plan(*settings, session);
  });
}

}  // namespace fenghuo::cli

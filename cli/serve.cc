// fenghuo serve PLAN --data DIR: the engine between its stations, its channels and its page.
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>

#include <boost/system/system_error.hpp>
#include <cstdio>
#include <memory>

#include "adapters/clock.h"
#include "cli/lane_host.h"
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
  if (settings.clock_rate && !settings.clock_start) settings.clock_start = adapters::Clock().now();
  return {};
}

void serve(ServeSettings& settings, Session& session) {
  const auto plan = load_whole_plan(settings.plan_folder);
  session.print(plan.faults);
  if (!plan.faults.empty())
    return session.fail(
        {"方案有 " + std::to_string(plan.faults.size()) + " 处问题，未启动",
         "the plan has " + std::to_string(plan.faults.size()) + " faults; not started"});
  if (const auto taken = take_clock(settings, plan.change.plan(), session); !taken)
    return session.fail(taken.error());
  spdlog::set_default_logger(std::make_shared<spdlog::logger>(
      "fenghuo", std::make_shared<spdlog::sinks::stderr_sink_mt>()));
  raise_file_limit();
  try {
    const auto served = serve_lane(settings, plan, session);
    if (!served) session.fail(served.error());
  } catch (const boost::system::system_error& error) {
    session.fail(
        {std::string("无法监听：") + error.what(), std::string("can't listen: ") + error.what()});
  }
}

void add_endpoint(CLI::App& verb, const std::string& name, Endpoint& endpoint,
                  const std::string& help) {
  verb.add_option_function<std::string>(
          name, [&endpoint](const std::string& text) { endpoint = *parse_endpoint(text); },
          help + " [" + to_string(endpoint) + "]")
      ->check([](const std::string& text) {
        return parse_endpoint(text) ? std::string() : "ADDRESS:PORT / 地址:端口: " + text;
      })
      ->type_name("ADDRESS:PORT");
}

void add_clock(CLI::App& verb, const std::shared_ptr<ServeSettings>& settings,
               const Session& session) {
  verb.add_option("--storm", settings->storm_path,
                  session.say({"演练时钟按这个暴雨文件走（只用于 exercise）",
                               "the clock of this storm, to be played (exercise only)"}));
  verb.add_option_function<std::string>(
          "--clock-start",
          [settings](const std::string& text) { settings->clock_start = parse_rfc3339(text); },
          session.say({"演练时钟从何时开始（只用于 exercise）",
                       "when the exercise's clock begins (exercise only)"}))
      ->check([](const std::string& text) {
        return parse_rfc3339(text) ? std::string() : "RFC 3339, 2009-08-07T00:00:00+08:00: " + text;
      })
      ->type_name("TIME");
  verb.add_option("--clock-rate", settings->clock_rate,
                  session.say({"演练时钟走得多快（只用于 exercise）",
                               "how many times as fast as the wall it runs (exercise only)"}))
      ->check(CLI::Range(0.001, 100'000.0))
      ->type_name("N");
}

}  // namespace

void add_serve(CLI::App& app, Session& session) {
  auto* verb = app.add_subcommand(
      "serve", session.say({"运行引擎：接测站、判风险、叫应、开网页",
                            "run the engine: stations, rules, calls and the page"}));
  auto settings = std::make_shared<ServeSettings>();
  verb->add_option("PLAN", settings->plan_folder, session.say({"方案文件夹", "the plan's folder"}))
      ->required();
  settings->data.add_to(*verb, session);
  add_endpoint(*verb, "--http", settings->http,
               session.say({"网页和接口", "the page and the interface"}));
  add_endpoint(*verb, "--sl651", settings->sl651, session.say({"SL 651 测站", "SL 651 stations"}));
  verb->add_option("--zeromq", settings->zeromq,
                   session.say({"批量观测，例如 tcp://127.0.0.1:5652；不写就不开",
                                "batches of observations, such as tcp://127.0.0.1:5652; off where "
                                "missing"}));
  verb->add_option_function<std::string>(
          "--sl651-answer",
          [settings](const std::string& name) {
            settings->answer =
                name == "esc" ? adapters::sl651::Line::stay : adapters::sl651::Line::leave;
          },
          session.say({"答复测站：eot 可以挂断（默认），esc 保持在线",
                       "what stations are told: eot, hang up (the default); esc, stay on line"}))
      ->check(CLI::IsMember({"eot", "esc"}))
      ->type_name("eot|esc");
  verb->add_option("--page-url", settings->page_url,
                   session.say({"手机能打开的网址，写进消息里",
                                "how phones reach the page; it is "
                                "written into messages"}));
  add_clock(*verb, settings, session);
  verb->footer(session.say({"示例：fenghuo serve plans/qingxi --data data",
                            "Example: fenghuo serve plans/qingxi --data data"}));
  verb->callback([settings, &session] {
    const bool scaled =
        settings->clock_start || settings->clock_rate || !settings->storm_path.empty();
    if (scaled && settings->data.lane == adapters::Lane::live)
      throw CLI::ValidationError(
          "--storm, --clock-start, --clock-rate",
          session.say({"只能用于 --lane exercise", "only with --lane exercise"}));
    serve(*settings, session);
  });
}

}  // namespace fenghuo::cli

// fenghuo drill PLAN SCENARIO: a night in virtual time, scored; its report; and all drills that the
// plan has gone through, once more.
#include <boost/json.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>

#include "adapters/clock.h"
#include "adapters/json_text.h"
#include "adapters/plan/reviews.h"
#include "cli/drill/corrective_actions.h"
#include "cli/drill/drill_before.h"
#include "cli/drill/drill_record.h"
#include "cli/drill/moment.h"
#include "cli/drill/played_night.h"
#include "cli/drill/report.h"
#include "cli/sentence.h"
#include "cli/serve.h"
#include "cli/township.h"
#include "cli/verb.h"
#include "cli/verify/nights.h"

namespace fenghuo::cli {

namespace json = boost::json;

namespace {

struct DrillSettings {
  std::string plan;
  std::string scenario;
  ScenarioChoice choice;
  std::optional<double> seed;
  std::string facts;   // where to write them; empty: nowhere
  std::string report;  // likewise
  std::string before;  // an earlier drill's JSON
  bool record = false;
  bool again = false;
  bool live = false;
  ServeSettings serve;           // of a drill with people
  std::optional<Endpoint> http;  // likewise; nothing: the usual one
  Format format;
};

Result<void> write_file(const std::string& path, const std::string& text) {
  std::ofstream out(path);
  out << text;
  out.flush();
  if (!out) return Error{Errc::storage_failed, {"不能写入 " + path, "can't write " + path}};
  return {};
}

Result<void> write_facts(const Drill& drill, const std::string& path, const Session& session) {
  const adapters::JsonStyle style{session.language, drill.scenario.utc_offset};
  std::string lines;
  for (const auto& told : drill.record.facts)
    lines += adapters::to_text(adapters::fact_json(told.id, told.at, told.fact, style)) + '\n';
  return write_file(path, lines);
}

Result<void> write_report(const PlayedNight& night, const DrillSettings& settings,
                          Session& session) {
  std::optional<DrillBefore> before;
  if (!settings.before.empty()) {
    auto read = read_drill_before(settings.before);
    if (!read) return read.error();
    before = std::move(*read);
  }
  const auto actions = read_actions(night.files().scenario);
  if (!actions) return actions.error();
  session.print(actions->faults);
  return write_file(settings.report, report_html(night.drill(), session,
                                                 before ? &*before : nullptr, actions->actions));
}

PlayedDrill row_of(const PlayedNight& night) {
  const auto& files = night.files();
  std::error_code error;
  const auto relative = std::filesystem::proximate(files.scenario, files.plan, error);
  const std::string day = adapters::date_of(night.plan().change.plan(), adapters::Clock().now());
  return played(night.drill(), error ? files.scenario : relative.string(), files.choice.variant,
                day);
}

void print(const PlayedNight& night, const DrillSettings& settings, const Session& session) {
  if (!settings.format.json) return print_drill(night.drill(), session);
  json::object out = drill_json(night.drill(), session);
  out["variants"] = json::value_from(night.scenario_file().variants);
  std::printf("%s\n", adapters::to_text(out).c_str());
}

// A plan alone is no drill: what could be played on it stands in its drills/.
Text scenario_missing(const std::string& plan) {
  std::string known;
  for (const auto& file : scenarios_of(plan)) known += (known.empty() ? "" : ", ") + file;
  Text text{"“" + plan + "”是文件夹，还缺情景：fenghuo drill 预案 情景",
            "'" + plan + "' is a folder; the scenario is missing: fenghuo drill PLAN SCENARIO"};
  if (known.empty()) return text;
  return text + Text{"；它有：", "; it has: "} + plain(known);
}

// Before the night is played, which takes a while. Nothing is left behind.
Result<void> may_write(const std::string& path) {
  std::error_code ignored;
  if (path.empty()) return {};
  const bool was_there = std::filesystem::exists(path, ignored);
  const bool can = static_cast<bool>(std::ofstream(path, std::ios::app));
  if (can && !was_there) std::filesystem::remove(path, ignored);
  if (can) return {};
  return Error{Errc::storage_failed,
               {"不能写入 " + path + "，没有演练", "can't write " + path + "; nothing was played"}};
}

void play(const DrillSettings& settings, Session& session) {
  DrillFiles files{.plan = settings.plan, .scenario = settings.scenario, .choice = settings.choice};
  if (files.scenario.empty() && std::filesystem::is_directory(files.plan))
    return session.fail(scenario_missing(files.plan));
  if (files.scenario.empty()) std::swap(files.plan, files.scenario);
  if (settings.seed) files.seed = static_cast<std::uint64_t>(*settings.seed);
  for (const auto* path : {&settings.facts, &settings.report})
    if (const auto may = may_write(*path); !may) return session.fail(may.error());
  const auto night = PlayedNight::play(std::move(files), session);
  if (!night) return session.fail(night.error());
  const Drill drill = (*night)->drill();
  print(**night, settings, session);
  // What can't be written stands in no record: the drill is played once more.
  if (!settings.facts.empty())
    if (const auto ok = write_facts(drill, settings.facts, session); !ok)
      return session.fail(ok.error());
  if (!settings.report.empty())
    if (const auto ok = write_report(**night, settings, session); !ok)
      return session.fail(ok.error());
  // Another hour or a failure is an experiment, no drill of the plan's.
  if (settings.record && !settings.choice.clock && settings.choice.fails.empty() && !settings.seed)
    if (const auto ok =
            add_to_drill_record(drill_record_of((*night)->files().plan), row_of(**night));
        !ok)
      session.fail(ok.error());
  if (drill.is_judged() && !drill.passed()) session.status = faults;
}

// With people, in the exercise lane of its own: consoles, telephones and the simulated others.
void play_live(DrillSettings& settings, Session& session) {
  if (settings.serve.data.path.empty() || settings.scenario.empty())
    wrong_usage("--live",
                session.say({"要依次写预案文件夹、情景文件，再写数据文件夹：fenghuo drill "
                             "PLAN SCENARIO --live --data DIR",
                             "wants the plan's folder, then the scenario's file, and a "
                             "folder of data: fenghuo drill PLAN SCENARIO --live --data "
                             "DIR"}));
  const auto& choice = settings.choice;
  if (!choice.variant.empty() || choice.clock || !choice.fails.empty() || settings.seed ||
      !settings.facts.empty() || !settings.before.empty() || settings.record || settings.again ||
      settings.format.json)
    wrong_usage(
        "--live",
        session.say(
            {"只和 --http、--rate、--player、--controller、--although-live、--keep-open、--report "
             "一起用",
             "goes with --http, --rate, --player, --controller, --although-live, --keep-open "
             "and --report alone"}));
  if (const auto may = may_write(settings.report); !may) return session.fail(may.error());
  ServeSettings& serve = settings.serve;
  if (settings.http) serve.http = *settings.http;
  serve.plan_folder = settings.plan;
  serve.scenario_path = settings.scenario;
  serve.report_path = settings.report;
  serve.data.lane = adapters::Lane::exercise;
  serve.sl651.reset();
  serve_plan(serve, session);
}

std::string ids(const std::vector<std::string>& all) {
  std::string text;
  for (const auto& id : all) text += (text.empty() ? "" : ", ") + id;
  return text.empty() ? "-" : text;
}

// What is given for nothing is meant for something.
void check_again(const DrillSettings& settings, const Session& session) {
  const auto& choice = settings.choice;
  if (settings.scenario.empty() && choice.variant.empty() && !choice.clock &&
      choice.fails.empty() && !settings.seed && settings.facts.empty() && settings.report.empty() &&
      settings.before.empty() && !settings.format.json)
    return;
  wrong_usage("--again",
              session.say({"演的是记录里的各个情景，只和预案文件夹、--record 一起用：fenghuo drill "
                           "PLAN --again；要演某一个，去掉 --again",
                           "plays the scenarios of the record, and goes with the plan's folder and "
                           "--record alone: fenghuo drill PLAN --again; for one of them, leave "
                           "--again out"}));
}

void check_without_live(const DrillSettings& settings, const Session& session) {
  const auto& serve = settings.serve;
  if (!serve.players.empty() || !serve.controllers.empty() || !serve.although.empty() ||
      serve.keep_open || !serve.data.path.empty() || serve.clock_rate || settings.http)
    wrong_usage("--data, --http, --rate, --player, --controller, --although-live, --keep-open",
                session.say({"要同时写 --live", "only with --live"}));
}

// What was missed then is a regression drill now.
void play_again(const DrillSettings& settings, Session& session) {
  const auto record = read_drill_record(drill_record_of(settings.plan));
  if (!record) return session.fail(record.error());
  if (record->empty())
    return session.fail({"预案还没有演练记录（drills/record.csv）；演练时加 --record",
                         "the plan has no record of drills yet (drills/record.csv): play one with "
                         "--record"});
  const auto plan = load_whole_plan(settings.plan);  // of faults it is said once
  session.print(plan.faults);
  if (!plan.faults.empty())
    return session.fail({"预案有问题，先改好", "the plan has faults; mend them first"});
  for (const auto& then : newest_of_each(*record)) {
    DrillFiles files{.plan = settings.plan,
                     .scenario = std::filesystem::path(settings.plan) / then.scenario};
    files.choice.variant = then.variant;
    const auto night = PlayedNight::play(std::move(files), session);
    if (!night) {  // the others are played all the same
      const std::string variant = then.variant.empty() ? "" : " " + then.variant;
      session.fail(plain(then.scenario + variant + ": ") + night.error().text);
      continue;
    }
    const PlayedDrill now = row_of(**night);
    std::printf("%s %s  %s %s %u/%u -> %u/%u  %s %s  %s %s\n", then.scenario.c_str(),
                then.variant.c_str(), session.say({"上次", "last"}).c_str(), then.played_on.c_str(),
                then.met, then.of, now.met, now.of,
                session.say({"上次未达到", "missed then:"}).c_str(), ids(then.missed).c_str(),
                session.say({"这次未达到", "missed now:"}).c_str(), ids(now.missed).c_str());
    if (settings.record)
      if (auto added = add_to_drill_record(drill_record_of(settings.plan), now); !added)
        return session.fail(added.error());
    if (now.is_judged() && !now.passed) session.status = faults;
  }
}

void add_options(Verb& verb, DrillSettings& settings) {
  verb.text("--variant", settings.choice.variant,
            {"情景里的一个变体", "a variant that the scenario has"});
  verb.parsed("--at", "02:00",
              [&settings](const std::string& text) {
                settings.choice.clock = clock_of(text);
                return settings.choice.clock.has_value();
              },
              {"改在当地几点开始", "begin at this time of the day instead"});
  verb.texts("--fail", settings.choice.fails,
             {"整夜失效的一个要素，如 person/shangxi-leader（docs/drills.md），可写几次",
              "an element that fails all night, such as person/shangxi-leader (docs/drills.md); "
              "may be given several times"});
  verb.number(
      "--seed", settings.seed, 0, 1e15,
      {"按 chances 靠运气演一夜，用这个种子", "a night of chance (`chances`), with this seed"});
  verb.text("--facts", settings.facts,
            {"把全部结论写进这个文件，一行一条 JSON", "write all facts to this file, one a line"});
  verb.text(
      "--report", settings.report,
      {"把演练评估报告写成这个 HTML 文件", "write the after-action report to this HTML file"});
  verb.text("--before", settings.before,
            {"和以前的一次比（当时 --format json 的输出）",
             "compare with an earlier drill (what --format json printed then)"});
  verb.flag("--record", settings.record,
            {"记进预案的 drills/record.csv", "note it in drills/record.csv of the plan"});
  verb.flag("--again", settings.again,
            {"把预案记录过的演练全部再演一遍，和上次比",
             "play all drills of the plan's record once more, beside the last time"});
  verb.flag("--live", settings.live,
            {"带人演练：开演练通道，没参加的人由程序扮演",
             "with people, in the exercise lane; who doesn't take part is simulated"});
  verb.text("--data", settings.serve.data.path,
            {"--live 的数据文件夹", "the folder of the data, with --live"});
  const std::string usual = " [" + to_string(settings.serve.http) + "]";
  add_endpoint(verb, "--http", settings.http,
               {"--live 的网页和接口" + usual, "the page and the interface, with --live" + usual});
  verb.number("--rate", settings.serve.clock_rate, 0.001, 60'000,
              {"--live 时演练时钟走得多快", "how fast the exercise's clock runs, with --live"});
  verb.texts("--player", settings.serve.players,
             {"--live 时谁真的参加（人员 id），可写几次",
              "who takes part, with --live (a person's id); may be given several times"});
  verb.texts(
      "--controller", settings.serve.controllers,
      {"--live 时谁能在网页上暂停、快进、给情景事件，可写几次；不写就是有令牌的人都能",
       "who may pause, jump and inject from a page, with --live; may be given several times, "
       "everybody with a token where missing"});
  verb.flag("--keep-open", settings.serve.keep_open,
            {"--live：情景结束后等评估员写完，终端上写 end 才打分",
             "with --live: when the scenario is over evaluators may still write, until end is "
             "written on standard input"});
  verb.texts("--although-live", settings.serve.although,
             {"实战有事件时仍要演练：同意的人，须写两个",
              "who agrees to a drill while an incident is open live: two are needed"});
  settings.format.add_to(verb);
}

}  // namespace

void add_drill(Verb& verbs, Session& session) {
  Verb verb = verbs.verb("drill", {"演练：用真的引擎和预案过一个模拟的夜晚，按记录打分",
                                   "play a night on the plan with the real engine, and score it"});
  auto settings = std::make_shared<DrillSettings>();
  verb.text("PLAN", settings->plan,
            {"预案文件夹；只写一个名字时是情景文件", "the plan's folder; alone: the scenario"},
            Need::required);
  verb.text("SCENARIO", settings->scenario, {"情景文件", "the scenario's file"});
  add_options(verb, *settings);
  verb.example("fenghuo drill plans/qingxi/drills/flood-night.yaml --report night.html");
  verb.run([settings, &session] {
    if (settings->live) return play_live(*settings, session);
    check_without_live(*settings, session);
    if (settings->again) check_again(*settings, session);
    if (!settings->before.empty() && settings->report.empty())
      wrong_usage("--before", session.say({"要同时写 --report", "only with --report"}));
    settings->again ? play_again(*settings, session) : play(*settings, session);
  });
}

}  // namespace fenghuo::cli

// fenghuo odds PLAN: many nights of chance, and how likely each village is safe in time.
#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>
#include <memory>
#include <thread>

#include "adapters/json_text.h"
#include "cli/names.h"
#include "cli/township.h"
#include "cli/verb.h"
#include "cli/verify/courses.h"
#include "cli/verify/failure_runs.h"
#include "cli/verify/nights.h"
#include "simulator/odds.h"

namespace fenghuo::cli {

namespace json = boost::json;

namespace {

/// A day of nights of the example plan.
constexpr std::uint64_t kNightsMax = 10'000'000;

struct OddsSettings {
  std::string plan;
  std::string against;
  std::string scenario;
  std::uint64_t nights = 1'000;
  std::uint64_t threads = 0;
  Format format;
};

struct Played {
  simulator::Odds odds;
  std::vector<std::uint32_t> caught;  // people, by night
};

/// Of 14 stations, of which one in twenty is dead, nine nights in ten are like one of the first so
/// many.
constexpr std::size_t kCoursesMax = 48;

simulator::NightRecord play_one(const simulator::NightBeginning& beginning,
                                const simulator::Scenario& night, Courses& courses) {
  const std::string alike = simulator::dead_stations(night);
  if (const auto earlier = courses.find(alike))
    return simulator::play_until_decided(beginning, night, earlier.get());
  if (!courses.wants(alike)) return simulator::play_until_decided(beginning, night);
  const auto course = std::make_shared<simulator::Course>();
  course->end = simulator::CourseEnd::before_a_command;
  auto record = simulator::play_until_decided(beginning, night, *course);
  courses.keep(alike, course);
  return record;
}

// Night i has the same luck whichever thread plays it, and whatever the plan.
Played play(const PlanNight& night, const OddsSettings& settings) {
  const std::uint64_t wanted = settings.threads == 0
                                   ? std::max(1U, std::thread::hardware_concurrency())
                                   : std::min(settings.threads, kThreadsMax);
  const std::uint64_t count = std::min(wanted, settings.nights);
  std::vector<simulator::Odds> parts(count);
  Courses courses(kCoursesMax);
  Played played;
  played.caught.resize(settings.nights);
  std::vector<std::thread> threads;
  for (std::uint64_t t = 0; t < count; ++t)
    threads.emplace_back([&, t] {
      simulator::Scenario mine = night.scenario;
      for (std::uint64_t i = t; i < settings.nights; i += count) {
        mine.seed = night.scenario.seed + i;
        played.caught[i] =
            simulator::count_night(play_one(*night.beginning, mine, courses), parts[t]);
      }
    });
  for (auto& thread : threads) thread.join();
  for (const auto& part : parts) simulator::add(played.odds, part);
  return played;
}

json::object village_json(const std::string& id, const simulator::VillageOdds& odds) {
  const auto safe = simulator::share_of(odds.all_safe, odds.nights);
  return {{"village", id},
          {"nights", odds.nights},
          {"all_safe", safe.value},
          {"low", safe.low},
          {"high", safe.high},
          {"caught_mean", static_cast<double>(odds.caught) / static_cast<double>(odds.nights)}};
}

void print(const Played& played, const Names& names, const Session& session) {
  std::printf("%s\n", session
                          .say({"村  全部安全的可能（95% 区间）  平均没来得及的人",
                                "village  all safe (95 % interval)  caught a night"})
                          .c_str());
  for (const auto& [id, odds] : played.odds) {
    const auto safe = simulator::share_of(odds.all_safe, odds.nights);
    std::printf("%s  %.2f %% (%.2f-%.2f)  %.2f\n", session.say(names.area(id)).c_str(),
                100 * safe.value, 100 * safe.low, 100 * safe.high,
                static_cast<double>(odds.caught) / static_cast<double>(odds.nights));
  }
}

Result<adapters::LoadedPlan> read_plan(const std::string& folder, const Session& session) {
  auto plan = load_whole_plan(folder);
  session.print(plan.faults);
  if (!plan.faults.empty())
    return Error{Errc::bad_input, {"预案有问题，先改好", "the plan has faults; mend them first"}};
  return plan;
}

Result<PlanNight> read_night(const adapters::LoadedPlan& plan, const std::string& scenario,
                             Session& session) {
  auto nights = read_nights(plan.change, {scenario}, {}, session);
  if (!nights) return nights.error();
  return std::move(nights->front());
}

void reckon(OddsSettings& settings, Session& session) {
  if (settings.nights == 0 || settings.nights > kNightsMax)
    return wrong_usage("--nights", session.say({"不能是 " + std::to_string(settings.nights) +
                                                    "；写 1 到 " + std::to_string(kNightsMax),
                                                "can't be " + std::to_string(settings.nights) +
                                                    "; give 1 to " + std::to_string(kNightsMax)}));
  if (!settings.against.empty() && settings.nights < simulator::kNightsToCompareMin)
    return wrong_usage("--against",
                       session.say({"至少要两夜才能比较，写 --nights 2 或更多",
                                    "takes two nights at least to compare: give --nights 2 or "
                                    "more"}));
  const auto plan = read_plan(settings.plan, session);
  if (!plan) return session.fail(plan.error());
  if (settings.scenario.empty()) {
    const auto files = scenarios_of(settings.plan);
    if (files.empty())
      return session.fail({"预案的 drills/ 里没有情景", "there is no scenario in drills/"});
    settings.scenario = files.front();
  }
  if (auto found = find_scenario(settings.scenario, settings.plan); !found)
    return session.fail(found.error());
  auto night = read_night(*plan, settings.scenario, session);
  if (!night) return session.fail(night.error());
  if (!night->scenario.has_luck())
    return session.fail(
        {"情景没有写 chances，渠道（channels）也没有说不准的 lost、twice："
         "每一夜都会一样",
         "the scenario has no `chances`, and no `channels` that lose or repeat "
         "some messages: all nights would be the same"});
  const Names names(plan->change.plan(), plan->people);
  const Played played = play(*night, settings);
  json::array villages;
  for (const auto& [id, odds] : played.odds) villages.push_back(village_json(id, odds));
  json::object out{{"nights", settings.nights}, {"villages", std::move(villages)}};
  if (!settings.format.json) print(played, names, session);
  if (!settings.against.empty()) {
    const auto against = read_plan(settings.against, session);
    if (!against) return session.fail(against.error());
    auto other = read_night(*against, settings.scenario, session);
    if (!other) return session.fail(other.error());
    const auto difference =
        simulator::difference_of(play(*other, settings).caught, played.caught).value();
    out["against"] = json::object{{"mean", difference.mean}, {"half_width", difference.half_width}};
    if (!settings.format.json)
      std::printf("%s %+.3f ± %.3f\n",
                  session
                      .say({"另一预案每夜多没来得及的人（同样的运气）：",
                            "people more caught a night by the other plan, with the same luck:"})
                      .c_str(),
                  difference.mean, difference.half_width);
  }
  if (settings.format.json) std::printf("%s\n", adapters::to_text(out).c_str());
}

}  // namespace

void add_odds(Verb& verbs, Session& session) {
  Verb verb = verbs.verb("odds", {"过许多个靠运气的夜晚，算每个村全部安全的可能",
                                  "play many nights of chance: how likely each village is safe"});
  auto settings = std::make_shared<OddsSettings>();
  verb.text("PLAN", settings->plan, {"预案文件夹", "the plan's folder"}, Need::required);
  verb.text("--scenario", settings->scenario,
            {"情景（有 chances，或渠道会丢、会重复）；不写用 drills/ 里的第一个",
             "the scenario, with `chances` or channels that lose or repeat messages; the first of "
             "drills/ where missing"});
  verb.integer("--nights", settings->nights, {"几个夜晚", "how many nights"});
  verb.text("--against", settings->against,
            {"另一个预案，同样的运气下相比", "another plan, compared under the same luck"});
  verb.integer("--threads", settings->threads,
               {"几个线程（0：每核一个）", "threads (0: one a core)"});
  settings->format.add_to(verb);
  verb.example("fenghuo odds plans/qingxi --nights 10000");
  verb.run([settings, &session] { reckon(*settings, session); });
}

}  // namespace fenghuo::cli

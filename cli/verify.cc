// fenghuo verify PLAN: what fails alone, and in pairs, and whose people are then not safe in time.
#include <cstdio>
#include <memory>

#include "adapters/json_text.h"
#include "cli/drill/moment.h"
#include "cli/names.h"
#include "cli/township.h"
#include "cli/verb.h"
#include "cli/verify/failure_runs.h"
#include "cli/verify/night_digest.h"
#include "cli/verify/nights.h"
#include "cli/verify/pairs.h"
#include "cli/verify/verified_text.h"
#include "engine/time.h"

namespace fenghuo::cli {

using simulator::FailureResult;

namespace {

struct VerifySettings {
  std::string plan;
  std::vector<std::string> scenarios;
  std::vector<std::string> hours;
  bool pairs = false;
  bool remedies = false;
  std::string kept;
  std::string at_most;  // how long in all; what fails alone is played in any case
  std::uint64_t threads = 0;
  Format format;
};

FailureRuns::Clock::time_point until_of(const VerifySettings& settings) {
  const auto at_most = parse_duration(settings.at_most);
  return at_most ? FailureRuns::Clock::now() + *at_most : FailureRuns::Clock::time_point::max();
}

// At the pace so far; where nothing had to be played yet, nobody knows.
bool has_time_for(const PairsToPlay& pairs, const FailureRuns& runs,
                  FailureRuns::Clock::time_point until) {
  if (until == FailureRuns::Clock::time_point::max()) return true;
  const auto takes = runs.time_of(pairs.cases.size());
  return takes && FailureRuns::Clock::now() + *takes <= until;
}

// The night as it is, then each element that it asks for, then the pairs of these that matter.
std::vector<FailureResult> play_all(const std::vector<simulator::TriedNight>& nights,
                                    const wire::Plan& plan, const VerifySettings& settings,
                                    FailureRuns& runs, Verified& out) {
  const auto until = until_of(settings);
  std::vector<FailureCase> bases;
  for (std::uint32_t i = 0; i < nights.size(); ++i) bases.push_back({i, {}});
  out.bases = runs.play(bases, {"基准", "as it is"});
  std::vector<FailureCase> singles;
  for (std::uint32_t i = 0; i < nights.size(); ++i)
    for (const auto& element : out.bases[i].asked) singles.push_back({i, {element}});
  auto results = runs.play(singles, {"单一失效 N-1", "N-1"});
  out.played = bases.size() + results.size();
  if (settings.pairs) {
    out.pairs = pairs_to_play(out.bases, results, plan);
    if (!has_time_for(out.pairs, runs, until))
      screen(out.pairs, nights, out.bases, results, plan, runs, until);
    const auto played = runs.play(out.pairs.cases, {"两个失效 N-2", "N-2"}, until);
    out.pairs_played = played.size();
    auto parts = results;
    parts.insert(parts.end(), out.bases.begin(), out.bases.end());
    out.suspects_left = suspects_left(out.pairs, played);
    out.sample = sample_of(out.pairs, played, parts);
    out.played += out.pairs.groups + played.size();
    results.insert(results.end(), played.begin(), played.end());
  }
  results.insert(results.end(), out.bases.begin(), out.bases.end());
  return results;
}

void check_usage(const VerifySettings& settings, const Session& session) {
  for (const auto& hour : settings.hours)
    if (!clock_of(hour)) wrong_usage("--hour", session.say(unreadable(hour, "02:00")));
  if (!settings.at_most.empty() && !parse_duration(settings.at_most))
    wrong_usage("--for", session.say(unreadable(settings.at_most, "1h, 90m")));
  if (!settings.at_most.empty() && !settings.pairs)
    wrong_usage("--for", session.say({"要同时写 --pairs：单个失效的总是全演",
                                      "only with --pairs: what fails alone is all played"}));
}

void verify(VerifySettings& settings, Session& session) {
  check_usage(settings, session);
  const auto plan = load_whole_plan(settings.plan);
  session.print(plan.faults);
  if (!plan.faults.empty())
    return session.fail({"预案有问题，先改好", "the plan has faults; mend them first"});
  if (settings.scenarios.empty()) settings.scenarios = scenarios_of(settings.plan);
  if (settings.scenarios.empty())
    return session.fail({"预案的 drills/ 里没有情景，用 --scenario 给一个",
                         "there is no scenario in drills/ of the plan; give one by --scenario"});
  for (const auto& scenario : settings.scenarios)
    if (auto found = find_scenario(scenario, settings.plan); !found)
      return session.fail(found.error());
  auto nights = read_nights(plan.change, settings.scenarios, settings.hours, session);
  if (!nights) return session.fail(nights.error());
  for (auto& night : *nights) {
    night.scenario.chances = {};  // only what is tried differs
    night.scenario = simulator::until_last_danger(std::move(night.scenario));
  }
  ResultsFile kept;
  if (!settings.kept.empty()) {
    std::vector<Digest> digests;
    const auto program = digest_of_program();
    if (!program) return session.fail(program.error());
    for (const auto& night : *nights)
      digests.push_back(digest_of(plan.change.plan(), night, *program));
    auto opened = ResultsFile::open(settings.kept, digests);
    if (!opened) return session.fail(opened.error());
    kept = std::move(*opened);
  }
  const auto all = tried(*nights);
  FailureRuns runs(all, kept, settings.threads, session);
  Verified verified;
  const auto results = play_all(all, plan.change.plan(), settings, runs, verified);
  if (auto written = kept.written(); !written) return session.fail(written.error());
  verified.cuts = simulator::cut_sets(results);
  verified.never_in_danger = never_in_danger(plan.change.plan(), *nights);
  verified.weakest = simulator::weakest_elements(verified.cuts);
  const Names names(plan.change.plan(), plan.people);
  if (settings.remedies && !verified.cuts.empty())
    verified.remedies =
        try_remedies(plan.change, *nights, verified.cuts, names, settings.threads, session);
  if (settings.format.json)
    std::printf("%s\n", adapters::to_text(verified_json(verified, *nights, session)).c_str());
  else
    print_verified(verified, *nights, names, session);
  if (verified.catches_anybody()) session.status = faults;
}

}  // namespace

void add_verify(Verb& verbs, Session& session) {
  Verb verb = verbs.verb("verify", {"逐个、逐对地让每个要素失效，看谁来不及（N-1、N-2）",
                                    "let every element fail alone, and in pairs, and see whose "
                                    "people are then too late (N-1, N-2)"});
  auto settings = std::make_shared<VerifySettings>();
  verb.text("PLAN", settings->plan, {"预案文件夹", "the plan's folder"}, Need::required);
  verb.texts("--scenario", settings->scenarios,
             {"用哪个情景，可写几次；不写就用预案 drills/ 里的全部",
              "the scenario, may be given several times; all of drills/ where missing"});
  verb.texts("--hour", settings->hours,
             {"除情景自己的时间外，还从几点（02:00）开始各演一遍；可写几次",
              "also begin at this hour (02:00); may be given several times"});
  verb.flag("--pairs", settings->pairs, {"两个一起失效也试（N-2）", "pairs too (N-2)"});
  verb.flag("--remedies", settings->remedies,
            {"试几种补救，看各能少害多少人", "try remedies, and the gain of each"});
  verb.text("--keep", settings->kept,
            {"结果边算边记在这个文件里，中断了接着算",
             "keep results in this file; a broken run goes on"});
  verb.text("--for", settings->at_most,
            {"和 --pairs 一起：一共演多久（1h），先演可疑的组合；其余的用 --keep 接着演",
             "with --pairs: for how long (1h), suspected pairs first; the rest goes on with "
             "--keep"});
  verb.integer("--threads", settings->threads,
               {"几个线程（0：每核一个）", "threads (0: one a core)"});
  settings->format.add_to(verb);
  verb.example("fenghuo verify plans/qingxi --hour 02:00 --hour 14:00 --remedies");
  verb.run([settings, &session] { verify(*settings, session); });
}

}  // namespace fenghuo::cli
